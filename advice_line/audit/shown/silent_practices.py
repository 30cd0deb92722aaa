"""Which practices of the directory asked a line nothing in a quarter, by name. Beside the numbers
that are told, who asked at all could tell few (decision 0080): the list is for those of the line
who may open each query anyway, and each look is in the trail."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import col, func, select

from advice_line.audit.measures import adoption
from advice_line.audit.shown.choosing import Choice, among
from advice_line.audit_kinds import PeriodKind
from advice_line.directory import within
from advice_line.directory.as_it_was import History, Practices
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.audit_facts import AuditQuery
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action, Actor, require

_KIND = PeriodKind.QUARTER


@dataclass(frozen=True)
class Silent:
    """`last_asked` is the day of its newest query, which may be of after the quarter; None where it
    never asked this line. `patients` is the size of its list where that is known."""

    code: str
    name: str
    network: str | None
    patients: int | None
    last_asked: date | None


@dataclass(frozen=True)
class SilentPractices:
    """In the order of networks and names, as these were when the quarter closed; `there` is how
    many practices there were, as the figure of those that use the line has it."""

    choice: Choice
    rows: tuple[Silent, ...]
    there: int
    now: datetime


class SeeingSilent:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor, line: str | None, period: str | None) -> SilentPractices:
        """Of the quarter that is asked for, or in which the period that is asked for ends. Raises
        `errors.NotFound` for a line that is not theirs."""
        require(by, Action.SEE_COUNTED)
        with self._ledger.work(by.label) as work:
            lines = tuple(within.lines(work.session, by, Action.SEE_COUNTED))
            choice = among(work, lines, line, period, _KIND)
            if choice.period.kind is not _KIND:
                choice = replace(choice, period=choice.kinds[_KIND])
            if choice.nothing:
                return SilentPractices(choice, (), 0, work.now)
            history = History.read(work)
            _, end = choice.period.bounds(ZoneInfo(choice.line.time_zone))
            silent, there = adoption.silent(work, choice.line, choice.period, history, end)
            work.record(
                "audit.silent",
                subject=f"audit:{choice.line.key}",
                period=choice.period.key,
                shown=len(silent),
            )
            return SilentPractices(
                choice=choice,
                rows=_rows(work, choice.line, silent, history.at(end)),
                there=there,
                now=work.now,
            )


def _rows(work: Work, line: Line, silent: set[int], then: Practices) -> tuple[Silent, ...]:
    last = _last_asked(work, line, silent, then)
    rows = (
        Silent(
            code=then.rows[each].key,
            name=then.rows[each].name,
            network=then.networks[each],
            patients=then.lists[each],
            last_asked=last.get(each),
        )
        for each in silent
    )
    # Those in no network come last.
    return tuple(sorted(rows, key=lambda e: (e.network is None, e.network or "", e.name, e.code)))


def _last_asked(work: Work, line: Line, silent: set[int], then: Practices) -> dict[int, date]:
    """By practice, of one with what had become a part of it."""
    practice = col(AuditQuery.organisation_id)
    parts = [each for each, root in then.root.items() if root in silent]
    wanted = (
        select(practice, func.max(AuditQuery.day))
        .where(col(AuditQuery.line_id) == line.id, col(AuditQuery.counted), practice.in_(parts))
        .group_by(practice)
    )
    found: dict[int, date] = {}
    for each, day in work.session.exec(wanted):
        root = then.root[each or 0]
        found[root] = max(day, found.get(root, day))
    return found
