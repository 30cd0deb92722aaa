"""What is printed for the time when nothing else works: the words to say, where to turn, who is on
with their telephones, and room to write a query down."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from advice_line.desk.outage.downtime_form import Desk, DowntimeForm, OnDuty
from advice_line.directory import lookups, within
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import desks, notices, phone_numbers, scopes, wording
from advice_line.rules.named_file import NamedFile
from advice_line.tables.directory import ContactPoint, Line, Responder
from advice_line.trust.roles import Action, Actor, require
from rota import columns, hours, store, walltime
from rota.values import Duty, Span, Tier

DAYS = timedelta(days=7)
NOBODY = "nobody"


class Downtime:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def form(self, by: Actor, line_key: str) -> NamedFile:
        """As a PDF, for the seven days that begin today. Raises `errors.NotFound`."""
        require(by, Action.SEE_SERVICE)
        from advice_line.desk.outage import downtime_pdf  # noqa: PLC0415 # 20 MB, for this alone

        with self._ledger.look(by.label) as work:
            line = within.line(work.session, by, Action.SEE_SERVICE, line_key)
            found = _form(work, line)
        day = walltime.local_day(found.made_at, columns.read_zone(line.time_zone))
        return NamedFile(f"downtime-{line.key}-{day:%Y-%m-%d}.pdf", downtime_pdf.render(found))


def _form(work: Work, line: Line) -> DowntimeForm:
    zone = columns.read_zone(line.time_zone)
    today = walltime.local_day(work.now, zone)
    start, end = walltime.day_start(today, zone), walltime.day_start(today + DAYS, zone)
    return DowntimeForm(
        line=line.name,
        number=line.number,
        switchboard=line.switchboard,
        greeting=wording.greeting(line.words, recording=False),
        desks=tuple(Desk(each.reason, each.number) for each in desks.read(line.desks)),
        on_duty=tuple(_on_duty(work, line, start, end)),
        made_at=work.now,
        last_day=today + DAYS - timedelta(days=1),
        time_zone=line.time_zone,
    )


def _on_duty(work: Work, line: Line, start: datetime, end: datetime) -> Iterator[OnDuty]:
    people = {each.key: each for each in lookups.responders(work.session)}
    points = lookups.contact_points_by_tier(work.session, line.id or 0)
    for span in store.timetable(work.session, line.key).timeline(start, end):
        said = notices.stretch(span.start, span.end, line.time_zone, work.now)
        if span.reason is None:
            yield OnDuty(said, tuple(_of_tier(span, each, people, points) for each in Tier))
        elif span.reason != hours.OUTSIDE_HOURS:
            yield OnDuty(said, closed=span.reason.partition(": ")[2])


def _of_tier(
    span: Span, tier: Tier, people: Mapping[str, Responder], points: Mapping[str, ContactPoint]
) -> str:
    named = [_named(each, people, points) for each in span.duties if each.tier is tier]
    return "\n".join(named) or NOBODY


def _named(duty: Duty, people: Mapping[str, Responder], points: Mapping[str, ContactPoint]) -> str:
    """With their scope, which no system looks at on that day. The phone that their tier shares is
    rung first, as the line itself does."""
    person, point = people.get(duty.person_ref), points.get(duty.tier.value)
    phones = [point.number] if point else []
    if person is not None:
        phones.append(person.mobile)
    name = person.name if person else duty.person_ref
    scope = [f"only {scopes.names(person.scope)}"] if person and person.scope else []
    return "\n".join([name, *scope, *map(phone_numbers.in_groups, phones)])
