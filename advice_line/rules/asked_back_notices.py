"""What is told of a question asked back and of a query passed on. Only the mail whose address may
carry it holds the responder's words; all else is a reference, a time and a link (H07, H19)."""

from datetime import datetime

from advice_line.rules.notices import by
from advice_line.rules.phone_numbers import in_groups
from advice_line.rules.question_notices import EMERGENCY

_STILL = "The time for our answer stands still until then."


def in_full(
    who: str,
    words: str,
    due: datetime,
    now: datetime,
    zone: str,
    url: str,
    line: str,
    *,
    read_here: bool,
) -> str:
    """`who` is "Dr Amara Example, consultant radiologist"; `read_here` whether mail to the line is
    read."""
    reply = "reply to this mail and leave the reference in its subject, or " if read_here else ""
    return (
        f"{who}, asks about your question:\n\n{words}\n\n"
        f"Please {reply}answer here:\n"
        f"{url}\n\n{_wanted(due, now, zone)} {EMERGENCY}\n\n{line}\n"
    )


def by_link(who: str, due: datetime, now: datetime, zone: str, url: str, line: str) -> str:
    return (
        f"{who}, has asked you something about your question. To read and to answer it:\n{url}\n"
        "A code is sent to this address first.\n\n"
        f"{_wanted(due, now, zone)} {EMERGENCY}\n\n{line}\n"
    )


def _wanted(due: datetime, now: datetime, zone: str) -> str:
    """Also in what left only when its time was over."""
    at = by(due, now, zone)
    if due < now:
        return (
            f"We had wanted your answer by {at}, and are late in asking: please answer as soon as "
            "you can."
        )
    return f"We ask for your answer by {at}. {_STILL}"


def reminder(
    who: str, due: datetime, now: datetime, zone: str, url: str, line: str, number: str
) -> str:
    at = by(due, now, zone)
    wanted = f"We wanted it by {at}, and" if due < now else f"We ask for it by {at}; after that"
    return (
        f"{who}, still waits for your answer to what was asked about your question. "
        f"To read and to answer it:\n{url}\n\n{wanted} we ring you. "
        f"To speak to somebody while the line is open, ring {in_groups(number)}. {EMERGENCY}"
        f"\n\n{line}\n"
    )


def asked_by_text(line: str, reference: str, url: str) -> str:
    return (
        f"{line}: we have asked you something about {reference}. To read and answer it: {url} "
        f"Please send no patient details by text. {EMERGENCY}"
    )


def silent(reference: str, url: str, *, left: bool) -> str:
    """`left`: what was asked has been handed over to whoever carries it."""
    if not left:
        return (
            f"What you asked the requester of {reference} has not left us yet. "
            f"Please ring them, or go on without it: {url}"
        )
    return (
        f"The requester of {reference} has not answered what you asked back. "
        f"Please ring them, or go on without it: {url}"
    )


def offered(reference: str, who: str, why: str, until: datetime, now: datetime, zone: str) -> str:
    """To a colleague; `why` is one of the fixed reasons."""
    return f"{who} offers you query {reference} ({why}), until {by(until, now, zone)}."


def left_behind(reference: str, who: str, until: datetime, now: datetime, zone: str) -> str:
    """To whoever is on, of what its owner is no longer there for."""
    return (
        f"{who} is not there for query {reference} any more. "
        f"Please take it by {by(until, now, zone)}."
    )


def taken(reference: str, who: str) -> str:
    return f"{who} has taken query {reference}: it is yours no more."


def declined(reference: str, who: str) -> str:
    return f"{who} cannot take query {reference}: it is still yours."


def expired(reference: str) -> str:
    return f"Nobody has taken query {reference}, which you offered: it is still yours."
