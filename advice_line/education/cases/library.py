"""Cases on their way to being taught: offered by one tap, de-identified and confirmed by their
author, approved by a second person (H08). An unapproved text never leaves this door."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.letter import letters
from advice_line.directory import within
from advice_line.education.cases import (
    by_reference,
    judging,
    objected,
    originals,
    putting_back,
    rarely,
    taking_out,
    unnamed,
    warned,
)
from advice_line.education.cases.originals import Originals
from advice_line.education.cases.putting_back import Undoable, proposal, version_of
from advice_line.education.cases.taking_out import Out
from advice_line.education.cases.teaching import Teaching, read, typed
from advice_line.education.cases.warned import Warned
from advice_line.errors import Conflict, Invalid, NotAllowed, NotFound
from advice_line.kinds import CaseState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules.deidentify import Deidentified
from advice_line.tables.cases import Case
from advice_line.tables.directory import Responder
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
_NOT_WAITING = {
    CaseState.APPROVED: (
        "It was approved meanwhile, and is taught: to stop that, take it out of teaching."
    ),
    CaseState.DRAFT: "It is with its author already.",
}
_TAKEN_OUT = "It was withdrawn meanwhile: it is not taught."


@dataclass(frozen=True)
class CaseView:
    """`question`, `advice` and `found` (what came of it, in the words of who said so) show the
    original with what was removed: to its author before they confirm, and all but `found` to the
    second person before they approve. `warned` says to both why the case may be known though
    nobody is named, by what the author has chosen so far. `teaching` is None for whoever may not
    read it. `version` names the text that is shown, for `approve`. `query` is the reference of its
    query, for whoever may open that; `undoable` what the second person may put back; `out` when and
    why it was taken out of teaching, while it is.
    """

    case: Case
    author: str | None
    approver: str | None
    question: Deidentified | None
    advice: Deidentified | None
    found: Deidentified | None
    teaching: Teaching | None
    warned: Warned
    may_confirm: bool
    may_approve: bool
    may_judge: bool
    may_take_out: bool
    out: Out | None
    query: str | None
    undoable: tuple[Undoable, ...]
    why_not_approve: str | None
    version: str
    now: datetime


class Library:
    def __init__(self, ledger: Ledger, small_number: int = 5) -> None:
        """`small_number` is SMALL_NUMBER."""
        self._ledger = ledger
        self._small = small_number

    def nominate(self, by: Actor, query_reference: str) -> str:
        """Offer the case of one's own advice for teaching; returns the case's reference."""
        require(by, Action.NOMINATE)
        with self._ledger.work(by.label) as work:
            case = _case_of_query(work, by, query_reference)
            _author_only(case, by)
            if objected.is_objected(case):
                raise Conflict("This case was withdrawn on request: it is not taught.")
            if case.nominated_at is None:
                work.update(case, col(Case.nominated_at).is_(None), nominated_at=work.now)
                work.record("case.nominated", subject=f"case:{case.reference}")
            return case.reference

    def open(self, by: Actor, reference: str, form: Mapping[str, str] | None = None) -> CaseView:
        """`form` is what its author has typed and could not confirm."""
        require(by, Action.SEE_LIBRARY)
        with self._ledger.work(by.label) as work:
            case = by_reference.case(work, by, Action.SEE_LIBRARY, reference)
            work.record("case.viewed", subject=f"case:{case.reference}")
            view = _view(work, case, by, self._small, form)
            work.let_go()
            return view

    def confirm(self, by: Actor, reference: str, form: Mapping[str, str], token: str) -> None:
        """The author says that this text names nobody. Raises `errors.Invalid`, with every
        identifier that is still in it, or where it turns out to be rarer than they were told."""
        require(by, Action.NOMINATE)
        with self._ledger.work(by.label) as work:
            case = by_reference.case(work, by, Action.NOMINATE, reference, lock=True)
            _author_only(case, by)
            teaching = read(form)
            _nothing_left(work, case, teaching)
            warned.hold_to_shown(work, case, teaching, self._small, form.get(warned.FIELD))
            if inbox.receive(work, PAGE, token):
                _propose(work, case, teaching)

    def approve(self, by: Actor, reference: str, version: str, token: str) -> None:
        """A second person approves the text they were shown, `CaseView.version`.

        Raises `errors.NotAllowed` for the author, and `errors.Conflict` when the text is another
        by now or does not wait for approval.
        """
        require(by, Action.APPROVE_CASE)
        with self._ledger.work(by.label) as work:
            case = by_reference.case(work, by, Action.APPROVE_CASE, reference, lock=True)
            if case.author_id == by.responder_id:
                raise NotAllowed("You wrote this advice: somebody else approves it.")
            if inbox.receive(work, PAGE, token):
                _approve(work, case, by, version)

    def hand_back(self, by: Actor, reference: str, token: str) -> None:
        """Not yet: back to its author, whose text stays where it was. Raises `errors.Conflict` for
        one that waits for nobody."""
        require(by, Action.APPROVE_CASE)
        with self._ledger.work(by.label) as work:
            case = by_reference.case(work, by, Action.APPROVE_CASE, reference, lock=True)
            if not inbox.receive(work, PAGE, token):
                return
            if not work.update(case, col(Case.state) == CaseState.PROPOSED, state=CaseState.DRAFT):
                raise Conflict(_NOT_WAITING.get(CaseState(case.state), _TAKEN_OUT))
            work.record("case.handed_back", subject=f"case:{case.reference}")


def _case_of_query(work: Work, by: Actor, reference: str) -> Case:
    statement = (
        select(Case)
        .join(Query, col(Query.id) == col(Case.query_id))
        .where(col(Query.reference) == reference.upper())
    )
    found = work.session.exec(statement).first()
    if found is None or not within.may(work.session, by, Action.NOMINATE, found.line_id):
        raise NotFound("No case has this reference.")
    return found


def _author_only(case: Case, by: Actor) -> None:
    if case.author_id is None or case.author_id != by.responder_id:
        raise NotAllowed("Only who signed the advice can offer its case for teaching.")


def _view(
    work: Work, case: Case, by: Actor, small: int, form: Mapping[str, str] | None
) -> CaseView:
    case = objected.as_seen(case)
    author = work.session.get(Responder, case.author_id) if case.author_id else None
    approver = work.session.get(Responder, case.approved_by_id) if case.approved_by_id else None
    mine = case.author_id is not None and case.author_id == by.responder_id
    may_confirm = mine and case.state == CaseState.DRAFT and case.nominated_at is not None
    second = within.may(work.session, by, Action.APPROVE_CASE, case.line_id) and not mine
    may_approve = second and case.state == CaseState.PROPOSED
    found = originals.of(work, case) if may_confirm or may_approve else None
    own = found if may_confirm else None
    teaching = _teaching(work, case, own, small, reader=mine or second)
    judged = typed(form) if form and may_confirm else teaching
    return CaseView(
        case=case,
        author=author.name if author else None,
        approver=approver.name if approver else None,
        question=found.question if found else None,
        advice=found.advice if found else None,
        found=own.found if own else None,
        teaching=teaching,
        warned=warned.of(work, case, judged, small) if found else Warned(),
        may_confirm=may_confirm,
        may_approve=may_approve,
        may_judge=judging.may(work, case, by),
        may_take_out=taking_out.may(work, case, by),
        out=taking_out.last(work, case),
        query=_query(work, case, by),
        undoable=putting_back.offered(work, case) if may_approve else (),
        why_not_approve=(
            "You wrote this advice: somebody else approves it."
            if mine and case.state == CaseState.PROPOSED
            else None
        ),
        version=version_of(work, case),
        now=work.now,
    )


def _query(work: Work, case: Case, by: Actor) -> str | None:
    query = work.session.get(Query, case.query_id) if case.query_id else None
    may = query and within.may(work.session, by, Action.SEE_QUERY, query.line_id)
    return query.reference if query and may else None


def _teaching(
    work: Work, case: Case, own: Originals | None, small: int, *, reader: bool
) -> Teaching | None:
    """`own` is for an author who has not confirmed yet; a `reader` is its author or the second
    person, everybody else waits for the approval."""
    if case.state == CaseState.APPROVED:
        return Teaching.of(case, case.question or "", case.advice or "")
    if own is not None:
        fresh = Teaching.of(case, own.question.text, own.advice.text)
        return proposal(work, case) or rarely.coarsened(work, case, fresh, small)
    return proposal(work, case) if case.state == CaseState.PROPOSED and reader else None


def _nothing_left(work: Work, case: Case, teaching: Teaching) -> None:
    """Nothing that the query knows of anybody may be typed back in."""
    if letters.newest(work, case.query_id or 0) is None:
        raise Conflict("This case has no signed advice yet.")
    texts = {name: getattr(teaching, name) for name in ("question", "advice", "learning_point")}
    problems = list(unnamed.in_text(work, case, texts))
    if problems:
        raise Invalid(problems)


def _propose(work: Work, case: Case, teaching: Teaching) -> None:
    sealed = work.vault.seal_json(teaching.__dict__, "cases.sealed_proposal")
    if not work.update(
        case,
        col(Case.state) == CaseState.DRAFT,
        state=CaseState.PROPOSED,
        sealed_proposal=sealed,
        confirmed_at=work.now,
        **teaching.tags,
    ):
        raise Conflict("This case is with the second person already. Ask them to hand it back.")
    work.record("case.confirmed", subject=f"case:{case.reference}")


def _approve(work: Work, case: Case, by: Actor, version: str) -> None:
    if version != version_of(work, case):
        raise Conflict("The text has been changed since you opened it. Read it again.")
    teaching = proposal(work, case)
    if teaching is None or not work.update(
        case,
        col(Case.state) == CaseState.PROPOSED,
        state=CaseState.APPROVED,
        approved_at=work.now,
        approved_by_id=by.responder_id,
        question=teaching.question,
        advice=teaching.advice,
        learning_point=teaching.learning_point,
        words=teaching.words,
        sealed_proposal=None,
    ):
        raise Conflict("This case is not waiting for approval.")
    work.record("case.approved", subject=f"case:{case.reference}")
