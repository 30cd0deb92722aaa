"""The words that say that an answer waits, or that nobody has said that they have it: a reference,
a link and a number, never the answer (H07)."""

from advice_line.rules.notices import NO_DETAILS
from advice_line.rules.phone_numbers import in_groups


def answer_text(line: str, reference: str, url: str) -> str:
    return f"{line}: your question {reference} is answered. To read it: {url} {NO_DETAILS}"


def reminder_text(line: str, reference: str, url: str) -> str:
    return (
        f"{line}: nobody has told us yet that the answer to {reference} was received. "
        f"To read it and say so: {url} {NO_DETAILS}"
    )


def addendum_text(line: str, reference: str, url: str) -> str:
    return (
        f"{line}: the advice on your question {reference} is added to or changed. "
        f"To read both: {url} {NO_DETAILS}"
    )


def answer_mail(reference: str, url: str, *, adds: str | None, closing: str) -> str:
    """`adds` says of a later version what it adds to."""
    said = f"Your question {reference} is answered."
    if adds is not None:
        said = f"The answer to your question {reference} is added to or changed. {adds}"
    return (
        f"{said} To read the answer, and say that you have it:\n"
        f"{url}\nA code is sent to this address first.\n\n"
        "The answer is not in this mail because it may hold patient data, and we do not know that "
        f"this address may receive those.\n\n{closing}"
    )


def reminder_mail(line: str, reference: str, url: str, number: str) -> str:
    return (
        f"Nobody has told us yet that the answer to {reference} was received. To read it and say "
        f"so:\n{url}\nA code is sent to this address first.\n\n"
        f"If you have acted on it already, one tap there is enough. To speak to somebody while the "
        f"line is open, ring {in_groups(number)}.\n\n{line}\n"
    )


def cannot_act_unseen(reference: str, author: str, url: str) -> str:
    """To who is there instead of its author, or to the lead once its time has passed."""
    return (
        f"The practice says that it cannot act on the advice of {author} ({reference}), who has "
        f"not seen why. Please see to it: {url}"
    )


def cannot_act(reference: str, url: str) -> str:
    """To the author of the advice."""
    return (
        f"The practice says that it cannot act on your advice ({reference}). Please see why: {url}"
    )
