"""Calendars elsewhere that are duty here: read again and again, each failure told in a sentence."""

from advice_line.staffing.exchanged import SourceShown
from advice_line.staffing.rota_door import RotaDoor
from advice_line.trust.roles import Actor


class Sources(RotaDoor):
    def subscribe(self, actor: Actor, *, line: str, tier: str, url: str) -> SourceShown:
        """Raises `errors.Invalid` for an address that may not be read."""
        raise NotImplementedError

    def end(self, actor: Actor, source_id: str) -> None:
        """What is still to come of it leaves the rota. Raises `errors.NotFound`."""
        raise NotImplementedError

    def of(self, actor: Actor, line: str) -> tuple[SourceShown, ...]:
        raise NotImplementedError
