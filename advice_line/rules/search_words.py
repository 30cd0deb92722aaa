"""The words of a search, as both engines take them: each must be found, by its stem; or, where
nothing has them so, by how it begins."""

import re

MOST, LONGEST = 8, 40
SHORTEST_BEGINNING = 3
WORD = re.compile(r"[^\W_]+")
# PostgreSQL keeps none of these; a page would not be found by them, nor missed without.
EVERYWHERE = frozenset(
    re.findall(
        r"\w+",
        """
        a an and are as at be but by do for from how i if in into is it its me my no not of on or
        should so that the their then there these they this to was we what when where which who
        will with you your
        """,
    )
)


def words(text: str) -> tuple[str, ...]:
    """At most eight, in the order given, each once; none where nothing but "the" was asked for."""
    found = dict.fromkeys(each.casefold()[:LONGEST] for each in WORD.findall(text))
    return tuple(each for each in found if each not in EVERYWHERE)[:MOST]


def for_sqlite(wanted: tuple[str, ...], *, begins: bool = False) -> str:
    """For FTS5's MATCH: quoted, so that no word is taken for an operator."""
    return " AND ".join(_quoted(wanted, begins))


def at_the_head_for_sqlite(wanted: tuple[str, ...], *, begins: bool = False) -> str:
    """The same, with one of them at least in the title or the tags."""
    some = " OR ".join(_quoted(wanted, begins))
    return f"{{title tags}} : ({some}) AND ({for_sqlite(wanted, begins=begins)})"


def for_postgresql(wanted: tuple[str, ...], *, begins: bool = False) -> str:
    """For to_tsquery."""
    return " & ".join(_marked(wanted, begins))


def any_for_postgresql(wanted: tuple[str, ...], *, begins: bool = False) -> str:
    """For to_tsquery: one of them at least."""
    return " | ".join(_marked(wanted, begins))


def _quoted(wanted: tuple[str, ...], begins: bool) -> list[str]:
    return [f'"{each}"{"*" if begins and _may_begin(each) else ""}' for each in wanted]


def _marked(wanted: tuple[str, ...], begins: bool) -> list[str]:
    return [f"'{each}'{':*' if begins and _may_begin(each) else ''}" for each in wanted]


def _may_begin(word: str) -> bool:
    """With one or two letters most words begin."""
    return len(word) >= SHORTEST_BEGINNING
