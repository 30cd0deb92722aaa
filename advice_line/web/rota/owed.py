"""What somebody still owes, said where they say that they are away (H23)."""

from collections.abc import Iterator

from advice_line.kinds import TaskKind
from advice_line.web.access import Visit
from advice_line.web.rota.chain import key_of


def sentences(visit: Visit, person: str) -> Iterator[str]:
    """None where they owe nothing."""
    owed = visit.site.owing.of(visit.actor, person)
    own = person == key_of(visit)
    records = [each.reference for each in owed.owes if each.kind is TaskKind.WRITE_ADVICE]
    calls = [each.reference for each in owed.owes if each.kind is not TaskKind.WRITE_ADVICE]
    if calls:
        yield (
            f"{'You still owe' if own else f'{owed.name} still owes'} calls back"
            f" ({', '.join(calls)}). Those that fall into the absence are put before whoever is on."
        )
    if records:
        yield (
            f"{'You have' if own else f'{owed.name} has'} not written down the advice of"
            f" {', '.join(records)}. Nobody else can: the lead hears of it when the absence begins."
        )
