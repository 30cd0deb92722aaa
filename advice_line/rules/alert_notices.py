"""The words about an alert that leave without its own: a reference, its word, a time and a link,
never a patient and never anybody's text (H07)."""

from datetime import datetime

from advice_line.alert_kinds import AlertState
from advice_line.kinds import AlertWord
from advice_line.rules.notices import by
from advice_line.rules.phone_numbers import in_groups

_READ = "A code is sent to this address first."
NOT_LEFT = "Its mail has not left us"
STATES = {
    AlertState.WAITING: "nobody has acknowledged it yet",
    AlertState.RECEIVED: "acknowledged by its link, and not yet read back",
    AlertState.CANNOT_ACT: "its practice says that nobody can act on it",
    AlertState.TO_RING: "somebody must ring its practice",
    AlertState.TO_RING_PROVIDER: "somebody must ring who acts for its practice out of hours",
    AlertState.WITH_LEAD: "nobody has acknowledged it in its time, and the lead sees to it",
    AlertState.ACKNOWLEDGED: "acknowledged: a clinician acts",
    AlertState.SPOKEN: "spoken and read back",
    AlertState.AGREED: "agreed with who acts out of hours",
    AlertState.WITHDRAWN: "withdrawn",
    AlertState.WITHDRAWN_UNTOLD: "withdrawn, and somebody must ring to say so",
}
# To who has to do something, what that is.
_DO = {
    AlertState.RECEIVED: "Its practice has it, and nobody has read it back yet. Please ring",
    AlertState.CANNOT_ACT: "Its practice says that nobody there can act on it. Please see why",
    AlertState.TO_RING: "Its practice has not acknowledged it. Please ring",
    AlertState.TO_RING_PROVIDER: "Its practice is closed. Please ring who acts for it",
    AlertState.WITH_LEAD: "Nobody has acknowledged it in its time. Please see who rings",
}

_UNHEARD = (AlertState.TO_RING, AlertState.TO_RING_PROVIDER, AlertState.WITH_LEAD)
_CODE_CLOSED = "The code of its practice is closed. Please find who has the patient now, and ring"


def word(of: AlertWord) -> str:
    return of.value.upper()


def owed(
    reference: str,
    of: AlertWord,
    state: AlertState,
    due: datetime,
    now: datetime,
    zone: str,
    url: str,
    *,
    left: bool,
    closed: bool,
) -> str:
    """To whoever is on, the lead, or who started it; `closed`: the code of its practice is (H17),
    so that nobody is known to answer there."""
    do = _DO.get(state, "Please look at it")
    if state is AlertState.TO_RING and not left and not critical(of):
        do = f"{NOT_LEFT}. Please ring"
    if closed and state in _UNHEARD:
        do = _CODE_CLOSED
    late = "was due" if due < now else "is due"
    return f"{word(of)} alert {reference} {late} by {by(due, now, zone)}. {do}: {url}"


def untold(reference: str, of: AlertWord, url: str) -> str:
    """To the same, where a practice may not know of a withdrawal."""
    said = "is withdrawn, and its practice may not know. Please ring"
    return f"{word(of)} alert {reference} {said}: {url}"


def shown_in_channel(
    reference: str, of: AlertWord, state: AlertState, *, late: bool
) -> tuple[str, ...]:
    said = f"{word(of)} alert {reference}: {STATES[state]}."
    return (said, "This is late.") if late else (said,)


def subject(reference: str, of: AlertWord) -> str:
    return f"{word(of)} alert of radiology: {reference}"


def notice_mail(line: str, reference: str, of: AlertWord, url: str, number: str) -> str:
    return (
        f"Radiology must tell your practice something at once: {word(of)}, reference {reference}."
        f"\n\nRead it, and say who acts on it:\n{url}\n{_READ}\n\n"
        "It is not in this mail because your mail system is not on the list of those that may "
        f"carry patient data. To speak to somebody, ring {in_groups(number)}.\n\n{line}\n"
    )


def footer(reference: str, of: AlertWord, url: str, number: str) -> str:
    """Below the whole words."""
    last = "You will be rung as well, for it must be read back." if critical(of) else ""
    return (
        f"Please say who acts on this alert ({reference}):\n{url}\n{_READ} "
        f"To speak to somebody, ring {in_groups(number)}. {last}".rstrip()
        + "\n"
    )


def critical(of: AlertWord) -> bool:
    return of is AlertWord.CRITICAL


def code_mail(line: str, figures: str) -> str:
    return (
        f"{figures} is the code for reading the alert of {line}.\n\n"
        "It lasts 10 minutes and works in the browser that asked for it. If nobody at your "
        "practice asked for it, you need do nothing.\n"
    )


def reminder_mail(line: str, reference: str, of: AlertWord, url: str, number: str) -> str:
    return (
        f"Nobody has told us yet that a clinician acts on the {word(of)} alert {reference}. To "
        f"read it and say so:\n{url}\n{_READ}\n\nTo speak to somebody, ring {in_groups(number)}."
        f"\n\n{line}\n"
    )


def withdrawn_mail(line: str, reference: str, url: str, number: str) -> str:
    return (
        f"The alert {reference} is withdrawn. Please do not act on it. Why, you can read here:\n"
        f"{url}\n{_READ}\n\nTo speak to somebody, ring {in_groups(number)}.\n\n{line}\n"
    )


def over_mail(line: str, reference: str, state: AlertState, url: str, number: str) -> str:
    """To who asks for a fresh link to what is over."""
    return (
        f"You asked for a link to the alert {reference}. It is over: {STATES[state]}. To read it:\n"
        f"{url}\n{_READ}\n\nTo speak to somebody, ring {in_groups(number)}.\n\n{line}\n"
    )


def report_owed(reference: str, what: str, url: str) -> str:
    """Of a report that somebody differs from; `what` is ours."""
    return f"{what} ({reference}): {url}"
