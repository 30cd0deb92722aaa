"""What goes and is of no query, or is of none that it would tell anything of: codes, links,
sessions, what was sent and what came, as ids."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, or_, update
from sqlmodel import SQLModel, col

from advice_line.data_kinds import Kept
from advice_line.data_life.rows import Found, Rows, unreferenced
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import OutChannel
from advice_line.tables.chat import ChatEnvelope
from advice_line.tables.guidance import GuidanceFeedback
from advice_line.tables.ledger import BundledNotice, InboxEvent, Outgoing
from advice_line.tables.liaison import LiaisonEntry
from advice_line.tables.mails import BouncedAddress, MailSender
from advice_line.tables.meetings import Attendance
from advice_line.tables.messages import TextSender
from advice_line.tables.practices import PracticeInvitation
from advice_line.tables.tracers import Tracer
from advice_line.tables.trust import AccessLink, OneTimeCode, WebSession
from advice_line.tables.webhooks import WebhookEvent
from advice_line.trust import holds


def _by(column: Any, *more: ColumnElement[bool]) -> Any:
    """Ripe is whose `column` lies before."""

    def ripe(before: datetime) -> tuple[ColumnElement[bool], ...]:
        return (column <= before, *more)

    return ripe


def _of_link(link_id: Any) -> ColumnElement[bool]:
    """Whether a hold stands on the query of a link."""
    return exists().where(col(AccessLink.id) == link_id, holds.on_query(col(AccessLink.query_id)))


def _invited(before: datetime) -> tuple[ColumnElement[bool], ...]:
    """Whose link has run out: where somebody was invited is of no use any more."""
    link = exists().where(
        col(AccessLink.id) == col(PracticeInvitation.link_id),
        col(AccessLink.expires_at) <= before,
    )
    return link, *unreferenced(PracticeInvitation)


def _tracer_without(work: Work, found: Found) -> None:
    work.run(update(Tracer).where(col(Tracer.link_id) == found.key[0]).values(link_id=None))


def _bundles_too(work: Work, found: Found) -> None:
    work.run(delete(BundledNotice).where(col(BundledNotice.outgoing_id) == found.key[0]))


def _senders(table: type[SQLModel], mark: Any, at: Any, *more: ColumnElement[bool]) -> Rows:
    """Known by the keyed hash `mark` alone, by which a hold finds them."""
    return Rows(kept=Kept.SENDER, table=table, at=at, ripe=_by(at, *more), held=holds.on_mark(mark))


_ENDED = func.coalesce(col(WebSession.ended_at), col(WebSession.expires_at))
_HEARD = func.coalesce(col(MailSender.told_at), col(MailSender.answered_at))
_ASKED_STILL = exists().where(
    col(Tracer.link_id) == col(AccessLink.id), col(Tracer.act_at).is_not(None)
)
_TOLD_STILL = exists().where(
    col(Outgoing.channel) == OutChannel.WEBHOOK,
    col(Outgoing.subject_id) == col(WebhookEvent.id),
    or_(col(Outgoing.settled_at).is_(None), col(Outgoing.failure).is_not(None)),
)

OTHER_ROWS = (
    Rows(
        kept=Kept.LIAISON,
        table=GuidanceFeedback,
        at=col(GuidanceFeedback.at),
        ripe=_by(col(GuidanceFeedback.at), *unreferenced(GuidanceFeedback)),
        held=holds.on_time(col(GuidanceFeedback.at)),
    ),
    Rows(
        kept=Kept.LIAISON,
        table=LiaisonEntry,
        at=col(LiaisonEntry.entered_at),
        ripe=_by(
            col(LiaisonEntry.entered_at),
            or_(col(LiaisonEntry.done_at).is_not(None), col(LiaisonEntry.action_by).is_(None)),
            *unreferenced(LiaisonEntry),
        ),
        held=or_(
            holds.on_line(col(LiaisonEntry.line_id), col(LiaisonEntry.entered_at)),
            holds.on_organisation(col(LiaisonEntry.organisation_id)),
        ),
    ),
    Rows(
        kept=Kept.CODE,
        table=OneTimeCode,
        at=col(OneTimeCode.made_at),
        ripe=_by(col(OneTimeCode.expires_at), *unreferenced(OneTimeCode)),
        held=or_(_of_link(col(OneTimeCode.link_id)), holds.on_mark(col(OneTimeCode.address_mark))),
    ),
    Rows(
        kept=Kept.SESSION,
        table=WebSession,
        at=col(WebSession.made_at),
        ripe=_by(_ENDED, *unreferenced(WebSession)),
        held=or_(
            _of_link(col(WebSession.link_id)), holds.on_requester(col(WebSession.requester_id))
        ),
    ),
    Rows(
        kept=Kept.LINK,
        table=PracticeInvitation,
        at=col(PracticeInvitation.made_at),
        ripe=_invited,
        held=holds.on_mark(col(PracticeInvitation.address_mark)),
    ),
    Rows(
        kept=Kept.LINK,
        table=AccessLink,
        at=col(AccessLink.made_at),
        ripe=_by(
            col(AccessLink.expires_at),
            ~_ASKED_STILL,
            *unreferenced(AccessLink, but=(Tracer.__tablename__,)),
        ),
        held=or_(
            holds.on_query(col(AccessLink.query_id)),
            holds.on_requester(col(AccessLink.requester_id)),
        ),
        first=_tracer_without,
    ),
    _senders(
        TextSender,
        col(TextSender.number_mark),
        col(TextSender.answered_at),
        col(TextSender.stopped_at).is_(None),
    ),
    _senders(MailSender, col(MailSender.address_mark), _HEARD),
    _senders(BouncedAddress, col(BouncedAddress.address_mark), col(BouncedAddress.mended_at)),
    Rows(
        kept=Kept.WEBHOOK,
        table=WebhookEvent,
        at=col(WebhookEvent.at),
        ripe=_by(col(WebhookEvent.at), ~_TOLD_STILL),
        held=holds.on_query(col(WebhookEvent.query_id)),
    ),
    Rows(
        kept=Kept.OUTGOING,
        table=Outgoing,
        at=col(Outgoing.made_at),
        ripe=_by(
            col(Outgoing.settled_at),
            ~exists().where(col(BundledNotice.bundle_id) == col(Outgoing.id)),
            *unreferenced(Outgoing, but=(BundledNotice.__tablename__,)),
        ),
        held=holds.on_query(col(Outgoing.query_id)),
        first=_bundles_too,
    ),
    Rows(
        kept=Kept.EVENT,
        table=InboxEvent,
        at=col(InboxEvent.received_at),
        ripe=_by(col(InboxEvent.received_at)),
        held=holds.on_time(col(InboxEvent.received_at)),
    ),
    Rows(
        kept=Kept.EVENT,
        table=ChatEnvelope,
        at=col(ChatEnvelope.received_at),
        ripe=_by(col(ChatEnvelope.finished_at)),
        held=holds.on_time(col(ChatEnvelope.received_at)),
    ),
    Rows(
        kept=Kept.ATTENDANCE,
        table=Attendance,
        at=col(Attendance.in_at),
        ripe=_by(col(Attendance.in_at), *unreferenced(Attendance)),
        held=holds.on_time(col(Attendance.in_at)),
    ),
)
