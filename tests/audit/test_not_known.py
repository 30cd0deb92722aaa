"""That nobody says so is no 0: a figure of which nothing is known says that, and is no failure."""

import pytest

from advice_line.audit import periods
from advice_line.audit.figures import own_part, telling
from advice_line.audit.figures.told import State, Told
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Raw
from advice_line.audit.reports import changes
from tests.audit import a_report

pytestmark = pytest.mark.hazard("H18")
MONTH = periods.read("2026-11")


def told(raws: dict[str, Raw]) -> dict[str, Told]:
    measures = [every.named(name) for name in raws]
    found = telling.decide(measures, {name: {MONTH: raw} for name, raw in raws.items()}, 5)
    return {name: of[MONTH] for name, of in found.items()}


def test_where_no_mail_server_gives_receipts_delivery_is_not_known() -> None:
    found = told(
        {
            "loop.sent": Raw(40, 40, 40),
            "loop.delivered": Raw(0, 40, 40),
            "loop.to_delivered": Raw(0, 0, 40),
            "loop.opened": Raw(0, 40, 40),
        }
    )
    for name in ("loop.delivered", "loop.to_delivered"):
        assert (found[name].state, found[name].sentence) == (State.NOTHING, "not known of any")
        assert (found[name].value, found[name].completeness) == (None, 0.0)
        assert found[name].known == "known 0 of 40 (0%)"
    # A letter that nobody opened was not opened.
    assert found["loop.opened"].sentence == "0 of 40 (0%)"


def test_where_one_server_says_so_the_rest_were_not_delivered_as_far_as_anybody_knows() -> None:
    found = told({"loop.delivered": Raw(10, 40, 40)})["loop.delivered"]
    assert (found.sentence, found.value) == ("10 of 40 (25.0%)", 0.25)


def test_a_practice_reads_no_failure_either() -> None:
    own = own_part.whole(every.named("loop.delivered"), Raw(0, 8, 8))
    assert (own.sentence, own.known) == ("not known of any", "known 0 of 8 (0%)")


def test_what_nobody_has_said_yet_is_not_known_and_what_there_was_none_of_is_nothing() -> None:
    avoided = "outcomes.imaging_avoided_said"
    assert told({avoided: Raw(0, 0, 40)})[avoided].sentence == "not known of any"
    assert told({avoided: Raw(0, 0, 0)})[avoided].sentence == "nothing to count"


def test_what_took_no_time_was_at_once() -> None:
    sent = {"loop.sent": Raw(40, 40, 40)}
    times = told(sent | {"loop.to_sent": Raw(40, 40, 40, 0.0, 400.0)})["loop.to_sent"]
    assert times.sentence == "half at once, nine in ten within 7 minutes, of 40"
    times = told(sent | {"loop.to_sent": Raw(40, 40, 40, 0.0, 0.4)})["loop.to_sent"]
    assert times.sentence == "nine in ten at once, of 40"


def test_other_words_for_the_same_numbers_are_no_change_of_a_report() -> None:
    then = a_report.kept().report.figures
    now = [each.model_copy(update={"sentence": f"{each.sentence}!"}) for each in then]
    assert changes.between(then, now) == []
    fewer = [each.model_copy(update={"completeness": 0.4}) for each in now]
    assert {each.then for each in changes.between(then, fewer)} >= {
        "18 of 20 (90.0%), known 20 of 40 (50.0%)"
    }
