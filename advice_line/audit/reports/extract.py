"""A research extract: a row for each query of a period, of closed words alone and without a number
of any, in which no row stands alone. With it goes what its columns mean, and what was taken out."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from advice_line.audit import periods
from advice_line.audit.disclosure.few import few, words
from advice_line.audit.figures import reading
from advice_line.audit.figures.told import State
from advice_line.audit.measures import every
from advice_line.audit.periods import Period
from advice_line.audit.reports import anonymity, gathering
from advice_line.audit.reports.anonymity import WITHHELD, Guarded
from advice_line.audit_kinds import PeriodKind
from advice_line.errors import Invalid, Problem
from advice_line.ledger.work import Work
from advice_line.tables.audit_facts import AuditQuery
from advice_line.tables.directory import Line

NOTHING = ""
_NUMBER = "utilisation.queries"


@dataclass(frozen=True)
class Column:
    name: str
    meaning: str
    value: Callable[[AuditQuery], object]


@dataclass(frozen=True)
class Extract:
    """Two files: the rows, and the dictionary of their columns."""

    rows: bytes
    dictionary: bytes
    count: int


# What leaves a row first stands first: what tells a patient or an asker most.
_COLUMNS = (
    Column("topic", "what the case is about, by the closed list of topics", lambda q: q.topic),
    Column("week", "the ISO week in which it came", lambda q: _week(q)),
    Column("asker_role", "the role of who asked", lambda q: q.asker_role),
    Column("organisation_kind", "what kind of organisation asks", lambda q: q.organisation_kind),
    Column("modality", "the examination that it is about", lambda q: q.modality),
    Column("said_later", "what came of it, by the last word of it", lambda q: q.said_later),
    Column("would_have", "what the asker would have done", lambda q: q.would_have),
    Column("advised_as", "what was advised, against that", lambda q: q.advised_as),
    Column("question_type", "what kind of question it is", lambda q: q.question_type),
    Column("urgency", "how urgent its asker called it", lambda q: q.urgency),
    Column("channel", "by which way it came", lambda q: q.channel),
    Column("guideline", "whether the advice cites a guideline", lambda q: q.guideline),
    Column("advised", "whether it was advised", lambda q: q.advised),
)
ORDER = tuple(range(len(_COLUMNS)))
DICTIONARY = ("column", "meaning", "taken out of rows")


def extract(work: Work, line: Line, period: Period, small: int) -> Extract:
    """Raises `errors.Invalid` for a period of which there is none, and for one of which it may not
    be told how many queries it has: the number of rows would tell it."""
    gathering.hold_to(work, line, period)
    (queries,) = reading.figures(work, line, (period,), [every.named(_NUMBER)])
    if queries.told.state is not State.TOLD:
        said = f"How many queries there were in {period.label} may not be told, and the rows of an"
        raise Invalid([Problem("period", f"{said} extract would tell it. Choose a longer period.")])
    wanted = select(AuditQuery).where(
        col(AuditQuery.line_id) == line.id,
        col(AuditQuery.day) >= period.first,
        col(AuditQuery.day) < period.after,
        col(AuditQuery.counted),
    )
    found = [
        tuple(_text(column.value(row)) for column in _COLUMNS) for row in work.session.exec(wanted)
    ]
    guarded = anonymity.guard(found, ORDER, small)
    if not guarded.rows:
        said = f"{period.label} has {'no query' if not found else f'{words(small)} queries'}"
        raise Invalid([Problem("period", f"{said}: there is nothing to extract.")])
    return Extract(_rows(guarded), _dictionary(guarded, small), len(guarded.rows))


def _week(row: AuditQuery) -> str:
    return periods.holding(row.day, PeriodKind.WEEK).key


def _text(value: object) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _rows(guarded: Guarded) -> bytes:
    return _csv([tuple(each.name for each in _COLUMNS), *guarded.rows])


def _dictionary(guarded: Guarded, small: int) -> bytes:
    lines: list[Sequence[str]] = [DICTIONARY]
    for column, lost in zip(_COLUMNS, guarded.lost, strict=True):
        lines.append((column.name, column.meaning, words(small) if few(lost, small) else str(lost)))
    return _csv([*lines, *_notes(small)])


def _notes(small: int) -> Iterator[Sequence[str]]:
    yield (WITHHELD, f"taken out: with it, fewer than {small} rows would be alike", "")
    yield ("(empty)", "not known, or of no meaning for this query", "")


def _csv(lines: Sequence[Sequence[str]]) -> bytes:
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n").writerows(lines)
    return made.getvalue().encode("utf-8-sig")
