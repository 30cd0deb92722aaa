"""What is told of a written question that is not answered: to its owner, to who is on, to the lead.
A reference, times and a link; never what anybody wrote (H07)."""

from datetime import datetime

from advice_line.rules.notices import by


def owner_waits(
    reference: str, urgency: str, due: datetime, now: datetime, zone: str, url: str
) -> str:
    return f"{reference} waits for your answer: {_asked(urgency, due, now, zone)}. {url}"


def nobody_has_it(
    reference: str, urgency: str, due: datetime, now: datetime, zone: str, url: str
) -> str:
    said = _asked(urgency, due, now, zone)
    return f"Nobody has taken the written question {reference}: {said}. {url}"


def is_with_you(
    reference: str, urgency: str, due: datetime, now: datetime, zone: str, url: str
) -> str:
    """To the one person to whom it has come by name (H21)."""
    said = _asked(urgency, due, now, zone)
    return f"Nobody has taken the written question {reference}, so it is with you: {said}. {url}"


def left_at_closing(
    line: str, reference: str, urgency: str, due: datetime, now: datetime, zone: str, url: str
) -> str:
    """To whom the line names for what cannot wait while it is closed: they may not be on it."""
    return (
        f"{line} has closed, and nobody had taken the question {reference}: "
        f"{_asked(urgency, due, now, zone)}. Who asked is told this number and may ring you. "
        f"Who may sign in reads it here: {url}"
    )


def not_answered(
    reference: str, who: str, urgency: str, due: datetime, now: datetime, zone: str, url: str
) -> str:
    said = _asked(urgency, due, now, zone)
    return f"The written question {reference} is with {who} and not answered: {said}. {url}"


def several(count: int, reference: str, due: datetime, now: datetime, zone: str, url: str) -> str:
    """`reference` is of the one that is due first."""
    return (
        f"{count} written questions wait to be answered. The first, {reference}, "
        f"{_due(due, now, zone)}. {url}"
    )


def _asked(urgency: str, due: datetime, now: datetime, zone: str) -> str:
    return f"asked for: {urgency}, {_due(due, now, zone)}"


def _due(due: datetime, now: datetime, zone: str) -> str:
    was = "was due" if due <= now else "is due"
    return f"{was} by {by(due, now, zone)}"
