"""The reports of a line that are kept, for whoever may see the audit; and one made now."""

from dataclasses import dataclass
from datetime import datetime

from advice_line.audit import periods
from advice_line.audit.figures import reading
from advice_line.audit.reports import gathering, keeping
from advice_line.audit.reports.gathering import Manner
from advice_line.audit_kinds import PeriodKind
from advice_line.directory import within
from advice_line.errors import NotFound
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action, Actor, require


@dataclass(frozen=True)
class Kept:
    id: str
    label: str
    period: str
    revision: int
    made_at: datetime
    has_words: bool


@dataclass(frozen=True)
class Listed:
    """`suggested` is the newest month that is over; `may_make` whether they may make a report."""

    line: Line
    lines: tuple[Line, ...]
    reports: tuple[Kept, ...]
    suggested: str
    may_make: bool
    now: datetime


class Listing:
    def __init__(self, ledger: Ledger, manner: Manner) -> None:
        self._ledger = ledger
        self._manner = manner

    def look(self, by: Actor, key: str | None) -> Listed:
        """Of the line of this key, or of the first. Raises `errors.NotFound`."""
        require(by, Action.SEE_AUDIT)
        with self._ledger.look(by.label) as work:
            lines = within.lines(work.session, by, Action.SEE_AUDIT)
            line = next((each for each in lines if key in (None, each.key)), None)
            if line is None:
                raise NotFound("There is no such line here.")
            return Listed(
                line=line,
                lines=tuple(lines),
                reports=_kept(work, line),
                suggested=reading.newest(work, line, PeriodKind.MONTH).key,
                may_make=by.may(Action.KEEP_AUDIT, line.key),
                now=work.now,
            )

    def make(self, by: Actor, key: str, period: str) -> str:
        """The key of the report, which is a newer revision where it would say something else than
        the newest. Raises `errors.Invalid`, `errors.NotFound` and `errors.Conflict`."""
        require(by, Action.KEEP_AUDIT)
        wanted = periods.read(period)
        with self._ledger.look(by.label) as work:
            line = within.line(work.session, by, Action.KEEP_AUDIT, key)
            made = gathering.gather(work, line, wanted, self._manner)
            work.let_go()
        with self._ledger.work(by.label) as work:
            return keeping.keep(work, line, made).public_id


def _kept(work: Work, line: Line) -> tuple[Kept, ...]:
    return tuple(
        Kept(
            row.public_id,
            row.content["label"],
            row.period,
            row.revision,
            row.made_at,
            bool(row.words),
        )
        for row in keeping.of_line(work, line)
    )
