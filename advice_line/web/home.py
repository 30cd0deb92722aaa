"""The front page: what the line is, when it is open, who answers by qualification."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.published.front import Shown, Standing
from advice_line.directory import out_of_hours
from advice_line.kinds import StaffRole
from advice_line.rules import identifiers, labels, scopes, week_hours, wording
from advice_line.rules.identifiers import NumberKind
from advice_line.tables.directory import Line, Responder
from advice_line.web import ask, guidance, waits
from advice_line.web.access import Here
from advice_line.web.holes import shown_holes
from advice_line.web.rota import opening
from rota import columns, walltime
from rota.opening import LineCalendar, Nation, Period

DAYS_SHOWN = 7
_PATIENT_NUMBERS = {
    Nation.ENGLAND: NumberKind.NHS,
    Nation.WALES: NumberKind.NHS,
    Nation.SCOTLAND: NumberKind.CHI,
    Nation.NORTHERN_IRELAND: NumberKind.HC,
}

router = APIRouter()


@dataclass(frozen=True)
class _Line:
    name: str
    number: str
    out_of_hours: str
    # Nobody reads the line's mailbox yet: naming it would invite questions that wait unseen.
    email: str | None = None


@dataclass(frozen=True)
class _Hours:
    days: str
    times: str


@dataclass(frozen=True)
class _Qualification:
    """Who answers, by qualification (guide §3.2); `names` only where the line says so."""

    role: str
    names: list[str]
    registration: str
    people: int
    scope: str | None
    on_duty: bool


@dataclass(frozen=True)
class _Other:
    href: str
    name: str
    number: str
    open: bool
    changes_at: datetime | None
    closed_reason: str | None


@router.get("/")
def home(visit: Here, line: str | None = None) -> Response:
    shown = visit.site.front.look(line)
    return visit.page(
        "public/home.html",
        now=shown.now,
        of=shown.line,
        line=_shown_line(shown.line),
        hours=list(_hours(shown.calendar)),
        open=shown.open,
        changes_at=_changes_at(shown, shown.now),
        closed_reason=labels.why_closed(shown.closed_because),
        patient_number=identifiers.NAMES[_PATIENT_NUMBERS[shown.calendar.nation]],
        call_back_minutes=shown.line.call_back_minutes,
        qualifications=list(_qualifications(shown)),
        upcoming=list(opening.days_from(shown.calendar, _today(shown), DAYS_SHOWN)),
        holes=shown_holes(shown.holes),
        fixed_sentence=wording.fixed_sentence(shown.line.words),
        ask=f"{ask.PLACE}/{shown.line.key}",
        guidance=guidance.PLACE
        if visit.site.guidance.any_for(visit.actor, shown.line.key)
        else None,
        waits=waits.place(shown.line.key) if visit.site.waits.any_for(shown.line.key) else None,
        others=[_other(other, shown.now) for other in shown.others],
    )


def _other(standing: Standing, now: datetime) -> _Other:
    line = standing.line
    return _Other(
        href=f"/?line={line.key}",
        name=line.name,
        number=line.number,
        open=standing.open,
        changes_at=_changes_at(standing, now),
        closed_reason=labels.why_closed(standing.closed_because),
    )


def _changes_at(shown: Standing, now: datetime) -> datetime | None:
    """A close beyond the days that are shown says nothing of today: a line that is open day and
    night closes at the next bank holiday, months ahead."""
    at = shown.changes_at
    if at is None or not shown.open or at - now < timedelta(days=DAYS_SHOWN):
        return at
    return None


def _shown_line(line: Line) -> _Line:
    return _Line(name=line.name, number=line.number, out_of_hours=out_of_hours.number(line))


def _hours(calendar: LineCalendar) -> Iterator[_Hours]:
    """Days that follow each other with the same hours are one row."""
    opening_ = calendar.hours
    by_weekday = [_times(periods) for periods in opening_.by_weekday]
    for days, times in week_hours.rows(by_weekday, _times(opening_.bank_holiday)):
        yield _Hours(days, times)


def _times(periods: Sequence[Period]) -> week_hours.Times:
    return [(each.start, each.end) for each in periods]


def _today(shown: Shown) -> date:
    return walltime.local_day(shown.now, columns.read_zone(shown.line.time_zone))


def _qualifications(shown: Shown) -> Iterator[_Qualification]:
    """Those on duty first, then in the order of the setup file."""
    alike: dict[tuple[str, str | None, tuple[str, ...]], list[Responder]] = {}
    for person in shown.people:
        key = (person.role, person.registration_body, tuple(person.scope))
        alike.setdefault(key, []).append(person)
    found = [_qualification(people, shown) for people in alike.values()]
    yield from sorted(found, key=lambda each: not each.on_duty)


def _qualification(people: Sequence[Responder], shown: Shown) -> _Qualification:
    first = people[0]
    role = labels.ROLES[StaffRole(first.role)]
    body = first.registration_body
    return _Qualification(
        role=role[:1].upper() + role[1:],
        names=[person.name for person in people] if shown.line.names_shown else [],
        registration=f"Registered with the {body}" if body else "Entitled by the employer",
        people=len(people),
        scope=f"Answers about {scopes.names(first.scope)}" if first.scope else None,
        on_duty=any(person.key in shown.on_duty for person in people),
    )
