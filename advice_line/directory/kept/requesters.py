"""Who asks, as the office knows them, and two rows for one of them that become one. The row that
goes stays as a stone that points to the other."""

from dataclasses import dataclass

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.directory.kept import pointing
from advice_line.directory.kept.merging import count
from advice_line.errors import Conflict, NotFound
from advice_line.ledger.work import Work
from advice_line.rules import practice_form
from advice_line.tables.directory import Requester, RequesterAddress, RequesterPhone
from advice_line.tables.queries import Query
from advice_line.tables.trust import WebSession


@dataclass(frozen=True)
class Person:
    """Somebody who asks, as the office knows them; `role` in words."""

    key: str
    name: str
    role: str | None
    organisation: str | None
    phones: tuple[str, ...]
    addresses: tuple[RequesterAddress, ...]
    queries: int


@dataclass(frozen=True)
class PeopleMerge:
    gone: Person
    kept: Person
    against: tuple[str, ...]


def look(work: Work, gone_key: str, kept_key: str) -> PeopleMerge:
    """Raises `errors.NotFound`."""
    gone, kept = requester(work, gone_key), requester(work, kept_key)
    against = []
    if gone.id == kept.id:
        against.append("This is one person already.")
    if gone.merged_into_id is not None or kept.merged_into_id is not None:
        against.append("One of them was merged into another already.")
    return PeopleMerge(person(work, gone), person(work, kept), tuple(against))


def merge(work: Work, gone_key: str, kept_key: str) -> None:
    """Browsers that remember the one that goes are asked who they are again. Raises
    `errors.Conflict` for what is against it, `errors.NotFound`."""
    # Two who merge them into each other at once would leave nobody.
    rows = select(Requester.id).where(col(Requester.key).in_((gone_key, kept_key)))
    work.session.exec(rows.order_by(col(Requester.id)).with_for_update()).all()
    found = look(work, gone_key, kept_key)
    if found.against:
        raise Conflict(" ".join(found.against))
    gone, kept = requester(work, gone_key), requester(work, kept_key)
    remembered = col(WebSession.requester_id) == gone.id
    work.change(WebSession, remembered, col(WebSession.ended_at).is_(None), ended_at=work.now)
    taken = {
        name: getattr(gone, name)
        for name in ("role", "organisation_id")
        if getattr(kept, name) is None and getattr(gone, name) is not None
    }
    if taken:
        work.update(kept, **taken)
    moved = pointing.move(work, Requester, gone.id or 0, kept.id or 0)
    work.update(gone, merged_into_id=kept.id)
    for action, key in (("merged_away", gone_key), ("merged", kept_key)):
        work.record(
            f"requester.{action}",
            subject=f"requester:{key}",
            into=kept_key,
            gone=gone_key,
            moved=moved,
        )


def requester(work: Work, key: str) -> Requester:
    row = work.session.exec(select(Requester).where(col(Requester.key) == key)).first()
    if row is None:
        raise NotFound("There is nobody of that key here.")
    return row


def person(work: Work, of: Requester) -> Person:
    organisation = (
        lookups.organisation(work.session, of.organisation_id) if of.organisation_id else None
    )
    phones = select(RequesterPhone.number).where(col(RequesterPhone.requester_id) == of.id)
    addresses = select(RequesterAddress).where(col(RequesterAddress.requester_id) == of.id)
    return Person(
        key=of.key,
        name=of.name,
        role=practice_form.ROLES.get(of.role, of.role) if of.role else None,
        organisation=organisation.name if organisation else None,
        phones=tuple(sorted(work.session.exec(phones))),
        addresses=tuple(work.session.exec(addresses)),
        queries=count(work, Query, col(Query.requester_id) == of.id),
    )
