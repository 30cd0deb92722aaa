"""Whose an address is, nobody guesses: wrong codes count for the address, whatever the browser and
whichever question they are typed for; and whose practice somebody says they are of is a hint."""

import pytest

from advice_line.desk.asking import confirming, flooding
from advice_line.desk.questions import askers
from tests.web.asking import ADDRESS, asks, confirmed
from tests.web.people import Scene

OTHER = "rowan@full.example.org"


@pytest.mark.hazard("H15")
def test_wrong_codes_count_for_the_address_in_whatever_browser(scene: Scene) -> None:
    browsers = [asks(scene.browser()) for _ in range(3)]
    scene.world.settle()
    wrong = f"{(int(scene.mailed_code(ADDRESS)) + 1) % 1_000_000:06}"
    said = [
        browser.presses("It is mine", code=wrong).is_refused(422).text
        for browser in browsers
        for _ in range(2)
    ]
    assert ["Too many wrong codes" in each for each in said] == [False] * 5 + [True]
    scene.world.wait(61 * 60)
    confirmed(scene).sees("Waiting to be read")


@pytest.mark.hazard("H15")
def test_a_code_for_one_address_proves_no_other(scene: Scene) -> None:
    surfer = asks(scene.browser())
    first = surfer.address.removesuffix("/kept")
    asks(surfer, email=OTHER)
    scene.world.settle()
    form = surfer.form("It is mine").fields | {"code": scene.mailed_code(OTHER)}
    surfer.posts(f"{first}/own/open", form).is_refused(422)
    assert [each["requester"]["verified"] for each in scene.world.queries()] == [False, False]


@pytest.mark.hazard("H20")
def test_who_says_that_they_are_of_a_practice_is_no_party_to_what_it_asks(scene: Scene) -> None:
    confirmed(scene, organisation="Elm Road Surgery")
    confirmed(scene, organisation="Elm Road Surgery", email=OTHER)
    with scene.world.ledger.look("test") as work:
        known = [askers.of_address(work, each).organisation for each in (ADDRESS, OTHER)]
        assert [each.key if each else None for each in known] == [None, "Y99002"]


@pytest.mark.hazard("H15")
def test_a_flood_of_addresses_is_mailed_no_more_codes_and_each_question_is_kept(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confirming, "MOST_OF_ALL", 2)
    browsers = [
        asks(scene.browser(), email=f"one{number}@elsewhere.example.org") for number in range(3)
    ]
    assert len(scene.world.queries()) == 3
    assert ["Type the code" in each.text for each in browsers] == [True, True, False]
    browsers[-1].presses("Send me a code").is_refused(429)
    scene.world.wait(11 * 60)
    confirmed(scene).sees("Waiting to be read")


@pytest.mark.hazard("H01")
def test_a_flood_of_questions_and_codes_keeps_nobody_from_asking_for_now(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confirming, "MOST_OF_ALL", 2)
    monkeypatch.setattr(flooding, "MOST", 2)
    for _ in range(2):
        asks(scene.browser(), urgency_asked="today")
    asks(scene.browser(), urgency_asked="today").sees("Yours is not sent yet")
    asks(scene.browser(), urgency_asked="today").is_refused(422).sees("Too many codes")
    asks(scene.browser(), urgency_asked="now").sees("Your question is sent")
    assert len(scene.world.queries()) == 3
