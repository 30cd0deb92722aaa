"""A password and six figures, for when no passkey can be had: figures are taken once, guesses are
counted before they are looked at, and nobody is kept from another way in (H15)."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pyotp
import pytest
from sqlmodel import select
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from advice_line.errors import Invalid
from advice_line.tables.factors import Authenticator, RecoveryCode
from advice_line.trust import passwords
from tests.stories.world import AMARA
from tests.web.locks import POCKET
from tests.web.people import Scene
from tests.web.surfing import Surfer

pytestmark = pytest.mark.hazard("H15")
OWN, PLACE, SIGN_IN = "/you/sign-in", "/you/sign-in/authenticator", "/signin/authenticator"
PASSWORD = "plinth-otter-cadmium"
MINUTE = 60


def app_of(scene: Scene, surfer: Surfer) -> pyotp.TOTP:
    """The app of somebody who has set one up by the pages; its half minute has just passed."""
    surfer.opens(PLACE).presses("Continue", password=PASSWORD, again=PASSWORD)
    secret = re.search(r"Type this into the app: ([A-Z2-7 ]+?) The six", surfer.text)
    assert secret is not None, surfer.text
    app = pyotp.TOTP(secret[1].replace(" ", ""))
    surfer.presses("Continue", code=shown_by(scene, app)).sees("No recovery codes")
    scene.world.phones.advance(MINUTE)
    return app


def shown_by(scene: Scene, app: pyotp.TOTP, steps: int = 0) -> str:
    now = scene.world.service.ledger.clock.now()
    return app.at(int(now.timestamp()) + steps * 30)


def tries(surfer: Surfer, code: str, password: str = PASSWORD, mobile: str = AMARA) -> Surfer:
    surfer.opens(SIGN_IN)
    return surfer.presses("Sign in", mobile=mobile, password=password, code=code)


def test_a_password_that_has_leaked_before_is_refused_however_long() -> None:
    """Of the most used ones of ten million that leaked, which zxcvbn carries; those that are long
    enough are what nothing but the list refuses."""
    leaked = [each for each in FREQUENCY_LISTS["passwords"] if len(each) >= passwords.SHORTEST]
    assert len(leaked) > 200
    for each in leaked:
        with pytest.raises(Invalid):
            passwords.sound(each, [])
        with pytest.raises(Invalid):
            passwords.sound(each.capitalize(), [])


def test_what_is_kept_of_a_password_is_slow_to_guess() -> None:
    """64 MB and three passes for each guess; above what OWASP asks of argon2id (19 MB, two)."""
    assert passwords.hashed(PASSWORD).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_password_must_be_long_and_hard_to_guess_and_nothing_else(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens(PLACE)
    for weak, said in (
        ("elevenchars", "at least 12"),
        ("passwordpassword", "Three random words make"),
        ("Amara Example", "Three random words make"),
    ):
        amara.presses("Continue", password=weak, again=weak).is_refused(422).sees(said)
        assert f'value="{weak}"' not in amara.page
    amara.presses("Continue", password=PASSWORD, again="another").is_refused(422)
    amara.presses("Continue", password=PASSWORD, again=PASSWORD).is_at(f"{PLACE}/figures")
    amara.presses("Continue", code="000000").is_refused(422).sees("not its figures now")
    assert "<svg" in amara.page
    assert "style=" not in amara.page


def test_figures_are_taken_once_and_in_their_minute_and_a_code_on_paper_instead(
    either: Scene,
) -> None:
    amara = either.signed_in("amara")
    app, other = app_of(either, amara), either.browser()
    amara.opens(OWN).sees("No recovery codes were made yet").never_sees("0 of ten")
    codes = re.findall(
        r"\b\w{4}(?:-\w{4}){5}\b", amara.opens(OWN).presses("Make ten new recovery codes").text
    )
    assert len(codes) == 10
    for steps in (2, -2):
        tries(other, shown_by(either, app, steps)).is_refused(422).sees("do not belong together")
    taken = shown_by(either, app, 1)
    tries(other, taken).is_at("/desk").sees("Your list")
    for used in (taken, shown_by(either, app)):
        tries(other, used).is_refused(422)
    tries(either.browser(), codes[0].lower().replace("-", " ")).is_at("/desk")
    tries(other, codes[0]).is_refused(422)
    with either.world.service.ledger.look("test") as work:
        rows = [*work.session.exec(select(Authenticator)), *work.session.exec(select(RecoveryCode))]
        kept = " ".join(str(row.model_dump()) for row in rows)
    assert not [each for each in (PASSWORD, app.secret, *codes) if each in kept]
    amara.opens(OWN).sees("9 of ten recovery codes")
    amara.presses("Remove the authenticator and its password")
    either.world.phones.advance(15 * MINUTE)
    tries(other, shown_by(either, app)).is_refused(422)


def test_two_hundred_guesses_at_once_are_five_and_her_passkey_still_opens(either: Scene) -> None:
    app = app_of(either, either.signed_in("amara"))
    form = either.browser().opens(SIGN_IN)
    wrong = f"{(int(shown_by(either, app)) + 1) % 1_000_000:06}"
    fields = form.form("Sign in").fields | {"mobile": AMARA, "password": PASSWORD, "code": wrong}

    def guess(number: int) -> tuple[int, str | None]:
        answer = form.client.post(SIGN_IN, data=fields)
        if answer.status_code == 503:  # SQLite had no time to look: once more
            return guess(number)
        return answer.status_code, answer.headers.get("retry-after")

    with ThreadPoolExecutor(16) as at_once:
        answers = list(at_once.map(guess, range(200)))
    assert Counter(status for status, _ in answers) == {422: 5, 429: 195}
    waits = [after for status, after in answers if status == 429]
    assert all(after and 0 < int(after) <= 15 * MINUTE for after in waits)
    tries(either.browser(), shown_by(either, app)).is_refused(429).sees("Please wait")
    passkey = either.browser().opens("/signin")
    passkey.unlocks("Use a passkey", POCKET, either.users[AMARA]).is_at("/desk")
    either.world.phones.advance(16 * MINUTE)
    tries(either.browser(), shown_by(either, app)).is_at("/desk")


def test_nobody_learns_who_is_on_file_or_which_of_the_two_was_wrong(scene: Scene) -> None:
    app_of(scene, scene.signed_in("amara"))
    said = set()
    for mobile, password in ((AMARA, "wrong-otter-cadmium"), ("07700 900777", PASSWORD)):
        stranger = scene.browser()
        for _ in range(5):
            tries(stranger, "123456", password, mobile).is_refused(422)
        said.add(stranger.text.replace(mobile, ""))
        tries(stranger, "123456", password, mobile).is_refused(429)
    assert len(said) == 1
    tries(scene.browser(), "123456", PASSWORD, "nobody").is_refused(422).sees("Enter a mobile")
