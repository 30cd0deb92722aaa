"""The rows of a pattern's form as its page shows them: a line in words that opens to its fields."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from advice_line.errors import Problem
from advice_line.staffing.rostering.choosing import Colleague
from advice_line.web.numbers import whole
from advice_line.web.rendering import Choice
from advice_line.web.rota.pattern_form import Row
from advice_line.web.rota.pattern_words import Names, session_in_words
from rota.errors import InvalidValue


@dataclass(frozen=True)
class ShownRow:
    """`words` is None where what was typed does not make a session yet."""

    number: int
    name: str
    given: Mapping[str, str]
    who: list[str]
    words: str | None
    open: bool


def shown(
    rows: Iterable[Row], form: Mapping[str, str], problems: Iterable[Problem], names: Names
) -> Iterator[ShownRow]:
    """Open is what is new, what is not a session yet, and what a problem is about."""
    weeks = whole(form.get("cycle_weeks", ""), otherwise=0)
    wrong = {each.field.partition("-")[0] for each in problems}
    for row in rows:
        words = _words(row, weeks, names)
        opened = row.fresh or words is None or row.name in wrong
        yield ShownRow(row.number, row.name, row.given, row.who, words, opened)


def choices(people: Iterable[Colleague], chosen: Sequence[str], names: Names) -> list[Choice]:
    """Who may be chosen, and who stands in the form already though nobody may choose them now: a
    list without them would take them out of a session unseen."""
    found = {each.key: each.name for each in people}
    standing = {key: names.get(key, key) for key in chosen if key}
    return [Choice(key, name) for key, name in (found | standing).items()]


def _words(row: Row, weeks: int, names: Names) -> str | None:
    try:
        return session_in_words(row.session(), weeks, names)
    except InvalidValue:
        return None
