"""What a subscribed calendar says, as one-off duties of a tier: who is meant by an entry, and which
entries mean nobody. Pure."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from rota.exchange.ical_reading import Entry
from rota.exchange.sheet_people import People
from rota.values import Cover, Tier

PREFIX = "feed-"
_MOST_TOLD = 20
# "On call: Amara Example", "AE - hot doc", "Hot doc (Amara Example)".
_BETWEEN = re.compile(r"\s*[:|()\[\]]\s*|\s+[-–—]\s+|\bon[ -]call\b", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """The covers of the coming weeks, and a sentence for each entry that was left out."""

    covers: tuple[Cover, ...]
    left_out: tuple[str, ...]


def read(
    source_id: str, tier: Tier, entries: Iterable[Entry], people: People, by_mail: Mapping[str, str]
) -> Told:
    """Entries of the same times are one duty of several people. `by_mail` are keys by address in
    small letters."""
    together: dict[str, tuple[Entry, list[str]]] = {}
    strangers: dict[str, None] = {}
    for entry in entries:
        named = _who(entry, people, by_mail)
        if not named:
            strangers[entry.summary or "an entry without a name"] = None
            continue
        key = f"{prefix(source_id)}{_mark(entry)}"
        _, there = together.setdefault(key, (entry, []))
        there.extend(each for each in named if each not in there)
    covers = tuple(
        Cover(key, tier, tuple(there), entry.start, entry.end)
        for key, (entry, there) in together.items()
    )
    return Told(covers, tuple(_left_out(list(strangers))))


def prefix(source_id: str) -> str:
    return f"{PREFIX}{source_id.lower()}-"


def _mark(entry: Entry) -> str:
    times = f"{entry.start.isoformat()} {entry.end.isoformat()}"
    return f"{entry.start:%Y%m%dT%H%MZ}-{hashlib.sha256(times.encode()).hexdigest()[:6]}"


def _who(entry: Entry, people: People, by_mail: Mapping[str, str]) -> tuple[str, ...]:
    """Whoever attends; where none of them is known, whom the name of the entry names."""
    attending = tuple(dict.fromkeys(_attending(entry, people, by_mail)))
    return attending or next(_named(entry.summary, people), ())


def _attending(entry: Entry, people: People, by_mail: Mapping[str, str]) -> Iterator[str]:
    for text in entry.people:
        if text.casefold() in by_mail:
            yield by_mail[text.casefold()]
        else:
            with suppress(ValueError):
                yield people.find(text)


def _named(summary: str, people: People) -> Iterator[tuple[str, ...]]:
    for text in (summary, *_BETWEEN.split(summary)):
        if text.strip():
            with suppress(ValueError):
                yield people.find_all(text.strip())


def _left_out(strangers: list[str]) -> Iterator[str]:
    for summary in strangers[:_MOST_TOLD]:
        yield f'"{summary}" names nobody who is known here; it was left out.'
    if len(strangers) > _MOST_TOLD:
        yield f"And {len(strangers) - _MOST_TOLD} more like it."
