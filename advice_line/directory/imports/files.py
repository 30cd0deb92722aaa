"""A file of organisations, of either shape, as what it says and what of it cannot be used."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from advice_line.directory.imports import ods, practice_list
from advice_line.directory.imports.given import Given, Read, Refused
from advice_line.directory.imports.text import Cells, refused, rows
from advice_line.directory_kinds import Origin
from advice_line.errors import Invalid, Problem

SHAPES = (Origin.ODS, Origin.LIST)
_LOOKED_AT = 20


def read(data: bytes, shape: str | None = None) -> Read:
    """`shape` is "ods" or "list"; None finds it out by the first row. Raises `errors.Invalid` where
    nothing of the file can be used."""
    if shape not in (None, *SHAPES):
        raise Invalid([Problem("as", f'There is no shape "{shape}": choose ods or list.')])
    encoding, found = rows(data)
    first = next(found)
    every = chain((first,), found)
    taken = Origin(shape) if shape else Origin.ODS if ods.looks_like(first[1]) else Origin.LIST
    if taken is Origin.LIST:
        return _sorted(taken, encoding, practice_list.read(every))
    return _sorted(taken, encoding, ods.read(_of_a_report(every)))


def _of_a_report(every: Iterator[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
    """Refuses a file none of whose first rows has the columns, instead of each of its rows."""
    head = list(islice(every, _LOOKED_AT))
    if not any(len(cells) >= ods.FEWEST for _, cells in head):
        widest = max(len(cells) for _, cells in head)
        said = f"An ODS report has {ods.COLUMNS} columns and no headings; this file has {widest}."
        raise refused(f"{said} If it is a list of your own, choose that.")
    return chain(head, every)


def _sorted(shape: Origin, encoding: str, found: Iterable[Given | Refused]) -> Read:
    """A code that stands twice is refused the second time: nobody knows which row is right."""
    given: dict[str, Given] = {}
    wrong: list[Refused] = []
    for each in found:
        if isinstance(each, Refused):
            wrong.append(each)
        elif each.code in given:
            said = f"{each.code} stands in row {given[each.code].row} already"
            wrong.append(Refused(each.row, each.code, said))
        else:
            given[each.code] = each
    return Read(shape, encoding, tuple(given.values()), tuple(wrong))
