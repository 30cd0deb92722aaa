"""How somebody becomes a named person of a practice: by an address of its own domain, as a manager
whom the directory names, or by an invitation."""

import json
from dataclasses import dataclass
from datetime import datetime

from advice_line.desk.asking import confirming
from advice_line.desk.practice import joined_notices, own
from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.practice_kinds import JoinedBy
from advice_line.rules import labels, practice_form, practice_joining
from advice_line.rules.practice_joining import Refused
from advice_line.tables.directory import Organisation, Requester
from advice_line.tables.practices import PracticeMember
from advice_line.tables.trust import WebSession
from advice_line.trust import devices, members


@dataclass(frozen=True)
class WayIn:
    organisation: Organisation
    by: JoinedBy


def uninvited(work: Work, address: str, requester_id: int) -> WayIn | Refused:
    """For somebody whose address is confirmed; `address` in lower case."""
    every = lookups.organisations(work.session)
    domain = address.rpartition("@")[2]
    managed = [each for each in every if address in each.managers]
    same = [each for each in every if domain in (name.lower() for name in each.email_domains)]
    would_be = managed or same
    one = would_be[0] if len(would_be) == 1 else None
    verdict = practice_joining.judged(
        practice_joining.Facts(
            domain=domain,
            named_manager=len(managed) == 1,
            is_mailbox=any((each.email or "").lower() == address for each in every),
            with_domain=len(same),
            closed=one is not None and own.is_closed(work, one),
            ended=one is not None and members.was_ended(work.session, one.id or 0, requester_id),
        )
    )
    if isinstance(verdict, Refused):
        return verdict
    assert one is not None
    return WayIn(one, verdict)


def join(
    work: Work,
    organisation: Organisation,
    requester: Requester,
    who: practice_form.Person,
    by: JoinedBy,
    *,
    manager: bool,
    ends_at: datetime | None = None,
    known_there: bool = False,
) -> PracticeMember:
    """`known_there`: somebody of the practice has invited them."""
    if requester.key.startswith(confirming.OWN):
        confirming.is_called(work, requester, who.name, who.role)
    if (known := there(work, organisation, requester)) is not None:
        return _again(work, known, manager=manager, ends_at=ends_at)
    member = work.add(
        PracticeMember(
            organisation_id=organisation.id or 0,
            requester_id=requester.id or 0,
            name=who.name,
            role=who.role,
            registration=who.registration,
            manager=manager,
            joined_at=work.now,
            joined_by=by,
            ends_at=ends_at,
        )
    )
    work.record(
        "member.joined",
        subject=f"member:{member.public_id}",
        organisation=organisation.key,
        by=by,
        manager=manager,
    )
    if not known_there:
        joined_notices.tell(work, organisation, member)
    return member


def there(work: Work, of: Organisation, requester: Requester) -> PracticeMember | None:
    """As whom they are one of this practice already."""
    mine = members.of_person(work.session, requester.id or 0, work.now)
    return next((each for each in mine if each.organisation_id == of.id), None)


def _again(
    work: Work, member: PracticeMember, *, manager: bool, ends_at: datetime | None
) -> PracticeMember:
    """Whoever is invited twice is one person, and ends at once when they are ended; of two last
    days the later holds, and none above any."""
    days = (ends_at, member.ends_at)
    ends = max((each for each in days if each is not None), default=None)
    if None in days:
        ends = None
    work.update(member, ends_at=ends, manager=member.manager or manager)
    work.record(
        "member.invited_again", subject=f"member:{member.public_id}", manager=member.manager
    )
    return member


def signed_in(work: Work, device: WebSession, member: PracticeMember) -> None:
    """In this browser: the form by which they ask is filled in with who they are."""
    practice = work.session.get_one(Organisation, member.organisation_id)
    said = {
        "requester_name": member.name,
        "organisation": practice.name,
        **({"registration": member.registration} if member.registration else {}),
        **({"requester_role": member.role} if member.role in labels.REQUESTER_ROLES else {}),
    }
    devices.keep(work, device, json.dumps({**confirming.of_device(work, device), **said}))
    work.record("member.signed_in", subject=f"member:{member.public_id}")
