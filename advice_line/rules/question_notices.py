"""What is told of a written question, to its asker and to who is on: a reference, times, a number,
a link; never what anybody wrote (H07), and nothing that has not happened."""

from datetime import datetime

from advice_line.rules.notices import by, when
from advice_line.rules.phone_numbers import in_groups
from advice_line.rules.told import Told

EMERGENCY = "If life is at immediate risk call 999."
_BY_REPLY = "To add to it, reply to this mail and leave the reference in its subject.\n\n"
_KEPT = "your question is kept, reference {reference}"


def received_text(told: Told) -> str:
    """To who asked by text; a text to a known practice says no more than any other."""
    said = " ".join(_sentences(told))
    return f"{told.line}: {said} Please send no patient details by text. {EMERGENCY}"


def received_in_chat(told: Told, url: str) -> str:
    said = " ".join(_sentences(told))
    return f"{told.line}: {said} {EMERGENCY} What you asked, and its state: {url}"


def received_mail(told: Told, number: str, url: str | None, *, read_here: bool) -> str:
    """`url` is that of the page of who asked by the form, where there is one; `read_here` whether
    mail to the line is read."""
    said = " ".join(_sentences(told))
    page = "" if url is None else f"See it, and add to it, here:\n{url}\n\n"
    return (
        f"{said[:1].upper()}{said[1:]}\n\n{page}{closing(told.line, number, read_here=read_here)}"
    )


def closing(line: str, number: str, *, read_here: bool) -> str:
    """How every mail to an asker ends."""
    return (
        f"To speak to somebody while the line is open, ring {in_groups(number)}. {EMERGENCY}\n\n"
        f"{_BY_REPLY if read_here else ''}{line}\n"
    )


def _sentences(told: Told) -> list[str]:
    """That it is kept; where the line is closed, from when it is read; by when it is answered."""
    said = [_KEPT.format(reference=told.reference) + "."]
    if told.read_from is None:
        said.append("The line is closed, and no opening is planned: nobody has read it.")
    elif told.read_from > told.now:
        read = when(told.read_from, told.now, told.time_zone)
        said.append(f"The line is closed: it is read from {read}.")
    due = by(told.due_at, told.now, told.time_zone)
    if told.due_at < told.now:
        said.append(f"It was to be answered by {due}: we are late, and sorry.")
    elif told.read_from is not None:
        said.append(f"We mean to answer by {due}.")
    if told.out_of_hours is not None:
        said.append(f"If it cannot wait until then, ring {in_groups(told.out_of_hours)}.")
    return said


def waiting(reference: str, urgency: str, due: datetime, now: datetime, zone: str, url: str) -> str:
    """To who is on; `urgency` as its asker chose it ("Now")."""
    until = by(due, now, zone)
    return f"A written question ({reference}), asked for: {urgency}, due by {until}. {url}"


def joined(reference: str, url: str) -> str:
    return f"The requester of {reference} has written again. Read it here: {url}"


def address_code_mail(line: str, figures: str) -> str:
    return (
        f"{figures} is the code that shows {line} that this address is yours.\n\n"
        "It lasts 10 minutes and works in the browser that asked for it. If nobody asked for it "
        "here, you need do nothing.\n"
    )


def question_code(figures: str) -> str:
    return f"{figures} is the code to see what you asked. It lasts 10 minutes. Tell it to nobody."
