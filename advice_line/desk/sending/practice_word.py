"""Word to people of a practice of who has joined it and what was added to their sign-in, made as it
goes."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from advice_line.desk.query import bounced
from advice_line.desk.sending.said import BOUNCED, NO_ADDRESS
from advice_line.directory import lookups
from advice_line.errors import DeliveryRefused
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, Recipient
from advice_line.ports.notices import Slip
from advice_line.practice_kinds import JoinedBy
from advice_line.rules import practice_form, practice_notices
from advice_line.rules.wording import day_in_words
from advice_line.tables.directory import Line, Organisation
from advice_line.tables.practices import PracticeMember, PracticePasskey
from advice_line.trust import members
from rota import walltime

KINDS = frozenset({NoticeKind.PRACTICE_JOINED, NoticeKind.PRACTICE_PASSKEY_ADDED})
Said = tuple[Line, str, str, str]


def mail(work: Work, slip: Slip, url: str) -> Said | None:
    """Line, address, subject, words; None where it holds no longer. Raises
    `errors.DeliveryRefused` where there is no address that mail reaches."""
    line = lookups.lines(work.session)[0]
    made = _passkey if slip.kind == NoticeKind.PRACTICE_PASSKEY_ADDED else _joined
    said = made(work, slip, line, url)
    if said is None:
        return None
    to, subject, words = said
    if to is None:
        raise DeliveryRefused(NO_ADDRESS)
    if bounced.is_bounced(work, to):
        raise DeliveryRefused(BOUNCED)
    return line, to, subject, words


def _joined(work: Work, slip: Slip, line: Line, url: str) -> tuple[str | None, str, str] | None:
    to_whom = 0
    if slip.recipient == Recipient.ORGANISATION:
        practice = work.session.get_one(Organisation, slip.subject_id)
        to = practice.email
    else:
        manager = members.find(work.session, slip.subject_id, work.now)
        if manager is None or not manager.manager:
            return None
        to_whom = manager.id or 0
        practice = work.session.get_one(Organisation, manager.organisation_id)
        to = members.address(work.session, manager)
    fresh = select(PracticeMember).where(
        col(PracticeMember.organisation_id) == practice.id,
        col(PracticeMember.joined_at) == slip.made_at,
        col(PracticeMember.id) != to_whom,
        members.is_one(work.now),
    )
    joined = work.session.exec(fresh.order_by(col(PracticeMember.id).desc())).first()
    if joined is None:
        return None
    words = practice_notices.joined_mail(
        line.name,
        practice.name,
        practice_form.signature(joined.name, joined.role),
        members.address(work.session, joined) or "",
        _at(joined.joined_at, line),
        f"{url}/practice/people",
        JoinedBy(joined.joined_by),
    )
    return to, practice_notices.joined_subject(practice.name), words


def _passkey(work: Work, slip: Slip, line: Line, url: str) -> tuple[str | None, str, str] | None:
    passkey = work.session.get(PracticePasskey, slip.subject_id)
    if passkey is None:
        return None
    mine = members.of_person(work.session, passkey.requester_id, work.now)
    if not mine:
        return None
    at = _at(passkey.made_at, line)
    words = practice_notices.passkey_mail(line.name, passkey.name, at, f"{url}/practice/sign-in")
    return members.address(work.session, mine[0]), "A passkey was added for you", words


def _at(instant: datetime, line: Line) -> str:
    there = walltime.to_local(instant, ZoneInfo(line.time_zone))
    return f"on {day_in_words(there.date())} at {there:%H:%M}"
