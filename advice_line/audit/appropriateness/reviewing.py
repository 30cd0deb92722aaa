"""One sampled query before its reviewer: what was asked and what was advised, without the patient's
name and numbers, who asked, who answered, or what the other reviewer made of it before both are in.
Each look is a line of the trail (H07)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col

from advice_line.audit.appropriateness import allotting, bound, review_form, rows, settled
from advice_line.audit.appropriateness.rows import Found
from advice_line.audit_kinds import Part, Verdict
from advice_line.errors import Conflict, Deleted, NotFound
from advice_line.kinds import Role
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules.look_words import Why
from advice_line.rules.record import Action as Advised
from advice_line.rules.record import Basis, Opinion, Question, Record
from advice_line.tables.advice import Advice
from advice_line.tables.appropriateness import AppropriatenessReview, SampledQuery
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require

COMMENT = "appropriateness_reviews.sealed_comment"


@dataclass(frozen=True)
class Version:
    """One signed version of the advice, without its author."""

    version: int
    signed_at: datetime
    basis: Basis
    opinion: Opinion = field(repr=False)
    action: Advised


@dataclass(frozen=True)
class Said:
    """What one of the reviewers said."""

    part: Part
    verdict: Verdict
    checks: frozenset[str]
    comment: str | None = field(repr=False)
    mine: bool


@dataclass(frozen=True)
class Shown:
    """`said` are the reviews that the reader may see: their own, and the others' once they are of
    no more use to somebody who has not said theirs. `settles` is whether theirs is the third."""

    line: Line
    month: str
    number: int
    channel: str
    received_at: datetime
    urgency_asked: str | None
    question: Question | None = field(repr=False)
    versions: tuple[Version, ...]
    said: tuple[Said, ...]
    settles: bool
    to_say: bool
    now: datetime


class Reviewing:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def open(self, by: Actor, audit_id: str, sampled_id: str) -> Shown:
        """Raises `errors.NotFound` for whoever it is not allotted to, `errors.Deleted` where what
        it held is gone, and `errors.Conflict` for an audit that is closed."""
        require(by, Action.REVIEW_SAMPLED)
        with self._ledger.work(by.label) as work:
            found, item, query, own = _theirs(work, by, audit_id, sampled_id)
            work.record(
                "appropriateness.looked",
                query=query.id,
                subject=rows.subject(found),
                role=Role.RESPONDER,
                why=Why.AUDIT,
            )
            shown = _shown(work, found, item, query, own)
            work.let_go()
            return shown

    def say(
        self, by: Actor, audit_id: str, sampled_id: str, form: Mapping[str, str], token: str
    ) -> None:
        """Once, and for good. Raises `errors.Invalid`, and as `open` does; `errors.Conflict` where
        they have said it."""
        require(by, Action.REVIEW_SAMPLED)
        with self._ledger.work(by.label) as work:
            found, item, query, own = _theirs(work, by, audit_id, sampled_id, lock=True)
            given = review_form.read(form)
            if not inbox.receive(work, rows.PAGE, token):
                return
            comment = given.comment
            sealed = work.vault.seal(comment, COMMENT) if comment else None
            unsaid = col(AppropriatenessReview.said_at).is_(None)
            if not work.update(
                own,
                unsaid,
                verdict=given.verdict,
                teach=given.teach,
                said_at=work.now,
                sealed_comment=sealed,
                **given.checks,
            ):
                raise Conflict("You have said what you make of it, and that stays.")
            # Nothing of what was said: it would be read before the other has said theirs.
            work.record("appropriateness.said", query=query.id, subject=rows.subject(found))
            allotting.one(work, found.audit, item)


def _theirs(
    work: Work, by: Actor, audit_id: str, sampled_id: str, *, lock: bool = False
) -> tuple[Found, SampledQuery, Query, AppropriatenessReview]:
    found = rows.audit(work, by, Action.REVIEW_SAMPLED, audit_id, lock=lock)
    item = rows.one(work, found.audit, sampled_id)
    every = rows.reviews_of(work, item).values()
    own = next((each for each in every if each.reviewer_id == by.responder_id), None)
    if own is None:
        raise NotFound("There is no such query in this sample.")
    rows.going_on(found)
    query = work.session.get_one(Query, item.query_id)
    if query.emptied_at is not None:
        raise Deleted
    if by.responder_id in bound.people(work, query):
        raise Conflict("You had to do with this query yourself: somebody else reviews it.")
    return found, item, query, own


def _shown(
    work: Work, found: Found, item: SampledQuery, query: Query, own: AppropriatenessReview
) -> Shown:
    sealed = query.sealed_question
    return Shown(
        line=found.line,
        month=rows.month(found.audit),
        number=item.number,
        channel=query.channel,
        received_at=query.received_at,
        urgency_asked=query.urgency_asked,
        question=Question.from_json(work.vault.open(sealed, "queries.sealed_question"))
        if sealed
        else None,
        versions=tuple(_versions(work, query)),
        said=tuple(_said(work, rows.reviews_of(work, item), own)),
        settles=own.part == Part.THIRD,
        to_say=own.said_at is None,
        now=work.now,
    )


def _said(work: Work, reviews: settled.Reviews, own: AppropriatenessReview) -> Iterator[Said]:
    """Of the first two nobody sees the other's before both are in; the third is there only then."""
    for part in Part:
        each = reviews.get(part)
        if each is None or each.said_at is None:
            continue
        if each.id == own.id or settled.both_in(reviews):
            comment = each.sealed_comment
            yield Said(
                part=part,
                verdict=Verdict(each.verdict or ""),
                checks=frozenset(name for name in settled.CHECKS if getattr(each, name)),
                comment=work.vault.open(comment, COMMENT) if comment else None,
                mine=each.id == own.id,
            )


def _versions(work: Work, query: Query) -> Iterator[Version]:
    for each in bound.versions(work, query):
        body = _record(work, each).body
        yield Version(each.version, each.finalised_at, body.basis, body.opinion, body.action)


def _record(work: Work, advice: Advice) -> Record:
    if advice.sealed_body is None:
        raise Deleted
    return Record.from_json(work.vault.open(advice.sealed_body, "advice.sealed_body"))
