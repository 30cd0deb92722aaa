"""Accounts and channels of the chat that a setup file gives twice: nobody could tell then who acts,
or to which line a card belongs."""

from collections.abc import Iterator

from advice_line.directory.setup.problems import Fault
from advice_line.directory.setup.reading import Reading
from advice_line.directory.setup.text_lines import nearest

_OWN = {
    ("responders", "staff"): ("slack_user", "account", 'slack_user = "U0AMARA"'),
    ("lines",): ("slack_channel", "channel", 'slack_channel = "C0HOTDOC"'),
}


def faults(reading: Reading) -> Iterator[Fault]:
    for tables, (name, what, example) in _OWN.items():
        seen: dict[str, str] = {}
        found = {path: each for path, each in reading.entries.items() if path[0] in tables}
        for path, entry in found.items():
            value = getattr(entry, name)
            if value is None:
                continue
            place = f"{path[0]} {entry.key} on line {nearest(reading.lines, path)}"
            first = seen.setdefault(value, place)
            if first != place:
                said = f'"{value}" is already the {what} of {first}'
                yield Fault((*path, name), said, example)
