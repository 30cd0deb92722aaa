"""The table of a setup file that says when a line's mails are looked through by a person."""

from typing import Annotated

from pydantic import Field

from advice_line.directory.setup.fields import Clock, Table
from advice_line.rules import mail_times


class MailEntry(Table):
    clear_at: Annotated[tuple[Clock, ...], Field(min_length=1, max_length=24)] = Field(
        default=mail_times.DEFAULT, examples=['["10:00", "15:00"]']
    )
