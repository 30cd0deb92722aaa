"""Who is of no service at each address: somebody of a practice, its manager, a clinical system by
its key, and nobody. Each with what is their own, their practice's and another practice's (H07,
H15)."""

from collections.abc import Iterator
from typing import Any

import pytest

from advice_line.api_kinds import Scope
from advice_line.kinds import Role
from advice_line.trust.reach import Reach
from advice_line.trust.roles import RULES, Action
from advice_line.web import form_tokens
from advice_line.web.route_table import ROUTES
from tests.access.house import BROWSER, STAFF, House
from tests.access.outside import Walker, walkers
from tests.access.untouched import Untouched
from tests.access.walking import ELSEWHERE, FORM, Row, told_otherwise
from tests.api.systems import WILL_ACT

pytestmark = [pytest.mark.hazard("H07"), pytest.mark.hazard("H15")]


def test_who_is_of_no_service_gets_what_the_table_says_and_nothing_else(
    walked: tuple[House, Untouched], printed: list[Row]
) -> None:
    house, untouched = walked
    everybody = walkers(house)
    # By construction: a role that is added to the table has somebody who walks, or this is red.
    walk = {role for each in everybody for role in each.roles} | set(STAFF)
    assert walk == set(Role) - {Role.SYSTEM}
    assert len([each for each in everybody if each.key]) == len(Scope)

    untouched.keep()
    wrong: list[Any] = []
    for walker in everybody:
        for each in _tried(walker, printed):
            told = (walker.name, each["method"], each["path"], each["scope"], each["rule"])
            wrong += told_otherwise(untouched, each, _asked(house, walker, each), told)
            if each["rule"] == "allow" and each["method"] == "POST":
                untouched.put_back()
    assert wrong == [], "\n".join(map(str, wrong))


def _tried(walker: Walker, printed: list[Row]) -> Iterator[Row]:
    """With the rule for all of their roles at once. What is refused with one's own is not asked
    with another's, and an address without an open place names nobody's."""
    rules: dict[tuple[str, str, str], Row] = {}
    for each in printed:
        address = each["method"], each["path"]
        allowed = walker.may(Role(each["role"]), Action(each["action"]), each["rule"])
        if allowed is None or address in ELSEWHERE or Reach(each["scope"]) not in walker.things:
            continue
        if Role.PUBLIC in RULES[ROUTES[address]]:
            continue
        known = rules.setdefault((*address, each["scope"]), {**each, "rule": "deny"})
        if allowed:
            known |= {"rule": "allow", "action": each["action"]}
    for (method, path, scope), each in rules.items():
        named = "{" in path and rules[method, path, Reach.OWN]["rule"] == "allow"
        if scope == Reach.OWN or named:
            yield each


def _asked(house: House, walker: Walker, each: Row) -> Any:
    things = walker.things[Reach(each["scope"])]
    where, line = things.fill(each["path"]), {"line": things.line}
    headers = {"Idempotency-Key": where} | (
        {"Authorization": f"Bearer {walker.key}"} if walker.key else {}
    )
    if each["method"] == "GET":
        return walker.client.get(where, headers=headers)
    if where.startswith("/api/"):
        body = WILL_ACT if where.endswith("/acknowledgement") else {"words": "These are words."}
        return walker.client.post(where, json=body, headers=headers)
    vault = house.scene.world.service.ledger.vault
    token = form_tokens.make(vault, f"browser:{BROWSER}")
    return walker.client.post(where, data={**FORM, **line, "form_token": token}, headers=headers)
