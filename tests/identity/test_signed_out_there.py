"""The hospital's sign-in says that somebody has signed out there, and their sessions end here; what
says so wrongly is refused by its name and changes nothing (H15)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import col, select
from starlette.testclient import TestClient

from advice_line.tables.ledger import TrailEntry
from advice_line.tables.trust import WebSession
from advice_line.trust import sessions
from advice_line.trust_kinds import SignedInBy
from integrations.identity import discovery
from integrations.sandbox.identity.miniature import Account
from integrations.sandbox.identity.switches import Switches
from tests.identity.hospital import STRONG, SUBJECT, Hospital, Walker, hospital
from tests.stories.world import PUBLIC_URL, world

pytestmark = pytest.mark.hazard("H15")
LOGOUT = "/signin/oidc/logout"
EVENT = "http://schemas.openid.net/event/backchannel-logout"
HOUR = 3600


def told(hosted: Hospital, token: str) -> tuple[int, str]:
    """The answer's status, and what it says is wrong."""
    answer = hosted.browser().client.post(LOGOUT, data={"logout_token": token})
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code, answer.json()["error_description"] if answer.content else ""


def is_in(browser: Walker) -> bool:
    return browser.opens("/desk").address == "/desk"


def open_sessions(hosted: Hospital) -> list[int | None]:
    with hosted.world.ledger.look("test") as look:
        still = select(WebSession.id).where(col(WebSession.ended_at).is_(None))
        return list(look.session.exec(still.order_by(col(WebSession.id))))


def trail(hosted: Hospital) -> list[TrailEntry]:
    return [each for each in hosted.trail("session.ended") if each.subject is not None]


def test_one_sign_in_ends_and_the_others_of_its_person_go_on(hosted: Hospital) -> None:
    phone, workstation = hosted.browser().comes_in(), hosted.browser().comes_in()
    ended = len(trail(hosted))
    assert told(hosted, hosted.at.signs_out(sid=hosted.at.sids[-2])) == (200, "")
    assert (is_in(phone), is_in(workstation)) == (False, True)
    assert len(trail(hosted)) == ended + 1
    assert hosted.trail("sign_out.told")[-1].detail == {"of": "staff", "sessions": 1}
    # Somebody else's name beside it ends nothing.
    token = hosted.at.signs_out("8a11-ben", hosted.at.sids[-1])
    assert (told(hosted, token), is_in(workstation)) == ((200, ""), True)
    assert told(hosted, hosted.at.signs_out(SUBJECT, hosted.at.sids[-1])) == (200, "")
    assert not is_in(workstation)


def test_everywhere_is_each_session_from_there_and_no_other(hosted: Hospital) -> None:
    first, second = hosted.browser().comes_in(), hosted.browser().comes_in()
    by_passkey = hosted.browser()
    with hosted.world.ledger.work("test") as work:
        token = sessions.start_staff(work, hosted.person("amara"), SignedInBy.PASSKEY)
    by_passkey.client.cookies.set("__Host-session", token)
    assert told(hosted, hosted.at.signs_out(SUBJECT)) == (200, "")
    assert [is_in(each) for each in (first, second, by_passkey)] == [False, False, True]
    # Somebody who is not in any more, or never was, is signed out as they wish.
    assert told(hosted, hosted.at.signs_out(SUBJECT)) == (200, "")
    assert told(hosted, hosted.at.signs_out("nobody-we-know")) == (200, "")


Wrong = Callable[[Hospital], str]


def with_switches(**switches: object) -> Wrong:
    def made(hosted: Hospital) -> str:
        hosted.at.switches = Switches(**switches)  # type: ignore[arg-type] # each case names one
        return hosted.at.signs_out(SUBJECT, hosted.at.sids[-1])

    return made


def said(**claims: object) -> Wrong:
    return with_switches(said=claims)


