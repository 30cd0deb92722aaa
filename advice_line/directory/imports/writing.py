"""A judged file written over the directory, in the caller's one transaction: thousands of rows in
seconds, so by many rows a statement. The trail has a line for each organisation that it touches."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import col, delete, select

from advice_line.directory import as_it_was
from advice_line.directory.imports.given import Given, Value
from advice_line.directory.imports.judging import CONFIRMED_BY_ODS, Done, Judged, PartChange
from advice_line.directory.imports.standing import Noted, Standing, of_column
from advice_line.directory_kinds import OrganisationKind, Origin, Part
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Work
from advice_line.tables.directory import Organisation, OrganisationPhone
from advice_line.tables.upkeep import DetailOrigin

_MANY = 400
_ORIGINS = table_of(DetailOrigin)
_PHONES = table_of(OrganisationPhone)
_ORGANISATIONS = table_of(Organisation)


def write(
    work: Work, judged: Sequence[Judged], source: Origin, standing: Mapping[str, Standing]
) -> None:
    added = [each for each in judged if each.done is Done.ADDED]
    known = [each for each in judged if each.given and each.done is not Done.ADDED]
    ids = {each.code: standing[each.code].id for each in known} | _add(work, added)
    networks = {ids[each.code]: _values(each.changed) for each in known}
    moved = {row: of["network"] for row, of in networks.items() if "network" in of}
    as_it_was.before_networks(work, moved)
    for each in known:
        _change(work, ids[each.code], each)
    _phones(work, ids, [*added, *known])
    _note(work, source, ids, [*added, *known], standing)
    for each in [*added, *known]:
        _record(work, each, source)


def _add(work: Work, added: Sequence[Judged]) -> dict[str, int]:
    """The new rows, and their ids by code."""
    if not added:
        return {}
    empty = Organisation(key="", name="", kind="").model_dump(exclude={"id"})
    rows = [empty | {"key": each.code} | _columns(each) for each in added]
    work.connection.execute(insert(_ORGANISATIONS), rows)
    found: dict[str, int] = {}
    for some in _batched([each.code for each in added]):
        wanted = select(Organisation.key, Organisation.id).where(col(Organisation.key).in_(some))
        found |= {key: row or 0 for key, row in work.session.exec(wanted)}
    return found


def _columns(of: Judged) -> dict[str, Any]:
    assert of.given is not None
    kind = of.given.kind or OrganisationKind.PRACTICE
    return {"kind": kind.value} | _values(of.changed)


def _values(changes: Iterable[PartChange]) -> dict[str, Any]:
    return {
        name: of_column(name, value)
        for change in changes
        if change.part is not Part.PHONES
        for name, value in change.after.items()
    }


def _change(work: Work, row: int, of: Judged) -> None:
    if values := _values(of.changed):
        one = update(_ORGANISATIONS).where(_ORGANISATIONS.c.id == row).values(**values)
        work.connection.execute(one)


def _phones(work: Work, ids: Mapping[str, int], touched: Iterable[Judged]) -> None:
    wanted = [
        {"organisation_id": ids[each.code], "number": number}
        for each in touched
        for change in each.changed
        if change.part is Part.PHONES
        for number in change.after["phones"]
    ]
    owners = dict.fromkeys(each["organisation_id"] for each in wanted)
    for some in _batched(list(owners)):
        gone = delete(OrganisationPhone).where(col(OrganisationPhone.organisation_id).in_(some))
        work.connection.execute(gone)
    if wanted:
        work.connection.execute(insert(_PHONES), wanted)


def _note(
    work: Work,
    source: Origin,
    ids: Mapping[str, int],
    touched: Iterable[Judged],
    standing: Mapping[str, Standing],
) -> None:
    """Whose word each part is from now on, what this source said of it, and what was confirmed."""
    old: list[int] = []
    new: list[dict[str, Any]] = []
    confirmed: list[int] = []
    for each in touched:
        of = standing.get(each.code)
        for part, noted, row in _notes(work, source, each, of):
            if row is None:
                assert noted is not None
                confirmed.append(noted.id)
                continue
            if noted is not None:
                old.append(noted.id)
            new.append(
                {"organisation_id": ids[each.code], "responder_id": None, "part": part} | row
            )
    for some in _batched(old):
        work.connection.execute(delete(DetailOrigin).where(col(DetailOrigin.id).in_(some)))
    if new:
        work.connection.execute(insert(_ORIGINS), new)
    for some in _batched(confirmed):
        seen = {"confirmed_at": work.now, "confirmed_by": source.value, "said_by": None}
        these = update(_ORIGINS).where(_ORIGINS.c.id.in_(some)).values(**seen)
        work.connection.execute(these)


def _notes(
    work: Work, source: Origin, of: Judged, standing: Standing | None
) -> Iterator[tuple[Part, Noted | None, dict[str, Any] | None]]:
    """Each part with what is noted of it and the row that takes its place; None for the row where
    only its confirmation is new."""
    assert of.given is not None
    changes = {each.part: each for each in of.changes}
    for part in dict.fromkeys((*changes, *of.same)):
        noted = standing.noted.get(part) if standing else None
        change = changes.get(part)
        said = _said(of.given, part, change)
        confirms = source is not Origin.ODS or part in CONFIRMED_BY_ODS
        untold = noted is not None and noted.said.get(source) == said
        if change is None and noted is not None and untold and not noted.differs:
            if confirms:
                yield part, noted, None
            continue
        if change is not None and change.kept and untold and noted is not None and noted.differs:
            continue
        stood = standing.parts[part] if standing else None
        yield part, noted, _row(work, source, noted, change, said, confirms, stood)


def _row(
    work: Work,
    source: Origin,
    noted: Noted | None,
    change: PartChange | None,
    said: Value,
    confirms: bool,
    stood: Value | None,
) -> dict[str, Any]:
    changed = change is not None and not change.kept
    kept = change is not None and change.kept
    origin = source if changed else noted.origin if noted else Origin.SETUP
    before = noted.said if noted else {}
    if noted is None and stood is not None:
        # Whatever stands and was noted by nobody came from the setup file.
        before = {Origin.SETUP.value: dict(stood)}
    confirmed = confirms and not kept
    return {
        "origin": origin.value,
        "changed_at": work.now if changed else None,
        "changed_by": source.value if changed else None,
        "confirmed_at": work.now if confirmed else None,
        "confirmed_by": source.value if confirmed else None,
        "said_by": None,
        "said": {**before, source.value: dict(said)},
        "differs": _differing(source, work, said) if kept else {},
    }


def _differing(source: Origin, work: Work, said: Value) -> dict[str, Any]:
    return {"source": source.value, "value": dict(said), "at": work.now.isoformat()}


def _said(given: Given, part: Part, change: PartChange | None) -> Value:
    said = dict(given.parts.get(part, {}))
    if part is Part.CODE and given.closed is not None:
        after = change.after["closed_on"] if change and "closed_on" in change.after else None
        day = given.closed_on.isoformat() if given.closed_on else after
        said["closed_on"] = day if given.closed else None
    return said


def _record(work: Work, of: Judged, source: Origin) -> None:
    parts = [each.part.value for each in of.changed]
    kept = [each.part.value for each in of.kept]
    if of.done is Done.UNCHANGED:
        return
    work.record(
        f"organisation.{of.done.value}",
        subject=f"organisation:{of.code}",
        source=source.value,
        parts=parts,
        kept=kept,
    )


def _batched(items: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(items), _MANY):
        yield list(items[start : start + _MANY])
