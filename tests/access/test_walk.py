"""Each role at each address, with what is its own, a colleague's and another line's: what
`advice-line roles --json` says is what the running service does (H07, H08, H15)."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from advice_line.cli.app import run
from advice_line.kinds import Role
from advice_line.trust.reach import EVERY_LINE, REACH, Reach
from advice_line.trust.roles import RULES, Action
from advice_line.web import form_tokens
from advice_line.web.route_table import ROUTES, addresses
from integrations.sandbox.mail import MailServer
from tests.access.house import BROWSER, STAFF, House, build
from tests.access.untouched import Untouched
from tests.web.conftest import a_scene

pytestmark = [pytest.mark.hazard("H07"), pytest.mark.hazard("H08"), pytest.mark.hazard("H15")]
# Only the demonstration, or a site with a chat, answers these.
ELSEWHERE = {address for address, action in ROUTES.items() if action is Action.PLAY_DEMO} | {
    ("POST", "/slack/events")
}
OF_LINE = ("/covers/", "/closures/", "/patterns/", "/take-overs/")
REFUSED = (401, 403, 404)
# Nobody approves a case that is their own; of these nothing stands in the house, which takes a call
# that goes on and a session that is open; and each takes back their own calendar addresses.
NOT_THERE = {
    ("POST", "/library/{reference}/approve"),
    ("GET", "/break-glass/{reference}"),
    ("POST", "/you/sign-in/passkeys/{passkey}/remove"),
    ("GET", "/desk/{reference}/call"),
    ("GET", "/desk/{reference}/call/now"),
    ("POST", "/rota/plan/{proposal}/session"),
    ("POST", "/rota/files/feed/{feed}/end"),
    ("POST", "/rota/mine/feed/{feed}/end"),
    # No code is on its way; nobody gives themselves roles or ends their own access.
    ("POST", "/people/{person}/verify"),
    ("POST", "/people/{person}/roles"),
    ("POST", "/people/{person}/end"),
    ("POST", "/people/{person}/again"),
}
# What satisfies any form's own rules, so that a refusal is about who asks.
FORM = {
    "reason": "test call",
    "words": "These are words.",
    "text": "These are words.",
    "name": "Dr Sam Example",
    "number": "07700 900888",
    "minutes": "10",
    "spoke_to": "Dr Sam Example",
    "spoke_role": "GP",
    "read_back": "yes",
    "how": "test_call",
    "organisation": "Y99001",
    "version": "1",
    "notice": "text_ring_us",
    "last_day": "2026-12-30",
    "wanted": "K7Q2-M9FX",
    "way": "mobile",
}
Row = dict[str, Any]


@pytest.fixture(scope="module")
def walked(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[House, Untouched]]:
    """Built once: nothing that a test does here stays."""
    path = tmp_path_factory.mktemp("walk") / "walk.sqlite3"
    shutil.copyfile(sqlite_template, path)
    with MailServer() as mail, a_scene(f"sqlite:///{path}", mail) as scene:
        house = build(scene)
        untouched = Untouched(path)
        yield house, untouched
        untouched.close()


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> list[Row]:
    """What the command prints."""
    assert run(["roles", "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


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
        wrong += _told_otherwise(house, untouched, each)
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


def _told_otherwise(house: House, untouched: Untouched, each: Row) -> Iterator[Any]:
    answer = _asked(house, each)
    changed = untouched.changed()
    told = (each["role"], each["method"], each["path"], each["scope"], each["rule"])
    if each["rule"] == "allow":
        if (each["method"], each["path"]) not in NOT_THERE and not _is_let_in(each, answer):
            yield (*told, answer.status_code)
        return
    if not _is_refused(each, answer):
        yield (*told, answer.status_code)
    if changed:
        yield (*told, changed)


def _is_let_in(each: Row, answer: Any) -> bool:
    """What is there is found; a recording that the carrier still has is not."""
    of_no_line = REACH[Action(each["action"])] is Reach.ALL
    if of_no_line or "{" not in each["path"]:
        return answer.status_code not in (401, 403, 500)
    return answer.status_code not in (*REFUSED, 500)


def _is_refused(each: Row, answer: Any) -> bool:
    """Of a colleague's it is told that they have it; of another line's not even that it is."""
    if answer.status_code == 303:
        # To where one says who one is; nothing was shown, and what was written is asked anyhow.
        return str(answer.headers["location"]).startswith(("/signin", "/q/", "/practice"))
    of_a_colleague = each["scope"] == "line" and answer.status_code in (409, 410)
    return answer.status_code in REFUSED or of_a_colleague


def _asked(house: House, each: Row) -> Any:
    role, things = Role(each["role"]), house.things(Role(each["role"]), Reach(each["scope"]))
    client, person = house.clients[role], house.ids[role]
    if Action(each["action"]) in EVERY_LINE and role is Role.INFORMATION_GOVERNANCE:
        assert house.whole is not None
        client, person = house.whole, house.whole_id
    where, line = things.fill(each["path"]), {"line": things.line}
    if each["method"] == "GET":
        chosen = any(part in where for part in ("/rota", "/waits", "/library"))
        return client.get(where, params=line if chosen else None)
    if where.startswith("/api/"):
        named = any(
            part in where for part in ("/covers/", "/closures/", "/patterns/", "/take-overs/")
        )
        more = {"last_day": "2026-12-30"} if "/patterns/" in where else {}
        return client.post(where, json={**(line if named else {}), **more})
    vault = house.scene.world.service.ledger.vault
    token = form_tokens.make(vault, f"person:{person}:{BROWSER}")
    return client.post(where, data={**FORM, **line, "form_token": token})
