"""Calendars that would keep their reader busy for ever end with their process."""

from datetime import timedelta
from time import monotonic

import pytest

from rota.exchange import ical_apart, ical_reading
from rota.exchange.ical_reading import NotACalendar
from tests.rota.rotas import LONDON
from tests.rota.test_ical_reading import END, START, WEEKLY, calendar

BRIEFLY = timedelta(seconds=2)
AT = "UID:odd\nSUMMARY:AE\nDTSTART:20261020T080000Z\nDTEND:20261020T130000Z"


def test_it_reads_what_is_read_here() -> None:
    data = calendar(WEEKLY, AT + "\nATTENDEE;CN=Ben Example:mailto:ben@example.org")
    here = ical_reading.entries(data, START, END, LONDON)
    assert ical_apart.entries(data, START, END, LONDON) == here
    assert len(here) == 4


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;BYWEEKNO=1"]
)
def test_what_comes_to_no_end_is_ended(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ical_apart, "LONGEST", BRIEFLY)
    since = monotonic()
    data = calendar(*[f"{AT.replace('odd', str(number))}\nRRULE:{rule}" for number in range(200)])
    with pytest.raises(NotACalendar, match="takes too long"):
        ical_apart.entries(data, START, END, LONDON)
    assert monotonic() - since < 20


def test_what_is_no_calendar_is_said_so() -> None:
    with pytest.raises(NotACalendar, match="is no calendar"):
        ical_apart.entries(b"<html>Sign in</html>", START, END, LONDON)
