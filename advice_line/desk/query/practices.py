"""Whose query it is: the practice, as far as anybody knows, on the query and as its case's mark."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col

from advice_line.directory import lookups
from advice_line.directory_kinds import IdentifiedBy
from advice_line.errors import Invalid, Problem
from advice_line.ledger.work import Work
from advice_line.tables.cases import Case
from advice_line.tables.directory import Organisation
from advice_line.tables.queries import Query
from rota.opening import OpeningHours

FIELD = "organisation"
NONE = "none"
# Where it is looked for: what was typed, and the words for which the choice was shown.
WORDS = "organisation_words"
FOUND_FOR = "organisation_found_for"
NO_SUCH = "Choose a practice from the list."


def open_hours(work: Work, query: Query) -> OpeningHours | None:
    """Of the practice whose query it is; None where they are not known."""
    if query.organisation_id is None:
        return None
    open_at = work.session.get_one(Organisation, query.organisation_id).open
    return OpeningHours.from_texts(open_at) if open_at else None


def bypass_number(work: Work, query: Query) -> str | None:
    """Of the practice whose query it is, as its directory has it; where nobody knows whose it is
    there is none, for a private person's telephone has no bypass."""
    if query.organisation_id is None:
        return None
    return work.session.get_one(Organisation, query.organisation_id).bypass_number


def bypass_numbers(work: Work) -> Mapping[int | None, str]:
    """Of every practice that has one, in one read."""
    return {
        each.id: each.bypass_number
        for each in lookups.organisations(work.session)
        if each.bypass_number is not None
    }


def of_case(work: Work, organisation: Organisation | None) -> dict[str, Any]:
    """What a case keeps of who asked: the kind of practice, and a mark that names nobody."""
    if organisation is None:
        return {"organisation_kind": None, "practice_mark": None}
    mark = work.vault.mark(organisation.key, "practice")
    return {"organisation_kind": organisation.kind, "practice_mark": mark}


def name(
    work: Work, query: Query, organisation: Organisation | None, identified_by: IdentifiedBy
) -> None:
    """The practice that this query is of from now on; its case follows."""
    work.update(
        query,
        identified_by=identified_by,
        organisation_id=organisation.id if organisation else None,
    )
    work.change(Case, col(Case.query_id) == query.id, **of_case(work, organisation))


def give_number(work: Work, query: Query, number: str, identified_by: IdentifiedBy) -> None:
    """Where the requester is rung from now on (E.164), and whose telephone that is: a hint, which
    changes nothing where a person has said whose query it is (H15)."""
    sealed = work.vault.seal(number, "queries.sealed_call_back")
    work.update(query, sealed_call_back=sealed)
    if query.identified_by != IdentifiedBy.PERSON:
        organisation, _ = lookups.caller(work.session, number)
        name(work, query, organisation, identified_by)


def may_be_chosen(work: Work, key: str) -> bool:
    known = lookups.organisation_by_key(work.session, key) is not None
    return known or key in ("", NONE)


def choose(work: Work, query: Query, key: str) -> None:
    """Whose query it is by the word of who spoke with the requester: an organisation's key, `NONE`
    of them, or nothing said ("").

    Raises `errors.Invalid` for a key that nobody has.
    """
    if not key:
        return
    if not may_be_chosen(work, key):
        raise Invalid([Problem(FIELD, NO_SUCH)])
    organisation = lookups.organisation_by_key(work.session, key)
    name(work, query, organisation, IdentifiedBy.PERSON)
    work.record("query.practice_chosen", query=query.id)
