"""What repeats, edited from a day on: what was before that day stays as it was."""

from datetime import date

from advice_line.staffing.changing_rota import Done
from advice_line.staffing.rota_door import RotaDoor
from advice_line.trust.roles import Actor
from rota.values import Pattern


class Patterns(RotaDoor):
    def edit_pattern(
        self,
        actor: Actor,
        *,
        line: str,
        pattern: Pattern,
        from_day: date,
        reason: str | None = None,
        version: str | None = None,
        form_key: str | None = None,
    ) -> Done:
        """The pattern of this key is so from that day on, or from today where the day has passed; a
        key that is not there yet begins. Its own `begins` is not looked at."""
        raise NotImplementedError

    def end_pattern(
        self,
        actor: Actor,
        *,
        line: str,
        key: str,
        last_day: date,
        version: str | None = None,
        form_key: str | None = None,
    ) -> Done:
        """It holds up to and on that day. Raises `errors.NotFound` where no pattern of this key
        holds after it."""
        raise NotImplementedError
