"""By when somebody of a practice is to have said that they act on an alert, by its word. The times
are each service's own to set; the words are those of the AoMRC (2022)."""

from collections.abc import Mapping
from datetime import datetime

from advice_line.kinds import AlertWord
from advice_line.rules import targets
from rota.opening import LineCalendar

# What is ROUTINE is no alert.
WORDS = (AlertWord.CRITICAL, AlertWord.URGENT, AlertWord.CANCER)
DEFAULTS = {
    AlertWord.CRITICAL: "1 hour",
    AlertWord.URGENT: "2 open days",
    AlertWord.CANCER: "5 open days",
}


def due_at(
    given: Mapping[str, str], word: AlertWord, theirs: LineCalendar, since: datetime
) -> datetime:
    """Open time is that of the practice, whose hours are `theirs` (H22)."""
    return targets.read(given.get(word) or DEFAULTS[word], "alerts").due(theirs, since)
