"""The directory as it stands, read in a few statements however large it is, to hold a file
against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from advice_line.directory import lookups
from advice_line.directory.imports.given import Value
from advice_line.directory_kinds import Origin, Part
from advice_line.ledger.once import table_of
from advice_line.tables.directory import Organisation, OrganisationPhone
from advice_line.tables.upkeep import DetailOrigin

_ORIGINS = table_of(DetailOrigin)

# The columns of each part; the telephones are rows of their own.
COLUMNS: Mapping[Part, tuple[str, ...]] = {
    Part.NAME: ("name",),
    Part.ADDRESS: ("address", "postcode"),
    Part.PHONES: ("phones",),
    Part.BYPASS: ("bypass_number",),
    Part.HOURS: ("open",),
    Part.OUT_OF_HOURS: ("out_of_hours_name", "out_of_hours_number"),
    Part.EMAIL: ("email", "email_domains"),
    Part.NETWORK: ("network", "list_size"),
    Part.CODE: ("opened_on", "closed_on"),
}


@dataclass(frozen=True)
class Noted:
    """Of one part: by which way it came, what each source said of it last, and what waits beside
    it. `id` is of its row."""

    id: int
    origin: Origin
    said: Mapping[str, Value] = field(default_factory=dict)
    differs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Standing:
    """`merged_into` is the code of the organisation that this one has become a part of."""

    id: int
    code: str
    kind: str
    parts: Mapping[Part, Value]
    noted: Mapping[Part, Noted]
    merged_into: str | None = None

    @property
    def name(self) -> str:
        return str(self.parts[Part.NAME]["name"])

    @property
    def closed_on(self) -> date | None:
        text = self.parts[Part.CODE]["closed_on"]
        return date.fromisoformat(text) if text else None


def load(session: Session) -> dict[str, Standing]:
    """By code, with those that were merged into another."""
    every = lookups.every_organisation(session)
    codes = {each.id: each.key for each in every}
    phones: dict[int, list[str]] = {}
    numbers = select(OrganisationPhone.organisation_id, OrganisationPhone.number)
    for owner, number in session.exec(numbers.order_by(col(OrganisationPhone.number))):
        phones.setdefault(owner, []).append(number)
    noted = _noted(session)
    return {
        each.key: Standing(
            id=each.id or 0,
            code=each.key,
            kind=each.kind,
            parts=parts_of(each, phones.get(each.id or 0, ())),
            noted=noted.get(each.id or 0, {}),
            merged_into=codes.get(each.merged_into_id) if each.merged_into_id else None,
        )
        for each in every
    }


def parts_of(row: Organisation, phones: "list[str] | tuple[str, ...]") -> dict[Part, Value]:
    return {
        part: {
            name: list(phones) if name == "phones" else plain(getattr(row, name)) for name in names
        }
        for part, names in COLUMNS.items()
    }


def plain(value: object) -> object:
    """As JSON keeps it."""
    return value.isoformat() if isinstance(value, date) else value


def of_column(name: str, value: Any) -> Any:
    """As its column keeps it."""
    return date.fromisoformat(value) if name in ("opened_on", "closed_on") and value else value


def _noted(session: Session) -> dict[int, dict[Part, Noted]]:
    found: dict[int, dict[Part, Noted]] = {}
    rows = select_columns(_ORIGINS).where(_ORIGINS.c.organisation_id.is_not(None))
    for row in session.execute(rows):
        noted = Noted(row.id, Origin(row.origin), row.said, row.differs)
        found.setdefault(row.organisation_id, {})[Part(row.part)] = noted
    return found
