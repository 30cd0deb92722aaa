"""What goes wrong between us and Slack, through the real service: nothing is lost, nothing is done
twice, and nothing claims to have happened that did not."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from advice_line.errors import Busy
from integrations.slack import answers
from tests.chat.hospital import NAME, NUMBER
from tests.slack.ward import AMARA, BEN, CHANNEL, Ward, ward
from tests.stories.scene import CHIDI
from tests.stories.soundness import unsound


@pytest.fixture
def here(sqlite_template: Path, tmp_path: Path) -> Iterator[Ward]:
    path = tmp_path / "slack.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    with ward(f"sqlite:///{path}") as made:
        yield made
        assert unsound(made.world) == []


def cards(here: Ward) -> list[str]:
    return [each.text for each in here.slack.messages(CHANNEL) if each.blocks]


def talk(here: Ward) -> int:
    return sum(each["kind"] == "internal" for each in here.world.query()["messages"])


@pytest.mark.hazard("H10")
def test_two_who_press_in_the_same_second_make_one_owner(here: Ward) -> None:
    here.is_asked()
    here.sent()
    presses = [(person, person.press_of("Claim")) for person in (here.amara, here.ben)]
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda each: each[0].presses_again(each[1]), presses))
    assert [each.status for each in done] == [200, 200]
    for person in (here.amara, here.ben):
        person.waits_for(lambda who: bool(who.whispers()))
    said = sorted(" ".join(person.whispers()) for person in (here.amara, here.ben))
    assert sum("is yours" in each for each in said) == 1
    assert sum("Already taken by" in each for each in said) == 1
    owner = here.world.query()["owner"]
    winner = {"amara": here.amara, "ben": here.ben}[owner]
    assert "is yours" in winner.whispers()[0]


@pytest.mark.hazard("H16")
def test_what_comes_twice_and_in_the_wrong_order_is_done_once(here: Ward) -> None:
    here.is_asked()
    here.sent()
    (card,) = here.slack.messages(CHANNEL)
    here.slack.switches.doubled = here.slack.switches.held = True
    for words in ("one", "two", "three"):
        here.ben.writes(CHANNEL, words, card)
    here.slack.delivering.let_go()
    here.slack.delivering.settle()
    here.amara.clicks("Claim").sees("is yours")
    _until(lambda: talk(here) == 3)
    here.sent()
    assert talk(here) == 3
    assert len([each for each in here.world.query()["offers"] if each["state"] == "accepted"]) == 1
    assert len(here.amara.whispers()) == 1


def test_who_presses_while_the_database_is_away_is_told_and_it_is_done_later(
    here: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.is_asked()
    here.sent()
    chat = here.world.service.chat
    with monkeypatch.context() as broken:
        broken.setattr(chat, "act", _raises)
        here.amara.clicks("Claim").sees(answers.AGAIN)
    assert here.world.query()["state"] == "waiting"
    here.world.wait(31)
    here.sent()
    assert (here.world.query()["state"], here.world.query()["owner"]) == ("accepted", "amara")
    assert any("is yours" in each for each in here.amara.whispers())


@pytest.mark.hazard("H26")
def test_words_that_nobody_heard_are_read_from_slacks_own_list(here: Ward) -> None:
    here.is_asked()
    here.sent()
    (card,) = here.slack.messages(CHANNEL)
    here.slack.switches.held = True
    here.ben.writes(CHANNEL, "written while nobody listened", card)
    assert talk(here) == 0
    here.world.wait(301)
    assert talk(here) == 1
    here.slack.delivering.let_go()
    here.slack.delivering.settle()
    here.world.wait(301)
    assert talk(here) == 1


def test_a_slack_that_fails_in_every_way_shows_each_query_once_in_the_end(here: Ward) -> None:
    switches = here.slack.switches
    switches.lost, switches.broken, switches.too_many = 1, 1, 1
    reference = here.is_asked()
    for _ in range(4):
        here.world.wait(301)
    here.sent()
    (shown,) = cards(here)
    assert shown.startswith(reference)


def test_a_key_that_was_revoked_is_told_and_the_card_comes_with_the_next(here: Ward) -> None:
    here.slack.switches.revoked = True
    here.is_asked()
    for _ in range(2):
        here.world.wait(61)
    assert cards(here) == []
    assert any("takes our key no more" in each for each in here.world.texts(CHIDI))
    here.slack.switches.revoked = False
    for _ in range(2):
        here.world.wait(301)
    assert len(cards(here)) == 1


@pytest.mark.hazard("H07")
def test_nothing_of_the_patient_or_the_practice_goes_to_slack(here: Ward) -> None:
    reference = here.is_asked()
    here.sent()
    here.amara.clicks("Claim").sees("is yours")
    here.sent()
    here.amara.clicks("Close").sees("Why")
    here.ben.opens_home().sees("You are on")
    sent = repr([each.args for each in here.slack.asked])
    assert reference in sent
    for word in (NAME, NUMBER, "Larkspur", "chest film", "Elm Road", "elmroad"):
        assert word not in sent


def test_an_account_that_nobody_has_is_told_how_to_be_known(here: Ward) -> None:
    here.is_asked()
    here.sent()
    here.slack.person("U0WARD").clicks("Claim").sees("(slack_user)")
    assert here.world.query()["owner"] is None
    for known in (AMARA, BEN):
        assert "slack_user" not in here.slack.person(known).screen()


def _raises(*_: Any) -> Any:
    raise Busy


def _until(found: Any) -> None:
    end = time.monotonic() + 5
    while not found():
        assert time.monotonic() < end
        time.sleep(0.01)


def unheard(here: Ward) -> list[str]:
    return [each for each in here.world.texts(CHIDI) if "nothing has reached us" in each]


@pytest.mark.hazard("H01")
def test_that_nobody_hears_the_chat_is_told_once_though_no_card_is_due(here: Ward) -> None:
    """Not even at first, and then again."""
    here.slack.switches.revoked = True
    for _ in range(8):
        here.world.wait(301)
    assert ["look at SLACK_BOT_TOKEN" in each for each in unheard(here)] == [True]
    here.slack.switches.revoked = False
    here.world.wait(301)
    here.slack.switches.revoked = True
    for _ in range(8):
        here.world.wait(301)
    assert len(unheard(here)) == 2, "it had been heard meanwhile"


@pytest.mark.hazard("H01")
def test_a_connection_that_is_gone_is_told_though_slack_answers(
    sqlite_template: Path, tmp_path: Path
) -> None:
    path = tmp_path / "socket.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    app_token = SecretStr("xapp-miniature")
    with ward(f"sqlite:///{path}", slack_app_token=app_token) as made:
        for alive in (True, False):
            made.world.service.chat.listening(alive=alive)
        for _ in range(8):
            made.world.wait(301)
        assert ["look at SLACK_APP_TOKEN" in each for each in unheard(made)] == [True]
