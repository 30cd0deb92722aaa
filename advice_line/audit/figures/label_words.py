"""What the labels of a broken down figure are called where people read them."""

from collections.abc import Mapping
from typing import Any

from advice_line.audit_kinds import Dimension
from advice_line.rules import asker_roles, case_tags, labels

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAMED: Mapping[Dimension, Mapping[Any, str]] = {
    Dimension.CHANNEL: labels.CHANNELS,
    Dimension.URGENCY: labels.URGENCY_ASKED,
    Dimension.ASKER_ROLE: asker_roles.WORDS,
    Dimension.QUESTION_TYPE: case_tags.QUESTION_TYPES,
    Dimension.WEEKDAY: dict(enumerate(WEEKDAYS)),
    Dimension.HOUR: {hour: f"{hour:02}:00 to {hour:02}:59" for hour in range(24)},
}


def words(by: Dimension, label: Any, names: Mapping[int, str]) -> str:
    """`names` are of the organisations, by id."""
    if label is None:
        return "No network" if by is Dimension.NETWORK else "Not known"
    if by is Dimension.PRACTICE:
        return names.get(label, "Not in the directory")
    named = str(label).replace("_", " ")
    return _NAMED.get(by, {}).get(label) or named[:1].upper() + named[1:]
