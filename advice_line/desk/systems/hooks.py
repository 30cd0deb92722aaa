"""The door to addresses of clinical systems that want to be told: made, given a new secret, ended,
and how each stands."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col, func, select

from advice_line.api_kinds import HookKind
from advice_line.desk.systems.courier import URL, secrets_of
from advice_line.desk.systems.keys import of_key
from advice_line.errors import Conflict, Invalid, NotFound, Problem
from advice_line.ledger.secret_keys import FORMER_OF_HOOK, OF_HOOK
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import OutChannel, OutgoingState
from advice_line.ports.webhooks import parts_of
from advice_line.rules import webhook_rests, webhook_signing
from advice_line.tables.directory import Organisation
from advice_line.tables.ledger import Outgoing
from advice_line.tables.webhooks import WebhookEndpoint, WebhookEvent
from advice_line.trust.roles import Action, Actor, require

_SECRET_BYTES = 32


@dataclass(frozen=True)
class Made:
    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Standing:
    """Of its address the `host` alone: the rest may be a secret. `waiting` counts what it has not
    been told yet; `silent` that it has not answered for so long that somebody should know."""

    id: str
    organisation: str
    organisation_name: str
    host: str
    events: tuple[HookKind, ...]
    made_at: datetime
    ended_at: datetime | None
    ended_because: str | None
    answered_at: datetime | None
    failing_since: datetime | None
    failure: str | None
    waiting: int
    silent: bool


class Webhooks:
    def __init__(self, ledger: Ledger, *, local: bool) -> None:
        """In a rehearsal (`local`) addresses of this machine alone are taken."""
        self._ledger = ledger
        self._local = local

    def add(self, by: Actor, organisation: str, url: str, events: Sequence[str]) -> Made:
        """Raises `errors.Invalid`."""
        require(by, Action.KEEP_SYSTEMS)
        wanted = _events(events)
        try:
            parts = parts_of(url, local=self._local)
        except ValueError as error:
            raise Invalid([Problem("--url", f"--url: {error}")]) from error
        with self._ledger.work(by.label) as work:
            row = work.add(
                WebhookEndpoint(
                    organisation_id=of_key(work, organisation).id or 0,
                    sealed_url=work.vault.seal(url.strip(), URL),
                    sealed_secret=_new_secret(work),
                    host=parts.hostname or "",
                    events=[each.value for each in wanted],
                    made_at=work.now,
                    made_by=by.name,
                )
            )
            work.record("webhook.made", subject=f"webhook:{row.public_id}", events=list(wanted))
            return _made(work, row)

    def rotate(self, by: Actor, hook_id: str) -> Made:
        """A new secret; the one before signs too for a day, and no longer.

        Raises `errors.NotFound`, and `errors.Conflict` while the one before still signs.
        """
        require(by, Action.KEEP_SYSTEMS)
        with self._ledger.work(by.label) as work:
            row = _row(work, hook_id)
            if webhook_signing.overlaps(row.rotated_at, work.now):
                raise Conflict("Its secret was renewed within a day. Wait until that is over.")
            former = work.vault.open_bytes(row.sealed_secret or "", OF_HOOK)
            work.update(
                row,
                sealed_secret=_new_secret(work),
                sealed_former_secret=work.vault.seal_bytes(former, FORMER_OF_HOOK),
                generation=row.generation + 1,
                rotated_at=work.now,
            )
            work.record("webhook.rotated", subject=f"webhook:{hook_id}")
            return _made(work, row)

    def remove(self, by: Actor, hook_id: str) -> None:
        """Nothing is told to it any more. Raises `errors.NotFound`."""
        require(by, Action.KEEP_SYSTEMS)
        with self._ledger.work(by.label) as work:
            row = _row(work, hook_id)
            unended = col(WebhookEndpoint.ended_at).is_(None)
            if work.update(row, unended, ended_at=work.now, ended_because="removed"):
                work.record("webhook.removed", subject=f"webhook:{hook_id}")

    def standing(self, by: Actor) -> list[Standing]:
        """The newest first."""
        require(by, Action.SEE_SYSTEMS)
        statement = (
            select(WebhookEndpoint, Organisation)
            .join(Organisation, col(Organisation.id) == col(WebhookEndpoint.organisation_id))
            .order_by(col(WebhookEndpoint.id).desc())
        )
        with self._ledger.look(by.label) as work:
            found = work.session.exec(statement).all()
            return [_standing(work, row, own) for row, own in found]


def _events(given: Sequence[str]) -> tuple[HookKind, ...]:
    known = {each.value for each in HookKind}
    if not set(given) <= known:
        said = f"--events: give some of {', '.join(HookKind)}, with commas between."
        raise Invalid([Problem("--events", said)])
    return tuple(each for each in HookKind if not given or each.value in given)


def _row(work: Work, hook_id: str) -> WebhookEndpoint:
    found = work.session.exec(
        select(WebhookEndpoint).where(col(WebhookEndpoint.public_id) == hook_id)
    ).first()
    if found is None:
        raise NotFound("There is no address of this id. See: advice-line webhooks list")
    return found


def _new_secret(work: Work) -> str:
    return work.vault.seal_bytes(secrets.token_bytes(_SECRET_BYTES), OF_HOOK)


def _made(work: Work, row: WebhookEndpoint) -> Made:
    return Made(row.public_id, webhook_signing.secret_shown(secrets_of(work, row)[0]))


def _standing(work: Work, row: WebhookEndpoint, own: Organisation) -> Standing:
    since = row.failing_since
    silent = since is not None and work.now - since >= webhook_rests.SHOWN_AFTER
    return Standing(
        id=row.public_id,
        organisation=own.key,
        organisation_name=own.name,
        host=row.host,
        events=tuple(HookKind(each) for each in row.events),
        made_at=row.made_at,
        ended_at=row.ended_at,
        ended_because=row.ended_because,
        answered_at=row.answered_at,
        failing_since=since,
        failure=row.failure if since is not None else None,
        waiting=_waiting(work, row),
        silent=silent and row.ended_at is None,
    )


def _waiting(work: Work, row: WebhookEndpoint) -> int:
    statement = (
        select(func.count())
        .select_from(Outgoing)
        .join(WebhookEvent, col(WebhookEvent.id) == col(Outgoing.subject_id))
        .where(
            col(Outgoing.channel) == OutChannel.WEBHOOK,
            col(Outgoing.state).in_((OutgoingState.WAITING, OutgoingState.SENDING)),
            col(WebhookEvent.endpoint_id) == row.id,
        )
    )
    return work.session.exec(statement).one()
