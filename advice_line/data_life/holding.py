"""The door of legal holds: information governance says what may not be deleted, and why, until it
lifts that. Placed, it holds from that moment on against whatever deletes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from advice_line.data_kinds import HoldKind
from advice_line.data_life import subjects
from advice_line.desk.query import theirs
from advice_line.directory import lookups
from advice_line.errors import Invalid, NotFound, Problem
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.data_life import LegalHold
from advice_line.tables.directory import Line, Organisation, Requester
from advice_line.tables.queries import Query
from advice_line.trust import holds
from advice_line.trust.roles import Action, Actor, require, require_all

KIND = "kind"
PAGE = "page"
_REASON, _LIFTED = "legal_holds.sealed_reason", "legal_holds.sealed_lifted_reason"


@dataclass(frozen=True)
class Held:
    """`on` says what it stands on without naming a patient; `queries` how many it keeps now.
    `first_day` and `last_day` are whole days of the line's own clock."""

    id: str
    kind: HoldKind
    on: str
    first_day: date | None
    last_day: date | None
    queries: int
    made_at: datetime
    made_by: str
    reason: str = field(repr=False)
    lifted_at: datetime | None
    lifted_by: str | None
    lifted_reason: str | None = field(repr=False)


class Holding:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def listed(self, by: Actor) -> list[Held]:
        """Those that stand first, the newest first of each."""
        require_all(by, Action.SEE_DATA_LIFE)
        with self._ledger.look(by.label) as work:
            rows = work.session.exec(select(LegalHold).order_by(col(LegalHold.id).desc())).all()
            shown = [_held(work, each) for each in rows]
        return sorted(shown, key=lambda each: each.lifted_at is not None)

    def lines(self, by: Actor) -> list[tuple[str, str]]:
        """Key and name of each line on whose days a hold may stand."""
        require_all(by, Action.SEE_DATA_LIFE)
        with self._ledger.look(by.label) as work:
            return [(each.key, each.name) for each in lookups.lines(work.session)]

    def of_query(self, by: Actor, reference: str) -> list[datetime]:
        """Since when each hold stands on it, the oldest first; why, is told to information
        governance alone. Raises `errors.NotFound`."""
        require(by, Action.SEE_QUERY)
        with self._ledger.look(by.label) as work:
            query = theirs.query(work, by, Action.SEE_QUERY, reference)
            wanted = select(LegalHold).order_by(col(LegalHold.id))
            standing = work.session.exec(wanted.where(col(LegalHold.lifted_at).is_(None)))
            return [each.made_at for each in standing if _stands_on(work, each, query)]

    def place(self, by: Actor, form: Mapping[str, str], once: str) -> None:
        """Raises `errors.Invalid`."""
        require_all(by, Action.KEEP_DATA_LIFE)
        with self._ledger.work(by.label, holding=holds.alone) as work:
            kind, reason = _kind(form), subjects.reason(form)
            columns = _columns(work, kind, form)
            if not inbox.receive(work, PAGE, once):
                return
            row = work.add(
                LegalHold(
                    kind=kind,
                    made_at=work.now,
                    made_by=by.label,
                    made_name=by.name or by.label,
                    sealed_reason=work.vault.seal(reason, _REASON),
                    **columns,
                )
            )
            work.record("hold.placed", query=row.query_id, subject=f"hold:{row.public_id}", on=kind)

    def lift(self, by: Actor, hold: str, form: Mapping[str, str], once: str) -> None:
        """What it stood on goes by its class again. Raises `errors.Invalid`, `errors.NotFound`."""
        require_all(by, Action.KEEP_DATA_LIFE)
        with self._ledger.work(by.label, holding=holds.alone) as work:
            reason = subjects.reason(form)
            row = work.session.exec(
                select(LegalHold).where(col(LegalHold.public_id) == hold).with_for_update()
            ).first()
            if row is None:
                raise NotFound
            if inbox.receive(work, PAGE, once) and work.update(
                row,
                col(LegalHold.lifted_at).is_(None),
                lifted_at=work.now,
                lifted_by=by.label,
                lifted_name=by.name or by.label,
                sealed_lifted_reason=work.vault.seal(reason, _LIFTED),
            ):
                work.record("hold.lifted", query=row.query_id, subject=f"hold:{row.public_id}")


def _kind(form: Mapping[str, str]) -> HoldKind:
    try:
        return HoldKind(form.get(KIND, ""))
    except ValueError:
        raise Invalid([Problem(KIND, "Choose what the hold stands on.")]) from None


def _there(work: Work, form: Mapping[str, str]) -> Query:
    """A hold on what is gone would promise what nobody can keep."""
    query = subjects.query(work, form)
    if query.emptied_at is not None:
        said = f"What it held was deleted on {query.emptied_at:%d %B %Y}: nothing is left to hold."
        raise Invalid([Problem(subjects.REFERENCE, said)])
    return query


def _columns(work: Work, kind: HoldKind, form: Mapping[str, str]) -> dict[str, Any]:
    match kind:
        case HoldKind.QUERY:
            return {"query_id": _there(work, form).id}
        case HoldKind.PATIENT:
            return {"patient_hash": subjects.patient_hash(work, form)}
        case HoldKind.REQUESTER:
            asker = subjects.requester(work, form)
            return {"requester_id": asker.requester_id, "requester_mark": asker.mark}
        case HoldKind.ORGANISATION:
            return {"organisation_id": subjects.organisation(work, form).id}
        case HoldKind.SPAN:
            span = subjects.span(work, form)
            return {"line_id": span.line.id, "from_at": span.start, "until_at": span.end}


def _held(work: Work, row: LegalHold) -> Held:
    opened = work.vault.open
    lifted = row.sealed_lifted_reason
    return Held(
        id=row.public_id,
        kind=HoldKind(row.kind),
        on=_on(work, row),
        first_day=_day(work, row, row.from_at),
        last_day=_day(work, row, row.until_at and row.until_at - timedelta(microseconds=1)),
        queries=_queries(work, row),
        made_at=row.made_at,
        made_by=row.made_name,
        reason=opened(row.sealed_reason, _REASON) if row.sealed_reason else "",
        lifted_at=row.lifted_at,
        lifted_by=row.lifted_name,
        lifted_reason=opened(lifted, _LIFTED) if lifted else None,
    )


def _day(work: Work, row: LegalHold, at: datetime | None) -> date | None:
    if at is None:
        return None
    return at.astimezone(ZoneInfo(work.session.get_one(Line, row.line_id).time_zone)).date()


def _on(work: Work, row: LegalHold) -> str:
    match HoldKind(row.kind):
        case HoldKind.QUERY:
            return work.session.get_one(Query, row.query_id).reference
        case HoldKind.PATIENT:
            return "a patient, by their number"
        case HoldKind.REQUESTER:
            known = work.session.get(Requester, row.requester_id) if row.requester_id else None
            return known.name if known else "whoever has an address or a number"
        case HoldKind.ORGANISATION:
            return work.session.get_one(Organisation, row.organisation_id).name
        case HoldKind.SPAN:
            return work.session.get_one(Line, row.line_id).name


def _stands_on(work: Work, row: LegalHold, query: Query) -> bool:
    return bool(work.session.exec(select(holds.on_query(query.id, only=row.id))).one())


def _queries(work: Work, row: LegalHold) -> int:
    """How many queries it stands on, whatever else stands on them."""
    if row.lifted_at is not None:
        return 0
    wanted = select(Query.id).where(holds.on_query(col(Query.id), only=row.id))
    return len(work.session.exec(wanted).all())
