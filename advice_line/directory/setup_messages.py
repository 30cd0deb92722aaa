"""The table of a setup file that says for how many days what callers said aloud, and mails as they
came, are kept."""

from typing import Annotated

from pydantic import Field, StrictInt

from advice_line.directory.setup_fields import Table
from advice_line.rules import retention

Days = Annotated[StrictInt, Field(ge=1, le=3650)]


class RetentionEntry(Table):
    """`message` counts from when it was typed, `mail` from when nothing of it was left to do, the
    others from when they were made."""

    message: Days = Field(default=retention.DAYS["message"], examples=["7"])
    untyped_message: Days = Field(default=retention.DAYS["untyped_message"], examples=["30"])
    recording: Days = Field(default=retention.DAYS["recording"], examples=["90"])
    mail: Days = Field(default=retention.DAYS["mail"], examples=["90"])
