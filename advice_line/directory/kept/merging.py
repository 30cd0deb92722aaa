"""Two rows for one practice become one.

The row that goes stays as a stone that points to the other: its code stands for that from then on,
and its own details can still be read. What would give somebody more than they had is ended first:
an open alert of each, keys of a clinical system.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import SQLModel, col, delete, func, select

from advice_line.directory import as_it_was, lookups
from advice_line.directory.imports.given import Value
from advice_line.directory.kept import changing, pointing
from advice_line.directory_kinds import CorrectionState, Origin, Part
from advice_line.errors import Conflict
from advice_line.ledger.work import Work
from advice_line.tables.alerts import Alert
from advice_line.tables.api_keys import ApiKey
from advice_line.tables.directory import (
    Organisation,
    OrganisationPhone,
    Requester,
)
from advice_line.tables.queries import Query
from advice_line.tables.upkeep import Correction
from advice_line.tables.webhooks import WebhookEndpoint


@dataclass(frozen=True)
class Taken:
    """A part of the one that goes: what stands of each. `moves` where the other had nothing of it,
    so that it becomes theirs."""

    part: Part
    gone: Value
    kept: Value
    moves: bool


@dataclass(frozen=True)
class Merge:
    """What a merge would do. `against` are sentences for which it is refused."""

    gone: Organisation
    kept: Organisation
    queries: int
    people: int
    phones: tuple[str, ...]
    parts: tuple[Taken, ...]
    against: tuple[str, ...]


def look(work: Work, gone_code: str, kept_code: str) -> Merge:
    """Raises `errors.NotFound`."""
    gone, kept = changing.find(work, gone_code), changing.find(work, kept_code)
    return Merge(
        gone=gone,
        kept=kept,
        queries=count(work, Query, col(Query.organisation_id) == gone.id),
        people=count(work, Requester, col(Requester.organisation_id) == gone.id),
        phones=tuple(lookups.phones_of(work.session, gone.id or 0)),
        parts=tuple(_parts(work, gone, kept)),
        against=tuple(_against(work, gone, kept)),
    )


def merge(work: Work, by: str, gone_code: str, kept_code: str) -> None:
    """Raises `errors.Conflict` for what is against it, `errors.NotFound`."""
    _hold(work, gone_code, kept_code)
    found = look(work, gone_code, kept_code)
    if found.against:
        raise Conflict(" ".join(found.against))
    gone, kept = found.gone, found.kept
    as_it_was.before_merge(work, gone, kept)
    wanted = {each.part: each.gone for each in found.parts if each.moves}
    phones = sorted({*lookups.phones_of(work.session, kept.id or 0), *found.phones})
    own = col(OrganisationPhone.organisation_id) == gone.id
    work.run(delete(OrganisationPhone).where(own))
    wanted[Part.PHONES] = {"phones": phones}
    changing.put(work, kept, wanted, origin=Origin.MERGE, by=by)
    work.change(
        Correction,
        col(Correction.organisation_id) == gone.id,
        col(Correction.state) == CorrectionState.OPEN,
        state=CorrectionState.DECLINED,
        settled_by=work.by,
        settled_at=work.now,
        reason="merged",
    )
    moved = pointing.move(work, Organisation, gone.id or 0, kept.id or 0)
    work.update(gone, merged_into_id=kept.id, merged_at=work.now)
    for action, of in (("merged_away", gone), ("merged", kept)):
        work.record(
            f"organisation.{action}",
            subject=f"organisation:{of.key}",
            into=kept.key,
            gone=gone.key,
            moved=moved,
        )


def _hold(work: Work, *codes: str) -> None:
    """Until this commits nobody else merges either of them: two who merge them into each other at
    once would leave a ring of stones, and no organisation."""
    rows = select(Organisation.id).where(col(Organisation.key).in_(codes))
    work.session.exec(rows.order_by(col(Organisation.id)).with_for_update()).all()


def _parts(work: Work, gone: Organisation, kept: Organisation) -> list[Taken]:
    theirs, ours = changing.parts(work, gone), changing.parts(work, kept)
    found = []
    for part in Part:
        if part in (Part.NAME, Part.PHONES, Part.CODE) or not any(theirs[part].values()):
            continue
        if theirs[part] != ours[part]:
            moves = not any(ours[part].values())
            found.append(Taken(part, theirs[part], ours[part], moves))
    return found


def _against(work: Work, gone: Organisation, kept: Organisation) -> list[str]:
    if gone.id == kept.id:
        return ["These are one organisation already."]
    said = []
    for each in (gone, kept):
        if each.merged_into_id is not None:
            said.append(f"{each.name} ({each.key}) was merged into another already.")
    if _open_alerts(work, gone) and _open_alerts(work, kept):
        said.append(
            "Both have an open alert: whoever acts on one must not be taken to have acted on the"
            " other. End one of them first."
        )
    keys = count(
        work, ApiKey, col(ApiKey.organisation_id) == gone.id, col(ApiKey.revoked_at).is_(None)
    )
    hooks = count(
        work,
        WebhookEndpoint,
        col(WebhookEndpoint.organisation_id) == gone.id,
        col(WebhookEndpoint.ended_at).is_(None),
    )
    if keys or hooks:
        said.append(
            f"A clinical system of {gone.name} has a key or is told of queries, and would see those"
            f" of {kept.name}. End that first (api-keys revoke, webhooks remove)."
        )
    if gone.closed_on is None and kept.closed_on is not None:
        said.append(
            f"The code of {kept.name} ({kept.key}) is closed, and nothing would be sent to"
            f" {gone.name} any more. Merge the other way round."
        )
    return said


def _open_alerts(work: Work, of: Organisation) -> int:
    own = col(Alert.organisation_id) == of.id
    return count(work, Alert, own, col(Alert.ended_at).is_(None))


def count(work: Work, table: type[SQLModel], *where: ColumnElement[bool] | bool) -> int:
    return int(work.session.exec(select(func.count()).select_from(table).where(*where)).one())
