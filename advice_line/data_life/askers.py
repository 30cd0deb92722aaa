"""Who asked is taken out of what they asked: their name, their registration, their number and
address, wherever a column holds them. What they wrote of the patient is the patient's record, and
stays; a name that stands within it cannot be found."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, update
from sqlmodel import col, select

from advice_line.data_kinds import ERASED
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Work
from advice_line.rules.record import Record, Requester
from advice_line.tables.advice import Advice
from advice_line.tables.data_life import Erasure
from advice_line.tables.directory import (
    Requester as Known,
)
from advice_line.tables.directory import (
    RequesterAddress,
    RequesterPhone,
)
from advice_line.tables.meetings import MeetingWish
from advice_line.tables.practices import (
    PracticeIdentity,
    PracticeInvitation,
    PracticeMember,
    PracticePasskey,
)
from advice_line.tables.queries import Contact, Query
from advice_line.tables.trust import AccessLink, OneTimeCode, WebSession
from advice_line.trust import invitations, members
from advice_line.trust.deletions import Gone

_BODY = "advice.sealed_body"
_QUERY = ("sealed_requester", "sealed_call_back", "sealed_reply_to", "requester_id")
_CONTACT = ("sealed_number", "number_mark", "sealed_address", "address_mark", "requester_id")


def parts(work: Work, query: Query) -> dict[str, int]:
    """How many rows of each table lose them."""
    counts = {
        "queries": int(any(getattr(query, name) is not None for name in _QUERY)),
        "contacts": len(_contacts(work, query)),
        "advice": len(_signed(work, query)),
    }
    return {name: count for name, count in counts.items() if count}


def empty(work: Work, query: Query) -> list[Gone]:
    """What went of this query, each named."""
    names = [f"queries:{query.public_id}:requester"]
    names += [f"contacts:{each.public_id}" for each in _contacts(work, query)]
    of_query = col(Contact.query_id) == query.id
    work.run(update(table_of(Contact)).where(of_query).values(**dict.fromkeys(_CONTACT)))
    for advice in _signed(work, query):
        names.append(f"advice:{advice.public_id}:requester")
        _without_asker(work, advice)
    work.update(query, **dict.fromkeys(_QUERY))
    return [Gone(name, query.received_at) for name in names]


def from_directory(work: Work, erasure: Erasure) -> list[Gone]:
    """Telephones, addresses, browsers, codes, invitations, and by what else they sign in; they are
    of no practice any more, and the rows that others point to keep no name."""
    gone: list[Gone] = []
    if erasure.requester_mark is not None:
        of_mark = col(OneTimeCode.address_mark) == erasure.requester_mark
        gone += _removed(work, OneTimeCode, of_mark)
    gone += _invitations(work, erasure)
    if erasure.requester_id is None:
        return gone
    own = erasure.requester_id
    gone += _removed(work, WebSession, col(WebSession.requester_id) == own)
    for table in (RequesterPhone, RequesterAddress, PracticePasskey, PracticeIdentity):
        rows = work.run(delete(table).where(col(table.requester_id) == own))
        gone += [Gone(f"{table.__tablename__}:{own}:{each}", work.now) for each in range(rows)]
    gone += _of_practices(work, own)
    links = col(AccessLink.requester_id) == own
    work.run(update(AccessLink).where(links).values(expires_at=work.now))
    known = work.session.get_one(Known, own)
    work.update(known, name=ERASED, key=f"erased-{own}", role=None)
    work.record("requester.erased", subject=f"requester:{known.key}")
    return [*gone, Gone(f"requesters:{own}", work.now)]


def _of_practices(work: Work, requester_id: int) -> Iterator[Gone]:
    """Whoever they were there, now and before."""
    wanted = select(PracticeMember).where(
        col(PracticeMember.requester_id) == requester_id, col(PracticeMember.name) != ERASED
    )
    for each in work.session.exec(wanted).all():
        members.end(work, each, work.by)
        work.run(delete(MeetingWish).where(col(MeetingWish.member_id) == each.id))
        work.update(each, name=ERASED, registration=None)
        yield Gone(f"practice_members:{each.public_id}", each.joined_at)


def _invitations(work: Work, erasure: Erasure) -> Iterator[Gone]:
    """To whichever address of theirs, used or not: none lets anybody in any more."""
    own = select(RequesterAddress.address).where(
        col(RequesterAddress.requester_id) == erasure.requester_id
    )
    marks = {invitations.mark(work, each) for each in work.session.exec(own)}
    wanted = select(PracticeInvitation).where(
        col(PracticeInvitation.address_mark).in_({*marks, erasure.requester_mark}),
        col(PracticeInvitation.sealed_address).is_not(None),
    )
    for each in work.session.exec(wanted).all():
        link = work.session.get_one(AccessLink, each.link_id)
        work.update(link, expires_at=min(link.expires_at, work.now))
        work.update(each, sealed_address=None, address_mark="")
        yield Gone(f"practice_invitations:{each.public_id}", each.made_at)


def _removed(
    work: Work, table: type[OneTimeCode] | type[WebSession], where: ColumnElement[bool]
) -> list[Gone]:
    rows: Sequence[Any] = work.session.exec(select(table).where(where)).all()
    found = [Gone(f"{table.__tablename__}:{each.id}", each.made_at) for each in rows]
    work.run(delete(table).where(where))
    return found


def _contacts(work: Work, query: Query) -> list[Contact]:
    rows = work.session.exec(select(Contact).where(col(Contact.query_id) == query.id))
    return [each for each in rows if any(getattr(each, name) is not None for name in _CONTACT)]


def _signed(work: Work, query: Query) -> list[Advice]:
    """Those that name who asked."""
    wanted = select(Advice).where(
        col(Advice.query_id) == query.id, col(Advice.sealed_body).is_not(None)
    )
    return [each for each in work.session.exec(wanted) if _names(work, each)]


def _names(work: Work, advice: Advice) -> bool:
    record = Record.from_json(work.vault.open(advice.sealed_body or "", _BODY))
    return record.requester.requester_name != ERASED


def _without_asker(work: Work, advice: Advice) -> None:
    record = Record.from_json(work.vault.open(advice.sealed_body or "", _BODY))
    emptied = record.model_copy(update={"requester": Requester(requester_name=ERASED)})
    work.update(advice, sealed_body=work.vault.seal(emptied.to_json(), _BODY))
