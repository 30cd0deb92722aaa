"""Whose telephone numbers of a setup file, and of what is stored, must not be rung as another's."""

from collections.abc import Mapping

from advice_line.directory.setup.reading import Reading


def lines_and_responders(
    reading: Reading, stored: Mapping[str, str]
) -> tuple[frozenset[str], frozenset[str]]:
    """The numbers of lines and those of responders; `stored` says whose each number is that is in
    the database already, such as "responders amara"."""
    known = [(owner.partition(" ")[0], number) for number, owner in stored.items()]
    known += [("lines", each.number) for each in reading.of("lines").values()]
    known += [("responders", each.mobile) for each in reading.people().values()]
    lines = frozenset(number for table, number in known if table == "lines")
    return lines, frozenset(number for table, number in known if table == "responders")
