"""Digests as a practice's own people read them, and how a practice gets no more of the mails: by
the link of one, which changes nothing by being opened, or by its manager."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.digests import content
from advice_line.desk.digests.content import Content
from advice_line.desk.practice import own
from advice_line.directory import lookups
from advice_line.errors import NotFound
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.digests import DigestStop, PracticeDigest, PracticeLetter
from advice_line.tables.directory import Organisation
from advice_line.trust.roles import Action, Actor, require

SHOWN = 12


@dataclass(frozen=True)
class Read:
    """`others` are earlier ones as (id, name of the month, line); `content` is None where there is
    none yet."""

    practice: str
    content: Content | None
    others: tuple[tuple[str, str, str], ...]
    stopped: bool
    may_stop: bool
    now: datetime


@dataclass(frozen=True)
class Stopping:
    practice: str
    stopped: bool
    now: datetime


class Reading:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor, digest: str | None) -> Read:
        """The newest where none is named. Raises `errors.NotFound`."""
        require(by, Action.SEE_PRACTICE)
        with self._ledger.look(by.label) as work:
            practice = own.practice(work, by)
            wanted = select(PracticeDigest).where(col(PracticeDigest.approved_at).is_not(None))
            newest = wanted.order_by(
                col(PracticeDigest.until).desc(), col(PracticeDigest.id)
            ).limit(SHOWN)
            rows = list(work.session.exec(newest))
            shown = next((each for each in rows if digest in (None, each.public_id)), None)
            if shown is None and digest is not None:
                raise NotFound("This is not kept any more.")
            names = {each.id: each.name for each in lookups.lines(work.session)}
            found = Read(
                practice=practice.name,
                content=content.of(work, shown, practice) if shown else None,
                others=tuple(
                    (each.public_id, content.month_name(each.month), names[each.line_id])
                    for each in rows
                    if each is not shown
                ),
                stopped=work.session.get(DigestStop, practice.id) is not None,
                may_stop=by.may(Action.KEEP_PRACTICE),
                now=work.now,
            )
            work.let_go()
            return found

    def set_mail(self, by: Actor, *, wanted: bool) -> None:
        """Whether the practice gets the mails, by its manager."""
        require(by, Action.KEEP_PRACTICE)
        with self._ledger.work(by.label) as work:
            practice = own.practice(work, by)
            if wanted:
                _start(work, practice)
            else:
                _stop(work, practice, by.name or by.label)

    def stopping(self, key: str) -> Stopping:
        """Whose mails the link of one would stop. Raises `errors.NotFound`."""
        with self._ledger.look("public") as work:
            practice = _by_key(work, key)
            stopped = work.session.get(DigestStop, practice.id) is not None
            return Stopping(practice.name, stopped, work.now)

    def stop(self, key: str) -> None:
        with self._ledger.work("public") as work:
            _stop(work, _by_key(work, key), "the link of a mail")

    def start(self, key: str) -> None:
        with self._ledger.work("public") as work:
            _start(work, _by_key(work, key))


def _by_key(work: Work, key: str) -> Organisation:
    wanted = select(PracticeLetter).where(col(PracticeLetter.stop_key) == key)
    letter = work.session.exec(wanted).first()
    if letter is None:
        raise NotFound("This link is not known. Copy all of it from the mail.")
    return work.session.get_one(Organisation, letter.organisation_id)


def _stop(work: Work, practice: Organisation, by: str) -> None:
    row = {"organisation_id": practice.id, "at": work.now, "by": by}
    if insert_once(work.session, DigestStop, ("organisation_id",), **row):
        work.record("digest.stopped", subject=f"organisation:{practice.key}")


def _start(work: Work, practice: Organisation) -> None:
    found = work.session.get(DigestStop, practice.id)
    if found is not None:
        work.session.delete(found)
        work.record("digest.started", subject=f"organisation:{practice.key}")
