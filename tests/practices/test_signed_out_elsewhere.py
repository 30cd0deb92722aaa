"""The practices' own sign-on says that somebody has signed out there, and their browsers here know
them no more; and it knows this service by its key, where no secret is shared (H15)."""

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from integrations.sandbox.identity.miniature import Account, Miniature
from integrations.sandbox.identity.switches import Switches
from integrations.sandbox.mail import MailServer
from tests.identity.test_signing_who_we_are import EC, pem
from tests.practices.practices import DOCTOR, PRACTICES, ROWAN, Practices
from tests.practices.test_sign_on import CLIENT, RETURN, SECRET, SignOn, sign_on
from tests.stories.world import PUBLIC_URL
from tests.web.conftest import a_scene
from tests.web.people import Scene
from tests.web.surfing import Surfer

__all__ = ["sign_on"]
pytestmark = pytest.mark.hazard("H15")
LOGOUT, KEYS = "/practice/signin/oidc/logout", "/practice/signin/oidc/keys"
STAFF_LOGOUT = "/signin/oidc/logout"
ENDED = "sign_out.told"
AMARA = {"amr": ["mfa"], "email": "amara@example.org", "email_verified": True}


def told(scene: Scene, token: str, at: str = LOGOUT) -> tuple[int, str]:
    """The answer's status, and what it says is wrong."""
    answer = scene.browser().client.post(at, data={"logout_token": token})
    return answer.status_code, answer.json()["error_description"] if answer.content else ""


def is_in(surfer: Surfer) -> bool:
    return surfer.opens("/practice").address == "/practice"


def joined(sign_on: SignOn) -> Surfer:
    return sign_on.signs_on(sign_on.scene.browser()).presses("Join Elm Road Surgery", **DOCTOR)


def test_one_sign_in_ends_in_its_own_browser(sign_on: SignOn) -> None:
    desk, phone = joined(sign_on), sign_on.signs_on(sign_on.scene.browser())
    word = sign_on.there.signs_out(sid=sign_on.there.sids[0])
    assert told(sign_on.scene, word) == (200, "")
    assert (is_in(desk), is_in(phone)) == (False, True)
    assert sign_on.trail(ENDED)[-1].detail == {"of": "practices", "sessions": 1}
    # Whoever has caught it signs out nobody by it a second time.
    assert told(sign_on.scene, word) == (400, "used_before")
    # What they do next is asked of them anew, and they come in again.
    sign_on.signs_on(desk).is_at("/practice")


def test_everywhere_ends_what_began_there_and_nothing_else(sign_on: SignOn) -> None:
    first, second = joined(sign_on), sign_on.signs_on(sign_on.scene.browser(), "shared")
    by_code = sign_on.types_code(ROWAN)
    # Of the same provider, by which they are called the same: somebody of the staff.
    amara = sign_on.scene.browser()
    sign_on.there.who = Account("s-rowan", dict(AMARA))
    sign_on.there.return_address = f"{PUBLIC_URL}/signin/oidc/return"
    start = amara.client.get("/signin/oidc", follow_redirects=False).headers["location"]
    amara.opens(sign_on.there.visited(start)).is_at("/desk")

    assert told(sign_on.scene, sign_on.there.signs_out("s-rowan")) == (200, "")
    assert [is_in(each) for each in (first, second, by_code)] == [False, False, True]
    amara.opens("/desk").is_at("/desk")
    assert sign_on.trail(ENDED)[-1].detail == {"of": "practices", "sessions": 2}

    # And the word for the staff ends nothing of a practice.
    sign_on.is_there(ROWAN)
    sign_on.there.return_address = f"{PUBLIC_URL}{RETURN}"
    sign_on.signs_on(first).is_at("/practice")
    assert told(sign_on.scene, sign_on.there.signs_out("s-rowan"), STAFF_LOGOUT) == (200, "")
    assert is_in(first)
    assert amara.opens("/desk").address != "/desk"


def test_who_came_in_otherwise_in_the_same_browser_since_goes_on(sign_on: SignOn) -> None:
    rowan = joined(sign_on)
    rowan.opens("/practice/signin").presses("Send me a code", email=ROWAN)
    sign_on.scene.world.settle()
    code = sign_on.scene.mailed_code(ROWAN)
    rowan.presses("Continue", code=code, computer="own").is_at("/practice")
    assert told(sign_on.scene, sign_on.there.signs_out("s-rowan")) == (200, "")
    assert is_in(rowan)


WRONG: dict[str, Any] = {
    "wrong_signature": Switches(foreign_key=True),
    "wrong_audience": Switches(said={"aud": "another-service"}),
    "not_a_sign_out": Switches(said={"events": None}),
    "expired": Switches(issued_in=-3600),
}


@pytest.mark.parametrize("refusal", WRONG)
def test_what_says_so_wrongly_is_refused_and_changes_nothing(sign_on: SignOn, refusal: str) -> None:
    rowan = joined(sign_on)
    sign_on.there.switches = WRONG[refusal]
    assert told(sign_on.scene, sign_on.there.signs_out("s-rowan")) == (400, refusal)
    assert sign_on.trail("sign_out.refused")[-1].detail == {"of": "practices", "refusal": refusal}
    assert is_in(rowan)


def test_a_site_without_such_a_sign_on_has_no_such_address(practices: Practices) -> None:
    browser: TestClient = practices.scene.world.browser
    assert browser.post(LOGOUT, data={"logout_token": "a.b.c"}).status_code == 404
    assert browser.get(KEYS).status_code == 404


def test_who_signs_who_it_is_needs_no_secret(
    sqlite_template: Path, tmp_path: Path, mail_server: MailServer
) -> None:
    path, file = tmp_path / "practices.sqlite3", tmp_path / "client.pem"
    path.write_bytes(sqlite_template.read_bytes())
    file.write_text(pem(EC))
    with Miniature(CLIENT, SECRET, f"{PUBLIC_URL}{RETURN}") as at:
        settings: dict[str, Any] = {
            "practice_oidc_issuer": at.issuer,
            "practice_oidc_client_id": CLIENT,
            "practice_oidc_client_key_file": file,
        }
        with a_scene(f"sqlite:///{path}", mail_server, **settings) as scene:
            scene.world.set_up(PRACTICES)
            made = SignOn(scene, at=at)
            at.client_keys = scene.world.browser.get(KEYS).json()
            assert {"d", "p", "q"}.isdisjoint(at.client_keys["keys"][0])
            made.is_there(ROWAN)
            made.signs_on(scene.browser()).is_at("/practice/join")
