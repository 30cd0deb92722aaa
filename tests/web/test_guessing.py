"""Six figures are guessed by nobody: wrong tries count against the link or person, however many
browsers they come from, and keep no browser out that was right before."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from advice_line.tables.trust import OneTimeCode
from tests.stories.world import AMARA
from tests.web.people import CANARIES, Scene
from tests.web.surfing import Surfer

pytestmark = pytest.mark.hazard("H15")

QUARTER = 15 * 60


def guesses(surfers: list[Surfer], right: str) -> int:
    """How many wrong codes were looked at, five from each browser at most."""
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    looked_at = 0
    for surfer in surfers:
        for _ in range(5):
            surfer.presses("Continue", code=wrong).never_sees(*CANARIES)
            if surfer.status == 429:
                break
            surfer.is_refused(422)
            looked_at += 1
    return looked_at


def asked_for_a_letter(scene: Scene) -> list[Surfer]:
    link = scene.mailed_link()
    return [scene.browser().opens(link).presses("Send me a code") for _ in range(3)]


def test_five_wrong_codes_are_the_end_in_whatever_browsers_and_ten_for_an_hour(
    scene: Scene,
) -> None:
    scene.advised()
    asked = asked_for_a_letter(scene)
    scene.world.settle()
    assert guesses(asked, scene.mailed_code()) == 5
    asked[-1].opens(f"{scene.mailed_link()}/code")
    asked[-1].presses("Continue", code=scene.mailed_code()).is_refused(429)
    asked[-1].sees("Too many wrong codes. Please wait 15 minutes")

    scene.world.phones.advance(QUARTER)
    asked = asked_for_a_letter(scene)
    scene.world.settle()
    assert guesses(asked, scene.mailed_code()) == 5
    scene.world.phones.advance(QUARTER)
    later = scene.browser().opens(scene.mailed_link()).presses("Send me a code").is_refused(429)
    later.sees("Too many wrong codes. Please wait 30 minutes")
    scene.world.phones.advance(2 * QUARTER)
    scene.reading().sees("Edith Larkspur")


def test_who_guesses_at_a_person_keeps_them_from_no_browser_they_know(scene: Scene) -> None:
    amara = scene.signed_in("amara").presses("Sign out")
    scene.world.phones.advance(QUARTER)
    strangers = [
        scene.browser().opens("/signin").presses("Send me a code", mobile=AMARA) for _ in range(5)
    ]
    scene.world.settle(2)
    assert guesses(strangers, scene.texted_code("amara")) == 5
    stranger = scene.browser().opens("/signin").presses("Send me a code", mobile=AMARA)
    stranger.is_refused(429)
    amara.opens("/signin").presses("Send me a code", mobile=AMARA)
    scene.world.settle(2)
    amara.presses("Continue", code=scene.texted_code("amara")).is_at("/desk")


def test_codes_asked_for_at_once_are_counted_one_by_one(either: Scene) -> None:
    either.advised()
    browsers = [either.browser().opens(either.mailed_link()) for _ in range(10)]
    with ThreadPoolExecutor(len(browsers)) as at_once:
        asked = list(at_once.map(lambda each: each.presses("Send me a code").status, browsers))
    assert sorted(asked) == [200] * 5 + [429] * 5


def test_guesses_made_at_once_are_counted_one_by_one(either: Scene) -> None:
    either.advised()
    link = either.mailed_link()
    browsers = [either.browser().opens(link).presses("Send me a code") for _ in range(3)]
    either.world.settle()
    wrong = f"{(int(either.mailed_code()) + 1) % 1_000_000:06}"
    with ThreadPoolExecutor(len(browsers)) as at_once:
        for _ in range(2):
            list(at_once.map(lambda each: each.presses("Continue", code=wrong), browsers))
    with either.world.service.ledger.look("test") as work:
        assert sum(code.tries for code in work.session.exec(select(OneTimeCode))) == 5


def test_two_hundred_guesses_at_a_texted_code_at_once_are_five(either: Scene) -> None:
    browser = either.browser().opens("/signin").presses("Send me a code", mobile=AMARA)
    either.world.settle(2)
    right = either.texted_code("amara")
    fields = browser.form("Continue").fields | {"code": f"{(int(right) + 1) % 1_000_000:06}"}

    def guess(number: int) -> tuple[int, str | None]:
        answer = browser.client.post("/signin/code", data=fields)
        if answer.status_code == 503:  # SQLite had no time to look: once more
            return guess(number)
        return answer.status_code, answer.headers.get("retry-after")

    with ThreadPoolExecutor(16) as at_once:
        answers = list(at_once.map(guess, range(200)))
    assert Counter(status for status, _ in answers) == {422: 5, 429: 195}
    assert all(0 < int(after or 0) <= QUARTER for status, after in answers if status == 429)
    browser.presses("Continue", code=right).is_refused(429)
