"""Reading a form as people fill it in: generous with spelling, strict with sense, and every problem
kept beside its field so that all of them are shown at once."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from advice_line.errors import Invalid, Problem
from advice_line.rules import days
from advice_line.rules.record import SafetyFlag

Choice = TypeVar("Choice", bound=StrEnum)
Value = TypeVar("Value")

LINE = 200
NOTE = 2_000

_YES = frozenset({"yes", "y", "true", "on", "1"})
_NO = frozenset({"no", "n", "false", "off", "0"})
# They turn text around on the screen, so that it reads otherwise than it is stored.
_DIRECTION_MARKS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u200b\u2060\ufeff")


def clean(text: str) -> str:
    """The text without NULs, control characters, lone surrogates, codes that are no characters and
    invisible marks, in composed Unicode, with line ends as "\\n"; blanks around it removed."""
    ends = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", "".join(filter(_kept, ends))).strip()


def _kept(character: str) -> bool:
    if character in "\n\t":
        return True
    if character in _DIRECTION_MARKS or character in _INVISIBLE:
        return False
    return unicodedata.category(character) not in ("Cc", "Cs") and not _is_none(ord(character))


def _is_none(code: int) -> bool:
    """The 66 that are never a character (Unicode 23.7): XML refuses a text that holds U+FFFE."""
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


class Fields:
    """The fields of one form; `labels` are the names people see. Absent and blank are the same."""

    def __init__(self, form: Mapping[str, str], labels: Mapping[str, str]) -> None:
        self._form = form
        self._labels = labels
        self.problems: list[Problem] = []

    def problem(self, name: str, message: str) -> None:
        self.problems.append(Problem(name, message))

    def finish(self) -> None:
        """Raises `errors.Invalid` with every problem met so far."""
        if self.problems:
            raise Invalid(self.problems)

    def text(self, name: str, limit: int = NOTE) -> str | None:
        """Text of several lines, at most `limit` characters."""
        found = clean(self._form.get(name, ""))
        if len(found) > limit:
            self.problem(
                name,
                f"{self._labels[name]} has {len(found):,} characters; there is room for {limit:,}. "
                "Shorten it. Nothing you typed is lost.",
            )
        return found or None

    def line(self, name: str, limit: int = LINE) -> str | None:
        """Text of one line: line ends and runs of blanks become one blank."""
        found = self.text(name, limit)
        return None if found is None else " ".join(found.split())

    def given(self, name: str) -> str:
        """What was typed, on one line; no problem is noted."""
        return " ".join(clean(self._form.get(name, "")).split())

    def needed(self, name: str, message: str, limit: int = LINE) -> str:
        """Text that must be there; of one line unless `limit` is more than a line's. Blank (with
        its problem noted) where it is not."""
        found = self.line(name, limit) if limit == LINE else self.text(name, limit)
        if found is None:
            self.problem(name, message)
        return found or ""

    def needed_day(self, name: str, message: str, today: date) -> date | None:
        if not self.given(name):
            self.problem(name, message)
        return self.coming_day(name, today)

    def choice(self, name: str, kind: type[Choice]) -> Choice | None:
        """One of a closed list, however it is cased and spaced ("Two days", "two-days")."""
        found = self.line(name)
        if found is None:
            return None
        word = re.sub(r"[\s\-]+", "_", found.lower())
        if word in {each.value for each in kind}:
            return kind(word)
        offered = ", ".join(each.value for each in kind)
        self.problem(name, f"“{found[:40]}” is not one of the choices. Choose one of: {offered}.")
        return None

    def yes(self, name: str) -> bool | None:
        """True, False, or None where nothing was chosen."""
        found = (self.line(name) or "").lower()
        if found in _YES or found in _NO:
            return found in _YES
        if found:
            self.problem(name, "Choose yes or no.")
        return None

    def flag(self, name: str) -> SafetyFlag:
        """A blank is "not known", never "no"."""
        found = (self.line(name) or "").lower()
        if found in _YES or found in _NO:
            return SafetyFlag.YES if found in _YES else SafetyFlag.NO
        if found.replace("_", " ").replace("-", " ") not in ("", "not known", "unknown"):
            self.problem(name, "Choose yes, no or not known.")
        return SafetyFlag.NOT_KNOWN

    def coming_day(self, name: str, today: date) -> date | None:
        """Today or a day to come, absolute ("1 Dec 2026") or counted ("in 2 weeks", "Friday")."""
        found = self.line(name)
        day = None if found is None else days.coming_day(found, today)
        why = days.no_such_day(found) if found and day is None else None
        if why is not None:
            self.problem(name, f"{why} Look at the day.")
        elif found is not None and day is None:
            self.problem(
                name,
                f"We could not read “{found[:40]}” as a day. Give one such as 1 December "
                f"{today.year}, Friday, or in 2 weeks.",
            )
        if day is not None and day < today:
            self.problem(name, f"{day.day}/{day.month}/{day.year} is past. Give today or later.")
        return day

    def checked(self, name: str, reader: Callable[[str], Value]) -> Value | None:
        """What `reader` makes of the line; the text of its ValueError becomes the problem."""
        found = self.line(name)
        if found is None:
            return None
        try:
            return reader(found)
        except ValueError as why:
            self.problem(name, str(why))
            return None
