"""People of a practice. Who is one is read anew with each request: whoever is ended, or whose time
is over, is nobody from that moment, in whatever browser (H15)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Row, bindparam
from sqlalchemy import select as select_rows
from sqlmodel import Session, and_, col, or_, select

from advice_line.data_kinds import ERASED
from advice_line.errors import NotAllowed
from advice_line.kinds import Role
from advice_line.ledger.work import Work
from advice_line.tables.directory import Organisation, RequesterAddress
from advice_line.tables.practices import PracticeMember
from advice_line.tables.trust import WebSession
from advice_line.trust import devices, practice_identities, practice_passkeys
from advice_line.trust.roles import Actor

SIGN_IN = "Sign in for your practice first."
# Before the id of somebody of a practice, where the trail names them.
LABEL = "member:"


def label(member: PracticeMember) -> str:
    return f"{LABEL}{member.public_id}"


@dataclass(frozen=True)
class InBrowser:
    """Whom a browser knows, when it was last noted as in use, and whether the code of their
    practice has a last day, which may be over."""

    actor: Actor
    seen_at: datetime
    practice_closes: bool


def actor(member: PracticeMember | Row[Any]) -> Actor:
    manager = frozenset({Role.PRACTICE_MANAGER}) if member.manager else frozenset()
    return Actor(
        f"{LABEL}{member.public_id}",
        frozenset({Role.REQUESTER}) | manager,
        name=member.name,
        member_id=member.id,
        organisation_id=member.organisation_id,
    )


def is_one(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Neither ended nor past their time."""
    ends = col(PracticeMember.ends_at)
    return and_(col(PracticeMember.ended_at).is_(None), or_(ends.is_(None), ends > now))


# Columns and not rows of the mapper, which cost twice as much: each page of theirs asks this first.
_READ: tuple[Any, ...] = (
    *(col(PracticeMember.id), col(PracticeMember.public_id), col(PracticeMember.name)),
    *(col(PracticeMember.manager), col(PracticeMember.organisation_id)),
    *(col(WebSession.seen_at), col(Organisation.closed_on)),
)
_OF_BROWSER = (
    select_rows(*_READ)
    .select_from(WebSession)
    .join(PracticeMember, col(PracticeMember.id) == col(WebSession.member_id))
    .join(Organisation, col(Organisation.id) == col(PracticeMember.organisation_id))
    .where(devices.IS_KNOWN, is_one(bindparam("now")))
)


def find(session: Session, member_id: int | None, now: datetime) -> PracticeMember | None:
    if member_id is None:
        return None
    wanted = select(PracticeMember).where(col(PracticeMember.id) == member_id, is_one(now))
    return session.exec(wanted).first()


def current(work: Work, by: Actor) -> PracticeMember:
    """Asked anew, inside the event. Raises `errors.NotAllowed` to whoever is one no more."""
    found = find(work.session, by.member_id, work.now)
    if found is None or found.organisation_id != by.organisation_id:
        raise NotAllowed(SIGN_IN)
    return found


def of_browser(connection: Connection, token: str, now: datetime) -> InBrowser | None:
    """Who is signed in in a browser, their practice closed or not; None for nobody. By one read."""
    found = connection.execute(_OF_BROWSER, devices.known_by(token, now)).first()
    if found is None:
        return None
    return InBrowser(actor(found), found.seen_at, practice_closes=found.closed_on is not None)


def of_person(session: Session, requester_id: int, now: datetime) -> Sequence[PracticeMember]:
    """Of each practice, the newest first: a locum may be of several."""
    wanted = select(PracticeMember).where(
        col(PracticeMember.requester_id) == requester_id, is_one(now)
    )
    return session.exec(wanted.order_by(col(PracticeMember.id).desc())).all()


def of_practice(session: Session, organisation_id: int, now: datetime) -> Sequence[PracticeMember]:
    wanted = select(PracticeMember).where(
        col(PracticeMember.organisation_id) == organisation_id, is_one(now)
    )
    return session.exec(wanted.order_by(col(PracticeMember.id))).all()


def named(
    session: Session, organisation_id: int, public_id: str, now: datetime
) -> PracticeMember | None:
    """One of this practice by their public id; None for another's."""
    wanted = select(PracticeMember).where(
        col(PracticeMember.organisation_id) == organisation_id,
        col(PracticeMember.public_id) == public_id,
        is_one(now),
    )
    return session.exec(wanted).first()


def labels(session: Session, requester_id: int | None) -> frozenset[str]:
    """By what the trail names one person, of each practice where they are or were."""
    wanted = select(PracticeMember).where(col(PracticeMember.requester_id) == requester_id)
    return frozenset(label(each) for each in session.exec(wanted))


def names(session: Session, labels: Iterable[str]) -> dict[str, str]:
    """Of those labels that are of people of practices, now or before, what a page calls them: by
    name and practice, whoever was erased by their practice alone."""
    ids = {each.removeprefix(LABEL) for each in labels if each.startswith(LABEL)}
    if not ids:
        return {}
    wanted = (
        select(PracticeMember.public_id, PracticeMember.name, Organisation.name)
        .join(Organisation, col(Organisation.id) == col(PracticeMember.organisation_id))
        .where(col(PracticeMember.public_id).in_(ids))
    )
    return {
        f"{LABEL}{public_id}": f"Somebody of {practice}, erased"
        if name == ERASED
        else f"{name}, {practice}"
        for public_id, name, practice in session.exec(wanted)
    }


def address(session: Session, member: PracticeMember) -> str | None:
    """By which they are known; None where it was erased."""
    return next(iter(addresses(session, member)), None)


def addresses(session: Session, member: PracticeMember) -> Sequence[str]:
    theirs = select(RequesterAddress.address).where(
        col(RequesterAddress.requester_id) == member.requester_id
    )
    return session.exec(theirs.order_by(col(RequesterAddress.address))).all()


def was_ended(session: Session, organisation_id: int, requester_id: int) -> bool:
    """Whether somebody there ended them, and nobody has invited them again since."""
    newest = (
        select(PracticeMember)
        .where(
            col(PracticeMember.organisation_id) == organisation_id,
            col(PracticeMember.requester_id) == requester_id,
        )
        .order_by(col(PracticeMember.id).desc())
        .limit(1)
    )
    found = session.exec(newest).first()
    return found is not None and found.ended_at is not None


def end(work: Work, member: PracticeMember, by: str) -> bool:
    """No member from now on, and no browser knows them as one; of no practice at all, their
    passkeys and their account at the sign-on go too. False where somebody was first."""
    if not work.update(
        member, col(PracticeMember.ended_at).is_(None), ended_at=work.now, ended_by=by
    ):
        return False
    for device in devices.of_member(work.session, member.id or 0, work.now):
        devices.forget(work, device)
    if not of_person(work.session, member.requester_id, work.now):
        practice_passkeys.forget(work, member.requester_id)
        practice_identities.forget(work, member.requester_id)
    work.record("member.ended", subject=f"member:{member.public_id}")
    return True
