"""Slack's own list: what was written while nobody listened, by the keys it would have had (H26)."""

from datetime import UTC, datetime, timedelta

from advice_line.ports.chat_desk import ThreadWords
from tests.slack.desk import CHANNEL, Wired

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def test_words_under_a_card_are_read_as_the_event_would_have_told_them(here: Wired) -> None:
    here.posted()
    (message,) = here.slack.messages(CHANNEL)
    here.amara.writes(CHANNEL, "heard &amp; read", under=message)
    here.told()
    here.until(lambda: bool(here.desk.of(ThreadWords)))
    assert list(here.ours.history.thread_words(CHANNEL, message.ts, LONG_AGO)) == (
        here.desk.of(ThreadWords)
    )


def test_many_words_are_read_page_by_page_and_only_those_since_then(here: Wired) -> None:
    here.posted()
    (message,) = here.slack.messages(CHANNEL)
    channel = here.slack.workspace.channels[CHANNEL]
    said = [
        here.slack.workspace.say(channel, "U0BEN", f"{number}", thread_ts=message.ts)
        for number in range(450)
    ]
    found = here.ours.history.thread_words(CHANNEL, message.ts, LONG_AGO)
    assert [each.words for each in found] == [each.text for each in said]
    since = found[439].at + timedelta(microseconds=1)
    assert len(here.ours.history.thread_words(CHANNEL, message.ts, since)) in (10, 11)


def test_words_to_us_alone_are_read_of_everybody_and_ours_are_not(here: Wired) -> None:
    here.slack.switches.held = True
    here.amara.writes_to_app("one")
    here.slack.person("U0BEN").writes_to_app("two")
    here.ours.sender.show_home("U0AMARA", here.desk.home_shown)
    here.slack.workspace.say(here.slack.workspace.direct("U0AMARA"), "U0MINIAPP", "ours")
    found = here.ours.history.direct_words(LONG_AGO)
    assert sorted(str(each.words) for each in found) == ["one", "two"]


def test_cards_under_which_nobody_wrote_are_not_asked_for_one_by_one(here: Wired) -> None:
    channel = here.slack.workspace.channels[CHANNEL]
    say = here.slack.workspace.say
    heads = [say(channel, "U0MINIAPP", f"card {number}") for number in range(120)]
    say(channel, "U0BEN", "only here", thread_ts=heads[7].ts)
    found = [
        words.words
        for head in heads
        for words in here.ours.history.thread_words(CHANNEL, head.ts, LONG_AGO)
    ]
    assert found == ["only here"]
    assert [each.method for each in here.slack.asked].count("conversations.replies") == 1
    assert len(here.slack.asked) < 5
