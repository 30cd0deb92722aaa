"""People of a practice come in through their own sign-on (such as NHSmail): as whom a code would
let in, named, and never as one of the staff. Each bad case by its name."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlmodel import select

from advice_line.directory import lookups
from advice_line.tables.practices import PracticeIdentity, PracticeMember
from advice_line.trust import identities
from advice_line.trust_kinds import LinkedHow
from integrations.sandbox.identity.miniature import Account, Miniature, asked_of
from integrations.sandbox.identity.switches import Switches
from integrations.sandbox.mail import MailServer
from tests.practices.practices import (
    DOCTOR,
    KIM,
    MANAGER,
    PRACTICES,
    ROWAN,
    SAM,
    Practices,
)
from tests.stories.world import PUBLIC_URL
from tests.web.conftest import a_scene
from tests.web.surfing import Surfer

pytestmark = pytest.mark.hazard("H15")
CLIENT, SECRET = "advice-line-practices", "the secret that both know"
START = "/practice/signin/oidc"
RETURN = f"{START}/return"
HOUR, IN_2100 = 3600, 4_102_444_800


@dataclass
class SignOn(Practices):
    at: Miniature | None = None

    @property
    def there(self) -> Miniature:
        assert self.at is not None
        return self.at

    def is_there(self, address: str | None, subject: str = "s-rowan", **claims: Any) -> None:
        """Who signs in there from now on."""
        mail = {"email": address, "email_verified": True} if address else {}
        self.there.who = Account(subject, {"amr": ["mfa"], **mail, **claims})

    def sent(self, surfer: Surfer, computer: str = "own", next_page: str = "") -> str:
        onward = f"&next={next_page}" if next_page else ""
        path = f"{START}?computer={computer}{onward}"
        answer = surfer.client.get(path, follow_redirects=False)
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])

    def signs_on(self, surfer: Surfer, computer: str = "own", next_page: str = "") -> Surfer:
        """All the way there and back."""
        return surfer.opens(self.there.visited(self.sent(surfer, computer, next_page)))

    def refusals(self) -> list[str]:
        return [each.detail["refusal"] for each in self.trail("practice.sign_on.refused")]

    def people(self) -> int:
        with self.scene.world.ledger.look("test") as work:
            return len(work.session.exec(select(PracticeMember)).all())

    def accounts(self) -> int:
        with self.scene.world.ledger.look("test") as work:
            return len(work.session.exec(select(PracticeIdentity)).all())


@pytest.fixture
def sign_on(sqlite_template: Path, tmp_path: Path, mail_server: MailServer) -> Iterator[SignOn]:
    path = tmp_path / "practices.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    with Miniature(CLIENT, SECRET, f"{PUBLIC_URL}{RETURN}") as at:
        # The hospital's own staff come from the same provider, as another service of it.
        settings: dict[str, Any] = {
            "practice_oidc_issuer": at.issuer,
            "practice_oidc_client_id": CLIENT,
            "practice_oidc_client_secret": SecretStr(SECRET),
            "oidc_issuer": at.issuer,
            "oidc_client_id": CLIENT,
            "oidc_client_secret": SecretStr(SECRET),
            "oidc_link_by_email": True,
        }
        with a_scene(f"sqlite:///{path}", mail_server, **settings) as scene:
            scene.world.set_up(PRACTICES)
            made = SignOn(scene, at=at)
            made.is_there(ROWAN)
            yield made


def test_it_takes_the_place_of_the_code_and_of_nothing_else(sign_on: SignOn) -> None:
    letter = sign_on.advised()
    rowan = sign_on.scene.browser().opens("/practice/signin").sees("Sign in with NHSmail")
    sign_on.signs_on(rowan).is_at("/practice/join").sees("You join Elm Road Surgery")
    rowan.presses("Join Elm Road Surgery", **DOCTOR).is_at("/practice").sees("Dr Rowan Hill")
    rowan.opens(f"/practice/queries/{letter}").presses("Received and filed")
    rowan.sees("Received and filed: Dr Rowan Hill, GP")
    # In another browser they are known, and go on to what they had asked for.
    again = sign_on.signs_on(sign_on.scene.browser(), next_page=f"/practice/queries/{letter}")
    again.is_at(f"/practice/queries/{letter}").sees("Edith Larkspur")
    assert sign_on.scene.mails(ROWAN) == []
    assert (sign_on.people(), sign_on.accounts()) == (1, 1)


def test_an_address_of_a_domain_of_many_comes_in_once_it_was_invited(sign_on: SignOn) -> None:
    sign_on.is_there("lee@nhs.net", "s-lee")
    lee = sign_on.signs_on(sign_on.scene.browser())
    lee.is_at("/practice/join").sees("You are not signed in", "invite")
    kim = sign_on.joins(KIM, MANAGER)
    who = {"member_name": "Dr Lee Fenn", "member_role": "gp", "computer": "own"}
    link = sign_on.invites(kim, "lee@nhs.net")
    sign_on.accepts(link, "lee@nhs.net").presses("Join Elm Road Surgery", **who)
    sign_on.signs_on(sign_on.scene.browser()).is_at("/practice").sees("Dr Lee Fenn")


@pytest.mark.hazard("H07")
def test_on_a_shared_computer_whoever_sits_down_says_anew_who_they_are(sign_on: SignOn) -> None:
    """Else they would come in as who was signed in there before."""
    at = sign_on.scene.browser()
    at.opens(START).is_refused(422).sees("Say who uses this computer")
    asked = asked_of(sign_on.sent(at, "shared"))
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")
    sign_on.signs_on(at, "shared").presses("Join Elm Road Surgery", **DOCTOR).is_at("/practice")
    cookie = next(each for each in at.client.cookies.jar if each.name.endswith("asker"))
    assert cookie.expires is None, "it ends with the browser"
    sign_on.scene.world.wait(31 * 60)
    at.opens("/practice").sees("Your own email address")
    # Who was there an hour ago is not asked: the next one has taken that out of the address.
    for then in (1_000_000_000, None):
        sign_on.there.switches.said = {"auth_time": then}
        sign_on.signs_on(at, "shared").is_refused(403).sees("Reason: not_anew", "type who you are")
    assert sign_on.refusals() == ["not_anew"] * 2
    # On one's own computer that is what spares the typing.
    sign_on.signs_on(at, "own").is_at("/practice")
    assert "prompt" not in asked_of(sign_on.sent(at, "own"))


def test_it_signs_in_nobody_of_the_staff_and_the_hospitals_nobody_of_a_practice(
    sign_on: SignOn,
) -> None:
    world = sign_on.scene.world
    with world.ledger.work("test") as work:
        amara = lookups.responder_by_key(work.session, "amara")
        assert amara is not None
        identities.link(work, amara, sign_on.there.issuer, "s-amara", LinkedHow.COMMAND, "test")
    sign_on.is_there("amara@example.org", "s-amara")
    amara_at = sign_on.signs_on(sign_on.scene.browser())
    amara_at.is_at("/practice/join").sees("You are not signed in")
    amara_at.opens("/desk").is_at("/signin?next=/desk")
    # Who was sent by the one way does not come back by the other, though it is one provider.
    back = sign_on.there.visited(sign_on.sent(amara_at))
    for cookie in list(amara_at.client.cookies.jar):
        if "practice-oidc" in cookie.name and cookie.value:
            name = cookie.name.replace("practice-oidc", "oidc")
            amara_at.client.cookies.set(name, cookie.value, domain=cookie.domain)
    amara_at.opens(back.replace("/practice/signin", "/signin")).is_refused(403)
    amara_at.sees("Reason: not_begun_here").opens("/desk").is_at("/signin?next=/desk")
    # Rowan, of a practice, is nobody at the hospital's.
    sign_on.is_there(ROWAN)
    rowan = sign_on.signs_on(sign_on.scene.browser())
    rowan.presses("Join Elm Road Surgery", **DOCTOR).is_at("/practice")
    staff = rowan.client.get("/signin/oidc", follow_redirects=False).headers["location"]
    sign_on.there.return_address = f"{PUBLIC_URL}/signin/oidc/return"
    rowan.opens(sign_on.there.visited(staff)).is_refused(403).sees("Reason: unknown_person")
    rowan.opens("/desk").is_at("/signin?next=/desk")


CASES: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "wrong audience": ({"said": {"aud": "another-service"}}, {}, "wrong_audience"),
    "wrong issuer": ({"said": {"iss": "https://login.example.com"}}, {}, "wrong_issuer"),
    "wrong nonce": ({"said": {"nonce": "of-another-sign-in"}}, {}, "wrong_nonce"),
    "algorithm none": ({"algorithm": "none"}, {}, "wrong_algorithm"),
    "signed with the public key for a secret": ({"algorithm": "HS256"}, {}, "wrong_algorithm"),
    "signed by somebody else": ({"foreign_key": True}, {}, "wrong_signature"),
    "expired": ({"issued_in": -HOUR}, {}, "expired"),
    "issued in the future": ({"issued_in": HOUR}, {}, "from_the_future"),
    "not valid yet": ({"said": {"nbf": IN_2100}}, {}, "from_the_future"),
    "declined": ({"declines": "access_denied"}, {}, "declined"),
    "provider in trouble": ({"declines": "temporarily_unavailable"}, {}, "provider_down"),
    "no second factor": ({}, {"amr": ["pwd"]}, "no_second_factor"),
    "an address that nobody has seen to be theirs": (
        {},
        {"email_verified": False},
        "email_unproven",
    ),
    "an address of which nothing is said": ({}, {"email_verified": None}, "email_unproven"),
    "no address": ({}, {"email": None}, "email_unproven"),
}


@pytest.mark.parametrize("case", CASES)
def test_who_comes_back_wrong_is_turned_away(sign_on: SignOn, case: str) -> None:
    switches, claims, refusal = CASES[case]
    sign_on.there.switches = Switches(**switches)
    sign_on.is_there(ROWAN, **claims)
    at = sign_on.signs_on(sign_on.scene.browser())
    at.is_refused(503 if refusal == "provider_down" else 403)
    at.sees("You are not signed in", "What to do", f"Reason: {refusal}")
    assert (sign_on.refusals(), sign_on.people(), sign_on.accounts()) == ([refusal], 0, 0)
    at.opens("/practice").is_at("/practice/signin?next=/practice")


def test_what_came_back_serves_once_and_in_its_own_browser(sign_on: SignOn) -> None:
    rowan, thief = sign_on.scene.browser(), sign_on.scene.browser()
    back = sign_on.there.visited(sign_on.sent(rowan))
    sign_on.sent(thief)
    thief.opens(back).is_refused(403).sees("Reason: not_begun_here")
    cookies = dict(rowan.client.cookies)
    rowan.opens(back).is_at("/practice/join")
    copy = sign_on.scene.browser()
    for name, value in cookies.items():
        copy.client.cookies.set(name, value)
    copy.opens(back).is_refused(403).sees("Reason: used_before")
    late = sign_on.there.visited(sign_on.sent(rowan))
    sign_on.scene.world.wait(601)
    rowan.opens(late).is_refused(403).sees("Reason: not_begun_here")
    assert sign_on.refusals() == ["not_begun_here", "used_before", "not_begun_here"]


def test_an_address_that_was_given_to_somebody_else_opens_nothing(sign_on: SignOn) -> None:
    kim = sign_on.joins(KIM, MANAGER)
    sign_on.signs_on(sign_on.scene.browser()).presses("Join Elm Road Surgery", **DOCTOR)
    sign_on.is_there(ROWAN, "s-another-rowan")
    sign_on.signs_on(sign_on.scene.browser()).is_refused(403).sees("Reason: unknown_person")
    # Nor does an account come in as whoever has another address.
    sign_on.joins(SAM, {"member_name": "Dr Sam Vale", "member_role": "gp"})
    sign_on.is_there(SAM, "s-rowan")
    sign_on.signs_on(sign_on.scene.browser()).is_refused(403).sees("Reason: unknown_person")
    # A new address of the same account is the same person.
    sign_on.is_there("rowan.hill@elm.example.org", "s-rowan")
    sign_on.signs_on(sign_on.scene.browser()).is_at("/practice").sees("Dr Rowan Hill")
    # Whoever was ended is nobody, and their account is free for whom the manager invites.
    kim.opens("/practice/people").presses("End the access of Dr Rowan Hill now")
    ended = sign_on.signs_on(sign_on.scene.browser())
    ended.sees("You are not signed in", "Your practice has ended your access")


def test_without_the_setting_there_is_no_such_sign_on(practices: Practices) -> None:
    at = practices.scene.browser().opens("/practice/signin").never_sees("NHSmail")
    at.opens(f"{START}?computer=own").is_refused(404)
    at.opens(RETURN).is_refused(404)
