"""What `check` asks of each real service: whether it is there, and how to mend it if not."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """One answer. The sentence of an integration that is switched off says how to switch it on; it
    is `ok` where the site can do without. A sentence holds no secret and no patient data."""

    name: str
    ok: bool
    sentence: str


# Asks the service itself; never raises for what the service answers or for its absence.
Checker = Callable[[], list[Check]]
