"""The measures of which a report draws a chart, and names them first."""

HEADLINES = (
    "utilisation.queries",
    "access.answered",
    "access.within_60",
    "turnaround.in_target",
    "deflection.deflected",
    "outcomes.imaging_avoided",
    "loop.acknowledged",
    "safety.promises_kept",
)
