"""What is mailed to practices of what was learned, and to those who look it over before."""

from collections.abc import Sequence
from dataclasses import dataclass

_BULLET = "- "


def subject(line: str, month: str) -> str:
    return f"What was learned in {month}: {line}"


@dataclass(frozen=True)
class Reader:
    """`page` and `stop` are addresses, `number` is that of the line."""

    practice: str
    number: str
    page: str
    stop: str


def plain(month: str, line: str, parts: Sequence[tuple[str, Sequence[str]]], reader: Reader) -> str:
    """`parts` are headings with what stands under each; one with nothing under it is left out."""
    said = "\n".join(_part(heading, under) for heading, under in parts if under)
    return (
        f"What was learned on {line} in {month}, for whoever asks for imaging at "
        f"{reader.practice}. Please pass it on to them.\n\n{said}\n"
        "This is for learning, and no advice about any patient. To ask about one, ring "
        f"{reader.number}.\n\n"
        f"The same as a page, for people of your practice:\n{reader.page}\n\n"
        "To stop these mails to your practice; letters about patients are not touched by that:\n"
        f"{reader.stop}\n"
    )


def _part(heading: str, under: Sequence[str]) -> str:
    between = "\n" if all(each.startswith(_BULLET) for each in under) else "\n\n"
    words = between.join(each.rstrip() for each in under)
    return f"{heading}\n{'-' * len(heading)}\n\n{words}\n"


def item(words: str) -> str:
    return f"{_BULLET}{' '.join(words.split())}"


def question(about: str | None, asked: str, advised: str, learned: str | None) -> str:
    head = f"{about}\n" if about else ""
    more = f"\nLearned: {learned.strip()}" if learned else ""
    return f"{head}Asked: {asked.strip()}\nAdvised: {advised.strip()}{more}\n"


WAITS_SUBJECT = "A digest for practices waits to be looked at"


def waits(line: str, month: str, url: str) -> str:
    return (
        f"The digest of {line} for {month} is drafted. It goes to no practice before somebody has "
        f"looked at it and approved it.\n\nLook at it:\n{url}\n"
    )


QUARTER_SUBJECT = "Radiology advice is there for your practice too"


def quarter(welcome: str, line: str, nothing: str, stop: str) -> str:
    """`welcome` is what the welcome pack says, `nothing` such as "nothing for a year"."""
    return (
        f"{welcome}\nYour practice has asked {line} {nothing}. Nobody minds a simple "
        "question, and asking takes less time than a request that comes back.\n\n"
        "To stop these mails to your practice; letters about patients are not touched by that:\n"
        f"{stop}\n"
    )


QUARTER_WAITS_SUBJECT = "The letter to practices that never ask waits to be looked at"


def quarter_waits(line: str, quarter: str, practices: int, nothing: str, url: str) -> str:
    have = "1 practice has" if practices == 1 else f"{practices} practices have"
    return (
        f"{have} asked {line} {nothing}, and can be written to. The letter of {quarter}, "
        "which says how to reach the line, is drafted. It goes to nobody before somebody has "
        f"looked at it and to whom it goes.\n\nLook at it:\n{url}\n"
    )


GAPS_SUBJECT = "Guidance that is missing"


def gaps(found: Sequence[tuple[str, Sequence[str], str]]) -> str:
    """Of each line its name, the subjects in words of closed lists, and the address."""
    parts = "\n".join(
        f"{line}\n\n" + "\n".join(item(each) for each in subjects) + f"\n\n{url}\n"
        for line, subjects, url in found
    )
    return (
        "This was asked again and again, and no page of guidance is about it:\n\n"
        f"{parts}\nThe cases stand there. Begin a page, or say why none is needed.\n\n"
        "You are told once a week, and of each for four weeks.\n"
    )


CASES_SUBJECT = "Cases wait for you in the library"


def cases_wait(to_check: int, to_approve: int, url: str) -> str:
    own = f"{_cases(to_check)} of yours to be checked that nobody can be recognised in it."
    others = f"{_cases(to_approve)} to be approved by a second person: by you or a colleague."
    said = "\n".join(
        f"- {words}" for count, words in ((to_check, own), (to_approve, others)) if count
    )
    return (
        f"In the library wait:\n\n{said}\n\nThey teach nobody before.\n\n{url}\n\n"
        "You are told once a week, and of each for six weeks.\n"
    )


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count} cases"


REPORT_SUBJECT = "The report of the month waits for your words"


def report_waits(line: str, label: str, url: str) -> str:
    return (
        f"The report of {label} for {line} is made from the figures as they were this morning, and "
        "is kept as it is. There is a place in it for your own words: what was new, what was done, "
        f"what is planned.\n\nRead it, and write yours:\n{url}\n"
    )


REVIEWS_SUBJECT = "Sampled queries wait for your review"


def reviews_wait(line: str, month: str, number: int, url: str) -> str:
    wait = "1 query waits" if number == 1 else f"{number} queries wait"
    return (
        f"You were appointed to review queries of {line} of {month} for its audit of "
        f"appropriateness. {wait} for you; what each of them is stands on its page alone, behind "
        f"your sign-in.\n\nYou see neither who answered nor what the other reviewer says, and they "
        f"do not see what you say:\n{url}\n"
    )


PACK_SUBJECT = "The pack for the education meeting can be looked at"


def pack_waits(name: str, day: str, month: str, url: str) -> str:
    return (
        f"{name} is on {day}. The pack of {month} is made from the approved cases whenever you ask "
        "for it, and the page says how many are not approved yet.\n\n"
        f"Look at it:\n{url}\n"
    )
