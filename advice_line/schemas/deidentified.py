"""A text without identifiers as JSON, and the JSON in which somebody says what is known of whom it
is about."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from advice_line.rules.deidentify_known import Known as Rule
from advice_line.rules.spans import Kind

_MOST = 100


class Given(BaseModel):
    """What is known, as text in any spelling; days as 2026-11-24. Every field may be left out."""

    model_config = ConfigDict(extra="forbid", str_max_length=200)

    patient_names: tuple[str, ...] = Field(default=(), max_length=_MOST)
    dates_of_birth: tuple[date, ...] = Field(default=(), max_length=_MOST)
    numbers: tuple[str, ...] = Field(default=(), max_length=_MOST)
    postcodes: tuple[str, ...] = Field(default=(), max_length=_MOST)
    addresses: tuple[str, ...] = Field(default=(), max_length=_MOST)
    requester_names: tuple[str, ...] = Field(default=(), max_length=_MOST)
    responder_names: tuple[str, ...] = Field(default=(), max_length=_MOST)
    organisation_names: tuple[str, ...] = Field(default=(), max_length=_MOST)
    hospital_names: tuple[str, ...] = Field(default=(), max_length=_MOST)
    phones: tuple[str, ...] = Field(default=(), max_length=_MOST)
    emails: tuple[str, ...] = Field(default=(), max_length=_MOST)
    codes: tuple[str, ...] = Field(default=(), max_length=_MOST)
    asked_on: date | None = Field(
        default=None, description="days in the text are counted from it; null: they just go"
    )

    def known(self) -> Rule:
        return Rule(**{name: getattr(self, name) for name in type(self).model_fields})


class Removal(BaseModel):
    """From character `start` of the text that was given to before `end`; what stood there is not
    told again."""

    model_config = ConfigDict(extra="forbid")

    start: int
    end: int
    kind: Kind
    replacement: str = Field(description="what stands there now, such as [patient]")


class Deidentified(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str
    removals: tuple[Removal, ...]
