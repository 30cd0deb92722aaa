"""What a lead has written beside a line's figures, as it stands on charts: what happened on a day,
and from which period a measure's limits begin anew."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, select

from advice_line.audit.figures.reading import Figure
from advice_line.audit.periods import read as read_period
from advice_line.audit.spc.points import Begin
from advice_line.audit.spc.words import Note
from advice_line.ledger.work import Work
from advice_line.tables.audit_notes import AuditNote, AuditRebase
from advice_line.tables.directory import Line


@dataclass(frozen=True)
class Written:
    """`key` is its public id; `at` is the period of limits that begin anew."""

    key: str
    day: date
    at: str
    words: str
    by: str


@dataclass(frozen=True)
class Beside:
    """What stands, the newest first."""

    notes: tuple[Written, ...]
    rebases: tuple[Written, ...]

    def notes_on(self, figures: Sequence[Figure]) -> list[Note]:
        places = [(each, _label(figures, each.day)) for each in reversed(self.notes)]
        return [Note(label, each.words) for each, label in places if label]

    def begins_on(self, figures: Sequence[Figure]) -> list[Begin]:
        """One for a point, the newest said; none before the first, where limits begin anyhow."""
        found: dict[str, Begin] = {}
        for each in reversed(self.rebases):
            label = _label(figures, each.day)
            if label and label != figures[0].period.short:
                found[label] = Begin(label, each.words)
        return list(found.values())


def beside(work: Work, line: Line, measure: str) -> Beside:
    return Beside(tuple(_notes(work, line)), tuple(_rebases(work, line, measure)))


def of_measures(work: Work, line: Line) -> dict[str, Beside]:
    """What begins anew of every measure that has such; notes are left out."""
    found: dict[str, list[Written]] = {}
    for each in work.session.exec(
        _standing(AuditRebase, line).order_by(col(AuditRebase.id).desc())
    ):
        found.setdefault(each.measure, []).append(_written(each))
    return {measure: Beside((), tuple(rebases)) for measure, rebases in found.items()}


def _notes(work: Work, line: Line) -> Iterator[Written]:
    wanted = _standing(AuditNote, line).order_by(
        col(AuditNote.day).desc(), col(AuditNote.id).desc()
    )
    for each in work.session.exec(wanted):
        yield Written(each.public_id, each.day, "", each.words, each.made_name)


def _rebases(work: Work, line: Line, measure: str) -> Iterator[Written]:
    wanted = _standing(AuditRebase, line).where(col(AuditRebase.measure) == measure)
    for each in work.session.exec(wanted.order_by(col(AuditRebase.id).desc())):
        yield _written(each)


def _written(row: AuditRebase) -> Written:
    day = read_period(row.period).first
    return Written(row.public_id, day, row.period, row.reason, row.made_name)


def _standing(table: Any, line: Line) -> Any:
    return select(table).where(col(table.line_id) == line.id, col(table.withdrawn_at).is_(None))


def _label(figures: Sequence[Figure], day: date) -> str | None:
    return next((e.period.short for e in figures if e.period.first <= day < e.period.after), None)
