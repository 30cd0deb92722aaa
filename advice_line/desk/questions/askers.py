"""Whose an email address is, as far as the directory knows: a hint until its code is typed."""

from advice_line.desk.questions.asked import Asker
from advice_line.directory import lookups
from advice_line.directory_kinds import IdentifiedBy
from advice_line.ledger.work import Work
from advice_line.tables.directory import Organisation, Requester, RequesterAddress


def of_address(work: Work, address: str) -> Asker:
    """By who confirmed it, else by whose address it is on file, else by the one organisation whose
    domain it has: many share a domain such as nhs.net, which then says nothing."""
    address = address.strip().lower()
    row = work.session.get(RequesterAddress, address)
    if row is not None:
        person = work.session.get_one(Requester, row.requester_id)
        return Asker(
            identified_by=IdentifiedBy.ADDRESS,
            organisation=_organisation(work, person.organisation_id),
            person=person,
            address=address,
        )
    organisation = by_address(work, address)
    by = IdentifiedBy.ADDRESS if organisation else IdentifiedBy.NOTHING
    return Asker(identified_by=by, organisation=organisation, address=address)


def by_address(work: Work, address: str) -> Organisation | None:
    """The organisation on whose file this address is, or the only one with its domain."""
    every = lookups.organisations(work.session)
    own = [each for each in every if (each.email or "").lower() == address]
    domain = address.rpartition("@")[2]
    same = [each for each in every if domain in (name.lower() for name in each.email_domains)]
    found = own or same
    return found[0] if len(found) == 1 else None


def _organisation(work: Work, organisation_id: int | None) -> Organisation | None:
    return lookups.organisation(work.session, organisation_id) if organisation_id else None
