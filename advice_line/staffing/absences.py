"""Somebody is away, on every line: recorded, shortened, taken back."""

from datetime import datetime

from advice_line.staffing.changing_rota import Done
from advice_line.staffing.rota_door import RotaDoor
from advice_line.trust.roles import Actor
from rota.values import AbsenceKind


class Absences(RotaDoor):
    def absent(
        self,
        actor: Actor,
        *,
        person: str,
        kind: AbsenceKind,
        start: datetime,
        end: datetime,
        reason: str | None = None,
        form_key: str | None = None,
    ) -> Done:
        """From now on where `start` has passed. What they had stays empty until somebody takes it:
        nothing falls back silently. `kind` and `reason` are shown to the person and to rota
        managers only."""
        raise NotImplementedError

    def back(
        self, actor: Actor, *, key: str, at: datetime | None = None, form_key: str | None = None
    ) -> Done:
        """They are back at `at`, or now; an absence that has not begun by then is taken back whole.
        Raises `errors.NotFound` for one that is over."""
        raise NotImplementedError
