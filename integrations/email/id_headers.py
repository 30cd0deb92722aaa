"""Headers that hold ids of mails, or an address of ours, as the wire wants them.

The standard library writes what is longer than a line as an encoded word, in which nobody finds it
again: Exchange's ids are that long, and so is the address at which somebody gets no more mails.
"""

from email.headerregistry import BaseHeader, HeaderRegistry, UniqueUnstructuredHeader
from email.policy import Policy

_NAMES = ("in-reply-to", "references", "list-unsubscribe")


class _Ids(BaseHeader):
    """One on each line."""

    max_count = 1
    parse = staticmethod(UniqueUnstructuredHeader.parse)

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: " + f"{policy.linesep} ".join(str(self).split()) + policy.linesep


def registry() -> HeaderRegistry:
    made = HeaderRegistry()
    for name in _NAMES:
        made.map_to_type(name, _Ids)
    return made
