"""The columns of the radiology system's file, by the names that its export may give them, and the
names by which a column is known to be about patients or people."""

import re
from collections.abc import Sequence

from advice_line.rules import topics
from advice_line.rules.waits import ROUTES, Route

COLUMNS = {
    "month": ("month", "period"),
    "modality": ("examination", "modality", "test", "exam", "scan"),
    "route": ("urgency", "priority", "route"),
    "requested": ("requested", "requests", "referrals received"),
    "done": ("done", "performed", "attended", "examinations"),
    "in_week": ("done within 7 days", "within 7 days", "within 1 week", "done within 1 week"),
    "in_two_weeks": ("done within 14 days", "within 14 days", "within 2 weeks"),
    "median_days": ("median wait in days", "median wait days", "median wait"),
    "reported": ("reported", "reports"),
    "next_day": ("reported next working day", "reported by next working day", "next working day"),
}
NEEDED = ("month", "modality", "route", "done", "in_week", "reported", "next_day")
HEADINGS = {name: column for column, names in COLUMNS.items() for name in names}
# Whatever it is called in a system: one patient, or one member of staff, is no count.
_OF_PEOPLE = re.compile(
    r"\b(nhs|chi|mrn|crn|pas|hospital (no|num\w*|id)|unit (no|num\w*)|patients? (id|no|num\w*|name)"
    r"|name|surname|forename|initials|dob|birth\w*|age|sex|gender|ethnic\w*|address|post ?code"
    r"|phone|mobile|accession|study|uid|ubrn|referr(er|ed by)|gp|consultant|radiologist"
    r"|reporter|operator|radiographer|reported by|requested by|staff|user)\b"
)
# Nothing was done where no imaging was.
MODALITIES = {key: name for key, name in topics.MODALITIES.items() if key != "none"}
_MODALITY_WORDS = {
    "xr": ("x-ray", "xray", "cr", "dr", "dx", "radiograph", "plain x-ray"),
    "mri": ("mr",),
    "us": ("uss", "ultrasound scan"),
    "nm": ("nuclear medicine", "pet-ct", "pet ct"),
    "dxa": ("dexa", "bone density"),
    "fluoroscopy": ("fluoro", "rf"),
}
_ROUTE_WORDS = {
    Route.SUSPECTED_CANCER: ("cancer", "2ww", "two week wait", "usc", "fds"),
}


def plain(text: str) -> str:
    """A heading or a word as it is looked up: lower case, single spaces, no signs round it."""
    return " ".join(re.sub(r"[_:?%()#]+", " ", text.lower()).split())


def of_people(heading: str) -> bool:
    return plain(heading) not in HEADINGS and _OF_PEOPLE.search(plain(heading)) is not None


def modality(text: str) -> str:
    """Its key. Raises ValueError with a sentence."""
    return _known(text, _MODALITIES, "examination", list(MODALITIES.values()))


def route(text: str) -> Route:
    """Raises ValueError with a sentence."""
    return Route(_known(text, _ROUTES, "urgency", list(ROUTES.values())))


def _known(text: str, words: dict[str, str], what: str, names: Sequence[str]) -> str:
    found = words.get(plain(text))
    if found is None:
        raise ValueError(f"This is no {what} that is known here: write {', '.join(names)}.")
    return found


def _by_words(names: dict[str, str], more: dict[str, tuple[str, ...]]) -> dict[str, str]:
    said = {key: (key, plain(name), *more.get(key, ())) for key, name in names.items()}
    return {word: key for key, words in said.items() for word in words}


_MODALITIES = _by_words(MODALITIES, _MODALITY_WORDS)
_ROUTES = _by_words(
    {each.value: name for each, name in ROUTES.items()},
    {each.value: words for each, words in _ROUTE_WORDS.items()},
)
