"""What the reviews of audits that are closed come to, as counts: for the page of one, and for the
measures over a period. Whoever tells them withholds what is small."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from advice_line.audit import periods
from advice_line.audit.appropriateness import rows, settled
from advice_line.audit.appropriateness.settled import CHECKS, Settled
from advice_line.audit.periods import Period
from advice_line.audit_kinds import Verdict
from advice_line.ledger.work import Work
from advice_line.tables.appropriateness import AppropriatenessAudit, SampledQuery

VERDICTS = tuple(Verdict)


@dataclass(frozen=True)
class Counted:
    """`reviewed` are those of `sampled` that were reviewed to the end, the verdicts of these. The
    three are one table: `telling.verdicts` says which of them may be told beside each other."""

    sampled: int
    reviewed: int
    appropriate: int
    guideline_answerable: int
    needed_no_radiologist: int


@dataclass(frozen=True)
class Outcome:
    """All counts of one audit. `table[i][j]` are first and second verdicts, in the order of
    `VERDICTS`, of those of which both are in. `appropriate_in` counts those reviewed and those of
    them that were appropriate, by stratum."""

    sampled: int
    reviewed: int
    verdicts: Mapping[Verdict, int]
    by_first: int
    helpful: Mapping[str, int]
    table: tuple[tuple[int, ...], ...]
    appropriate_in: Mapping[str, tuple[int, int]]


def of_period(work: Work, line_id: int, period: Period) -> Counted:
    """Of the audits of months within it that are closed; all 0 where there is none."""
    wanted = select(AppropriatenessAudit).where(
        col(AppropriatenessAudit.line_id) == line_id,
        col(AppropriatenessAudit.closed_at).is_not(None),
    )
    closed = work.session.exec(wanted).all()
    within = [each for each in closed if period.holds(periods.read(each.month))]
    found = [of(work, each) for each in within]
    return Counted(
        sampled=sum(each.sampled for each in found),
        reviewed=sum(each.reviewed for each in found),
        appropriate=_sum(found, Verdict.RADIOLOGIST),
        guideline_answerable=_sum(found, Verdict.GUIDELINE),
        needed_no_radiologist=_sum(found, Verdict.NO_RADIOLOGIST),
    )


def of(work: Work, row: AppropriatenessAudit) -> Outcome:
    reviews = rows.reviews(work, row)
    items = [(each, settled.of(reviews.get(each.id or 0, {}))) for each in rows.sampled(work, row)]
    return counted(items)


def counted(items: Sequence[tuple[SampledQuery, Settled]]) -> Outcome:
    """Pure."""
    ended = [(item, found) for item, found in items if found.verdict is not None]
    verdicts = Counter(found.verdict for _, found in ended)
    return Outcome(
        sampled=len(items),
        reviewed=len(ended),
        verdicts={each: verdicts[each] for each in VERDICTS},
        by_first=sum(item.by_first for item, _ in ended),
        helpful={name: sum(name in found.helpful for _, found in ended) for name in CHECKS},
        table=_table(found for _, found in items),
        appropriate_in=_appropriate_in(ended),
    )


def _table(every: Iterable[Settled]) -> tuple[tuple[int, ...], ...]:
    pairs = Counter(found.pair for found in every if found.pair is not None)
    return tuple(tuple(pairs[first, second] for second in VERDICTS) for first in VERDICTS)


def _appropriate_in(
    ended: Sequence[tuple[SampledQuery, Settled]],
) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for item, each in ended:
        good, all_of = found.get(item.stratum, (0, 0))
        found[item.stratum] = (good + (each.verdict is Verdict.RADIOLOGIST), all_of + 1)
    return found


def _sum(found: Sequence[Outcome], verdict: Verdict) -> int:
    return sum(each.verdicts[verdict] for each in found)
