"""`inbox` and `outgoing`: what came in and what goes out, by ids; the dead can be tried again."""

from datetime import datetime
from typing import Annotated

import typer
from sqlmodel import col, select

from advice_line.cli.common import MOST_ROWS, AsJson, open_ledger, print_line, print_list
from advice_line.errors import Invalid, Problem
from advice_line.ledger import inbox, outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, OutgoingState, Recipient
from advice_line.ports.inbound_mail import MailFolder
from advice_line.schemas import ledger as shapes
from advice_line.tables.ledger import Outgoing
from advice_line.tables.mails import Mail
from advice_line.tables.queries import Query
from advice_line.trust.roles import SYSTEM
from advice_line.written_kinds import MailFate, MailReason

EMAIL = "email"
MOST = 200
inbox_app = typer.Typer(help="What came in from outside.", no_args_is_help=True)
outgoing_app = typer.Typer(help="What is to be told to people.", no_args_is_help=True)

Limit = Annotated[int, typer.Option("--limit", min=1, max=MOST_ROWS, help="The newest so many.")]
Most = Annotated[
    int | None,
    typer.Option("--limit", min=1, max=MOST_ROWS, help="The newest so many: 200, of mails all."),
]
Source = Annotated[
    str | None,
    typer.Option("--source", help="Only what came from there, such as email or carrier."),
]
States = Annotated[list[OutgoingState] | None, typer.Option("--state", help="Only these.")]


@inbox_app.callback()
def _inbox() -> None:
    pass


@inbox_app.command("list")
def list_inbox(as_json: AsJson = False, source: Source = None, limit: Most = None) -> None:
    """The newest events, the oldest of them first."""
    with open_ledger() as ledger, ledger.look(SYSTEM.label) as look:
        events = _events(look, source, limit)
    print_list(events, _event_cells, "Nothing has come in yet.", as_json=as_json)


@outgoing_app.command("list")
def list_outgoing(states: States = None, as_json: AsJson = False, limit: Limit = 200) -> None:
    """The newest rows, the oldest of them first."""
    with open_ledger() as ledger, ledger.look(SYSTEM.label) as look:
        found = outbox.rows(look.session, tuple(states or ()), limit)
        shown = [_shape(row, _query(look, row)) for row in reversed(found)]
    print_list(shown, _cells, "There is nothing of that kind.", as_json=as_json)


@outgoing_app.command("retry")
def retry(row: Annotated[str, typer.Argument(metavar="ID", help="As listed.")]) -> None:
    """Try a dead row once more; where its end is unknown the vendor is asked first."""
    with open_ledger(writes=True) as ledger, ledger.work(SYSTEM.label) as work:
        if not outbox.retry(work, row):
            said = f'There is no dead row "{row}". See: advice-line outgoing list --state dead'
            raise Invalid([Problem("ID", said)])
        work.record("outgoing.retried", subject=f"outgoing:{row}")
    print_line("It will be tried with the next pass of the worker.")


def _events(look: Work, source: str | None, limit: int | None) -> list[shapes.InboxEvent]:
    """All mails where they alone are asked for, else the newest so many."""
    if source == EMAIL:
        return [_mail(look, each) for each in _mails(look, limit)]
    most = limit or MOST
    found = [
        shapes.InboxEvent(
            source=event.source,
            external_id=event.external_id,
            received_at=event.received_at,
            answered=event.answer is not None,
        )
        for event in reversed(inbox.newest(look.session, most, source))
    ]
    if source is None:
        found += [_mail(look, each) for each in _mails(look, most)]
    return sorted(found, key=lambda each: each.received_at)[-most:]


def _mails(look: Work, limit: int | None) -> list[Mail]:
    newest = select(Mail).order_by(col(Mail.id).desc()).limit(limit)
    return list(reversed(look.session.exec(newest).all()))


def _mail(look: Work, mail: Mail) -> shapes.InboxEvent:
    query = look.session.get(Query, mail.query_id) if mail.query_id else None
    return shapes.InboxEvent(
        source=EMAIL,
        external_id=mail.public_id,
        received_at=mail.fetched_at,
        answered=False,
        fate=MailFate(mail.fate) if mail.fate else None,
        reason=MailReason(mail.reason) if mail.reason else None,
        mailbox=mail.mailbox,
        folder=MailFolder(mail.folder) if mail.folder else None,
        moved=mail.moved_at is not None,
        query=query.reference if query else None,
    )


def _event_cells(each: shapes.InboxEvent) -> tuple[str, ...]:
    fate = f"{each.fate} ({each.reason})" if each.fate else "-"
    return (_when(each.received_at), each.source, each.external_id, fate, each.query or "-")


def _query(look: Work, row: Outgoing) -> Query | None:
    return None if row.query_id is None else look.session.get(Query, row.query_id)


def _shape(row: Outgoing, query: Query | None) -> shapes.OutgoingRow:
    waits = row.state == OutgoingState.WAITING
    return shapes.OutgoingRow(
        id=row.public_id,
        kind=NoticeKind(row.kind),
        channel=OutChannel(row.channel),
        to=Recipient(row.recipient),
        query=query.reference if query else None,
        state=OutgoingState(row.state),
        attempts=row.attempts,
        external_id=row.external_id,
        made_at=row.made_at,
        next_try_at=row.next_try_at if waits else None,
        settled_at=row.settled_at,
        failure=row.failure,
    )


def _cells(row: shapes.OutgoingRow) -> tuple[str, ...]:
    return (
        _when(row.made_at),
        row.id,
        row.state.value,
        row.kind.value,
        row.channel.value,
        row.query or "-",
        row.failure or "-",
    )


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
