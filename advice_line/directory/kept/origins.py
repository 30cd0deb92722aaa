"""Whose word each part of an organisation's details is, and since when: noted with every change.

A part of which nothing is noted came from the setup file, which said what stands.
"""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from advice_line.directory.imports.given import Value
from advice_line.directory_kinds import Origin, Part
from advice_line.ledger.work import Work
from advice_line.tables.upkeep import DetailOrigin


def of_organisation(session: Session, organisation_id: int) -> dict[Part, DetailOrigin]:
    statement = select(DetailOrigin).where(col(DetailOrigin.organisation_id) == organisation_id)
    return {Part(each.part): each for each in session.exec(statement)}


def changed(
    work: Work,
    organisation_id: int,
    part: Part,
    origin: Origin,
    by: str,
    *,
    before: Value,
    said: Value | None = None,
    said_by: str | None = None,
) -> None:
    """`before` is the whole part as it stood; `said` what a source said that may say it again. A
    changed detail is a confirmed one, unless two rows were merged: nobody was asked. What a file
    said otherwise is settled by it."""
    row = of_organisation(work.session, organisation_id).get(part)
    kept: dict[str, Any] = dict(row.said) if row else {Origin.SETUP.value: dict(before)}
    if said is not None:
        kept[origin.value] = dict(said)
    values: dict[str, Any] = {
        "origin": origin.value,
        "changed_at": work.now,
        "changed_by": by,
        "said": kept,
        "differs": {},
    }
    if origin is not Origin.MERGE:
        values |= _confirmed(work, by, said_by)
    if row is None:
        work.add(DetailOrigin(organisation_id=organisation_id, part=part, **values))
    else:
        work.update(row, **values)


def confirmed(
    work: Work, organisation_id: int, part: Part, by: str, said_by: str | None, stands: Value
) -> None:
    """Somebody asked and it was right, by the word of `said_by`."""
    row = of_organisation(work.session, organisation_id).get(part)
    if row is not None:
        work.update(row, **_confirmed(work, by, said_by))
        return
    setup = {Origin.SETUP.value: dict(stands)}
    work.add(
        DetailOrigin(
            organisation_id=organisation_id,
            part=part,
            origin=Origin.SETUP,
            said=setup,
            **_confirmed(work, by, said_by),
        )
    )


def says(said: Mapping[str, Any] | None, value: Value) -> bool:
    """Whether this very thing was said; of more than `value` names, the rest does not count."""
    return said is not None and all(said.get(name) == each for name, each in value.items())


def _confirmed(work: Work, by: str, said_by: str | None) -> dict[str, Any]:
    return {"confirmed_at": work.now, "confirmed_by": by, "said_by": said_by}
