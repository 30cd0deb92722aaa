"""Somebody has shown who they are, by whatever way: this browser knows them from now on, as one of
their practice where they are one."""

import json
from dataclasses import dataclass
from enum import StrEnum

from advice_line.desk.practice import joining, own
from advice_line.ledger.work import Work
from advice_line.practice_kinds import EnteredBy
from advice_line.rules.practice_joining import Refused
from advice_line.tables.directory import Organisation
from advice_line.tables.practices import PracticeMember
from advice_line.tables.trust import WebSession
from advice_line.trust import devices, members
from advice_line.trust.sessions import NOWHERE, AtProvider


class Place(StrEnum):
    """Where somebody is once they have shown who they are."""

    IN = "in"
    JOIN = "join"
    REFUSED = "refused"


@dataclass(frozen=True)
class Entered:
    """`token` is that of this browser, for its cookie."""

    token: str
    place: Place


def opened(
    work: Work,
    device: WebSession,
    address: str,
    *,
    before: str | None,
    shared: bool,
    how: EnteredBy,
    there: AtProvider = NOWHERE,
) -> Entered:
    """`device` remembers whose `address` is; `before` is the token that this browser had, `there`
    is how a provider of sign-ins knows this one."""
    one_person_at_a_time(work, device, before)
    person = device.requester_id or 0
    mine = open_memberships(work, person)
    member = mine[0].id if mine else None
    fresh = devices.opens(work, device, member, shared=shared, how=how, there=there)
    if mine:
        joining.signed_in(work, device, mine[0])
        return Entered(fresh, Place.IN)
    way = joining.uninvited(work, address, person)
    if isinstance(way, Refused):
        work.record("practice.join.refused", subject=f"requester:{person}", reason=way)
        return Entered(fresh, Place.REFUSED)
    return Entered(fresh, Place.JOIN)


def device_of(work: Work, address: str, requester_id: int) -> WebSession:
    """A browser that remembers this person, without what it had before."""
    token = devices.start(work, json.dumps({"email": address}))
    device = devices.find(work.session, token, work.now)
    assert device is not None
    devices.confirm(work, device, requester_id)
    return device


def open_memberships(work: Work, requester_id: int) -> list[PracticeMember]:
    """The newest first, without those of practices whose code is closed (H17)."""
    return [
        each
        for each in members.of_person(work.session, requester_id, work.now)
        if not own.is_closed(work, work.session.get_one(Organisation, each.organisation_id))
    ]


def one_person_at_a_time(work: Work, device: WebSession, before: str | None) -> None:
    """What this browser knew of somebody else goes."""
    known = devices.find(work.session, before, work.now)
    if known is not None and known.id != device.id:
        devices.forget(work, known)
