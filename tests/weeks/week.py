"""One simulated week from Monday's opening to Friday's closing, and the evening after."""

from dataclasses import dataclass
from pathlib import Path

from tests.stories.soundness import unsound
from tests.weeks.accounts import unaccounted
from tests.weeks.figures import CallSeen, seen
from tests.weeks.people import calls
from tests.weeks.town import NUMBERS, town

_DAY, _OPEN = 24 * 3600.0, 11 * 3600.0
_AFTERWARDS = 3600.0


@dataclass(frozen=True)
class Week:
    seed: int
    calls: list[CallSeen]
    wrong: list[str]


def week(seed: int, template: Path, days: int = 5, hours: float = 11) -> Week:
    """`hours` of each day are simulated; the rest of it passes with nobody ringing."""
    opened = [(day * _DAY, day * _DAY + hours * 3600) for day in range(days)]
    with town(seed, template) as here:
        here.expect(calls(here.dice, opened, NUMBERS))
        for day in range(days):
            here.passes(hours * 3600)
            rest = _DAY - hours * 3600 if day < days - 1 else _AFTERWARDS
            here.passes_quietly(rest)
        faults = [f"the carrier: {each['message']}" for each in here.world.phones.faults()]
        wrong = faults + unsound(here.world) + unaccounted(here)
        return Week(seed, seen(here.world.carrier, here.rung), wrong)
