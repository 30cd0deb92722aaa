"""Who does something in Slack is known for who they are, and told alone what came of it."""

import json
import time

import pytest

from advice_line.errors import DeliveryDelayed
from advice_line.ports.chat import QueryAct
from advice_line.ports.chat_desk import (
    ActChosen,
    AskWanted,
    FormSent,
    HomeOpened,
    ThreadWords,
)
from integrations.sandbox.slack.signing import signed_headers
from integrations.slack.marks import EVENTS
from tests.slack.desk import AMARA, BEN, CHANNEL, Wired, card


def test_people_from_elsewhere_are_known_as_such_by_every_way(here: Wired) -> None:
    here.slack.workspace.outsider("U0OUT", "Olly Outside")
    here.posted()
    (message,) = here.slack.messages(CHANNEL)
    here.slack.workspace.channels[CHANNEL].members.add("U0OUT")
    olly = here.slack.person("U0OUT")
    olly.clicks("Claim").commands("/hotdoc", "", CHANNEL)
    olly.writes(CHANNEL, "hello", under=message)
    here.told()
    here.until(lambda: len(here.desk.heard) == 3)
    assert {type(each) for each in here.desk.heard} == {ActChosen, AskWanted, ThreadWords}
    assert all(each.outside for each in here.desk.heard)
    here.desk.heard.clear()
    here.amara.clicks("Claim")
    here.until(lambda: bool(here.desk.heard))
    assert not here.desk.heard[0].outside


@pytest.mark.hazard("H16")
def test_a_press_that_comes_twice_is_done_and_told_once(here: Wired) -> None:
    here.posted()
    press = here.amara.press_of("Claim")
    for _ in range(2):
        here.amara.presses_again(press)
        here.amara.sees("It is done.")
    time.sleep(0.1)
    assert len(here.amara.whispers()) == 1


def test_a_link_is_acknowledged_and_does_nothing(here: Wired) -> None:
    answer = card().acts[0]
    here.posted(acts=(answer,))
    here.amara.clicks("Open")
    assert (here.slack.delivered[-1].status, here.desk.kept) == (200, {})


@pytest.mark.hazard("H15", "H16")
def test_what_is_not_signed_or_signed_long_ago_is_turned_away(here: Wired) -> None:
    here.posted()
    press = json.dumps({"type": "event_callback"}).encode()
    now = here.slack.workspace.signed_at()
    secret = here.slack.workspace.signing_secret
    for headers in (
        {},
        signed_headers("another secret", now, press),
        signed_headers(secret, now - 600, press),
        signed_headers(secret, now, press + b" "),
    ):
        answer = here.browser.post(EVENTS, content=press, headers=headers)
        assert answer.status_code == 401
    assert here.desk.kept == {}


def test_slack_is_answered_when_it_asks_whether_the_address_is_ours(here: Wired) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc", "token": "x"}).encode()
    headers = {"Content-Type": "application/json", **here.signed(body)}
    answer = here.browser.post(EVENTS, content=body, headers=headers)
    assert (answer.status_code, "abc" in answer.text) == (200, True)


def test_a_slack_that_is_down_loses_nothing_that_it_told(here: Wired) -> None:
    """Bolt would ask Slack who we are before anything of ours runs."""
    here.posted()
    press = here.amara.press_of("Claim")
    here.slack.switches.down = True
    assert here.amara.presses_again(press).status == 200
    here.until(lambda: len(here.desk.kept) == 1)
    time.sleep(0.2)
    assert (here.desk.heard, here.desk.done) == ([], [])
    here.slack.switches.down = False
    (envelope,) = here.desk.kept.values()
    here.ours.reader.again(envelope)
    (pressed,) = here.desk.of(ActChosen)
    assert not pressed.outside


@pytest.mark.hazard("H20", "H26")
def test_words_that_are_refused_stay_untold_while_slack_is_down_and_are_told_then(
    here: Wired,
) -> None:
    here.desk.fails["direct_words"] = RuntimeError("killed in the middle")
    here.amara.writes_to_app("hello")
    here.told()
    here.until(lambda: len(here.desk.kept) == 1)
    here.desk.fails.clear()
    (envelope,) = here.desk.kept.values()
    here.slack.switches.down = True
    with pytest.raises(DeliveryDelayed):
        here.ours.reader.again(envelope)
    here.slack.switches.down = False
    here.ours.reader.again(envelope)
    here.amara.sees("Nothing is read here.")


def test_a_home_shows_what_the_desk_says_and_its_buttons_work(here: Wired) -> None:
    here.amara.opens_home().sees("Advice Line")
    here.amara.clicks("Claim", about="K7Q2").sees("It is done.")
    (pressed,) = here.desk.of(ActChosen)
    assert (pressed.act, pressed.account) == (QueryAct.CLAIM, AMARA)
    here.until(lambda: len(here.desk.of(HomeOpened)) == 2)


def test_words_to_us_alone_are_answered_alone(here: Wired) -> None:
    here.amara.writes_to_app("hello")
    here.amara.sees("Nothing is read here.")
    assert "Nothing is read here." not in here.slack.person(BEN).screen()


def test_who_asks_is_named_by_their_own_profile(here: Wired) -> None:
    here.amara.commands("/hotdoc", "Edith Larkspur 999 000 0018", CHANNEL).sees(
        "No patient details"
    )
    here.amara.chooses("Why", "A test").submits().sees("It is done.")
    (sent,) = here.desk.of(FormSent)
    assert (sent.name, sent.address) == ("Dr Amara Example", "amara@example.org")
    assert (sent.act, sent.fields) == (None, {"reason": "test"})
    (asked,) = here.desk.of(AskWanted)
    assert "Edith" not in repr(asked)


def test_who_presses_on_a_card_with_talk_under_it_is_answered_beside_the_card(here: Wired) -> None:
    """Slack names a card that has a thread as its own thread: the answer would hide in there."""
    here.posted()
    (message,) = here.slack.messages(CHANNEL)
    here.slack.person(BEN).writes(CHANNEL, "is that the hip?", under=message)
    here.amara.clicks("Claim", about="K7Q2").sees("It is done.")
    (whisper,) = [each for each in here.amara.messages() if each.seen_by]
    assert whisper.thread_ts is None
