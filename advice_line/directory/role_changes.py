"""What the trail says of who was given which role, and who was it taken from."""

from advice_line.kinds import Role
from advice_line.ledger.work import Work
from advice_line.tables.directory import Responder
from advice_line.trust import granted

EVERY_LINE = "*"
GRANTED, REMOVED = "role.granted", "role.removed"
Grant = tuple[str, Role]
"""The key of a line (or `EVERY_LINE`) and a role."""


def record(work: Work, key: str, before: Responder | None, after: Responder) -> None:
    """One line of the trail for each role that somebody has more or less than before."""
    had = set(grants(before)) if before is not None else set()
    has = set(grants(after))
    for line, role in sorted(has - had):
        work.record(GRANTED, subject=f"responder:{key}", role=role.value, line=line)
    for line, role in sorted(had - has):
        work.record(REMOVED, subject=f"responder:{key}", role=role.value, line=line)


def grants(person: Responder) -> list[Grant]:
    everywhere = [(EVERY_LINE, role) for role in granted.everywhere(person)]
    return sorted(
        [
            *everywhere,
            *((line, role) for line, roles in granted.by_line(person).items() for role in roles),
        ]
    )
