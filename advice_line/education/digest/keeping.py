"""Digests as those see them who keep them: looked at, and their questions chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from advice_line.desk.digests import content
from advice_line.desk.digests.content import Content
from advice_line.education.cases import taking_out
from advice_line.education.digest import drafting, rows, sending
from advice_line.errors import Invalid, Problem
from advice_line.kinds import CaseState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import digest_choice, topics
from advice_line.tables.cases import Case
from advice_line.tables.digests import PracticeDigest, PracticeLetter
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action, Actor, require


@dataclass(frozen=True)
class Offered:
    """An approved case of the month with why it may be shown, and whether it is."""

    reference: str
    about: str | None
    question: str
    reasons: tuple[str, ...]
    chosen: bool


@dataclass(frozen=True)
class Whole:
    """`gone` are cases that it told of and that were taken out of teaching since: those mails hold
    them still. `practices` is to how many it goes or went."""

    row: PracticeDigest
    line: Line
    content: Content
    offered: tuple[Offered, ...]
    practices: int
    gone: tuple[str, ...]
    mails: bool
    now: datetime


class Keeping:
    def __init__(self, ledger: Ledger, *, mails: bool) -> None:
        """`mails` says whether mail can leave."""
        self._ledger = ledger
        self._mails = mails

    def look(self, by: Actor, digest: str) -> Whole:
        require(by, Action.KEEP_DIGESTS)
        with self._ledger.look(by.label) as work:
            row, line = rows.one(work, by, digest)
            found = self._whole(work, row, line)
            work.let_go()
            return found

    def choose(self, by: Actor, digest: str, form: Mapping[str, str], token: str) -> None:
        """Other questions. Raises `errors.Invalid` for too many, for a case that is not approved,
        and where somebody was first; `errors.Conflict` once it is approved."""
        require(by, Action.KEEP_DIGESTS)
        with self._ledger.work(by.label) as work:
            row, line = rows.one(work, by, digest, lock=True)
            may = {each.reference for each in drafting.approved(work, line, row.month)}
            wanted = [name[5:] for name in form if name.startswith("case_")]
            if len(wanted) > digest_choice.MOST:
                said = f"Choose at most {digest_choice.MOST}: a digest is read when it is short."
                raise Invalid([Problem("questions", said)])
            if not may.issuperset(wanted):
                said = "A case was taken out of teaching meanwhile. Choose again."
                raise Invalid([Problem("questions", said)])
            if not inbox.receive(work, rows.PAGE, token):
                return
            rows.draft_only(row)
            if set(wanted) == set(row.questions):
                rows.as_seen(row, form)
                return
            rows.change(work, row, by, form, questions=wanted)
            work.record("digest.chosen", subject=rows.subject(line, row), cases=wanted)

    def _offered(self, work: Work, row: PracticeDigest, line: Line) -> list[Offered]:
        if row.approved_at is not None:
            return []
        found = drafting.candidates(work, line, row.month, row.small_number)
        wanted = select(Case).where(col(Case.reference).in_([each.reference for each in found]))
        cases = {each.reference: each for each in work.session.exec(wanted)}
        return [
            Offered(
                each.reference,
                topics.about(cases[each.reference].topic, cases[each.reference].modality),
                cases[each.reference].question or "",
                digest_choice.reasons(each, row.small_number),
                each.reference in row.questions,
            )
            for each in sorted(found, key=lambda each: each.reference not in row.questions)
        ]

    def _whole(self, work: Work, row: PracticeDigest, line: Line) -> Whole:
        return Whole(
            row=row,
            line=line,
            content=content.of(work, row, None),
            offered=tuple(self._offered(work, row, line)),
            practices=_went(work, row) if row.approved_at else len(sending.asking(work, line, row)),
            gone=tuple(_gone(work, row)),
            mails=self._mails,
            now=work.now,
        )


def _went(work: Work, row: PracticeDigest) -> int:
    wanted = select(func.count()).where(col(PracticeLetter.digest_id) == row.id)
    return work.session.exec(wanted).one()


def _gone(work: Work, row: PracticeDigest) -> list[str]:
    """Also what came back in another text than that of which the mails told."""
    wanted = select(Case.reference).where(
        col(Case.reference).in_(row.told), col(Case.state) != CaseState.APPROVED
    )
    out = taking_out.taken_out(work, row.told)
    changed = {each for each, at in out.items() if row.approved_at and at > row.approved_at}
    return sorted({*work.session.exec(wanted), *changed})
