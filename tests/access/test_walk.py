"""Each role at each address, with what is its own, a colleague's and another line's: what
`advice-line roles --json` says is what the running service does (H07, H08, H15)."""

from collections.abc import Iterator
from typing import Any

import pytest

from advice_line.kinds import Role
from advice_line.trust.reach import EVERY_LINE, REACH, Reach
from advice_line.trust.roles import RULES, Action
from advice_line.web import form_tokens
from advice_line.web.route_table import ROUTES, addresses
from tests.access.house import BROWSER, STAFF, House
from tests.access.untouched import Untouched
from tests.access.walking import ELSEWHERE, FORM, Row, told_otherwise

pytestmark = [pytest.mark.hazard("H07"), pytest.mark.hazard("H08"), pytest.mark.hazard("H15")]


def test_the_command_prints_every_route_of_the_running_app_and_no_other(
    walked: tuple[House, Untouched], printed: list[Row]
) -> None:
    house, _ = walked
    there = set(addresses(house.scene.world.service.app.routes))
    told = {(each["method"], each["path"]) for each in printed}
    assert told == there | ELSEWHERE
    assert len(printed) == len(told) * len(Role) * len(Reach)
    assert set(REACH) == set(Action) == set(RULES)


def test_each_role_gets_what_the_table_says_and_nothing_else(
    walked: tuple[House, Untouched], printed: list[Row]
) -> None:
    house, untouched = walked
    untouched.keep()
    wrong: list[Any] = []
    for each in _tried(printed):
        told = (each["role"], each["method"], each["path"], each["scope"], each["rule"])
        wrong += told_otherwise(untouched, each, _asked(house, each), told)
        if each["rule"] == "allow" and each["method"] == "POST":
            untouched.put_back()
    assert wrong == [], "\n".join(map(str, wrong))


def _tried(printed: list[Row]) -> Iterator[Row]:
    """By a session of staff. What is refused with one's own is not asked with another's, and an
    address without an open place names nobody's."""
    own = {(r["role"], r["method"], r["path"]): r["rule"] for r in printed if r["scope"] == "own"}
    for each in printed:
        address = each["method"], each["path"]
        roles = RULES[ROUTES[address]]
        if address in ELSEWHERE or Role.PUBLIC in roles or roles == {Role.SYSTEM}:
            continue
        named = "{" in each["path"] and own[each["role"], *address] == "allow"
        if each["role"] in STAFF and (each["scope"] == "own" or (named and _asks(each))):
            yield each


def _asks(each: Row) -> bool:
    return each["scope"] in ("line", "all")


def _asked(house: House, each: Row) -> Any:
    role, things = Role(each["role"]), house.things(Role(each["role"]), Reach(each["scope"]))
    client, person = house.clients[role], house.ids[role]
    if Action(each["action"]) in EVERY_LINE and role is Role.INFORMATION_GOVERNANCE:
        assert house.whole is not None
        client, person = house.whole, house.whole_id
    where, line = things.fill(each["path"]), {"line": things.line}
    if each["method"] == "GET":
        of_a_line = ("/rota", "/waits", "/library", "/measures/", "/audit/practices/")
        chosen = any(part in where for part in of_a_line)
        more = {"old": "1", "new": "1"} if where.endswith("/compare") else {}
        return client.get(where, params=(line if chosen else {}) | more)
    if where.startswith("/api/"):
        named = any(
            part in where for part in ("/covers/", "/closures/", "/patterns/", "/take-overs/")
        )
        more = {"last_day": "2026-12-30"} if "/patterns/" in where else {}
        return client.post(where, json={**(line if named else {}), **more})
    vault = house.scene.world.service.ledger.vault
    token = form_tokens.make(vault, f"person:{person}:{BROWSER}")
    return client.post(where, data={**FORM, **line, "form_token": token})
