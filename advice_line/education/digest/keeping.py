"""Digests as those see them who keep them: looked at, their questions chosen, approved, by which
they go to the practices of the line, to each once (H08)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from advice_line.desk.digests import content, silent
from advice_line.desk.digests.content import Content
from advice_line.directory import within
from advice_line.education.cases import taking_out
from advice_line.education.digest import drafting
from advice_line.errors import Conflict, Invalid, NotFound, Problem
from advice_line.kinds import CaseState
from advice_line.ledger import inbox, outbox
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.rules import digest_choice, topics
from advice_line.tables.cases import Case
from advice_line.tables.columns import opaque
from advice_line.tables.digests import PracticeDigest, PracticeLetter
from advice_line.tables.directory import Line, Organisation
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"


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
            row, line = one(work, by, digest)
            found = self._whole(work, row, line)
            work.let_go()
            return found

    def choose(self, by: Actor, digest: str, form: Mapping[str, str], token: str) -> None:
        """Other questions. Raises `errors.Invalid` for too many, for a case that is not approved,
        and where somebody was first; `errors.Conflict` once it is approved."""
        require(by, Action.KEEP_DIGESTS)
        with self._ledger.work(by.label) as work:
            row, line = one(work, by, digest, lock=True)
            may = {each.reference for each in drafting.approved(work, line, row.month)}
            wanted = [name[5:] for name in form if name.startswith("case_")]
            if len(wanted) > digest_choice.MOST:
                said = f"Choose at most {digest_choice.MOST}: a digest is read when it is short."
                raise Invalid([Problem("questions", said)])
            if not may.issuperset(wanted):
                said = "A case was taken out of teaching meanwhile. Choose again."
                raise Invalid([Problem("questions", said)])
            if not inbox.receive(work, PAGE, token):
                return
            _draft_only(row)
            self._change(work, row, by, form, questions=wanted)
            work.record("digest.chosen", subject=_subject(line, row), cases=wanted)

    def approve(self, by: Actor, digest: str, form: Mapping[str, str], token: str) -> int:
        """It stands on the practices' pages from now on and is put on its way to each practice
        that asked within a year; to how many. Raises as `choose` does, and `errors.Conflict` where
        nothing is in it."""
        require(by, Action.KEEP_DIGESTS)
        with self._ledger.work(by.label) as work:
            row, line = one(work, by, digest, lock=True)
            if not inbox.receive(work, PAGE, token):
                return 0
            _draft_only(row)
            made = content.of(work, row, None)
            if made.nothing:
                raise Conflict("Nothing is in it that was learned or changed: it goes to nobody.")
            self._change(
                work,
                row,
                by,
                form,
                approved_at=work.now,
                approved_by=by.name or by.label,
                told=sorted(made.cases),
            )
            to = asking(work, line, row) if self._mails else []
            send(work, NoticeKind.PRACTICE_DIGEST, line, to, row.month, row.id)
            subject = _subject(line, row)
            work.record("digest.approved", subject=subject, cases=row.told, practices=len(to))
            return len(to)

    def _change(
        self, work: Work, row: PracticeDigest, by: Actor, form: Mapping[str, str], **to: object
    ) -> None:
        seen = form.get("revision", "")
        if seen.isdigit() and work.update(
            row,
            col(PracticeDigest.revision) == int(seen),
            revision=int(seen) + 1,
            changed_by=by.name or by.label,
            **to,
        ):
            return
        said = f"{row.changed_by or 'Somebody'} has changed it since you opened it. Look again."
        raise Invalid([Problem("questions", said)])

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
            practices=_went(work, row) if row.approved_at else len(asking(work, line, row)),
            gone=tuple(_gone(work, row)),
            mails=self._mails,
            now=work.now,
        )


def one(work: Work, by: Actor, digest: str, *, lock: bool = False) -> tuple[PracticeDigest, Line]:
    """Raises `errors.NotFound`, also for one of another line."""
    wanted = select(PracticeDigest).where(col(PracticeDigest.public_id) == digest)
    row = work.session.exec(wanted.with_for_update() if lock else wanted).first()
    if row is None or not within.may(work.session, by, Action.KEEP_DIGESTS, row.line_id):
        raise NotFound("There is no such digest here.")
    return row, work.session.get_one(Line, row.line_id)


def asking(work: Work, line: Line, digest: PracticeDigest) -> list[Organisation]:
    """Those who asked this line within a year, and can be written to and want it."""
    since = content.year_before(digest.until)
    known = content.asked(work, digest.line_id, since, digest.until)
    return [each for each in silent.reachable(work, line) if known[content.mark(work, each)]]


def send(
    work: Work,
    kind: NoticeKind,
    line: Line,
    to: Iterable[Organisation],
    period: str,
    digest_id: int | None,
) -> None:
    """To each once for this line and period, however often it is done."""
    for practice in to:
        new = insert_once(
            work.session,
            PracticeLetter,
            ("line_id", "organisation_id", "period"),
            line_id=line.id,
            organisation_id=practice.id,
            period=period,
            digest_id=digest_id,
            stop_key=opaque(20),
            made_at=work.now,
        )
        if not new:
            continue
        wanted = select(PracticeLetter.id).where(
            col(PracticeLetter.line_id) == line.id,
            col(PracticeLetter.organisation_id) == practice.id,
            col(PracticeLetter.period) == period,
        )
        letter = work.session.exec(wanted).one()
        outbox.put(
            work,
            kind,
            once=f"{kind}:{letter}",
            channel=OutChannel.EMAIL,
            recipient=Recipient.ORGANISATION,
            subject=letter,
        )


def _draft_only(row: PracticeDigest) -> None:
    if row.approved_at is not None:
        raise Conflict(f"{row.approved_by} has approved it: it is on its way.")


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


def _subject(line: Line, row: PracticeDigest) -> str:
    return f"digest:{line.key}:{row.month}"
