"""What may be chosen on a page of the rota: its lines and its people."""

from dataclasses import dataclass

from advice_line.directory import within
from advice_line.kinds import StaffRole
from advice_line.staffing.rostering.reader import reader_of
from advice_line.staffing.rota_door import RotaDoor, lines_of
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action, Actor, require


@dataclass(frozen=True)
class Colleague:
    """Somebody who may stand on a rota: who may be rung and, so that a supervising radiologist can
    be named, their qualification."""

    key: str
    name: str
    role: StaffRole
    mine: bool


class Choosing(RotaDoor):
    def lines(self, actor: Actor) -> list[Line]:
        """In order of key."""
        require(actor, Action.SEE_ROTA)
        with self._ledger.look(actor.label) as work:
            return lines_of(work, actor)

    def colleagues(self, actor: Actor) -> list[Colleague]:
        """Who can be rung on a line of theirs, in order of name; `mine` is the actor."""
        require(actor, Action.SEE_ROTA)
        with self._ledger.look(actor.label) as work:
            seen = reader_of(work, actor)
            theirs = within.lines(work.session, actor, Action.SEE_ROTA)
        found = [
            Colleague(each.key, each.name, StaffRole(each.role), each.key == seen.key)
            for each in seen.people.values()
            if any(each.key not in seen.barred(line.key) for line in theirs)
        ]
        return sorted(found, key=lambda each: each.name)

    def names(self, actor: Actor) -> dict[str, str]:
        """What everybody is called who may stand on a rota or have changed one, by key."""
        require(actor, Action.SEE_ROTA)
        with self._ledger.look(actor.label) as work:
            return {each.key: each.name for each in reader_of(work, actor).people.values()}
