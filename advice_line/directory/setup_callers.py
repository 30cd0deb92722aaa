"""Who may ask, written over what is stored: organisations and people with their telephones."""

from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import col, delete, select

from advice_line.directory import lookups, setup_rows
from advice_line.directory.setup_changes import Change, change_of, put
from advice_line.directory.setup_file import OrganisationEntry, RequesterEntry
from advice_line.ledger.work import Work
from advice_line.tables.directory import (
    Organisation,
    OrganisationPhone,
    Requester,
    RequesterPhone,
)


def organisations(work: Work, entries: Sequence[OrganisationEntry]) -> list[Change]:
    stored = {each.key: each for each in lookups.organisations(work.session)}
    changed = {
        entry.key: put(work, Organisation, stored.get(entry.key), setup_rows.organisation(entry))
        for entry in entries
    }
    ids = {each.key: each.id or 0 for each in lookups.organisations(work.session)}
    for key in _put_phones(work, OrganisationPhone, "organisation_id", ids, entries):
        changed[key].append("phones")
    return [change_of("organisation", key, key in stored, names) for key, names in changed.items()]


def requesters(work: Work, entries: Sequence[RequesterEntry]) -> list[Change]:
    organisations = {each.key: each.id or 0 for each in lookups.organisations(work.session)}
    stored = _requesters(work)
    changed = {
        entry.key: put(
            work, Requester, stored.get(entry.key), setup_rows.requester(entry, organisations)
        )
        for entry in entries
    }
    ids = {key: each.id or 0 for key, each in _requesters(work).items()}
    for key in _put_phones(work, RequesterPhone, "requester_id", ids, entries):
        changed[key].append("phones")
    return [change_of("requester", key, key in stored, names) for key, names in changed.items()]


def _requesters(work: Work) -> dict[str, Requester]:
    return {each.key: each for each in work.session.exec(select(Requester))}


def _put_phones(
    work: Work,
    table: type[OrganisationPhone] | type[RequesterPhone],
    owner: str,
    ids: Mapping[str, int],
    entries: Iterable[OrganisationEntry | RequesterEntry],
) -> list[str]:
    """The keys whose phones changed; `owner` is the column of whose they are. All removals come
    first: a number may move to another."""
    stored: dict[int, set[str]] = {}
    for phone in work.session.exec(select(table)):
        stored.setdefault(getattr(phone, owner), set()).add(phone.number)
    wanted = {entry.key: set(entry.phones) for entry in entries}
    for key, numbers in wanted.items():
        gone = stored.get(ids[key], set()) - numbers
        if gone:
            work.run(delete(table).where(col(table.number).in_(gone)))
    for key, numbers in wanted.items():
        for number in sorted(numbers - stored.get(ids[key], set())):
            work.add(table(**{"number": number, owner: ids[key]}))
    return [key for key, numbers in wanted.items() if numbers != stored.get(ids[key], set())]
