"""What the API takes for each act upon a rota. A time without a zone is the wall clock of the line,
as on the pages; `line`, `who` and `person` are keys."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from rota.values import AbsenceKind

Tier = Literal["1", "2", "lead"]


def _keepable(text: str) -> str:
    """PostgreSQL keeps a NUL in no text."""
    return text.replace("\0", "")


Words = Annotated[str, Field(max_length=500), AfterValidator(_keepable)]
Key = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_keepable)]
Breaches = Annotated[
    list[str],
    Field(max_length=200, description="Those that the reason is given for, as they were answered"),
]
People = Annotated[list[Key], Field(min_length=1, max_length=20)]


class _Act(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Reasoned(_Act):
    """What is against an act is answered with 422, as `breaches`; the same again with these and a
    reason is done."""

    reason: Words | None = None
    breaches: Breaches = []


class OfLine(_Act):
    """Where a key alone does not say which line is meant."""

    line: Key


class Absent(_Act):
    person: Key
    kind: AbsenceKind
    start: datetime
    end: datetime
    reason: Words | None = None


class Back(Reasoned):
    at: datetime | None = Field(default=None, description="Now where none is given")


class End(OfLine, Reasoned):
    """It is taken back."""


class Cover(OfLine, Reasoned):
    tier: Tier
    who: People
    start: datetime
    end: datetime
    supervisor: Key | None = None
    version: str | None = Field(
        default=None, description="Of the rota as it was looked at; 409 where the days were changed"
    )


class Session(_Act):
    """As in the setup file."""

    week: int = Field(default=1, ge=1, le=520)
    days: Key
    time: Key
    tier: Tier
    who: People
    turns: Literal["together", "session", "day", "week"] = "together"
    supervisor: Key | None = None


class Pattern(OfLine, Reasoned):
    key: Key
    from_day: date
    valid_from: date = Field(description="The Monday of week 1")
    valid_to: date | None = None
    cycle_weeks: int = Field(default=1, ge=1, le=520)
    sessions: Annotated[list[Session], Field(min_length=1, max_length=500)]
    version: str | None = None


class EndPattern(OfLine, Reasoned):
    last_day: date
    version: str | None = None


class TakeOver(OfLine, Reasoned):
    tier: Tier
    instead_of: Key | None = None
    until: datetime | None = None
    person: Key | None = Field(default=None, description="Who takes it; oneself without it")


class Pause(_Act):
    until: datetime
    person: Key | None = None


class EndPause(_Act):
    person: Key | None = None


class Close(OfLine):
    end: datetime
    reason: Words
    start: datetime | None = Field(default=None, description="Now where none is given")
    greeting: Words | None = None
    divert_to: Key | None = None


class CloseDay(OfLine):
    day: date
    reason: Words


class HoursOn(OfLine):
    day: date
    open: Annotated[list[Key], Field(min_length=1, max_length=12)]
    reason: Words
    breaches: Breaches = []


class Holiday(OfLine, Reasoned):
    day: date
    name: Words | None = Field(description="Null: a bank holiday of the list that does not count")


class UsualDay(OfLine, Reasoned):
    day: date


class Part(_Act):
    tier: Tier
    start: datetime
    end: datetime


class Ask(OfLine):
    tier: Tier
    start: datetime
    end: datetime
    of: list[Key] | None = Field(default=None, description="Everybody eligible in turn without it")
    in_return: Part | None = None
    now: bool = Field(default=False, description="Hand over from the moment of acceptance")
    person: Key | None = Field(default=None, description="On whose behalf; oneself without it")


class Done(BaseModel):
    """`key` names what was made, for the act that ends it; `notes` are sentences for the person."""

    key: str | None
    notes: list[str]
