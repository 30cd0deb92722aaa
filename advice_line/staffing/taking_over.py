"""During a shift: somebody takes a tier at once, or is not to be rung for a while."""

from datetime import datetime

from advice_line.staffing.changing_rota import Done
from advice_line.staffing.rota_door import RotaDoor
from advice_line.trust.roles import Actor


class TakingOver(RotaDoor):
    def take_over(
        self,
        actor: Actor,
        *,
        line: str,
        tier: str,
        instead_of: str | None = None,
        until: datetime | None = None,
        reason: str | None = None,
        person: str | None = None,
        form_key: str | None = None,
    ) -> Done:
        """From now, from one person or from all who have the tier, until the end of what they take
        where no `until` is given. A rota manager may say which `person` takes it."""
        raise NotImplementedError

    def give_back(self, actor: Actor, *, line: str, key: str, form_key: str | None = None) -> Done:
        """A take-over ends now. Raises `errors.NotFound`."""
        raise NotImplementedError

    def pause(
        self,
        actor: Actor,
        *,
        until: datetime,
        person: str | None = None,
        form_key: str | None = None,
    ) -> Done:
        """Not to be rung before `until`: calls go to the next tier meanwhile."""
        raise NotImplementedError

    def unpause(
        self, actor: Actor, *, person: str | None = None, form_key: str | None = None
    ) -> Done:
        """To be rung again, now."""
        raise NotImplementedError
