"""The tables of a setup file that say what callers may choose by key before anybody is rung."""

from pydantic import Field, StrictBool

from advice_line.directory.setup_fields import Table


class MenuEntry(Table):
    """Keys 1 to 4 and 0, asked for after the greeting of an open line."""

    offered: StrictBool = Field(default=True, examples=["true"])
