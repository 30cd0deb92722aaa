"""One audit as its page shows it: how it was drawn, how far its reviews are, and once it is closed
what it came to, as far as that may be told (H18). No query and no verdict of one stands there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.audit.appropriateness import agreeing, results, rows, settled, telling
from advice_line.audit.appropriateness.agreeing import Told
from advice_line.audit.appropriateness.results import Outcome
from advice_line.audit.appropriateness.telling import LeftOut
from advice_line.audit.disclosure.share import Share, share
from advice_line.audit_kinds import Part
from advice_line.kinds import CaseState
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.appropriateness import (
    AppropriatenessAudit,
    AppropriatenessReview,
    SampledQuery,
)
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line, Responder
from advice_line.trust.roles import Action, Actor, require

_FIRST_TWO = (Part.FIRST, Part.SECOND)


@dataclass(frozen=True)
class StratumShown:
    """A group that was drawn from; `within` are others that were too small on their own. How many
    the month has of each is told nowhere: less the month's kinds of question it may be few."""

    key: str
    within: tuple[str, ...]


@dataclass(frozen=True)
class Reviewer:
    key: str
    name: str
    role: str
    waits: bool


@dataclass(frozen=True)
class Progress:
    """`said` of `wanted` first and second reviews are in. `thirds`: some wait for a third;
    `nobody`: some have nobody to review them."""

    said: int
    wanted: int
    thirds: bool
    nobody: bool


@dataclass(frozen=True)
class Results:
    """`verdicts` and `by_stratum` are as `telling` says; `helpful` is by check, `by_first` how many
    whoever took them first also ended."""

    sampled: int
    reviewed: int
    verdicts: Mapping[str, Share]
    by_first: Share
    helpful: Mapping[str, Share]
    agreement: Told
    by_stratum: Mapping[str, Share]


@dataclass(frozen=True)
class ToTeach:
    """A sampled query of which a reviewer thinks that others would learn from it, by its number."""

    id: str
    number: int
    offered: bool


@dataclass(frozen=True)
class Whole:
    id: str
    line: Line
    month: str
    seed: str
    drawn_at: datetime
    drawn_by: str
    closed_at: datetime | None
    closed_by: str | None
    sampled: int
    strata: tuple[StratumShown, ...]
    left_out: LeftOut
    reviewers: tuple[Reviewer, ...]
    others: tuple[Responder, ...]
    progress: Progress
    results: Results | None
    to_teach: tuple[ToTeach, ...]
    may_keep: bool
    small: int
    now: datetime


class Seeing:
    def __init__(self, ledger: Ledger, small_number: int) -> None:
        """`small_number` is SMALL_NUMBER."""
        self._ledger, self._small = ledger, small_number

    def look(self, by: Actor, audit_id: str) -> Whole:
        """Raises `errors.NotFound`."""
        require(by, Action.SEE_APPROPRIATENESS)
        with self._ledger.look(by.label) as work:
            found = rows.audit(work, by, Action.SEE_APPROPRIATENESS, audit_id)
            row, reviews = found.audit, rows.reviews(work, found.audit)
            items = rows.sampled(work, row)
            pool = rows.appointed(work, row)
            chosen = {each.id for each in pool}
            closed = row.closed_at is not None
            may_keep = by.may(Action.KEEP_SAMPLE, found.line.key)
            whole = Whole(
                id=row.public_id,
                line=found.line,
                month=rows.month(row),
                seed=row.seed,
                drawn_at=row.drawn_at,
                drawn_by=row.drawn_by,
                closed_at=row.closed_at,
                closed_by=row.closed_by,
                sampled=len(items),
                strata=tuple(
                    StratumShown(each["key"], tuple(each.get("within", ()))) for each in row.strata
                ),
                left_out=telling.left_out(row.left_out, self._small),
                reviewers=tuple(_reviewers(pool, reviews)),
                others=tuple(e for e in rows.may_review(work, found.line) if e.id not in chosen),
                progress=_progress(items, reviews),
                results=_results(work, row, self._small) if closed else None,
                to_teach=tuple(_to_teach(work, items, reviews)) if closed and may_keep else (),
                may_keep=may_keep,
                small=self._small,
                now=work.now,
            )
            work.let_go()
            return whole


def _results(work: Work, row: AppropriatenessAudit, small: int) -> Results:
    outcome, month = results.of(work, row), sum(each["population"] for each in row.strata)
    return told(outcome, small, parted=telling.parted(outcome.sampled, month))


def told(outcome: Outcome, small: int, *, parted: bool = True) -> Results:
    """Pure. Groups are told apart where `parted`."""
    of = outcome.reviewed
    counted = [outcome.verdicts[each] for each in results.VERDICTS]
    agreement = agreeing.of(outcome.table, counted, small)
    return Results(
        sampled=outcome.sampled,
        reviewed=of,
        verdicts=telling.verdicts(outcome.verdicts, small, apart=not agreement.two),
        by_first=share(outcome.by_first, of, small),
        helpful={name: share(n, of, small) for name, n in outcome.helpful.items()},
        agreement=agreement,
        by_stratum=telling.by_stratum(outcome.appropriate_in, small) if parted else {},
    )


def _reviewers(
    pool: list[Responder], reviews: Mapping[int, Mapping[Part, AppropriatenessReview]]
) -> Iterator[Reviewer]:
    owing = {
        each.reviewer_id
        for parts in reviews.values()
        for each in parts.values()
        if each.said_at is None
    }
    for each in pool:
        yield Reviewer(each.key, each.name, each.role, each.id in owing)


def _progress(
    items: list[SampledQuery], reviews: Mapping[int, Mapping[Part, AppropriatenessReview]]
) -> Progress:
    every = [reviews.get(each.id or 0, {}) for each in items]
    firsts = [parts[part] for parts in every for part in _FIRST_TWO if part in parts]
    thirds = [parts for parts in every if settled.wants_third(parts)]
    return Progress(
        said=sum(each.said_at is not None for each in firsts),
        wanted=2 * len(items),
        thirds=bool(thirds),
        nobody=len(firsts) < 2 * len(items) or any(Part.THIRD not in parts for parts in thirds),
    )


def _to_teach(
    work: Work,
    items: list[SampledQuery],
    reviews: Mapping[int, Mapping[Part, AppropriatenessReview]],
) -> Iterator[ToTeach]:
    """Without those that are not taught."""
    wanted = [
        each
        for each in items
        if any(part.teach and part.said_at for part in reviews.get(each.id or 0, {}).values())
    ]
    of = select(Case).where(col(Case.query_id).in_([each.query_id for each in wanted]))
    cases = {each.query_id: each for each in work.session.exec(of)}
    for each in wanted:
        case = cases.get(each.query_id)
        if case is not None and case.state not in (CaseState.OBJECTED, CaseState.WITHDRAWN):
            yield ToTeach(each.public_id, each.number, case.nominated_at is not None)
