"""What a responder has typed so far: kept as it stands, right or wrong, sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col

from advice_line.desk.query import practices
from advice_line.ledger.work import Work
from advice_line.rules import record_form
from advice_line.tables.advice import Draft
from advice_line.tables.queries import Query

ADDENDUM_REASON = "addendum_reason"
# How many versions were signed when the page was opened: on which of them it stands.
VERSION = "version"
# The numbers among which its author has said which is the patient's (H02).
NUMBERS_SEEN = "numbers_seen"
_NAMES = (*record_form.LABELS, ADDENDUM_REASON, practices.FIELD, VERSION, NUMBERS_SEEN)
_COLUMN = "drafts.sealed_form"


@dataclass(frozen=True)
class Kept:
    form: Mapping[str, str]
    at: datetime


def fields(form: Mapping[str, str]) -> dict[str, str]:
    """The record's own fields that hold something."""
    return {name: form[name] for name in _NAMES if form.get(name)}


def keep(work: Work, query: Query, author_id: int, form: Mapping[str, str]) -> None:
    sealed = work.vault.seal_json(fields(form), _COLUMN)
    mine = (col(Draft.query_id) == query.id, col(Draft.author_id) == author_id)
    if not work.change(Draft, *mine, sealed_form=sealed, saved_at=work.now):
        work.add(
            Draft(
                query_id=query.id or 0, author_id=author_id, saved_at=work.now, sealed_form=sealed
            )
        )


def kept(work: Work, query: Query, author_id: int) -> Kept | None:
    draft = work.session.get(Draft, (query.id, author_id))
    if draft is None or draft.sealed_form is None:
        return None
    return Kept(work.vault.open_json(draft.sealed_form, _COLUMN), draft.saved_at)


def drop(work: Work, query: Query, author_id: int) -> None:
    mine = (col(Draft.query_id) == query.id, col(Draft.author_id) == author_id)
    work.change(Draft, *mine, sealed_form=None, saved_at=work.now)
