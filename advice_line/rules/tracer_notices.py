"""The words by which somebody is asked what came of advice: a number of questions and a link, never
of whom they are (H07)."""

from advice_line.rules.notices import NO_DETAILS
from advice_line.rules.phone_numbers import in_groups

SUBJECT = "What came of our advice?"


def asked_text(line: str, url: str) -> str:
    return f"{line}: what came of our advice? One tap tells us, after a code: {url} {NO_DETAILS}"


def asked_mail(line: str, url: str, number: str) -> str:
    return (
        "Some time ago you asked us, and we advised. Was it done as advised, and what came of it? "
        f"One tap for each question tells us:\n{url}\nA code is sent to this address first; the "
        "page then shows which advice it is about.\n\n"
        "Please answer there: what is written in reply to this mail is read as a new question. "
        "Do not send patient details by mail. To speak to somebody while the line is open, ring "
        f"{in_groups(number)}.\n\n{line}\n"
    )


def code_text(figures: str) -> str:
    return f"{figures} is your Advice Line code. It lasts 10 minutes. Tell it to nobody."


def code_mail(line: str, figures: str) -> str:
    return (
        f"{figures} is the code for telling {line} what came of its advice.\n\n"
        "It lasts 10 minutes and works in the browser that asked for it. If nobody of you asked "
        "for it, you need do nothing.\n"
    )


def not_followed(reference: str, url: str) -> str:
    """To the author of urgent advice."""
    return f"Your urgent advice ({reference}) was not done as advised. Please see why: {url}"


def not_followed_of(reference: str, author: str, url: str) -> str:
    """To who is there instead of its author."""
    return (
        f"Urgent advice of {author}, who is not there, was not done as advised ({reference}). "
        f"Please see why: {url}"
    )
