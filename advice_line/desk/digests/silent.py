"""Practices as what was learned is told to them: which can be written to, and which never ask and
get a letter each quarter."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, func, select

from advice_line.desk.digests import content
from advice_line.directory import closed_codes, lookups
from advice_line.directory_kinds import OrganisationKind
from advice_line.ledger.work import Work
from advice_line.rules import days
from advice_line.tables.cases import Case
from advice_line.tables.digests import DigestStop, PracticeLetter
from advice_line.tables.directory import Line, Organisation
from rota import columns, walltime


def practices(work: Work, line: Line) -> list[Organisation]:
    """Open ones, whether or not they can be written to."""
    return [
        each
        for each in lookups.organisations(work.session)
        if each.kind == OrganisationKind.PRACTICE
        and each.merged_into_id is None
        and not closed_codes.is_closed(each, work.now, line.time_zone)
    ]


def stopped(work: Work) -> frozenset[int]:
    return frozenset(work.session.exec(select(DigestStop.organisation_id)))


def reachable(work: Work, line: Line) -> list[Organisation]:
    """Practices with an address of their own, open, that want it."""
    gone = stopped(work)
    return [
        each for each in practices(work, line) if each.email is not None and each.id not in gone
    ]


def never_ask(work: Work, line: Line, among: Sequence[Organisation]) -> list[Organisation]:
    """Those of them that asked this line nothing for a year, or since its first question where
    that is later; none of a line that nobody asked yet."""
    if _first(work, line) is None:
        return []
    asked = content.asked(work, line.id or 0, content.year_before(work.now), work.now)
    return [each for each in among if not asked[content.mark(work, each)]]


def nothing(work: Work, line: Line) -> str:
    """Since when they asked nothing, such as "nothing for a year"."""
    first = _first(work, line)
    if first is None or first <= content.year_before(work.now):
        return "nothing for a year"
    day = days.written(walltime.local_day(first, columns.read_zone(line.time_zone)))
    return f"nothing since the line took its first question, on {day}"


def _first(work: Work, line: Line) -> datetime | None:
    """When the line took its first question: a case is born with each."""
    wanted = select(func.min(Case.born_at)).where(col(Case.line_id) == line.id)
    found: datetime | None = work.session.exec(wanted).one()
    return found


def quarter(work: Work, line: Line) -> str:
    """Such as 2026-Q4, by the line's clock."""
    today = walltime.local_day(work.now, columns.read_zone(line.time_zone))
    return f"{today.year}-Q{(today.month + 2) // 3}"


def quarter_name(period: str) -> str:
    return f"quarter {period[-1]} of {period[:4]}"


def written(work: Work, line: Line, period: str) -> frozenset[int]:
    """To whom that letter was put on its way."""
    wanted = select(PracticeLetter.organisation_id).where(
        col(PracticeLetter.line_id) == line.id, col(PracticeLetter.period) == period
    )
    return frozenset(work.session.exec(wanted))


def to_write(work: Work, line: Line) -> list[Organisation]:
    """To whom the letter of this quarter is still to go."""
    done = written(work, line, quarter(work, line))
    return [each for each in never_ask(work, line, reachable(work, line)) if each.id not in done]
