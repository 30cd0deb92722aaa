"""Who asked in writing, as whoever answers has to know them: name, role, where they are of, how
they are reached."""

from dataclasses import dataclass, field

from advice_line.desk.query import reading
from advice_line.desk.receipts import reaching
from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.rules import labels
from advice_line.rules.record import Requester
from advice_line.tables.queries import Query

SEALED = "queries.sealed_requester"


@dataclass(frozen=True)
class WhoAsks:
    """`organisation` is as the directory names it where it is `listed`, else as they said it;
    `number` E.164, `email` where they wrote from."""

    name: str | None = field(repr=False)
    role: str | None
    registration: str | None
    supervising_gp: str | None = field(repr=False)
    organisation: str | None
    listed: bool
    number: str | None
    email: str | None = field(repr=False)


def of(work: Work, query: Query) -> WhoAsks:
    said, way = _said(work, query), reaching.asked_by(work, query)
    listed = _organisation(work, query)
    role = said.requester_role if said else None
    return WhoAsks(
        name=(said.requester_name if said else None) or _person(work, query),
        role=labels.REQUESTER_ROLES.get(role, role) if role else None,
        registration=said.registration if said else None,
        supervising_gp=said.supervising_gp if said else None,
        organisation=listed or (said.practice_said if said else None),
        listed=listed is not None,
        number=reading.call_back_number(work, query),
        email=way.to if way else None,
    )


def _said(work: Work, query: Query) -> Requester | None:
    sealed = query.sealed_requester
    return Requester.from_json(work.vault.open(sealed, SEALED)) if sealed else None


def _person(work: Work, query: Query) -> str | None:
    """By whose address or account it is, where nothing was filled in."""
    if query.requester_id is None:
        return None
    person = lookups.requester(work.session, query.requester_id)
    return person.name if person else None


def _organisation(work: Work, query: Query) -> str | None:
    if query.organisation_id is None:
        return None
    found = lookups.organisation(work.session, query.organisation_id)
    return found.name if found else None
