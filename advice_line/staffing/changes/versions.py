"""Two people at the same days: whoever saves second is shown what the first one changed."""

from datetime import timedelta

from advice_line.errors import DutyShown, Invalid, Problem, RotaMoved
from advice_line.ledger.work import Work
from rota import columns, store, walltime
from rota.changing import Changing
from rota.duty import Timetable
from rota.errors import RotaMoved as Moved
from rota.stretches import Stretch
from rota.values import LineRota


def hold_to(
    work: Work, change: Changing, line: str, version: str | None, concerned: Stretch
) -> None:
    """Raises `errors.RotaMoved` where the weeks that the stretch touches were changed since this
    version of the line's rota. What was changed in other weeks is no reason to stop."""
    if version is None:
        return
    try:
        change.expect(line, version)
    except Moved as error:
        seen = Timetable(_as_of(work, line, version))
        now = store.timetable(work.session, line)
        weeks = _weeks(now, concerned)
        had, has = _duties(seen, weeks), _duties(now, weeks)
        if had != has:
            raise RotaMoved(line, now.rota.version, had, has) from error


def _as_of(work: Work, line: str, version: str) -> LineRota:
    try:
        return store.as_of(work.session, line, version)
    except ValueError as error:
        sentence = "This page is from another rota. Open it again, then save."
        raise Invalid([Problem("version", sentence)]) from error


def _weeks(timetable: Timetable, concerned: Stretch) -> Stretch:
    """From the Monday before it to the Monday after it, by the line's clock."""
    zone = columns.read_zone(timetable.rota.calendar.time_zone)
    first, last = (walltime.local_day(each, zone) for each in concerned)
    monday = first - timedelta(days=first.weekday())
    after = last + timedelta(days=7 - last.weekday())
    return walltime.day_start(monday, zone), walltime.day_start(after, zone)


def _duties(timetable: Timetable, weeks: Stretch) -> list[DutyShown]:
    spans = timetable.timeline(*weeks)
    found = {
        DutyShown(duty.tier.value, duty.person_ref, duty.start, duty.end): None
        for span in spans
        for duty in span.duties
    }
    return list(found)
