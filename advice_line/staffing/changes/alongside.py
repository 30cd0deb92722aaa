"""What else somebody who comes to a duty has at the same time: another tier of the line, or tier 2
or the lead of another. Tier 1 of another line needs a reason, and is told for itself."""

from collections.abc import Iterable, Mapping, Sequence

from rota import comparing
from rota.comparing import Moved
from rota.duty import Timetable
from rota.stretches import Stretch, common, touch
from rota.values import Duty, Tier

_WORDS = {Tier.FIRST: "on tier 1", Tier.SECOND: "on tier 2", Tier.LEAD: "the lead"}


def of(
    after: Mapping[str, Timetable], names: Mapping[str, str], line: str, moved: Sequence[Moved]
) -> dict[str, list[Stretch]]:
    """In words, and when, of what one person gains on a line. `names` are those of the lines."""
    found: dict[str, list[Stretch]] = {}
    for gained in moved:
        for other, timetable in after.items():
            for duty, stretch in _duties(timetable, gained):
                if other == line and _counts_here(duty, gained, moved):
                    found.setdefault(_WORDS[duty.tier], []).append(stretch)
                elif other != line and duty.tier is not Tier.FIRST:
                    place = f"{_WORDS[duty.tier]} of {names[other]}"
                    found.setdefault(place, []).append(stretch)
    return {place: comparing.joined(taken) for place, taken in found.items()}


def _duties(timetable: Timetable, gained: Moved) -> Iterable[tuple[Duty, Stretch]]:
    whole = gained.start, gained.end
    for span in timetable.timeline(*whole):
        for duty in span.duties:
            if duty.person_ref == gained.person_ref and touch((span.start, span.end), whole):
                yield duty, common((span.start, span.end), whole)


def _counts_here(duty: Duty, gained: Moved, moved: Iterable[Moved]) -> bool:
    """Of two tiers that are both gained it is said once, of the nearer one."""
    if duty.tier is gained.tier:
        return False
    both = any(
        each.tier is duty.tier and touch((each.start, each.end), (gained.start, gained.end))
        for each in moved
    )
    return not both or gained.tier.rank < duty.tier.rank
