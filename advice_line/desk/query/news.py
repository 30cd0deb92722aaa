"""What clinical systems of a query's organisation are told of it: a row for each of their
addresses, written with its cause. Ids and states alone: the rest is fetched with a key (H07)."""

from sqlalchemy import bindparam
from sqlmodel import col, select

from advice_line.api_kinds import HookKind
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.tables.queries import Query
from advice_line.tables.webhooks import WebhookEndpoint, WebhookEvent

# Built once: it is asked at every move of a query, also of a call that goes on.
_ENDPOINTS = select(WebhookEndpoint).where(
    col(WebhookEndpoint.organisation_id) == bindparam("organisation"),
    col(WebhookEndpoint.ended_at).is_(None),
)


def tell(work: Work, query: Query, kind: HookKind, **detail: object) -> None:
    """`detail` holds instants, numbers and values of closed lists."""
    if query.organisation_id is None:
        return
    found = work.session.exec(_ENDPOINTS, params={"organisation": query.organisation_id})
    for endpoint in found.all():
        if kind in endpoint.events:
            _tell(work, query, endpoint, kind, detail)


def _tell(
    work: Work, query: Query, endpoint: WebhookEndpoint, kind: HookKind, detail: dict[str, object]
) -> None:
    event = work.add(
        WebhookEvent(
            endpoint_id=endpoint.id or 0,
            query_id=query.id or 0,
            kind=kind,
            at=work.now,
            state=query.state,
            version=query.version,
            detail=detail,
        )
    )
    outbox.put(
        work,
        NoticeKind.SYSTEM_TOLD,
        once=f"{NoticeKind.SYSTEM_TOLD}:{event.public_id}",
        channel=OutChannel.WEBHOOK,
        recipient=Recipient.ORGANISATION,
        query=query.id,
        subject=event.id,
    )
