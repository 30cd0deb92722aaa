"""Rotas in and out as files: looked through first, put on the rota when somebody accepts them."""

from collections.abc import Mapping
from datetime import datetime

from advice_line.staffing.exchanged import Imported, ImportShown, Served
from advice_line.staffing.rota_door import RotaDoor
from advice_line.trust.roles import Actor


class Exchanging(RotaDoor):
    def preview(
        self,
        actor: Actor,
        *,
        line: str,
        data: bytes,
        sessions: Mapping[str, str] | None = None,
    ) -> ImportShown:
        """What a CSV or XLSX file would put on the rota; kept for a while, and nothing is changed.
        `sessions` says the times of a grid's columns that name none: {"AM": "08:00-13:00"}. Raises
        `errors.Invalid` for a file that cannot be read at all, `errors.NotFound`."""
        raise NotImplementedError

    def shown(self, actor: Actor, import_id: str) -> ImportShown:
        """Raises `errors.NotFound`."""
        raise NotImplementedError

    def accept(
        self,
        actor: Actor,
        import_id: str,
        *,
        good_rows_only: bool = False,
        reason: str | None = None,
    ) -> Imported:
        """As one change. Raises `errors.Invalid` where rows have problems and not `good_rows_only`
        is asked for, `errors.ReasonNeeded`, `errors.RotaMoved` where the days concerned were
        changed since, `errors.Expired`, and `errors.Conflict` for one that is settled already."""
        raise NotImplementedError

    def discard(self, actor: Actor, import_id: str) -> None:
        raise NotImplementedError

    def export(
        self, actor: Actor, *, line: str, start: datetime, end: datetime, form: str
    ) -> Served:
        """The shifts between the instants as "csv", "xlsx", "ical" or "json". Raises
        `errors.Invalid` for another form or a stretch that is empty or longer than two years."""
        raise NotImplementedError
