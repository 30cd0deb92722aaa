"""A research extract: a row for each query of a quarter but a tenth of them, drawn by chance, of
closed words alone and without a number of any, in which no row stands alone. With it goes what its
columns mean, and what was taken out."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import ceil

from sqlmodel import col, select

from advice_line.audit import periods
from advice_line.audit.disclosure.few import few, words
from advice_line.audit.figures import reading
from advice_line.audit.figures.told import State
from advice_line.audit.measures import every
from advice_line.audit.periods import Period
from advice_line.audit.reports import anonymity, gathering, matching
from advice_line.audit.reports.anonymity import WITHHELD, Guarded, Row
from advice_line.audit_kinds import PeriodKind
from advice_line.errors import Invalid, Problem
from advice_line.ledger.work import Work
from advice_line.tables.audit_facts import AuditQuery
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query

NOTHING = ""
BARE = "every value had to be taken out of every row: there are too few queries"
_NUMBER = "utilisation.queries"


@dataclass(frozen=True)
class Column:
    name: str
    meaning: str
    value: Callable[[AuditQuery], object]


@dataclass(frozen=True)
class Extract:
    """Two files: the rows, and the dictionary of their columns. `gone` are the columns that no row
    tells; `bare`: none tells any."""

    rows: bytes
    dictionary: bytes
    count: int
    left_out: int
    gone: tuple[str, ...]

    @property
    def bare(self) -> bool:
        return len(self.gone) == len(_COLUMNS)


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
_PLACE = {each.name: place for place, each in enumerate(_COLUMNS)}
# Of which figures tell by the one how many have the other.
_TOLD_TOGETHER = tuple(
    (_PLACE[one], _PLACE[other])
    for one, others in (
        ("asker_role", ("would_have", "said_later", "advised_as", "advised")),
        ("urgency", ("said_later", "advised_as", "advised")),
        ("question_type", ("guideline",)),
    )
    for other in others
)
# Of how many one is left out.
_TENTH = 10


@dataclass(frozen=True)
class Taken:
    """`shown` are the rows that were not left out, as they are shown, in the order in which they
    came; `hidden` the columns that are taken out of every row."""

    shown: tuple[Row, ...]
    left_out: int
    hidden: frozenset[int]

    @property
    def guarded(self) -> Guarded:
        return anonymity.guarded(self.shown)


def extract(work: Work, line: Line, period: Period, small: int) -> Extract:
    """Raises `errors.Invalid` for a period of which there is none, and for one of which it may not
    be told how many queries it has: the number of rows would tell it."""
    if period.kind is not PeriodKind.QUARTER:
        named = periods.holding(period.first, PeriodKind.QUARTER).key
        said = (
            f"An extract is of one quarter, such as {named}: beside that of a month, or of a year, "
            "the rows that differ would tell what either withholds. Put those of its quarters "
            "together for a year."
        )
        raise Invalid([Problem("period", said)])
    gathering.hold_to(work, line, period)
    (queries,) = reading.figures(work, line, (period,), [every.named(_NUMBER)])
    if queries.told.state is not State.TOLD:
        said = f"How many queries there were in {period.label} may not be told, and the rows of an"
        raise Invalid([Problem("period", f"{said} extract would tell it. Choose another quarter.")])
    found = list(whole(work, line, period))
    taken = take(found, small)
    if taken is None:
        few_said = f"{period.label} has fewer than {_fewest(small)} queries"
        raise Invalid([Problem("period", f"{few_said}: there is nothing to extract.")])
    rows = taken.guarded.rows
    lost = zip(_names(), taken.guarded.lost, strict=True)
    gone = tuple(name for name, of in lost if of == len(rows))
    meanings = _dictionary(taken, small, bare=len(gone) == len(_COLUMNS))
    return Extract(_csv([_names(), *rows]), meanings, len(rows), taken.left_out, gone)


def take(found: Sequence[Row], small: int) -> Taken | None:
    """`found` in an order of chance that stays: the first of them are left out, so that how many
    have a value matches no figure. None where these are too few."""
    if len(found) < _fewest(small):
        return None
    left_out = max(2 * small, ceil(len(found) / _TENTH))
    missing, kept = found[:left_out], found[left_out:]
    begun = [_begun(place) for place in range(len(kept))]
    hidden: frozenset[int] = frozenset()
    while True:
        shown = anonymity.shown([_without(row, hidden) for row in kept], ORDER, small, begun)
        more = _given_away(list(zip(kept, shown, strict=True)), missing, hidden, small)
        if not more:
            return Taken(tuple(shown), left_out, hidden)
        hidden |= more


def _begun(place: int) -> int:
    """Of every tenth row some columns go by chance: else of rows that lost one together everybody
    would know that no more than few were alike."""
    return 0 if place % _TENTH else 1 + place // _TENTH % len(ORDER)


def _fewest(small: int) -> int:
    return max(4 * small, 1)


def _without(row: Row, hidden: frozenset[int]) -> Row:
    return tuple(WITHHELD if place in hidden else each for place, each in enumerate(row))


def _given_away(
    rows: Sequence[tuple[Row, Row]], missing: Sequence[Row], hidden: frozenset[int], small: int
) -> frozenset[int]:
    """Columns that must not be shown at all, or what was taken out of some rows would be known."""
    return frozenset(
        other
        for one, other in _TOLD_TOGETHER
        if not {one, other} & hidden and matching.gives_away(rows, missing, (one, other), small)
    )


def whole(work: Work, line: Line, period: Period) -> Iterator[Row]:
    """Nothing is taken out of it yet. In an order that hangs on nothing anybody knows of a query,
    and is the same each time."""
    wanted = (
        select(AuditQuery, Query.public_id)
        .join(Query, col(Query.id) == col(AuditQuery.query_id))
        .where(
            col(AuditQuery.line_id) == line.id,
            col(AuditQuery.day) >= period.first,
            col(AuditQuery.day) < period.after,
            col(AuditQuery.counted),
        )
    )
    rows = sorted(work.session.exec(wanted), key=lambda each: sha256(each[1].encode()).digest())
    for query, _ in rows:
        yield tuple(_text(column.value(query)) for column in _COLUMNS)


def _week(row: AuditQuery) -> str:
    return periods.holding(row.day, PeriodKind.WEEK).key


def _text(value: object) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _names() -> tuple[str, ...]:
    return tuple(each.name for each in _COLUMNS)


def _dictionary(taken: Taken, small: int, *, bare: bool) -> bytes:
    lines: list[Sequence[str]] = [DICTIONARY]
    for place, column in enumerate(_COLUMNS):
        lost = taken.guarded.lost[place]
        said = words(small) if few(lost, small) else str(lost)
        lines.append((column.name, column.meaning, "all" if place in taken.hidden else said))
    return _csv([*lines, *_notes(taken.left_out, small, bare=bare)])


def _notes(left_out: int, small: int, *, bare: bool) -> Iterator[Sequence[str]]:
    if bare:
        yield ("(all)", BARE, "")
    yield ("(left out)", f"{left_out} queries, drawn by chance, are not among the rows", "")
    yield (WITHHELD, f"taken out: with it, fewer than {small} rows would be alike, or known", "")
    yield ("(empty)", "not known, or of no meaning for this query", "")


def _csv(lines: Sequence[Sequence[str]]) -> bytes:
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n").writerows(lines)
    return made.getvalue().encode("utf-8-sig")
