"""Who is to be told a new time by telephone, for the pages of staff (H23)."""

from dataclasses import dataclass
from datetime import datetime

from advice_line.desk.owed.new_times import Untold
from advice_line.web.naming import asked_by


@dataclass(frozen=True)
class ShownUntold:
    """`old` is what they were promised, `new` what they do not know of."""

    who: str
    phone: str | None
    old: datetime
    new: datetime


def shown(
    untold: Untold | None, organisation: str | None, number: str | None
) -> ShownUntold | None:
    if untold is None:
        return None
    who = asked_by(organisation, known_number=number is not None)
    return ShownUntold(who, number, untold.old, untold.new)
