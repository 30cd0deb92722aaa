"""Who of those appointed reviews which sampled query: two for each, a third where these two see it
otherwise. Nobody reviews what they had to do with, nor one query twice.

The one with the least to do comes first, of equal ones whoever was appointed first.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import delete
from sqlmodel import col

from advice_line.audit.appropriateness import bound, rows, settled
from advice_line.audit_kinds import Part
from advice_line.ledger.work import Work
from advice_line.tables.appropriateness import (
    AppropriatenessAudit,
    AppropriatenessReview,
    SampledQuery,
)
from advice_line.tables.queries import Query

Reviews = dict[Part, AppropriatenessReview]


def fill(work: Work, row: AppropriatenessAudit) -> None:
    """Give each review that is wanted and nobody has to somebody, as far as there is anybody. The
    audit's row is locked."""
    pool = [each.id or 0 for each in rows.appointed(work, row)]
    there = rows.reviews(work, row)
    has = Counter(each.reviewer_id for parts in there.values() for each in parts.values())
    for item in rows.sampled(work, row):
        parts = there.get(item.id or 0, {})
        for part in wanted(parts):
            chosen = _choose(pool, has, _barred(work, item, parts))
            if chosen is None:
                break
            has[chosen] += 1
            parts[part] = _allot(work, item, part, chosen)


def one(work: Work, row: AppropriatenessAudit, item: SampledQuery) -> None:
    """The same for one query, of which something was said."""
    there = rows.reviews(work, row)
    has = Counter(each.reviewer_id for parts in there.values() for each in parts.values())
    pool = [each.id or 0 for each in rows.appointed(work, row)]
    parts = there.get(item.id or 0, {})
    for part in wanted(parts):
        chosen = _choose(pool, has, _barred(work, item, parts))
        if chosen is not None:
            _allot(work, item, part, chosen)


def take_back(work: Work, row: AppropriatenessAudit, person_id: int) -> None:
    """What they have not said anything of. What they said stays."""
    theirs = [
        each.id
        for parts in rows.reviews(work, row).values()
        for each in parts.values()
        if each.reviewer_id == person_id and each.said_at is None
    ]
    work.run(delete(AppropriatenessReview).where(col(AppropriatenessReview.id).in_(theirs)))


def wanted(parts: Mapping[Part, AppropriatenessReview]) -> Iterator[Part]:
    """Which reviews there are to be and nobody has."""
    for part in (Part.FIRST, Part.SECOND):
        if part not in parts:
            yield part
    if Part.THIRD not in parts and settled.wants_third(parts):
        yield Part.THIRD


def _barred(work: Work, item: SampledQuery, parts: Reviews) -> frozenset[int]:
    had = bound.people(work, work.session.get_one(Query, item.query_id))
    return had | {each.reviewer_id for each in parts.values()}


def _choose(pool: Sequence[int], has: Counter[int], barred: frozenset[int]) -> int | None:
    free = [each for each in pool if each not in barred]
    return min(free, key=lambda each: (has[each], pool.index(each)), default=None)


def _allot(work: Work, item: SampledQuery, part: Part, person_id: int) -> AppropriatenessReview:
    return work.add(
        AppropriatenessReview(
            sampled_id=item.id or 0, part=part, reviewer_id=person_id, allotted_at=work.now
        )
    )