CASES: dict[str, tuple[Wrong, str]] = {
    "wrong issuer": (said(iss="https://login.example.com"), "wrong_issuer"),
    "wrong audience": (said(aud="another-service"), "wrong_audience"),
    "several audiences, and we are none": (said(aud=["a", "b"]), "wrong_audience"),
    "no audience": (said(aud=None), "wrong_audience"),
    "algorithm none": (with_switches(algorithm="none"), "wrong_algorithm"),
    "signed with the public key for a secret": (
        with_switches(algorithm="HS256"),
        "wrong_algorithm",
    ),
    "signed by somebody else": (with_switches(foreign_key=True), "wrong_signature"),
    "unknown key": (with_switches(kid="key-0"), "unknown_key"),
    "issued an hour ago": (with_switches(issued_in=-HOUR), "expired"),
    "issued an hour ago, and good for a day": (
        with_switches(issued_in=-HOUR, lasts=24 * HOUR),
        "expired",
    ),
    "past its end": (with_switches(lasts=-HOUR), "expired"),
    "issued in the future": (with_switches(issued_in=HOUR), "from_the_future"),
    "of no date": (said(iat=None), "expired"),
    "for ever": (said(exp="never"), "expired"),
    "no event": (said(events=None), "not_a_sign_out"),
    "another event": (said(events={"https://example.org/event": {}}), "not_a_sign_out"),
    "an event that is no object": (said(events={EVENT: True}), "not_a_sign_out"),
    "with a nonce": (said(nonce="of-a-sign-in"), "not_a_sign_out"),
    "of another kind": (with_switches(kind="at+jwt"), "not_a_sign_out"),
    "without a name of its own": (said(jti=None), "not_once"),
    "about nobody": (said(sub=None, sid=None), "names_nobody"),
    "about a number": (said(sub=17), "names_nobody"),
    "no token": (lambda _: "", "no_token"),
    "no token at all": (lambda _: "a.b.c", "no_token"),
    "an ID token": (
        with_switches(said={"events": None, "nonce": "of-a-sign-in"}, kind="JWT"),
        "not_a_sign_out",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_says_so_wrongly_is_refused_and_changes_nothing(hosted: Hospital, case: str) -> None:
    amara = hosted.browser().comes_in().is_at("/desk")
    before = open_sessions(hosted), len(trail(hosted)), len(hosted.trail("sign_out.told"))
    make, refusal = CASES[case]
    assert told(hosted, make(hosted)) == (400, refusal)
    assert hosted.trail("sign_out.refused")[-1].detail == {"of": "staff", "refusal": refusal}
    after = open_sessions(hosted), len(trail(hosted)), len(hosted.trail("sign_out.told"))
    assert (after, is_in(amara)) == (before, True)


def test_what_was_said_once_is_not_said_again(hosted: Hospital) -> None:
    """Whoever has caught it could sign somebody out all morning."""
    hosted.browser().comes_in().is_at("/desk")
    caught = hosted.at.signs_out(SUBJECT)
    assert told(hosted, caught) == (200, "")
    amara = hosted.browser().comes_in().is_at("/desk")
    assert told(hosted, caught) == (400, "used_before")
    assert is_in(amara)


def test_while_the_provider_is_down_it_may_say_so_again(
    hosted: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its keys cannot be had; the word is not used up by that."""
    monkeypatch.setattr(discovery, "_RENEWED_SECONDS", 0)
    amara = hosted.browser().comes_in().is_at("/desk")
    hosted.at.rotate()
    word = hosted.at.signs_out(SUBJECT)
    hosted.at.switches.down = True
    assert told(hosted, word) == (503, "provider_down")
    assert is_in(amara)
    hosted.at.switches.down = False
    assert told(hosted, word) == (200, "")
    assert not is_in(amara)


def test_keys_are_not_asked_for_whenever_somebody_makes_one_up(hosted: Hospital) -> None:
    word = with_switches(kid="key-of-nobody")(hosted)
    told(hosted, word)
    asked = hosted.at.log.count("keys")
    assert {told(hosted, word) for _ in range(3)} == {(400, "unknown_key")}
    assert hosted.at.log.count("keys") == asked


def test_a_site_without_such_a_sign_in_has_no_such_address(
    sqlite_template: Path, tmp_path: Path
) -> None:
    path = tmp_path / "site.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    with world(f"sqlite:///{path}") as made:
        without = TestClient(made.service.app, base_url=PUBLIC_URL)
        assert without.post(LOGOUT, data={"logout_token": "a.b.c"}).status_code == 404
        assert without.get("/signin/oidc/keys").status_code == 404


def test_on_either_database_the_same_word_ends_the_session(database_url: str) -> None:
    with hospital(database_url) as hosted:
        hosted.at.who = Account(SUBJECT, dict(STRONG))
        amara = hosted.browser().comes_in().is_at("/desk")
        assert told(hosted, hosted.at.signs_out(sid=hosted.at.sids[-1])) == (200, "")
        assert not is_in(amara)
