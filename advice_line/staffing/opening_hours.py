"""When a line is open, changed by hand: closed at once, a date's own hours, bank holidays."""

from collections.abc import Sequence
from datetime import date, datetime

from advice_line.staffing.changing_rota import Done
from advice_line.staffing.rota_door import RotaDoor
from advice_line.trust.roles import Actor


class OpeningByHand(RotaDoor):
    def close(
        self,
        actor: Actor,
        *,
        line: str,
        end: datetime,
        reason: str,
        start: datetime | None = None,
        greeting: str | None = None,
        divert_to: str | None = None,
        form_key: str | None = None,
    ) -> Done:
        """Close the line, at once where no `start` is given. Callers hear `greeting` and are put
        through to `divert_to` (a telephone number) where they are given. Whoever is on duty stays
        so."""
        raise NotImplementedError

    def reopen(self, actor: Actor, *, line: str, key: str, form_key: str | None = None) -> Done:
        """Raises `errors.NotFound` for a closure that is over."""
        raise NotImplementedError

    def hours_on(
        self,
        actor: Actor,
        *,
        line: str,
        day: date,
        open: Sequence[str],
        reason: str,
        form_key: str | None = None,
    ) -> Done:
        """That date's own hours, such as ["08:00-12:30"], whatever its weekday says."""
        raise NotImplementedError

    def close_day(
        self, actor: Actor, *, line: str, day: date, reason: str, form_key: str | None = None
    ) -> Done:
        """Closed that whole day, and nobody on duty."""
        raise NotImplementedError

    def usual_day(self, actor: Actor, *, line: str, day: date, form_key: str | None = None) -> Done:
        """Take back what was said of that date by hand: its hours, its closing, its being a bank
        holiday or none. Raises `errors.NotFound`."""
        raise NotImplementedError

    def holiday(
        self,
        actor: Actor,
        *,
        line: str,
        day: date,
        name: str | None,
        form_key: str | None = None,
    ) -> Done:
        """That date counts as a bank holiday of this name; with no name, a bank holiday of the list
        does not count on this line, as when it is moved."""
        raise NotImplementedError
