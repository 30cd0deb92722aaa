"""What the reviews of one sampled query come to. Pure.

Two who agree settle it; where they do not, a third does, and both first verdicts are kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from advice_line.audit_kinds import Part, Verdict
from advice_line.tables.appropriateness import AppropriatenessReview

CHECKS = ("not_only_tests", "can_be_ordered", "in_time")
Reviews = Mapping[Part, AppropriatenessReview]


@dataclass(frozen=True)
class Settled:
    """`pair` are the first two verdicts, once both are in; `verdict` what is counted. `helpful` are
    the checks that were met: both say so, or the third does."""

    pair: tuple[Verdict, Verdict] | None
    verdict: Verdict | None
    helpful: frozenset[str] = frozenset()


def of(reviews: Reviews) -> Settled:
    first, second, third = (_said(reviews, part) for part in Part)
    if first is None or second is None:
        return Settled(None, None)
    pair = Verdict(first.verdict or ""), Verdict(second.verdict or "")
    if third is not None:
        return Settled(pair, Verdict(third.verdict or ""), _met(third))
    verdict = pair[0] if pair[0] == pair[1] else None
    return Settled(pair, verdict, _met(first) & _met(second))


def wants_third(reviews: Reviews) -> bool:
    """Whether the two see it otherwise and nobody has settled it."""
    found = of(reviews)
    return found.pair is not None and found.verdict is None


def both_in(reviews: Reviews) -> bool:
    return of(reviews).pair is not None


def _said(reviews: Reviews, part: Part) -> AppropriatenessReview | None:
    found = reviews.get(part)
    return found if found is not None and found.said_at is not None else None


def _met(review: AppropriatenessReview) -> frozenset[str]:
    return frozenset(name for name in CHECKS if getattr(review, name))
