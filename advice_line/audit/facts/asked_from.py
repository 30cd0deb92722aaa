"""Of which organisation a query counts, and of which kind: of the one of which it was asked. What
that has become a part of since is taken into account for each period (`directory/as_it_was`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from sqlmodel import select

from advice_line.audit import periods
from advice_line.audit_kinds import PeriodKind
from advice_line.directory.as_it_was import History
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query


@dataclass(frozen=True)
class AskedFrom:
    """`zones` are by the id of the line."""

    history: History
    zones: Mapping[int, ZoneInfo]

    @classmethod
    def of(cls, work: Work, queries: Iterable[Query]) -> Self:
        """Knows these queries alone."""
        every = list(queries)
        ids = {each for one in every for each in (one.organisation_id, one.asked_from_id) if each}
        merged = any(each.asked_from_id for each in every)
        lines = work.session.exec(select(Line.id, Line.time_zone)).all() if merged else ()
        zones = {key or 0: ZoneInfo(zone) for key, zone in lines}
        return cls(History.of(work, ids), zones)

    def organisation(self, query: Query) -> int | None:
        """Whoever was found later to have asked has taken the place of what was merged."""
        now, before = query.organisation_id, query.asked_from_id
        if now is None or before is None:
            return now
        root = self.history.root
        return before if root(before) == root(now) else now

    def kind(self, query: Query) -> str | None:
        """Of one that has become a part of another, the other's, where that was recorded before
        anything was told of the query's day."""
        own = self.organisation(query)
        if own is None or own not in self.history.rows:
            return None
        if own != query.organisation_id:
            own = self.history.root(own, self._first_told(query))
        return self.history.rows[own].kind

    def _first_told(self, query: Query) -> datetime:
        zone = self.zones[query.line_id]
        day = query.received_at.astimezone(zone).date()
        within = [periods.holding(day, kind) for kind in (PeriodKind.WEEK, PeriodKind.MONTH)]
        return min(each.bounds(zone)[1] for each in within)
