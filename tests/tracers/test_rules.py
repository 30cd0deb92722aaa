"""What may be typed of what came of advice, and after which days a line may ask."""

from datetime import UTC, date, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from advice_line.directory.setup.tracers import TracerDays
from advice_line.errors import Invalid
from advice_line.rules import tracer_form, tracing
from advice_line.tracer_kinds import Avoided, NotDoneReason, TracerOutcome
from rota.opening import LineCalendar, Nation, OpeningHours

ADVISED, TODAY = date(2026, 11, 23), date(2026, 12, 23)
SEEN = {"outcome": "done", "done_on": "3 12 2026", "found": "MRI lumbar spine"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"outcome": ""}, "Choose what the radiology system shows."),
        ({"outcome": "unknown"}, "Choose what the radiology system shows."),
        ({"done_on": ""}, "Write the day on which it was done"),
        ({"done_on": "31 2 2026"}, "February has no 31st"),
        ({"done_on": "3 12 2027"}, "still to come"),
        ({"done_on": "22 11 2026"}, "was given on 23 November 2026"),
        ({"found": " "}, "Write what was done"),
        ({"outcome": "not_done"}, "Choose why it was not done"),
        ({"found": "x" * 4001}, "room for 4,000"),
    ],
)
def test_what_the_office_cannot_have_seen(typed: dict[str, str], said: str) -> None:
    with pytest.raises(Invalid) as refused:
        tracer_form.read_system(SEEN | typed, ADVISED, TODAY)
    assert said in " ".join(each.message for each in refused.value.problems)


def test_what_the_office_has_seen() -> None:
    seen = tracer_form.read_system(SEEN | {"reason": "other"}, ADVISED, TODAY)
    assert (seen.outcome, seen.done_on, seen.reason) == ("done", date(2026, 12, 3), None)
    not_done = tracer_form.read_system(
        {"outcome": "not_done", "reason": "did_not_attend", "done_on": "rubbish"}, ADVISED, TODAY
    )
    assert (not_done.reason, not_done.done_on) == (NotDoneReason.DID_NOT_ATTEND, None)


def test_one_tap_is_enough_and_why_belongs_to_what_was_not_done() -> None:
    done = tracer_form.read({"outcome": "done", "reason": "other", "avoided": "imaging"})
    assert (done.outcome, done.reason, done.avoided) == (TracerOutcome.DONE, None, Avoided.IMAGING)
    assert done.final
    assert not tracer_form.read({"outcome": "unknown"}).final
    for form in ({}, {"outcome": "perhaps"}, {"outcome": "not_done", "reason": "no idea"}):
        with pytest.raises(Invalid):
            tracer_form.read(form)


@pytest.mark.parametrize("days", [(90, 30), (30, 30), (3,), ("30",), (10, 20, 30, 40, 50)])
def test_days_that_cannot_be(days: tuple[object, ...]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(TracerDays).validate_python(days)


def calendar(**hours: list[str]) -> LineCalendar:
    named = {key.replace("_", "-"): value for key, value in hours.items()}
    return LineCalendar("Europe/London", Nation.ENGLAND, OpeningHours.from_texts(named))


SIGNED = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)


def test_a_line_that_is_open_at_weekends_asks_nobody_then() -> None:
    """30 days after is Saturday 26 December; Monday is the bank holiday in its stead."""
    every_day = calendar(mon_sun=["08:00-20:00"])
    assert tracing.asked_on(every_day, SIGNED, 30) == datetime(2026, 12, 29, 8, tzinfo=UTC)


def test_a_line_of_weekends_alone_asks_as_it_opens() -> None:
    weekends = calendar(sat_sun=["09:00-17:00"])
    assert tracing.asked_on(weekends, SIGNED, 30).weekday() >= 5


def test_a_line_that_never_opens_again_asks_after_as_many_days() -> None:
    assert tracing.asked_on(calendar(), SIGNED, 30) == datetime(2026, 12, 26, 10, tzinfo=UTC)


def test_at_night_and_at_the_weekend_it_waits_for_the_morning() -> None:
    line = calendar(mon_fri=["08:00-19:00"])
    night, weekend = datetime(2026, 12, 3, 22, tzinfo=UTC), datetime(2026, 12, 5, 11, tzinfo=UTC)
    assert tracing.not_before(line, night) == datetime(2026, 12, 4, 8, tzinfo=UTC)
    assert tracing.not_before(line, weekend) == datetime(2026, 12, 7, 8, tzinfo=UTC)
    noon = datetime(2026, 12, 3, 12, tzinfo=UTC)
    assert tracing.not_before(line, noon) == noon
