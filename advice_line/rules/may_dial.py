"""Which numbers the system may ring at all: those that somebody has vouched for, in the countries
that the site allows, and none that costs more than a call.

Who has the account's token, or talks their way into a row, could otherwise have it ring a number
that pays them by the minute.
"""

from collections.abc import Collection
from enum import StrEnum

# United Kingdom: 09 premium rate, 070 personal numbers; both pay whoever is rung.
_DEAR = ("+449", "+4470")
HOME = ("+44",)


class Why(StrEnum):
    """Why a number is not dialled."""

    UNKNOWN = "unknown"
    COUNTRY = "country"
    PREMIUM = "premium"


def refusal(number: str, *, known: bool, countries: Collection[str] = HOME) -> Why | None:
    """None where `number` (E.164) may be rung. `known` says that it is on the rota, in the
    directory, or where a caller of ours wants to be rung back; `countries` are dialling codes."""
    if number.startswith(_DEAR):
        return Why.PREMIUM
    if not number.startswith(tuple(countries)):
        return Why.COUNTRY
    return None if known else Why.UNKNOWN
