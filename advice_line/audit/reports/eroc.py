"""The counts that an integrated care board reports each month of specialist advice (NHS England,
system EROC): requests, those processed, and those diverted, by type. Of each what may be told."""

from collections.abc import Mapping

from advice_line.audit.figures.told import State
from advice_line.audit.reports.content import Count, Eroc, Figure

_REQUESTS, _PROCESSED = "utilisation.queries", "appropriateness.kinds"
# By whose word: what the advice said, or what was said later of what came of it.
_DIVERTED = {
    "outcomes.referral_avoided_said": "Referral avoided, by the word of who asked",
    "outcomes.imaging_avoided_said": "Imaging avoided, by the word of who asked",
    "outcomes.imaging_avoided": "Imaging that would have been requested and was not advised",
}
NO_FIGURE = "not counted"
NOT_KNOWN = "not known"


def counts(figures: Mapping[str, Figure], month: str, provider: str, specialty: str) -> Eroc:
    """`figures` by the id of their measure."""
    return Eroc(
        month=month,
        provider=provider,
        specialty=specialty,
        requests=_count("Requests", figures.get(_REQUESTS)),
        processed=_count("Processed requests", figures.get(_PROCESSED)),
        diverted=tuple(_count(name, figures.get(key)) for key, name in _DIVERTED.items()),
    )


def _count(name: str, figure: Figure | None) -> Count:
    if figure is None:
        return Count(name=name, number=None, sentence=NO_FIGURE)
    if figure.state is State.NOTHING:
        return _of_nothing(name, figure)
    return Count(name=name, number=figure.numerator, sentence=figure.sentence)


def _of_nothing(name: str, figure: Figure) -> Count:
    """Where nobody has said, it is not known; where there was nobody to say, there was none."""
    if figure.completeness == 0:
        return Count(name=name, number=None, sentence=NOT_KNOWN)
    return Count(name=name, number=0, sentence="0")
