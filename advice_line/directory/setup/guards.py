"""How a line's limits and its morning's test call stand in a setup file."""

from typing import Annotated

from pydantic import Field, StrictInt

from advice_line.directory.setup.fields import Number, Table
from advice_line.rules.line_guards import Limits, MorningCall


class MorningCallEntry(Table):
    """`number` is one of the account's own that nobody answers."""

    number: Number = Field(examples=['"+441632960998"'])
    minutes_before: Annotated[StrictInt, Field(ge=5, le=120)] = Field(
        default=MorningCall.minutes_before, examples=["20"]
    )


class LimitsEntry(Table):
    number: Annotated[StrictInt, Field(ge=2, le=100)] = Field(default=Limits.number, examples=["5"])
    line: Annotated[StrictInt, Field(ge=10, le=10_000)] = Field(
        default=Limits.line, examples=["60"]
    )
