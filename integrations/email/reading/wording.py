"""The words of a mail as its reader wants them: lines put together again, quotes left away."""

import re
from functools import cache

from mailparser_reply.parser import (  # type: ignore[import-untyped]  # no types
    EmailMessage,
)

_CANDIDATE = re.compile(r"[>\s*]*(on\s|from:|-{5,} ?original message)", re.IGNORECASE)
_HEAD_LINE = re.compile(r"[>\s*]*(sent|date|subject):", re.IGNORECASE)
_QUOTED = re.compile(r"\s*>")
_FORWARD = re.compile(
    r"^[> \t]*(?:-{2,}\s*forwarded message|begin forwarded message:)", re.IGNORECASE | re.MULTILINE
)
_FORWARD_SUBJECT = re.compile(r"\s*fwd?:", re.IGNORECASE)
_POINTS_INSIDE = re.compile(
    r"\b(?:below|beneath|underneath|in-?line|in (?:red|blue|green|bold|capitals|caps))\b",
    re.IGNORECASE,
)
# What the library looks for spans a few lines; its patterns take too long on more.
_LINES, _LINE_LENGTH = 8, 300


def unflowed(text: str, *, delete_space: bool) -> str:
    """Of format=flowed (RFC 3676): a line that ends with a space goes on in the next of the same
    quote, and the space that guards a line's beginning goes."""
    lines: list[str] = []
    goes_on, depth_before = False, 0
    for line in text.split("\n"):
        bare = line.lstrip(">")
        depth = len(line) - len(bare)
        bare = bare.removeprefix(" ")
        if goes_on and depth == depth_before and bare != "-- ":
            lines[-1] += bare
        else:
            lines.append(f"{'>' * depth} {bare}" if depth else bare)
        goes_on, depth_before = bare.endswith(" ") and bare != "-- ", depth
        if goes_on and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def is_forward(subject: str, text: str) -> bool:
    return bool(_FORWARD_SUBJECT.match(subject) or _FORWARD.search(text))


def without_quotes(text: str) -> str:
    """A reply's own words. All of it where its writer wrote below a quote or between its lines, or
    where nothing would be left: better too much than one word too few."""
    lines = text.split("\n")
    start = _start_of_quote(lines)
    if start is None:
        return text
    own, quoted = "\n".join(lines[:start]).strip(), lines[start:]
    return text if not own or _is_answered_inside(own, quoted) else own


def _start_of_quote(lines: list[str]) -> int | None:
    """A line that begins with `>` alone is no proof: people write lists and ">50 %" so."""
    for number in range(len(lines)):
        if _begins_quote(lines[number : number + _LINES]):
            return number
    return None


def _begins_quote(lines: list[str]) -> bool:
    """By the library's patterns, and by what every program writes with them: people write "On
    Friday he wrote:" and "From: March" too, and their words must not go with it."""
    found = _CANDIDATE.match(lines[0])
    window = [line[:_LINE_LENGTH].strip() for line in lines]
    heading = _quote_heading().match("\n".join(window)) if found else None
    if found is None or heading is None:
        return False
    if found[1].lower() == "from:":
        named = {each[1].lower() for line in window if (each := _HEAD_LINE.match(line))}
        return "subject" in named and bool(named & {"sent", "date"})
    if found[1].lower().startswith("on"):
        after = [line for line in window[heading[0].count("\n") + 1 :] if line]
        return bool(after) and _QUOTED.match(after[0]) is not None
    return True


@cache
def _quote_heading() -> re.Pattern[str]:
    heading: re.Pattern[str] = EmailMessage(text="", languages=["en"]).HEADER_REGEX
    return heading


def _is_answered_inside(own: str, quoted: list[str]) -> bool:
    """Where a program marks each quoted line, whether somebody wrote after the first of them; where
    none is marked, as in Outlook, whether they say that they did."""
    marked = [number for number, line in enumerate(quoted) if _QUOTED.match(line)]
    if not marked:
        return _POINTS_INSIDE.search(own) is not None
    after = quoted[marked[0] :]
    return any(line.strip() and not _QUOTED.match(line) for line in after)
