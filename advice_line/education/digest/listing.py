"""The digests of a line, and the practices that never ask: a letter each quarter says to them how
to. Whoever has no address gets it printed."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.digests import content, silent
from advice_line.directory import within
from advice_line.education.digest import drafting, rows, sending
from advice_line.errors import NotFound
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import digest_words, guidance_notices, phone_numbers
from advice_line.tables.digests import PracticeDigest
from advice_line.tables.directory import Line, Organisation
from advice_line.trust.roles import Action, Actor, require

MOST_SHOWN = 50


@dataclass(frozen=True)
class Dated:
    id: str
    month: str
    approved_at: datetime | None
    approved_by: str | None
    dismissed: bool = False


@dataclass(frozen=True)
class Silent:
    """Practices that asked `nothing` for a year, or since the line was first asked: the names of
    those `to_write` to in this `quarter` with the `letter` to the first, how many were `written`
    to, those `to_print` for as (key, name) with how many `more`, and how many want none."""

    quarter: str
    nothing: str
    to_write: tuple[str, ...]
    letter: str
    written: int
    to_print: tuple[tuple[str, str], ...]
    more: int
    stopped: int


@dataclass(frozen=True)
class Listed:
    line: Line
    lines: tuple[Line, ...]
    digests: tuple[Dated, ...]
    last_month: str
    may_draft: bool
    silent: Silent
    mails: bool
    now: datetime


class Listing:
    def __init__(self, ledger: Ledger, small_number: int, *, mails: bool) -> None:
        self._ledger = ledger
        self._small = small_number
        self._mails = mails

    def look(self, by: Actor, key: str | None) -> Listed:
        """Of the line of this key, or of the first. Raises `errors.NotFound`."""
        require(by, Action.KEEP_DIGESTS)
        with self._ledger.look(by.label) as work:
            lines = within.lines(work.session, by, Action.KEEP_DIGESTS)
            line = next((each for each in lines if key in (None, each.key)), None)
            if line is None:
                raise NotFound("There is no such line here.")
            wanted = select(PracticeDigest).where(col(PracticeDigest.line_id) == line.id)
            found = work.session.exec(wanted.order_by(col(PracticeDigest.month).desc())).all()
            last = drafting.last_month(work, line)
            return Listed(
                line=line,
                lines=tuple(lines),
                digests=tuple(_dated(each) for each in found),
                last_month=content.month_name(last),
                may_draft=last not in {each.month for each in found},
                silent=_silent(work, line),
                mails=self._mails,
                now=work.now,
            )

    def draft(self, by: Actor, key: str, token: str) -> None:
        """Last month's, now. Raises `errors.NotFound`."""
        require(by, Action.KEEP_DIGESTS)
        with self._ledger.look(by.label) as work:
            line = within.line(work.session, by, Action.KEEP_DIGESTS, key)
            found = drafting.prepare(work, line, drafting.last_month(work, line), self._small)
            work.let_go()
        with self._ledger.work(by.label) as work:
            if inbox.receive(work, rows.PAGE, token) and found is not None:
                drafting.draft(work, found)

    def write(self, by: Actor, key: str, token: str) -> None:
        """This quarter's letter to each practice that never asks and has had none of it."""
        require(by, Action.KEEP_DIGESTS)
        with self._ledger.work(by.label) as work:
            line = within.line(work.session, by, Action.KEEP_DIGESTS, key)
            if not self._mails or not inbox.receive(work, rows.PAGE, token):
                return
            to, period = silent.to_write(work, line), silent.quarter(work, line)
            sending.send(work, NoticeKind.QUARTER_LETTER, line, to, period, None)
            subject = f"digest:{line.key}:{period}"
            work.record("digest.quarter_letter", subject=subject, practices=len(to))


def _silent(work: Work, line: Line) -> Silent:
    period = silent.quarter(work, line)
    gone, to_write = silent.stopped(work), silent.to_write(work, line)
    unaddressed = sorted(
        (
            (each.key, each.name)
            for each in silent.never_ask(work, line, silent.practices(work, line))
            if each.email is None and each.id not in gone
        ),
        key=lambda each: each[1],
    )
    return Silent(
        quarter=silent.quarter_name(period),
        nothing=silent.nothing(work, line),
        to_write=tuple(sorted(each.name for each in to_write)),
        letter=_letter(work, line, to_write[0]) if to_write else "",
        written=len(silent.written(work, line, period)),
        to_print=tuple(unaddressed[:MOST_SHOWN]),
        more=max(0, len(unaddressed) - MOST_SHOWN),
        stopped=len(gone),
    )


def _letter(work: Work, line: Line, practice: Organisation) -> str:
    """As it would go to this practice, but for the link to stop it."""
    number = phone_numbers.in_groups(line.number)
    welcome = guidance_notices.welcome(line.name, practice.name, number)
    nothing, stop = silent.nothing(work, line), "(a link of its own for each practice)"
    return digest_words.quarter(welcome, line.name, nothing, stop)


def _dated(row: PracticeDigest) -> Dated:
    month = content.month_name(row.month)
    return Dated(
        row.public_id, month, row.approved_at, row.approved_by, row.dismissed_at is not None
    )
