"""What `check` asks of each real service: whether it is there, and how to mend it if not."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """One answer. An integration that is switched off is `ok`; its sentence says how to switch it
    on. A sentence holds no secret and no patient data."""

    name: str
    ok: bool
    sentence: str


# Asks the service itself; never raises for what the service answers or for its absence.
Checker = Callable[[], list[Check]]
