"""The table of a setup file that says by when written questions are answered, and what is asked
back."""

from pydantic import Field

from advice_line.directory.setup.fields import Table, Target


class Targets(Table):
    now: Target | None = Field(default=None, examples=['"15 min"'])
    today: Target | None = Field(default=None, examples=['"4 open hours"'])
    two_days: Target | None = Field(default=None, examples=['"2 open days"'])
    routine: Target | None = Field(default=None, examples=['"1 open day"'])
    asked_back: Target | None = Field(default=None, examples=['"1 open day"'])
