"""One-off duty: these people instead of whoever else is on the tier."""

from collections.abc import Sequence
from datetime import datetime

from advice_line.staffing.changing_rota import Done
from advice_line.staffing.rota_door import RotaDoor
from advice_line.trust.roles import Actor


class Covering(RotaDoor):
    def cover(
        self,
        actor: Actor,
        *,
        line: str,
        tier: str,
        who: Sequence[str],
        start: datetime,
        end: datetime,
        reason: str | None = None,
        supervisor: str | None = None,
        version: str | None = None,
        form_key: str | None = None,
    ) -> Done:
        """Put these people on the tier for the stretch."""
        raise NotImplementedError

    def uncover(self, actor: Actor, *, line: str, key: str, form_key: str | None = None) -> Done:
        """What the patterns say holds again. Raises `errors.NotFound`."""
        raise NotImplementedError
