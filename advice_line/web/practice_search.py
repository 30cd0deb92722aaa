"""Which practice it is, on a form: chosen from a list where there are a few, else looked for by its
name, code or postcode, with what fits to choose from. It works without a script, which looks as one
types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advice_line.desk.query import practices
from advice_line.desk.query.practices import FOUND_FOR, NONE, WORDS
from advice_line.errors import Invalid, Problem
from advice_line.tables.directory import Organisation
from advice_line.web import practices_named
from advice_line.web.rendering import Choice

# More are looked for: a list on a telephone is turned through by the thumb.
FEW = 30
MOST_SHOWN = 15
# The button by which a form is only shown again, with what fits.
FIND = "find"


@dataclass(frozen=True)
class Picking:
    """`choices` are all where there are a few, else those that fit the `words`; `more` of them
    than are shown."""

    many: bool
    choices: tuple[Choice, ...]
    words: str = ""
    more: bool = False


def shown(organisations: Sequence[Organisation], form: Mapping[str, str]) -> Picking:
    """As it stands in the form; one that was chosen before is among what is shown."""
    if len(organisations) <= FEW:
        return Picking(many=False, choices=tuple(practices_named.choices(organisations)))
    words = form.get(WORDS, "").strip()
    chosen = next((each for each in organisations if each.key == form.get(practices.FIELD)), None)
    if not words and chosen is not None:
        return Picking(many=True, choices=(_named(chosen),), words=chosen.name)
    found = _fits(organisations, words)
    choices = tuple(_named(each) for each in found[:MOST_SHOWN])
    return Picking(many=True, choices=choices, words=words, more=len(found) > MOST_SHOWN)


def taken(organisations: Sequence[Organisation], form: Mapping[str, str]) -> dict[str, str]:
    """The form with the key of the practice of which the very code or name was typed. Raises
    `errors.Invalid` where none was chosen of those that fit otherwise: a letter is sent to nobody
    by a part of a name."""
    words, key = form.get(WORDS, "").strip(), form.get(practices.FIELD, "")
    if len(organisations) <= FEW or WORDS not in form:
        return dict(form)
    if not words:
        return {**form, practices.FIELD: key if key == NONE else ""}
    if key and words == form.get(FOUND_FOR, "").strip():
        return dict(form)
    exact = _exact(organisations, words)
    if len(exact) == 1:
        return {**form, practices.FIELD: exact[0].key, FOUND_FOR: words}
    said = (
        f'Choose which practice it is of those that fit "{words}", or type more.'
        if _fits(organisations, words)
        else f'No practice fits "{words}". Try a part of its name, its code or its postcode.'
    )
    raise Invalid([Problem(practices.FIELD, said)])


def _exact(organisations: Sequence[Organisation], words: str) -> list[Organisation]:
    compact, parts = words.upper().replace(" ", ""), words.lower().split()
    return [
        each
        for each in organisations
        if each.key.upper() == compact or each.name.lower().split() == parts
    ]


def _fits(organisations: Sequence[Organisation], words: str) -> list[Organisation]:
    """Every word stands in its name, or its code or postcode begins so; one of this very code or
    name is the only one."""
    compact, parts = words.upper().replace(" ", ""), words.lower().split()
    if not parts:
        return []
    return _exact(organisations, words) or [
        each
        for each in organisations
        if each.key.upper().startswith(compact)
        or (each.postcode or "").upper().replace(" ", "").startswith(compact)
        or all(part in each.name.lower() for part in parts)
    ]


def _named(of: Organisation) -> Choice:
    parts = [of.name, of.key, *([of.postcode] if of.postcode else [])]
    return Choice(of.key, ", ".join([*parts, *(["code closed"] if of.closed_on else [])]))
