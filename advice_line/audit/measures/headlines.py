"""What whoever leads a line asks first: the measures that stand first on a page and in a report,
each with its chart, in the order of all measures."""

HEADLINES = (
    "utilisation.queries",
    "access.answered",
    "access.within_60",
    "access.abandoned",
    "turnaround.in_target",
    "turnaround.advice",
    "deflection.deflected",
    "outcomes.imaging_avoided",
    "loop.acknowledged",
    "rota.fill",
    "safety.promises_kept",
    "adoption.using",
)
