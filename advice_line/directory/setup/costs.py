"""What a line costs, as it stands in a setup file."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, StrictFloat, StrictInt, model_validator

from advice_line.directory.setup.fields import Day, Table, refuse

Hour = Annotated[StrictInt | StrictFloat, Field(gt=0, le=1_000)]
Year = Annotated[StrictInt | StrictFloat, Field(gt=0, le=10_000_000)]


class CostEntry(Table):
    """Pounds, until the next `from`."""

    since: Day = Field(alias="from", examples=["2026-04-01"])
    hour: Hour | None = Field(default=None, examples=["110"])
    year: Year | None = Field(default=None, examples=["18500"])

    @model_validator(mode="after")
    def _given(self) -> Self:
        if self.hour is None and self.year is None:
            raise refuse("says no cost: write hour, year, or both, in pounds")
        return self


def _once(entries: tuple[CostEntry, ...]) -> tuple[CostEntry, ...]:
    days = set[date]()
    for each in entries:
        if each.since in days:
            raise refuse(f"says twice what it costs from {each.since} on")
        days.add(each.since)
    return entries


Costs = Annotated[tuple[CostEntry, ...], Field(max_length=50), AfterValidator(_once)]


def kept(entries: Costs) -> list[dict[str, Any]]:
    """As `rules/costs.py` reads them."""
    return [
        {"from": each.since.isoformat(), "hour": each.hour, "year": each.year} for each in entries
    ]
