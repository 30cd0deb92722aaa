"""The data dictionary, drawn from the definitions.

python -m advice_line.audit.measures.page > docs/measures.md
"""

import sys
from collections.abc import Iterator

from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Measure
from advice_line.audit_kinds import Better, ClockKind, Dimension, Group, Unit

GROUPS = {
    Group.UTILISATION: "How much the line is used",
    Group.ACCESS: "Whether a caller reaches a person",
    Group.TURNAROUND: "How soon it is answered",
    Group.DEFLECTION: "What is kept from responders",
    Group.APPROPRIATENESS: "Whether it is for a radiologist",
    Group.OUTCOMES: "What the advice changed",
    Group.LOOP: "Whether advice arrives",
    Group.ROTA: "Whether the line is staffed",
    Group.EDUCATION: "Whether cases teach",
    Group.EXPERIENCE: "What people think of it",
    Group.COST: "What a query takes",
    Group.REFERRALS: "What practices would have done",
    Group.IMAGING: "How long imaging takes",
    Group.SAFETY: "What the hazard log watches for",
    Group.ADOPTION: "Who uses the line, and who does not",
}
UNITS = {
    Unit.SHARE: "a share",
    Unit.COUNT: "a number",
    Unit.SECONDS: "a time, its middle and its 90th centile",
    Unit.MINUTES: "minutes",
    Unit.PER_1000: "for each 1,000 patients",
    Unit.NUMBER: "so many for each",
    Unit.POUNDS: "pounds for each",
}
CLOCKS = {
    ClockKind.NONE: "none",
    ClockKind.ELAPSED: "every hour counts",
    ClockKind.WORKING_TIME: "only while the line is open",
}
WAYS = {
    Better.HIGHER: "higher is better",
    Better.LOWER: "lower is better",
    Better.NEITHER: "neither way is better",
}
DIMENSIONS = {
    Dimension.CHANNEL: "channel",
    Dimension.PRACTICE: "practice",
    Dimension.NETWORK: "network",
    Dimension.ASKER_ROLE: "role of who asks",
    Dimension.URGENCY: "urgency asked for",
    Dimension.HOUR: "hour of the day",
    Dimension.WEEKDAY: "day of the week",
    Dimension.QUESTION_TYPE: "kind of question",
}


def page() -> str:
    """The whole of `docs/measures.md`, ended by a newline."""
    return _ABOVE + "\n".join(_groups()) + "\n"


def _groups() -> Iterator[str]:
    for group, title in GROUPS.items():
        measures = every.of(group)
        if measures:
            yield f"\n## {title}\n"
            yield "\n".join(_measure(each) for each in measures)


def _measure(measure: Measure) -> str:
    rows = [
        ("asks", measure.question),
        ("counts", measure.numerator),
        ("among", measure.denominator),
        ("leaves out", measure.exclusions),
        ("clock", CLOCKS[measure.clock]),
        ("told as", f"{UNITS[measure.unit]}; {WAYS[measure.better]}{_target(measure)}"),
        ("broken down by", ", ".join(DIMENSIONS[each] for each in measure.by) or "nothing"),
        ("source", measure.source),
        *((f"version {number}", said) for number, said in enumerate(measure.changes, start=2)),
    ]
    listed = "".join(f"| {name} | {said} |\n" for name, said in rows)
    head = f"### {measure.name}\n\n`{measure.id}`, version {measure.version}\n\n"
    return f"{head}| | |\n|---|---|\n{listed}"


def _target(measure: Measure) -> str:
    if measure.target is None:
        return ""
    share = measure.unit is Unit.SHARE
    return f"; target {measure.target:.0%}" if share else f"; target {measure.target:g}"


_ABOVE = (
    "# What the audit measures\n\n"
    "Every figure of the audit, with its one definition; `advice-line audit measures` prints the "
    "same. This page is drawn from the code.\n\n"
    "A figure is three counts: all that it is about, those of them of which it is known, and those "
    "of these that it counts. How complete it is, is the second's share of the first. Counts of 1 "
    "to [`SMALL_NUMBER`](settings.md#small_number) less 1 are told nowhere, nor anything from "
    "which one can be worked out ([decision 80](decisions/0080-what-a-figure-may-tell.md)); how "
    "charts are read is in [charts](charts.md), and what the figures are made from in "
    "[decision 76](decisions/0076-what-the-audit-counts.md).\n"
)

if __name__ == "__main__":
    sys.stdout.write(page())
