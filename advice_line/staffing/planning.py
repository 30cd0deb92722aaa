"""Proposals for a period's open sessions, with reasons; nothing changes until one is accepted."""

from collections.abc import Sequence
from datetime import date

from advice_line.staffing.changing_rota import Done
from advice_line.staffing.planned import Figures, ProposalShown
from advice_line.staffing.rota_door import RotaDoor
from advice_line.trust.roles import Actor


class Planning(RotaDoor):
    def propose(
        self,
        actor: Actor,
        *,
        line: str,
        first_day: date,
        last_day: date,
        tiers: Sequence[str] = ("1", "2"),
        solver: str | None = None,
    ) -> ProposalShown:
        """`last_day` is included; what has begun already is left out. `solver` is "greedy" or
        "ortools", the latter where it is installed and None is given. Raises `errors.Invalid`,
        `errors.NotFound`."""
        raise NotImplementedError

    def shown(self, actor: Actor, proposal_id: str) -> ProposalShown:
        """Raises `errors.NotFound`."""
        raise NotImplementedError

    def edit(
        self, actor: Actor, proposal_id: str, *, slot: str, person: str | None
    ) -> ProposalShown:
        """Somebody else for a session, or nobody. What is against them is shown; accepting it then
        needs a reason."""
        raise NotImplementedError

    def accept(self, actor: Actor, proposal_id: str, *, reason: str | None = None) -> Done:
        """As one change. Raises `errors.ReasonNeeded`, `errors.RotaMoved` where the days concerned
        were changed since, and `errors.Conflict` for one that is settled already."""
        raise NotImplementedError

    def refuse(self, actor: Actor, proposal_id: str, *, reason: str | None = None) -> None:
        raise NotImplementedError

    def fairness(
        self, actor: Actor, *, line: str | None, first_day: date, last_day: date
    ) -> tuple[Figures, ...]:
        """How duty is shared on a line, or on all, in the order of names; past and future alike."""
        raise NotImplementedError
