"""What we show keeps to Slack's own types and to every limit, however long its words are."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from advice_line.ports.chat import Moment, QueryAct
from integrations.sandbox.slack import limits, screen
from integrations.sandbox.slack.shapes import wrong_blocks, wrong_view
from integrations.slack import blocks, cards, forms, marks
from integrations.slack.wording import SINCE, date, escaped, unescaped
from tests.slack import samples
from tests.slack.desk import CLOSING, NINE, card


def test_every_message_keeps_to_types_and_limits() -> None:
    for glance, shown in samples.messages():
        assert wrong_blocks(shown) == []
        assert limits.broken_by(shown, limits.MESSAGE_BLOCKS) == []
        assert 0 < len(glance) <= limits.MESSAGE_TEXT


def test_every_modal_and_home_keeps_to_types_and_limits() -> None:
    for view in (*samples.modals(), *samples.homes()):
        assert wrong_view(view) == []
        assert limits.view_broken_by(view) == []


def test_a_home_of_many_says_how_many_it_does_not_show() -> None:
    *_, long, _ = samples.homes()
    assert "And 32 more, on your list." in screen.of_blocks(long["blocks"])


def test_what_a_locked_telephone_shows_is_what_everybody_may_know() -> None:
    assert cards.card_glance(card()) == (
        "K7Q2-M9FX: Waits for somebody to take it. Asked for: today."
    )


def test_every_button_says_what_it_is_about_to_who_cannot_see_the_card() -> None:
    for button, _ in screen.buttons(cards.card_blocks(card())):
        assert "K7Q2-M9FX" in button["accessibility_label"]


def test_nobodys_words_are_taken_for_a_mention_or_a_link() -> None:
    (first, *_) = cards.card_blocks(card(owner="<!channel> & <https://x.example.org|Ben>"))
    shown = first["fields"][1]["text"]
    assert "<" not in shown
    assert screen.shown(shown) == "With <!channel> & <https://x.example.org|Ben>"


@given(st.text(max_size=200))
def test_words_come_back_as_they_were_typed(words: str) -> None:
    assert unescaped(escaped(words)) == words


def test_links_that_slack_has_made_are_what_was_typed() -> None:
    assert unescaped("see <https://example.org/a|example.org/a> &amp; &lt;me&gt;") == (
        "see example.org/a & <me>"
    )
    assert unescaped("<mailto:a@example.org|a@example.org> <https://example.org>") == (
        "a@example.org https://example.org"
    )


def test_a_moment_is_said_by_slack_and_else_by_us() -> None:
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    shown = date(Moment(at, "since 9am | <b>"), SINCE)
    assert shown.startswith(f"<!date^{int(NINE.timestamp())}^since {{date_short_pretty}}")
    assert shown.endswith("|since 9am / &lt;b&gt;>")


def test_what_stands_in_a_form_comes_back_with_its_query_and_version() -> None:
    view = forms.form_view(CLOSING, "Dr Amara Example", "amara@example.org")
    mark = marks.read_form(view)
    assert (mark.act, mark.about) == (QueryAct.CLOSE, marks.About("K7Q2-M9FX", 3))
    assert "amara" not in repr(mark).lower()


def test_ids_are_unique_on_a_home_of_many_queries() -> None:
    for view in samples.homes():
        ids = [button["action_id"] for button, _ in screen.buttons(view["blocks"])]
        assert len(set(ids)) == len(ids)
        assert all(len(each) <= 255 for each in ids)


def test_an_empty_word_is_shown_as_a_space() -> None:
    assert blocks.plain("")["text"] == " "
