"""Who would be missed: each line has somebody who leads it and somebody who keeps its information,
or nobody could mend what goes wrong."""

from collections.abc import Iterable

from advice_line.errors import NobodyLeft
from advice_line.kinds import Role
from advice_line.tables.directory import Line, Responder
from advice_line.trust import granted

_NEEDED = {
    Role.SERVICE_LEAD: "leads",
    Role.INFORMATION_GOVERNANCE: "keeps the information of",
}


def missed(person: Responder, people: Iterable[Responder], lines: Iterable[Line]) -> list[str]:
    """What nobody would do without them, as "leads Example Radiology Advice"."""
    others = [each for each in people if each.id != person.id]
    return [
        f"{does} {line.name}"
        for line in lines
        for role, does in _NEEDED.items()
        if role in granted.on(person, line.key)
        and not any(role in granted.on(each, line.key) for each in others)
    ]


def hold_to_others(person: Responder, people: Iterable[Responder], lines: Iterable[Line]) -> None:
    """Raises `errors.NobodyLeft` where somebody has to follow them first."""
    said = missed(person, people, lines)
    if said:
        raise NobodyLeft(
            f"Nobody else {' or '.join(said)}. Let somebody else have that role first; whoever "
            "holds the settings may end them all the same, by the command users end."
        )
