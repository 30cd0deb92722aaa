"""Every address of a practice's own pages, for everybody who might try: only its own people get in,
and only its manager to its people. Whoever is refused has changed nothing."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from advice_line.errors import AdviceLineError
from advice_line.kinds import Role
from advice_line.tables.practices import PracticeInvitation, PracticeMember, PracticePasskey
from advice_line.tables.trust import OneTimeCode
from advice_line.trust import sessions
from advice_line.trust.roles import NOBODY, RULES, Action
from advice_line.web import form_tokens
from advice_line.web.practice.addresses import PRACTICE
from tests.practices.practices import KIM, MANAGER, OLA, ROWAN, Practices
from tests.stories.world import PUBLIC_URL
from tests.web.locks import Lock
from tests.web.surfing import Surfer

OWN = {
    address: action
    for address, action in PRACTICE.items()
    if action in (Action.SEE_PRACTICE, Action.KEEP_PRACTICE, Action.CORRECT_OWN_PRACTICE)
}


@pytest.mark.hazard("H15")
def test_each_address_for_each_who_might_try(practices: Practices) -> None:
    letter, alert = practices.advised(), practices.alerts()
    kim, rowan = practices.joins(KIM, MANAGER), practices.joins(ROWAN)
    ola = practices.joins(OLA, {"member_name": "Ola Berg", "member_role": "gp"})
    link = practices.invites(kim)
    with practices.scene.world.ledger.work("test") as work:
        of_letter = sessions.start_requester(work, 1)
        person = work.session.exec(select(PracticeMember)).all()[1].public_id
        invitation = work.session.exec(select(PracticeInvitation)).one().public_id
    kim.opens("/practice/sign-in").unlocks("Add a passkey", Lock(), name="Mine")
    with practices.scene.world.ledger.look("test") as work:
        passkey = work.session.exec(select(PracticePasskey)).one().public_id
    things = {
        "reference": letter,
        "person": person,
        "invitation": invitation,
        "passkey": passkey,
    }
    by_link = practices.scene.browser()
    for cookie in ("__Host-session", "__Host-asker"):
        by_link.client.cookies.set(cookie, of_letter)
    who = {
        "nobody": (practices.scene.browser(), frozenset()),
        "staff": (practices.scene.signed_in("chidi"), frozenset()),
        "a letter's code": (by_link, frozenset()),
        "member": (rowan, frozenset({Role.REQUESTER})),
    }
    before = standing(practices)
    for name, (surfer, roles) in who.items():
        for (method, template), action in OWN.items():
            values = dict(things)
            if "alerts" in template:
                values["reference"] = alert
            path = re.sub(r"{(\w+)}", lambda found: values[found[1]], template)  # noqa: B023
            status = tried(practices, surfer, method, path)
            allowed = not RULES[action].isdisjoint(roles)
            if not roles:
                assert status in (303, 401), (name, method, template, status)
            elif not allowed:
                assert status == 403, (name, method, template, status)
            else:
                assert status not in (401, 403), (name, method, template, status)
    assert standing(practices) == before
    # The manager of another practice: of what is named there, nothing.
    for (method, template), _ in OWN.items():
        if "{" in template:
            values = dict(things)
            path = re.sub(r"{(\w+)}", lambda found: values[found[1]], template)  # noqa: B023
            assert tried(practices, ola, method, path) == 404, (method, template)
    assert standing(practices) == before
    practices.scene.browser().opens(link).sees("You are invited")


def standing(practices: Practices) -> list[object]:
    with practices.scene.world.ledger.look("test") as work:
        people = work.session.exec(select(PracticeMember)).all()
        invited = work.session.exec(select(PracticeInvitation)).all()
        passkeys = work.session.exec(select(PracticePasskey)).all()
        return [
            *(each.public_id for each in passkeys),
            *((each.public_id, each.ended_at, each.manager) for each in people),
            *((each.public_id, each.withdrawn_at) for each in invited),
        ]


def tried(practices: Practices, surfer: Surfer, method: str, path: str) -> int:
    client = TestClient(
        practices.scene.world.service.app,
        base_url=PUBLIC_URL,
        follow_redirects=False,
        cookies=surfer.client.cookies,
    )
    if method == "GET":
        return client.get(path).status_code
    browser = surfer.client.cookies.get("__Host-browser") or "a-browser"
    client.cookies.set("__Host-browser", browser)
    token = form_tokens.make(practices.scene.world.ledger.vault, f"browser:{browser}")
    return client.post(path, data={"form_token": token, "manager": "yes"}).status_code


@pytest.mark.hazard("H15")
def test_two_hundred_guesses_at_once_count_as_five(either_practices: Practices) -> None:
    asked = either_practices.asks_for_code(ROWAN)
    right = either_practices.scene.mailed_code(ROWAN)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    browser = next(c.value for c in asked.client.cookies.jar if c.name.endswith("browser"))
    door = either_practices.scene.world.service.app.state.site.practice.entering

    def guess(_: int) -> str:
        try:
            door.use_code(NOBODY, browser, None, wrong, shared=True)
        except AdviceLineError as error:
            return type(error).__name__
        return "in"

    with ThreadPoolExecutor(20) as at_once:
        said = list(at_once.map(guess, range(200)))
    assert set(said) <= {"Invalid", "TooManyTries", "Busy"}
    with either_practices.scene.world.ledger.look("test") as work:
        assert sum(code.tries for code in work.session.exec(select(OneTimeCode))) == 5
    asked.presses("Continue", code=right, computer="own").is_refused(429)
    assert int(asked.headers["retry-after"]) > 0


@pytest.mark.hazard("H15")
def test_two_who_end_each_other_leave_one_manager(either_practices: Practices) -> None:
    practices = either_practices
    kim, rowan = practices.joins(KIM, MANAGER), practices.joins(ROWAN)
    kim.opens("/practice/people").presses("Dr Rowan Hill manages this list too")
    rowan.opens("/practice/people")
    with ThreadPoolExecutor(2) as at_once:
        first = at_once.submit(kim.presses, "End the access of Dr Rowan Hill now")
        second = at_once.submit(rowan.presses, "End the access of Kim Marsh now")
        first.result(), second.result()
    with practices.scene.world.ledger.look("test") as work:
        people = work.session.exec(select(PracticeMember)).all()
        assert [each.ended_at is None for each in people].count(True) == 1
