"""The tables of a setup file that say what callers may choose by key before anybody is rung, and
which of it is played as sound."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictBool

from advice_line.directory.setup.fields import Key, Table, Text, refuse

_HTTPS = re.compile(r"https://(?:[A-Za-z0-9-]+\.)*[A-Za-z0-9-]+(?::[0-9]+)?(?:/[!-~]*)?")


def _address(value: str) -> str:
    if _HTTPS.fullmatch(value) is None:
        raise refuse(f'"{value}" is not an address that begins with https://')
    return value


Address = Annotated[str, AfterValidator(_address)]


class MenuEntry(Table):
    """Keys 1 to 4 and 0, asked for after the greeting of an open line."""

    offered: StrictBool = Field(default=True, examples=["true"])
    skip_for: tuple[Key, ...] = Field(default=(), examples=['["Y99001"]'])


class AnswerEntry(Table):
    """What is said to who presses `key` while no desk of that key is manned."""

    key: Literal["3", "4"] = Field(examples=['"3"'])
    words: Text = Field(examples=['"Requests are vetted within two working days."'])
    link: Address | None = Field(default=None, examples=['"https://www.example.org/imaging"'])


class AudioEntry(Table):
    """Sounds that are played instead of these words."""

    greeting: Address | None = Field(
        default=None, examples=['"https://www.example.org/greeting.wav"']
    )
    menu: Address | None = Field(default=None, examples=['"https://www.example.org/menu.wav"'])
    menu_again: Address | None = Field(
        default=None, examples=['"https://www.example.org/again.wav"']
    )
    hold: Address | None = Field(default=None, examples=['"https://www.example.org/hold.wav"'])
