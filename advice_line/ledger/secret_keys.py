"""Lets SECRET_KEY be renewed without losing what hangs on it.

What is only signed with it (links, codes, forms, heads, receipts) holds as long as the former key
is held too, in OLD_SECRET_KEYS. What must outlive every renewal is kept here, sealed: the key by
which numbers, addresses and patients are looked up, and the secrets that were given to systems.
It is no more exposed by that than what is looked up, which the same DATA_KEYS seal.
"""

import base64

from sqlalchemy import func, select, update
from sqlmodel import col

from advice_line.errors import Misconfigured
from advice_line.ledger.once import insert_once, table_of
from advice_line.ledger.work import Work
from advice_line.tables.ledger import DataKey, SecretKey
from advice_line.tables.webhooks import WebhookEndpoint

LOOK_UP = "secret_keys.sealed_look_up"
OF_HOOK = "webhook_endpoints.sealed_secret"
FORMER_OF_HOOK = "webhook_endpoints.sealed_former_secret"
_HOOKS = table_of(WebhookEndpoint)


def hold_to_secret(work: Work, *, fresh: bool, writes: bool) -> None:
    """Let the vault look up by this database's own key. `writes` keeps which SECRET_KEY is used;
    `fresh` says that nothing was ever sealed here.

    Raises `errors.Misconfigured` when what was signed last could not be told from a forgery, since
    neither SECRET_KEY nor OLD_SECRET_KEYS holds its key.
    """
    ids = _ids(work)
    if ids:
        _refuse_unknown(work, ids)
    elif len(work.vault.secret_ids) > 1 and not fresh:
        # It is not known here yet which of them its hashes were made with.
        raise Misconfigured(
            "Before SECRET_KEY is renewed this database has to be started once with its former "
            "SECRET_KEY alone. Set that, and take OLD_SECRET_KEYS out, until it has run."
        )
    if writes and work.vault.secret_ids[0] not in ids:
        _keep(work, first=not ids)
    _adopt(work)


def go_on_without(work: Work) -> None:
    """The last SECRET_KEY is lost: go on with this one. What was signed with it holds no more."""
    if work.vault.secret_ids[0] not in _ids(work):
        _keep(work, first=False)
        work.record("keys.secret_lost")


def current_since(work: Work) -> SecretKey | None:
    """The row of the SECRET_KEY that is used now."""
    return work.session.get(SecretKey, work.vault.secret_ids[0])


def _ids(work: Work) -> list[str]:
    """Of all that were used, the newest first."""
    newest = select(col(SecretKey.key_id)).order_by(
        col(SecretKey.first_used_at).desc(), col(SecretKey.key_id)
    )
    return list(work.session.execute(newest).scalars())


def _refuse_unknown(work: Work, ids: list[str]) -> None:
    current, *old = work.vault.secret_ids
    if current not in ids and ids[0] not in old:
        raise Misconfigured(
            "SECRET_KEY is not the one that this database was last run with. Put that one back, or "
            "set it in OLD_SECRET_KEYS while it is renewed; if it is lost: advice-line keys rotate "
            "--former-secret-lost"
        )


def _keep(work: Work, *, first: bool) -> None:
    own = base64.b64encode(work.vault.look_up_key).decode()
    insert_once(
        work.session,
        SecretKey,
        ("key_id",),
        key_id=work.vault.secret_ids[0],
        first_used_at=work.now,
        sealed_look_up=work.vault.seal(own, LOOK_UP) if first else None,
    )
    if first:
        _keep_hook_secrets(work)


def _keep_hook_secrets(work: Work) -> None:
    """Those that were derived from SECRET_KEY, as they were before this table was there."""
    rows = select(_HOOKS.c.id, _HOOKS.c.public_id, _HOOKS.c.generation)
    for own, public_id, newest in work.session.execute(rows).all():
        secret, former = (
            work.vault.seal_bytes(work.vault.sign(f"{public_id}:{number}", "webhook"), column)
            for number, column in ((newest, OF_HOOK), (newest - 1, FORMER_OF_HOOK))
        )
        unkept = _HOOKS.c.sealed_secret.is_(None)
        values = {"sealed_secret": secret, "sealed_former_secret": former}
        work.session.execute(update(_HOOKS).where(_HOOKS.c.id == own, unkept).values(**values))


def _adopt(work: Work) -> None:
    oldest = (
        select(col(SecretKey.sealed_look_up))
        .where(col(SecretKey.sealed_look_up).is_not(None))
        .order_by(col(SecretKey.first_used_at), col(SecretKey.key_id))
        .limit(1)
    )
    sealed = work.session.execute(oldest).scalar()
    if sealed is not None:
        work.vault.look_up_key = base64.b64decode(work.vault.open(sealed, LOOK_UP))


def is_fresh(work: Work) -> bool:
    """Whether nothing was ever sealed here."""
    used = select(func.count()).select_from(table_of(DataKey))
    return not work.session.execute(used).scalar_one()
