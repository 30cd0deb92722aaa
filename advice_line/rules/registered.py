"""Registrations of the people of the service: the form of their numbers, and how long they hold.
Pure.

Only the form is judged (`rules/registrations.py` says each register's): whether a number is on its
register is the employer's to look up there. Sonographers and others are on a voluntary register or
on none, and act by their employer's entitlement (IR(ME)R 2017, schedule 2): both are said, neither
is guessed.
"""

from datetime import date, timedelta
from enum import StrEnum

from advice_line.rules import registrations

# By law for who gives imaging advice; the numbers of any other register have any form.
BODIES = ("GMC", "HCPC", "NMC")
WARNED_AHEAD = timedelta(days=60)


class Held(StrEnum):
    GOOD = "good"
    NEAR_ITS_END = "near_its_end"
    ENDED = "ended"
    UNDATED = "undated"
    NONE = "none"


def number(body: str, text: str) -> str:
    """The number alone, as it is kept. Raises ValueError with what to do about one that this body
    does not give."""
    if body.upper() not in BODIES:
        return " ".join(text.split())
    return registrations.read(f"{body} {text}").rpartition(" ")[2]


def held(body: str | None, expires: date | None, today: date) -> Held:
    """How it stands on a day; the day on which it expires is its last."""
    if body is None:
        return Held.NONE
    if expires is None:
        return Held.UNDATED
    if expires < today:
        return Held.ENDED
    return Held.NEAR_ITS_END if expires - today <= WARNED_AHEAD else Held.GOOD
