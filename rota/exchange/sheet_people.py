"""Who is meant by what a rota calls them: a key, a full name, a surname or initials."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

_TITLES = frozenset({"dr", "doctor", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sr"})
_BETWEEN = re.compile(r"\s*(?:[/+&;,\n]|\band\b)\s*", re.IGNORECASE)
_MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    name: str


class People:
    """Everybody who may stand on the rota. What means two of them means nobody."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = {each.key: each for each in people}
        self._called: dict[str, set[str]] = defaultdict(set)
        self._surnames: dict[str, set[str]] = defaultdict(set)
        for each in self._people.values():
            for called in _what(each):
                self._called[called].add(each.key)
            self._surnames[_names(each.name)[-1:][0] if _names(each.name) else ""].add(each.key)

    def find(self, text: str) -> str:
        """The key of the one who is meant. Raises ValueError with a sentence."""
        meant = self._meant(text)
        if len(meant) == 1:
            return next(iter(meant))
        if meant:
            names = " or ".join(sorted(self._people[key].name for key in meant))
            raise ValueError(f'"{text}" can be {names}; write the whole name.')
        raise ValueError(f'Nobody here is called "{text}"; write one of {self._shown()}.')

    def find_all(self, text: str) -> tuple[str, ...]:
        """Several in one cell, such as "AE / BE"; a name with a comma in it is tried first."""
        if self._meant(text):
            return (self.find(text),)
        parts = [part for part in _BETWEEN.split(text) if part]
        return tuple(dict.fromkeys(self.find(part) for part in parts or [text]))

    def knows(self, text: str) -> bool:
        return any(self._meant(part) for part in _BETWEEN.split(text) if part)

    def _meant(self, text: str) -> set[str]:
        if text in self._people:
            return {text}
        called = " ".join(_names(text))
        return self._called.get(called) or self._surnames.get(called) or set()

    def _shown(self) -> str:
        shown = [f"{each.key} ({each.name})" for each in self._people.values()]
        more = [] if len(shown) <= _MOST_SHOWN else [f"{len(shown) - _MOST_SHOWN} more"]
        return ", ".join([*shown[:_MOST_SHOWN], *more])


def initials(name: str) -> str:
    return "".join(each[0] for each in _names(name))


def _what(person: Person) -> set[str]:
    names = _names(person.name)
    letters = initials(person.name)
    return {
        person.key.casefold(),
        " ".join(names),
        " ".join([*names[-1:], *names[:-1]]),
        letters,
        " ".join(letters),
        letters[:1] + letters[-1:],
    }


def _names(text: str) -> list[str]:
    """Its words without titles, signs and capitals."""
    words = re.sub(r"[^\w\s'-]", " ", text.casefold()).split()
    return [word for word in words if word not in _TITLES]
