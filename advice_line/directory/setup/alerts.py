"""The table of a setup file that says by when a practice is to have acknowledged an alert."""

from pydantic import Field

from advice_line.directory.setup.fields import Table, Target


class AlertsEntry(Table):
    critical: Target | None = Field(default=None, examples=['"1 hour"'])
    urgent: Target | None = Field(default=None, examples=['"2 open days"'])
    cancer: Target | None = Field(default=None, examples=['"5 open days"'])
