"""Who is told of what the watch has found, at which mark: the rota managers, and at the last hour
of a gap the lead too. One notice a person and turn, whatever it holds.

A finding's next mark is a column. Whoever moves it on tells it, so that nothing is told twice by
any number of workers; what was missed while none ran is told once, at its latest mark alone.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlmodel import col, func, select

from advice_line.directory import lookups
from advice_line.ledger import due, outbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.rota_kinds import FindingKind, Mark
from advice_line.rules import marks
from advice_line.staffing import on_duty, telling
from advice_line.staffing.watching.told_lately import ToldLately
from advice_line.tables.directory import Line, Responder
from advice_line.tables.watch import RotaBundle, RotaFinding, RotaTelling
from advice_line.trust.roles import SYSTEM, Action, require
from rota import columns

_MOST = 2000
_OPEN = col(RotaFinding.gone_at).is_(None)

Due = tuple[RotaFinding, Mark]
Lines = Mapping[int | None, Line]


class GapNotices:
    """Without `mail` no mail can leave, and none is put where it would wait for ever."""

    def __init__(self, ledger: Ledger, *, mail: bool) -> None:
        self._ledger = ledger
        self._channels = (OutChannel.SMS, OutChannel.EMAIL) if mail else (OutChannel.SMS,)

    def tell(self) -> int:
        """Tell what is due; returns of how many findings it was the turn."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            ids = due.rows(work.session, RotaFinding, "due_at", work.now, _MOST, _OPEN)
        if not ids:
            return 0
        with self._ledger.work(SYSTEM.label) as work:
            lines = {each.id: each for each in lookups.lines(work.session)}
            rows = [work.session.get_one(RotaFinding, each) for each in ids]
            taken = [row for row in rows if _take(work, row, lines[row.line_id])]
            for person, held in _by_person(work, lines, _to_tell(work, taken, lines)):
                self._send(work, person, held)
            return len(taken)

    def next_due(self) -> datetime | None:
        with self._ledger.look(SYSTEM.label) as work:
            statement = select(func.min(RotaFinding.due_at)).where(_OPEN)
            found: datetime | None = work.session.exec(statement).one()
            return found

    def _send(self, work: Work, person: Responder, held: Iterable[Due]) -> None:
        bundle = work.add(RotaBundle(person_id=person.id or 0, made_at=work.now))
        work.record("rota.told", subject=f"bundle:{bundle.public_id}", person=person.key)
        for finding, mark in held:
            work.add(
                RotaTelling(
                    finding_id=finding.id or 0,
                    mark=mark.value,
                    person_id=person.id or 0,
                    bundle_id=bundle.id or 0,
                    told_at=work.now,
                )
            )
        for channel in self._channels:
            outbox.put(
                work,
                NoticeKind.ROTA_FINDINGS,
                once=f"{NoticeKind.ROTA_FINDINGS}:{bundle.public_id}:{channel}",
                channel=channel,
                recipient=Recipient.RESPONDER,
                person=person.id,
                subject=bundle.id,
            )


def _take(work: Work, row: RotaFinding, line: Line) -> bool:
    """Move it on to its next mark; False when somebody else has."""
    zone = columns.read_zone(line.time_zone)
    following = marks.next_at(FindingKind(row.kind), row.starts_at, work.now, zone)
    return work.update(row, col(RotaFinding.due_at) <= work.now, _OPEN, due_at=following)


def _to_tell(work: Work, rows: Iterable[RotaFinding], lines: Lines) -> list[Due]:
    """What is news; where it is one day of many, with all of the others that are in sight."""
    lately = ToldLately(work)
    come = [each for row in rows if (each := _due(work, row, lines))]
    news = [(row, mark) for row, mark in come if not lately.has(row, mark, work.now)]
    there = {row.id for row, _ in news}
    rest = [row for row in lately.rest_of(row for row, _ in news) if row.id not in there]
    return [*news, *(each for row in rest if (each := _due(work, row, lines)))]


def _due(work: Work, row: RotaFinding, lines: Lines) -> Due | None:
    """None for what is over, and for what has come to no mark yet."""
    zone = columns.read_zone(lines[row.line_id].time_zone)
    mark = marks.reached(FindingKind(row.kind), row.starts_at, work.now, zone)
    return None if mark is None or row.ends_at <= work.now else (row, mark)


def _by_person(work: Work, lines: Lines, told: Iterable[Due]) -> list[tuple[Responder, list[Due]]]:
    found: dict[int | None, tuple[Responder, list[Due]]] = {}
    for finding, mark in told:
        line = lines[finding.line_id].key
        people = telling.managers(work, line) or on_duty.leads(work.session, line, work.now)
        if mark is Mark.HOUR and finding.kind == FindingKind.UNMANNED:
            people = [*people, *_leads(work, line, max(finding.starts_at, work.now))]
        for person in {each.id: each for each in people}.values():
            found.setdefault(person.id, (person, []))[1].append((finding, mark))
        if not people:
            work.record("gap.nobody_to_tell", subject=f"finding:{finding.public_id}")
    return list(found.values())


def _leads(work: Work, line: str, at: datetime) -> list[Responder]:
    """Who leads the line then; whoever is on where all who would are away."""
    found, away = on_duty.leads(work.session, line, at), telling.away_at(work, at)
    there = [each for each in found if each.key not in away]
    return there or [each.responder for each in on_duty.who(work.session, line, at)] or found
