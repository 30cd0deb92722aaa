"""Links to one thing for one person or one practice. Looking at a link changes nothing: mail
scanners open links; only a button uses one."""

from datetime import timedelta
from enum import StrEnum

from sqlmodel import Session, col, select

from advice_line.errors import NotFound
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Work
from advice_line.tables.trust import AccessLink
from advice_line.trust import tokens


class LinkKind(StrEnum):
    RECORD = "record"
    LETTER = "letter"
    QUESTION = "question"
    ALERT = "alert"
    TRACERS = "tracers"
    INVITATION = "invitation"


# A fresh link is not sent again so soon: it is still on its way.
ON_ITS_WAY = timedelta(minutes=10)
_PURPOSE = "link"
_ONCE = (LinkKind.RECORD, LinkKind.INVITATION)
LIFETIME = {
    LinkKind.RECORD: timedelta(hours=1),
    LinkKind.LETTER: timedelta(days=28),
    LinkKind.QUESTION: timedelta(days=28),
    LinkKind.ALERT: timedelta(days=28),
    # From one time that somebody is asked to the next.
    LinkKind.TRACERS: timedelta(days=60),
    LinkKind.INVITATION: timedelta(days=7),
}


def make(
    work: Work,
    kind: LinkKind,
    *,
    query: int | None = None,
    responder: int | None = None,
    organisation: int | None = None,
    requester: int | None = None,
    alert: int | None = None,
) -> AccessLink:
    link = work.add(
        AccessLink(
            kind=kind,
            query_id=query,
            responder_id=responder,
            organisation_id=organisation,
            requester_id=requester,
            alert_id=alert,
            made_at=work.now,
            expires_at=work.now + LIFETIME[kind],
        )
    )
    work.record("link.made", query=query, subject=f"link:{link.public_id}", kind=kind)
    return link


def newest_of_asker(work: Work, query: int) -> AccessLink:
    """To what they have asked, for who asked it."""
    statement = (
        select(AccessLink)
        .where(col(AccessLink.query_id) == query, col(AccessLink.kind) == LinkKind.QUESTION)
        .order_by(col(AccessLink.id).desc())
        .limit(1)
    )
    return work.session.exec(statement).one()


def any_to_alert(work: Work, alert: int) -> bool:
    """Whether its practice was ever sent one: it may have had no address as the alert was made."""
    wanted = select(AccessLink.id).where(col(AccessLink.alert_id) == alert).limit(1)
    return work.session.exec(wanted).first() is not None


def token(vault: Vault, link: AccessLink) -> str:
    """The secret part of the address: derived, never stored."""
    return tokens.token(vault, link.public_id, _PURPOSE)


def find(session: Session, vault: Vault, token: str, kind: LinkKind) -> AccessLink:
    """The link a token belongs to, expired or not.

    Raises `errors.NotFound` for a forged or unknown one: the two look the same.
    """
    public_id = tokens.public_id(vault, token, _PURPOSE)
    found = session.exec(
        select(AccessLink).where(
            col(AccessLink.public_id) == public_id, col(AccessLink.kind) == kind
        )
    ).first()
    if found is None:
        raise NotFound
    return found


def usable(link: AccessLink, work: Work) -> bool:
    """Within its time; that to a record and an invitation are used once."""
    return work.now < link.expires_at and (link.kind not in _ONCE or link.used_at is None)


def use(work: Work, link: AccessLink) -> bool:
    """Consume it by a button; False when it was used before."""
    used = work.update(link, col(AccessLink.used_at).is_(None), used_at=work.now)
    if used:
        work.record("link.used", query=link.query_id, subject=f"link:{link.public_id}")
    return used


def on_its_way(work: Work, link: AccessLink) -> bool:
    """Whether a newer link to the same thing was just sent and can still be used."""
    newest = work.session.exec(
        select(AccessLink)
        .where(
            col(AccessLink.kind) == link.kind,
            col(AccessLink.query_id).is_not_distinct_from(link.query_id),
            col(AccessLink.alert_id).is_not_distinct_from(link.alert_id),
            col(AccessLink.responder_id).is_not_distinct_from(link.responder_id),
        )
        .order_by(col(AccessLink.id).desc())
        .limit(1)
    ).one()
    just_sent = work.now - newest.made_at < ON_ITS_WAY
    return newest.id != link.id and just_sent and usable(newest, work)


def renew(work: Work, link: AccessLink) -> AccessLink:
    """A new link to the same thing for the same one."""
    fresh = make(
        work,
        LinkKind(link.kind),
        query=link.query_id,
        responder=link.responder_id,
        organisation=link.organisation_id,
        requester=link.requester_id,
        alert=link.alert_id,
    )
    work.record("link.renewed", query=link.query_id, subject=f"link:{link.public_id}")
    return fresh
