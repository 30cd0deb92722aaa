"""Searches that somebody keeps for themselves, under a name of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from advice_line.education.finding.asking import Wanted
from advice_line.errors import Invalid, NotFound, Problem
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.library import SavedSearch
from advice_line.trust.roles import Action, Actor, require

PAGE, SEALED = "page", "saved_searches.sealed_search"
MOST, LONGEST_NAME = 50, 80


@dataclass(frozen=True)
class Saved:
    id: str
    name: str
    wanted: Wanted


class SavedSearches:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, by: Actor) -> Sequence[Saved]:
        """Their own, by name."""
        require(by, Action.KEEP_LISTS)
        with self._ledger.look(by.label) as work:
            return sorted((_read(work, row) for row in _own(work, by)), key=lambda each: each.name)

    def one(self, by: Actor, public_id: str) -> Saved:
        """Raises `errors.NotFound` for somebody else's too."""
        require(by, Action.KEEP_LISTS)
        with self._ledger.look(by.label) as work:
            return _read(work, _one(work, by, public_id))

    def keep(self, by: Actor, name: str, wanted: Wanted, token: str) -> None:
        """Raises `errors.Invalid` without a name, or where they keep very many."""
        require(by, Action.KEEP_LISTS)
        name = " ".join(name.split())
        if not name or len(name) > LONGEST_NAME:
            said = f"Give it a name of at most {LONGEST_NAME} characters."
            raise Invalid([Problem("name", said)])
        with self._ledger.work(by.label) as work:
            if len(_own(work, by)) >= MOST:
                raise Invalid([Problem("name", f"You keep {MOST} already: take one away first.")])
            if inbox.receive(work, PAGE, token) and by.responder_id is not None:
                sealed = work.vault.seal_json({"name": name, "asked": wanted.kept()}, SEALED)
                work.add(
                    SavedSearch(owner_id=by.responder_id, sealed_search=sealed, made_at=work.now)
                )

    def drop(self, by: Actor, public_id: str, token: str) -> None:
        require(by, Action.KEEP_LISTS)
        with self._ledger.work(by.label) as work:
            row = _one(work, by, public_id)
            if inbox.receive(work, PAGE, token):
                work.session.delete(row)


def _own(work: Work, by: Actor) -> list[SavedSearch]:
    wanted = select(SavedSearch).where(col(SavedSearch.owner_id) == by.responder_id)
    return list(work.session.exec(wanted.order_by(col(SavedSearch.id))))


def _one(work: Work, by: Actor, public_id: str) -> SavedSearch:
    for row in _own(work, by):
        if row.public_id == public_id:
            return row
    raise NotFound("You keep no such search.")


def _read(work: Work, row: SavedSearch) -> Saved:
    kept = work.vault.open_json(row.sealed_search, SEALED) or {}
    return Saved(row.public_id, kept.get("name", ""), Wanted.read(kept.get("asked", {})))
