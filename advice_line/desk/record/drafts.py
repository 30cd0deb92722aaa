"""What a responder has typed so far: kept as it stands, right or wrong, sealed; and on two devices
at once, what each of them says (`rules/typed_apart.py`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col

from advice_line.desk.query import practices
from advice_line.errors import TypedElsewhere
from advice_line.ledger.work import Work
from advice_line.rules import record_form, typed_apart
from advice_line.rules.typed_apart import Page, Typed
from advice_line.tables.advice import Draft
from advice_line.tables.queries import Query

ADDENDUM_REASON = "addendum_reason"
# How many versions were signed when the page was opened: on which of them it stands.
VERSION = "version"
# The numbers among which its author has said which is the patient's (H02).
NUMBERS_SEEN = "numbers_seen"
_PRACTICE = (practices.FIELD, practices.WORDS, practices.FOUND_FOR)
_NAMES = (*record_form.LABELS, ADDENDUM_REASON, *_PRACTICE, VERSION, NUMBERS_SEEN)
_NOT_WORDS = frozenset({practices.FOUND_FOR, VERSION, NUMBERS_SEEN})
_COLUMN = "drafts.sealed_form"
_TYPED = "typed"


@dataclass(frozen=True)
class Kept:
    """The newest words, and `typed` with what other pages say besides, the newest last."""

    typed: tuple[Typed, ...]

    @property
    def form(self) -> Mapping[str, str]:
        return self.typed[-1].form

    @property
    def at(self) -> datetime:
        return self.typed[-1].at


def fields(form: Mapping[str, str]) -> dict[str, str]:
    """The record's own fields that hold something."""
    return {name: form[name] for name in _NAMES if form.get(name)}


def keep(work: Work, query: Query, author_id: int, form: Mapping[str, str]) -> Kept:
    """The query is held, so that nothing is kept in between."""
    before, page = kept(work, query, author_id), Page.read(form.get(typed_apart.FIELD))
    now = typed_apart.kept(before.typed if before else (), page, fields(form), work.now)
    sealed = work.vault.seal_json({_TYPED: [_written(each) for each in now]}, _COLUMN)
    mine = (col(Draft.query_id) == query.id, col(Draft.author_id) == author_id)
    if not work.change(Draft, *mine, sealed_form=sealed, saved_at=work.now):
        work.add(
            Draft(
                query_id=query.id or 0, author_id=author_id, saved_at=work.now, sealed_form=sealed
            )
        )
    return Kept(now)


def kept(work: Work, query: Query, author_id: int) -> Kept | None:
    draft = work.session.get(Draft, (query.id, author_id))
    if draft is None or draft.sealed_form is None:
        return None
    said = work.vault.open_json(draft.sealed_form, _COLUMN)
    if not isinstance(said.get(_TYPED), list):
        # As it was kept before two devices were told apart: the form alone.
        return Kept((Typed("", 1, draft.saved_at, said),))
    return Kept(tuple(_read(each) for each in said[_TYPED]))


def elsewhere(kept: Kept | None, form: Mapping[str, str]) -> tuple[Typed, ...]:
    """What other pages say that this form, as it was sent or is shown, does not hold."""
    page = Page.read(form.get(typed_apart.FIELD))
    typed = typed_apart.beside(kept.typed if kept else (), page, form)
    return tuple(each for each in typed if words(each, form))


def words(typed: Typed, form: Mapping[str, str]) -> dict[str, str]:
    """By field of the record, what the form does not hold of it."""
    lost = typed_apart.lost(typed, form)
    return {name: said for name, said in lost.items() if name not in _NOT_WORDS}


def refuse_unseen(work: Work, query: Query, author_id: int, form: Mapping[str, str]) -> None:
    """Raises `errors.TypedElsewhere` where another page of its author's says what this one has not
    shown them: signing would take it away."""
    page = Page.read(form.get(typed_apart.FIELD))
    others = elsewhere(kept(work, query, author_id), form)
    if any(each.number > page.shown for each in others):
        raise TypedElsewhere


def drop(work: Work, query: Query, author_id: int) -> None:
    mine = (col(Draft.query_id) == query.id, col(Draft.author_id) == author_id)
    work.change(Draft, *mine, sealed_form=None, saved_at=work.now)


def _written(typed: Typed) -> dict[str, Any]:
    return {
        "page": typed.page,
        "number": typed.number,
        "at": typed.at.isoformat(),
        "form": typed.form,
    }


def _read(said: Mapping[str, Any]) -> Typed:
    at = datetime.fromisoformat(said["at"])
    return Typed(said["page"], said["number"], at, said["form"])
