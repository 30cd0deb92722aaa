"""What has become, by other hands, of what a setup file said of an organisation: a file that still
says the same takes nothing back that the office, the practice or an import has changed since."""

from collections.abc import Collection, Mapping
from typing import Any

from advice_line.directory import lookups
from advice_line.directory.imports.standing import COLUMNS, parts_of, plain
from advice_line.directory.kept import origins
from advice_line.directory.setup.changes import Change, Done
from advice_line.directory.setup.file import OrganisationEntry
from advice_line.directory.setup.rows import organisation
from advice_line.directory_kinds import Origin, Part
from advice_line.ledger.work import Work
from advice_line.tables.directory import Organisation

# The file has no word for these.
_NOT_IN_FILE = frozenset({"address", "postcode", "opened_on"})
# As a change of the file names them.
_FIELDS = {
    "out_of_hours_name": "out_of_hours",
    "out_of_hours_number": "out_of_hours",
}


class OrganisationSince:
    """Of one organisation of the file; `stored` is None where it is new."""

    def __init__(self, work: Work, stored: Organisation | None, entry: OrganisationEntry) -> None:
        self._work = work
        self._stored = stored
        self._said = _parts(entry)
        self._kept: list[Part] = []
        self._stood: Mapping[Part, Mapping[str, Any]] = {part: {} for part in Part}
        if stored is None:
            return
        numbers = lookups.phones_of(work.session, stored.id or 0)
        self._stood = parts_of(stored, numbers)
        noted = origins.of_organisation(work.session, stored.id or 0)
        for part, value in self._said.items():
            row = noted.get(part)
            other = row is not None and row.origin != Origin.SETUP
            if other and row is not None and origins.says(row.said.get(Origin.SETUP), value):
                self._kept += [part] if not origins.says(self._stood[part], value) else []
        if stored.merged_into_id is not None:
            self._kept = list(self._said)

    def left(self, columns: Mapping[str, Any]) -> dict[str, Any]:
        """Without the columns that were changed since."""
        kept = {name for part in self._kept for name in COLUMNS[part]}
        return {name: value for name, value in columns.items() if name not in kept}

    @property
    def phones(self) -> bool:
        """Whether the telephones are the file's to write."""
        return Part.PHONES not in self._kept

    @property
    def kept(self) -> Change | None:
        if self._stored is None or not self._kept:
            return None
        names = [name for part in self._kept for name in COLUMNS[part] if name not in _NOT_IN_FILE]
        fields = dict.fromkeys(_FIELDS.get(name, name) for name in names)
        return Change(Done.KEPT, "organisation", self._stored.key, tuple(fields))

    def note(self, organisation_id: int, changed: Collection[str]) -> None:
        """That the file has said what it has changed."""
        for part, value in self._said.items():
            if part in self._kept or not set(COLUMNS[part]) & set(changed):
                continue
            if self._stored is None and not any(value.values()):
                continue
            origins.changed(
                self._work,
                organisation_id,
                part,
                Origin.SETUP,
                Origin.SETUP,
                before=self._stood[part],
                said=value,
            )


def _parts(entry: OrganisationEntry) -> dict[Part, dict[str, Any]]:
    columns = {**organisation(entry), "phones": sorted(entry.phones)}
    return {
        part: {name: plain(columns[name]) for name in names if name not in _NOT_IN_FILE}
        for part, names in COLUMNS.items()
        if not _NOT_IN_FILE.issuperset(names)
    }
