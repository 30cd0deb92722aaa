"""What a funnel plot says, for who reads and who hears it. No place is named that has no label."""

from collections.abc import Sequence
from dataclasses import dataclass

from advice_line.audit.spc import values
from advice_line.audit.spc.funnel import FEWEST_SPOTS, Funnel, Placed
from advice_line.audit.spc.points import Nature
from advice_line.audit_kinds import Unit

UNRANKED = (
    "No order of merit: most places differ by chance alone, and those with small numbers most."
)
_UNIT = Unit.SHARE
_KINDS = {
    Nature.COMMON: "As chance would have it",
    Nature.IMPROVEMENT: "Better than chance",
    Nature.CONCERN: "Worse than chance",
    Nature.NEITHER: "Not by chance",
}
_BEYOND = {
    0: "as chance would have it",
    2: "beyond 2 standard deviations, where 1 in 20 lies by chance",
    3: "beyond 3 standard deviations",
}


@dataclass(frozen=True)
class Row:
    """A place in the plot's table; texts as they are drawn."""

    label: str
    value: str
    of: str
    says: str


def kind(placed: Placed) -> str:
    """For the key."""
    return "Between 2 and 3 standard deviations" if placed.beyond == 2 else _KINDS[placed.nature]


def says(placed: Placed) -> str:
    if not placed.beyond:
        return ""
    way = "higher" if placed.high else "lower"
    nature = "" if placed.nature is Nature.COMMON else f"{_KINDS[placed.nature].lower()}: "
    return f"{nature}{way}, {_BEYOND[placed.beyond]}"


def rows(of: Funnel) -> list[Row]:
    """The largest first, which is no order of merit."""
    ordered = sorted(of.placed, key=lambda each: (-each.spot.size, each.spot.label or ""))
    return [
        Row(
            label=each.spot.label or "not named",
            value=values.said(each.share, _UNIT),
            of=f"{each.spot.size:,}",
            says=says(each),
        )
        for each in ordered
    ]


def described(of: Funnel, counted: str) -> str:
    count = len(of.placed)
    said = ["1 place." if count == 1 else f"{count} places, each by its share and its number."]
    said.append(f"Numbers are of: {counted[:1].lower()}{counted[1:]}.")
    if of.mean is None:
        said.append(f"Too few for limits: they need {FEWEST_SPOTS} places.")
    else:
        said.append(f"All together {values.said(of.mean, _UNIT)}.")
        said += _counted(of.placed)
    if of.target is not None:
        said.append(f"Target {values.said(of.target, _UNIT)}.")
    for each in of.placed:
        if each.spot.label:
            share = values.said(each.share, _UNIT)
            found = says(each) or _BEYOND[0]
            said.append(f"{each.spot.label}: {share} of {each.spot.size:,}, {found}.")
    return " ".join(said)


def _counted(placed: Sequence[Placed]) -> list[str]:
    beyond = {far: sum(each.beyond == far for each in placed) for far in (2, 3)}
    return [
        f"{beyond[3] or 'None'} beyond 3 standard deviations,"
        f" {beyond[2] or 'none'} between 2 and 3."
    ]
