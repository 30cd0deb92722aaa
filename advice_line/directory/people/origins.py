"""What people of the service were changed to by a page, so that a setup file which still says what
it said takes nothing of it back (as decision 56 has it for organisations)."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import col, select

from advice_line.directory.imports.standing import plain
from advice_line.directory.people.entries import PARTS
from advice_line.directory_kinds import Origin
from advice_line.ledger.work import Work
from advice_line.tables.directory import Responder
from advice_line.tables.upkeep import DetailOrigin


def changed(work: Work, person: Responder, parts: Iterable[str], by: str) -> None:
    """Before the row is written: what stands then is what the setup file has said."""
    noted = _noted(work, person)
    for part in parts:
        row = noted.get(part)
        if row is not None:
            work.update(row, origin=Origin.OFFICE, changed_at=work.now, changed_by=by)
            continue
        work.add(
            DetailOrigin(
                responder_id=person.id,
                part=part,
                origin=Origin.OFFICE,
                changed_at=work.now,
                changed_by=by,
                said={Origin.SETUP.value: _value(part, person.model_dump())},
            )
        )


def left(
    work: Work, person: Responder | None, columns: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """Without the columns that were changed by a page since the file said the same, and which
    parts those are; a part of which the file says something new is the file's again."""
    if person is None:
        return dict(columns), []
    kept, names = [], set[str]()
    for part, row in _noted(work, person).items():
        value = _value(part, columns)
        if row.origin == Origin.OFFICE and row.said.get(Origin.SETUP) == value:
            # Also where both say the same: a mobile that waits goes before what the file said.
            names.update(PARTS[part])
            kept += [part] if _value(part, person.model_dump()) != value else []
        else:
            said = {**row.said, Origin.SETUP.value: value}
            work.update(row, origin=Origin.SETUP, changed_at=work.now, said=said)
    return {name: each for name, each in columns.items() if name not in names}, kept


def _noted(work: Work, person: Responder) -> dict[str, DetailOrigin]:
    statement = select(DetailOrigin).where(col(DetailOrigin.responder_id) == person.id)
    return {each.part: each for each in work.session.exec(statement)}


def _value(part: str, columns: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(columns.get(name)) for name in PARTS[part]}
