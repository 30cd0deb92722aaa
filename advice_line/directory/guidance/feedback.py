"""What readers say of a page of guidance, and what its owner answers.

Both are sealed: a reader may write what they should not. What is a patient's number by its check
digit is refused while they can still take it out; the answer goes to an address as word that there
is one, with the link to it (H07).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, func, select

from advice_line.directory.guidance import readers, rows, writing
from advice_line.errors import Invalid, NotFound, Problem, TooManyTries
from advice_line.guidance_kinds import Audience
from advice_line.ledger import inbox, outbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.rules import guidance_feedback, guidance_pages
from advice_line.tables.guidance import Guidance, GuidanceFeedback
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
COMMENT = "guidance_feedback.sealed_comment"
ADDRESS = "guidance_feedback.sealed_address"
ANSWER = "guidance_feedback.sealed_answer"
# Of one browser, and of a page from all: nobody has as much to say of one in an hour.
WITHIN, MOST, MOST_OF_PAGE = timedelta(hours=1), 5, 40
MOST_LISTED = 200


@dataclass(frozen=True)
class Said:
    """What a reader said, as its owner reads it."""

    id: str
    key: str
    title: str
    at: datetime
    version: int
    helpful: bool | None
    comment: str
    has_address: bool
    answer: str
    answered_at: datetime | None
    answered_by: str | None


@dataclass(frozen=True)
class Answered:
    """As who gave it reads it: nothing of what they had written."""

    title: str
    href: str
    answer: str
    by: str
    at: datetime
    now: datetime


@dataclass(frozen=True)
class Heard:
    """`helped` of `asked` said that a page helped them, by its key."""

    unanswered: tuple[Said, ...]
    answered: tuple[Said, ...]
    now: datetime


class GuidanceFeedbackDoor:
    def __init__(self, ledger: Ledger, default: Audience) -> None:
        self._ledger = ledger
        self._default = default

    def give(
        self,
        by: Actor,
        asker: str | None,
        key: str,
        form: Mapping[str, str],
        browser: str,
        token: str,
    ) -> None:
        """`browser` is whose it is that asks. Raises `errors.Invalid`, `errors.NotFound`, and
        `errors.TooManyTries` where as much was said already."""
        require(by, Action.SEE_GUIDANCE)
        given = guidance_feedback.read(form)
        with self._ledger.work(by.label) as work:
            row = rows.by_key(work, key)
            if row is None:
                raise NotFound
            reader = readers.reader_of(work, by, asker, row)
            audience = rows.audience(row, self._default)
            if not guidance_pages.is_listed(row.state, audience, reader):
                raise NotFound
            if not inbox.receive(work, PAGE, token):
                return
            mark = work.vault.mark(browser, "guidance_feedback")
            _hold(work, row, mark)
            kept = work.add(
                GuidanceFeedback(
                    guidance_id=row.id or 0,
                    version=row.version,
                    at=work.now,
                    helpful=given.helpful,
                    reader=reader.value,
                    browser_mark=mark,
                    sealed_comment=_sealed(work, given.comment, COMMENT),
                    sealed_address=_sealed(work, given.address, ADDRESS),
                )
            )
            work.record("guidance.feedback", subject=f"guidance:{row.key}", feedback=kept.public_id)
            _tell_owner(work, row)

    def heard(self, by: Actor) -> Heard:
        """Of the pages that are theirs to write. Each look is a line of the trail."""
        require(by, Action.KEEP_GUIDANCE)
        with self._ledger.work(by.label) as work:
            statement = (
                select(GuidanceFeedback, Guidance)
                .join(Guidance, col(Guidance.id) == col(GuidanceFeedback.guidance_id))
                .where(col(GuidanceFeedback.sealed_comment).is_not(None))
                .order_by(col(GuidanceFeedback.id).desc())
                .limit(MOST_LISTED)
            )
            found = [
                _said(work, said, row)
                for said, row in work.session.exec(statement)
                if writing.may_write(work, by, row)
            ]
            if found:
                work.record("guidance.feedback_seen", comments=len(found))
            waiting = tuple(each for each in reversed(found) if each.answered_at is None)
            return Heard(
                waiting, tuple(each for each in found if each.answered_at is not None), work.now
            )

    def answer(self, by: Actor, feedback: str, text: str, token: str) -> bool:
        """Whether word of it goes to an address. An empty answer says that it was read. Raises
        `errors.Invalid`, `errors.NotFound`, `errors.NotAllowed`."""
        require(by, Action.KEEP_GUIDANCE)
        answer = guidance_feedback.read_answer(text)
        with self._ledger.work(by.label) as work:
            said, row = _one(work, feedback)
            writing.row_of(work, by, row.key)
            tells = bool(answer) and said.sealed_address is not None
            if not inbox.receive(work, PAGE, token):
                return tells
            if not work.update(
                said,
                col(GuidanceFeedback.answered_at).is_(None),
                answered_at=work.now,
                answered_by=by.name or by.label,
                sealed_answer=_sealed(work, answer, ANSWER),
            ):
                raise Invalid([Problem("answer", "A colleague has answered this meanwhile.")])
            work.record("guidance.answered", subject=f"guidance:{row.key}", feedback=feedback)
            if tells:
                outbox.put(
                    work,
                    NoticeKind.GUIDANCE_ANSWERED,
                    once=f"{NoticeKind.GUIDANCE_ANSWERED}:{said.public_id}",
                    channel=OutChannel.EMAIL,
                    recipient=Recipient.REQUESTER,
                    subject=said.id,
                )
            return tells

    def answered(self, key: str, feedback: str) -> Answered:
        """For who has the link of it. Raises `errors.NotFound`."""
        with self._ledger.look("public") as work:
            said, row = _one(work, feedback)
            if row.key != key or said.sealed_answer is None or said.answered_at is None:
                raise NotFound
            return Answered(
                title=row.title,
                href=row.address or f"{rows.PLACE}/{row.key}",
                answer=work.vault.open(said.sealed_answer, ANSWER),
                by=said.answered_by or "",
                at=said.answered_at,
                now=work.now,
            )


def helped(work: Work, row: Guidance) -> tuple[int, int]:
    """How many said that it helped them, of how many who said whether it did."""
    statement = (
        select(GuidanceFeedback.helpful, func.count())
        .where(
            col(GuidanceFeedback.guidance_id) == row.id, col(GuidanceFeedback.helpful).is_not(None)
        )
        .group_by(col(GuidanceFeedback.helpful))
    )
    counts = {bool(helpful): count for helpful, count in work.session.exec(statement)}
    return counts.get(True, 0), sum(counts.values())


def waiting(work: Work, row: Guidance) -> int:
    """How many comments on a page nobody has answered."""
    return work.session.exec(
        select(func.count()).where(
            col(GuidanceFeedback.guidance_id) == row.id,
            col(GuidanceFeedback.sealed_comment).is_not(None),
            col(GuidanceFeedback.answered_at).is_(None),
        )
    ).one()


def _sealed(work: Work, text: str, column: str) -> str | None:
    return work.vault.seal(text, column) if text else None


def _one(work: Work, feedback: str) -> tuple[GuidanceFeedback, Guidance]:
    said = work.session.exec(
        select(GuidanceFeedback).where(col(GuidanceFeedback.public_id) == feedback)
    ).first()
    if said is None:
        raise NotFound
    return said, work.session.get_one(Guidance, said.guidance_id)


def _hold(work: Work, row: Guidance, mark: str) -> None:
    lately = col(GuidanceFeedback.at) > work.now - WITHIN
    of_browser = select(func.count()).where(lately, col(GuidanceFeedback.browser_mark) == mark)
    of_page = select(func.count()).where(lately, col(GuidanceFeedback.guidance_id) == row.id)
    if (
        work.session.exec(of_browser).one() >= MOST
        or work.session.exec(of_page).one() >= MOST_OF_PAGE
    ):
        raise TooManyTries(int(WITHIN.total_seconds()))


def _tell_owner(work: Work, row: Guidance) -> None:
    """Once a day, however many say something."""
    if row.owner_id is not None and waiting(work, row):
        outbox.put(
            work,
            NoticeKind.GUIDANCE_ASKED,
            once=f"{NoticeKind.GUIDANCE_ASKED}:{row.key}:{rows.today(work)}",
            channel=OutChannel.EMAIL,
            recipient=Recipient.RESPONDER,
            person=row.owner_id,
            subject=row.id,
        )


def _said(work: Work, said: GuidanceFeedback, row: Guidance) -> Said:
    vault = work.vault
    return Said(
        id=said.public_id,
        key=row.key,
        title=row.title,
        at=said.at,
        version=said.version,
        helpful=said.helpful,
        comment=vault.open(said.sealed_comment, COMMENT) if said.sealed_comment else "",
        has_address=said.sealed_address is not None,
        answer=vault.open(said.sealed_answer, ANSWER) if said.sealed_answer else "",
        answered_at=said.answered_at,
        answered_by=said.answered_by,
    )
