"""A digest is sent: looked at once more, with to how many practices it goes, then approved as it
was seen; or it is said that there is nothing to send. What was approved is kept as it was (H04,
H08)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.digests import content, showing, silent
from advice_line.desk.digests.content import Content
from advice_line.education.digest import rows
from advice_line.errors import Conflict, Invalid, Problem
from advice_line.ledger import inbox, outbox
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.tables.columns import opaque
from advice_line.tables.digests import PracticeDigest, PracticeLetter
from advice_line.tables.directory import Line, Organisation
from advice_line.trust.roles import Action, Actor, require

_EMPTY = "Nothing is in it that was learned or changed: it goes to nobody."
_OTHER = (
    "What it shows has changed since you opened it: a case was approved or taken out, or a page "
    "of guidance changed. Look at it once more: this is what would go now."
)


@dataclass(frozen=True)
class Ready:
    """`practices` are the names of those to which it would go, `seen` is what somebody saw who
    approves it."""

    row: PracticeDigest
    line: Line
    content: Content
    practices: tuple[str, ...]
    seen: str
    mails: bool
    now: datetime


class Sending:
    def __init__(self, ledger: Ledger, *, mails: bool) -> None:
        """`mails` says whether mail can leave."""
        self._ledger = ledger
        self._mails = mails

    def look(self, by: Actor, digest: str) -> Ready:
        """As it would go now. Raises `errors.Conflict` once it is approved, and where nothing is in
        it."""
        require(by, Action.KEEP_DIGESTS)
        with self._ledger.look(by.label) as work:
            row, line = rows.one(work, by, digest)
            rows.draft_only(row)
            found = Ready(
                row=row,
                line=line,
                content=_full(work, row),
                practices=tuple(sorted(each.name for each in self._to(work, line, row))),
                seen=showing.seen(work, showing.of(work, line, row)),
                mails=self._mails,
                now=work.now,
            )
            work.let_go()
            return found

    def approve(self, by: Actor, digest: str, form: Mapping[str, str], token: str) -> int:
        """It stands on the practices' pages from now on and is put on its way to each practice
        that asked within a year; to how many. Raises `errors.Invalid` where it is not as it was
        `seen`, and `errors.Conflict` as `look` does."""
        require(by, Action.KEEP_DIGESTS)
        with self._ledger.work(by.label) as work:
            row, line = rows.one(work, by, digest, lock=True)
            if not inbox.receive(work, rows.PAGE, token):
                return 0
            rows.draft_only(row)
            told = sorted(_full(work, row).cases)
            shown = showing.of(work, line, row)
            rows.as_seen(row, form)
            if form.get("seen") != showing.seen(work, shown):
                raise Invalid([Problem("questions", _OTHER)])
            kept = showing.to_keep(work, shown)
            to = self._to(work, line, row)
            who = {"approved_at": work.now, "approved_by": by.name or by.label}
            rows.change(work, row, by, form, **who, told=told, shown=kept)
            send(work, NoticeKind.PRACTICE_DIGEST, line, to, row.month, row.id)
            subject = rows.subject(line, row)
            work.record("digest.approved", subject=subject, cases=told, practices=len(to))
            return len(to)

    def dismiss(self, by: Actor, digest: str, form: Mapping[str, str], token: str) -> None:
        """There is nothing to send: nobody is reminded of it any more. Raises `errors.Invalid`
        where somebody was first, `errors.Conflict` where something is in it."""
        require(by, Action.KEEP_DIGESTS)
        with self._ledger.work(by.label) as work:
            row, line = rows.one(work, by, digest, lock=True)
            if not inbox.receive(work, rows.PAGE, token):
                return
            rows.draft_only(row)
            if not content.of(work, row, None).nothing:
                raise Conflict("Something is in it that may be told by now. Look at it again.")
            who = {"dismissed_at": work.now, "dismissed_by": by.name or by.label}
            rows.change(work, row, by, form, **who)
            work.record("digest.dismissed", subject=rows.subject(line, row))

    def _to(self, work: Work, line: Line, row: PracticeDigest) -> list[Organisation]:
        return asking(work, line, row) if self._mails else []


def _full(work: Work, row: PracticeDigest) -> Content:
    made = content.of(work, row, None)
    if made.nothing:
        raise Conflict(_EMPTY)
    return made


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
