"""Who may ask, written over what is stored: organisations and people with their telephones."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import col, delete, select

from advice_line.directory import as_it_was, lookups
from advice_line.directory.setup import rows
from advice_line.directory.setup.callers_since import OrganisationSince
from advice_line.directory.setup.changes import Change, Done, change_of, put
from advice_line.directory.setup.file import OrganisationEntry, RequesterEntry
from advice_line.ledger.work import Work
from advice_line.tables.directory import (
    Organisation,
    OrganisationPhone,
    Requester,
    RequesterPhone,
)


def organisations(work: Work, entries: Sequence[OrganisationEntry]) -> list[Change]:
    """What other hands have changed since the file said so first stays, and is told as kept."""
    stored = {each.key: each for each in lookups.every_organisation(work.session)}
    changed: dict[str, list[str]] = {}
    since = {entry.key: OrganisationSince(work, stored.get(entry.key), entry) for entry in entries}
    for entry in entries:
        columns = since[entry.key].left(rows.organisation(entry))
        if entry.key in stored and "network" in columns:
            known = stored[entry.key].id or 0
            as_it_was.before_networks(work, {known: columns["network"]})
        changed[entry.key] = put(work, Organisation, stored.get(entry.key), columns)
    ids = {each.key: each.id or 0 for each in lookups.every_organisation(work.session)}
    wanted = {entry.key: set(entry.phones) for entry in entries if since[entry.key].phones}
    for key in _put(_of_organisations(work), ids, wanted):
        changed[key].append("phones")
    for key, names in changed.items():
        since[key].note(ids[key], names)
    return [
        *(change_of("organisation", key, key in stored, names) for key, names in changed.items()),
        *(each.kept for each in since.values() if each.kept is not None),
    ]


def requesters(work: Work, entries: Sequence[RequesterEntry]) -> list[Change]:
    organisations = _ids(work)
    stored = _requesters(work)
    gone = {key for key, each in stored.items() if each.merged_into_id is not None}
    left = [entry for entry in entries if entry.key in gone]
    entries = [entry for entry in entries if entry.key not in gone]
    changed = {
        entry.key: put(work, Requester, stored.get(entry.key), rows.requester(entry, organisations))
        for entry in entries
    }
    ids = {key: each.id or 0 for key, each in _requesters(work).items()}
    wanted = {entry.key: set(entry.phones) for entry in entries}
    for key in _put(_of_requesters(work), ids, wanted):
        changed[key].append("phones")
    return [
        *(change_of("requester", key, key in stored, names) for key, names in changed.items()),
        *(Change(Done.KEPT, "requester", entry.key) for entry in left),
    ]


def _ids(work: Work) -> dict[str, int]:
    """The code of one that was merged into another stands for that."""
    every = lookups.every_organisation(work.session)
    return {each.key: each.merged_into_id or each.id or 0 for each in every}


def _requesters(work: Work) -> dict[str, Requester]:
    return {each.key: each for each in work.session.exec(select(Requester))}


@dataclass(frozen=True)
class _Phones:
    """The telephones of one kind of caller: as they are stored by whose they are, and how they are
    taken out and put in."""

    stored: Mapping[int, set[str]]
    remove: Callable[[set[str], int], object]
    add: Callable[[str, int], object]


def _of_organisations(work: Work) -> _Phones:
    table = OrganisationPhone
    rows = work.session.exec(select(table)).all()
    return _Phones(
        stored=_by_owner((each.organisation_id, each.number) for each in rows),
        remove=lambda gone, owner: work.run(
            delete(table).where(col(table.number).in_(gone), col(table.organisation_id) == owner)
        ),
        add=lambda number, owner: work.add(table(number=number, organisation_id=owner)),
    )


def _of_requesters(work: Work) -> _Phones:
    table = RequesterPhone
    rows = work.session.exec(select(table)).all()
    return _Phones(
        stored=_by_owner((each.requester_id, each.number) for each in rows),
        remove=lambda gone, _owner: work.run(delete(table).where(col(table.number).in_(gone))),
        add=lambda number, owner: work.add(table(number=number, requester_id=owner)),
    )


def _by_owner(phones: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for owner, number in phones:
        found.setdefault(owner, set()).add(number)
    return found


def _put(phones: _Phones, ids: Mapping[str, int], wanted: Mapping[str, set[str]]) -> list[str]:
    """The keys whose phones changed. All removals come first: a number may move to another."""
    there = {key: phones.stored.get(ids[key], set()) for key in wanted}
    for key, numbers in wanted.items():
        if gone := there[key] - numbers:
            phones.remove(gone, ids[key])
    for key, numbers in wanted.items():
        for number in sorted(numbers - there[key]):
            phones.add(number, ids[key])
    return [key for key, numbers in wanted.items() if numbers != there[key]]
