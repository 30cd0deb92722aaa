"""The door of the right to erasure: information governance decides, a second person confirms, and
what went has a receipt. Nothing goes that is held, or of which something is still owed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from advice_line.data_kinds import Cause, ErasureKind, ErasureState, Extent
from advice_line.data_life import askers, emptying, owned, scope, subjects
from advice_line.data_life.scope import One, Stays
from advice_line.desk.mailbox import mails_there
from advice_line.desk.mailbox.mails_there import There
from advice_line.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.data_life import DeletionReceipt, Erasure
from advice_line.tables.directory import Requester
from advice_line.tables.queries import Query
from advice_line.trust import deletions, holds
from advice_line.trust.deletions import Gone
from advice_line.trust.roles import Action, Actor, require_all

KIND, EXTENT = "kind", "extent"
PAGE = "page"
_REASON = "erasures.sealed_reason"
_RULE = "UK GDPR Article 17"
_WHY: Mapping[Stays | None, str] = {
    Stays.HELD: "a legal hold stands on it, which is lifted first",
    Stays.NOT_OVER: "it is not over, and is closed first",
}


@dataclass(frozen=True)
class Asked:
    """`about` names no patient. `mine`: who looks has asked for it, and may not confirm it.
    `stuck`: nothing of it may go now, so that confirming is refused.
    `there` is how far the helpline's mailbox is, once it is done."""

    id: str
    kind: ErasureKind
    extent: Extent
    about: str
    state: ErasureState
    asked_at: datetime
    asked_by: str
    reason: str = field(repr=False)
    settled_at: datetime | None
    settled_by: str | None
    receipt: str | None
    mine: bool
    ones: tuple[One, ...] = ()
    stuck: bool = False
    there: There | None = None


class Erasing:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def listed(self, by: Actor) -> list[Asked]:
        """Those that wait for the second person first, the newest first of each."""
        require_all(by, Action.SEE_DATA_LIFE)
        with self._ledger.look(by.label) as work:
            rows = work.session.exec(select(Erasure).order_by(col(Erasure.id).desc()))
            shown = [_asked(work, by, each) for each in rows]
        return sorted(shown, key=lambda each: each.state is not ErasureState.ASKED)

    def ask(self, by: Actor, form: Mapping[str, str], once: str) -> str:
        """Its id, to be looked over; nothing goes yet. Raises `errors.Invalid`."""
        require_all(by, Action.KEEP_DATA_LIFE)
        with self._ledger.work(by.label) as work:
            kind, extent = _choice(form, KIND, ErasureKind), _choice(form, EXTENT, Extent)
            reason = subjects.reason(form)
            columns = _columns(work, kind, form)
            if not inbox.receive(work, PAGE, once):
                return inbox.answer_of(work, PAGE, once) or ""
            row = work.add(
                Erasure(
                    kind=kind,
                    extent=extent,
                    state=ErasureState.ASKED,
                    asked_at=work.now,
                    asked_by=by.label,
                    asked_name=by.name or by.label,
                    sealed_reason=work.vault.seal(reason, _REASON),
                    **columns,
                )
            )
            inbox.keep(work, PAGE, once, row.public_id)
            subject = f"erasure:{row.public_id}"
            work.record("erasure.asked", query=row.query_id, subject=subject, kind=kind)
            return row.public_id

    def look(self, by: Actor, erasure: str) -> Asked:
        """What will go of each query, what must stay, and why. Raises `errors.NotFound`."""
        require_all(by, Action.KEEP_DATA_LIFE)
        with self._ledger.work(by.label) as work:
            row = _one(work, erasure)
            work.record("erasure.looked_over", subject=f"erasure:{row.public_id}")
            return _asked(work, by, row, whole=True)

    def confirm(self, by: Actor, erasure: str, once: str) -> None:
        """By another person than who asked for it. Raises `errors.NotAllowed`; `errors.Conflict`
        where it is settled already, or nothing of it may go now: then it waits on."""
        require_all(by, Action.KEEP_DATA_LIFE)
        with self._ledger.work(by.label, holding=holds.alone) as work:
            row = _one(work, erasure)
            if by.responder_id is None or by.label == row.asked_by:
                raise NotAllowed("You asked for this erasure: somebody else confirms it.")
            if not inbox.receive(work, PAGE, once):
                return
            _hold_to_scope(work, row)
            if not _settle(work, by, row, ErasureState.DONE):
                raise Conflict("This erasure is settled already.")
            carry_out(work, row, Cause.ERASURE)

    def refuse(self, by: Actor, erasure: str, once: str) -> None:
        """Nothing goes; anybody of information governance may say so."""
        require_all(by, Action.KEEP_DATA_LIFE)
        with self._ledger.work(by.label) as work:
            row = _one(work, erasure)
            if inbox.receive(work, PAGE, once) and _settle(work, by, row, ErasureState.REFUSED):
                work.record("erasure.refused", subject=f"erasure:{row.public_id}")


def _hold_to_scope(work: Work, row: Erasure) -> None:
    """Nothing is called erased of which all has to stay."""
    ones = scope.of(work, row) if row.state == ErasureState.ASKED else []
    if _stuck(ones):
        why = {_WHY[each.stays] for each in ones}
        raise Conflict(f"Nothing of it may go now: {' and '.join(sorted(why))}.")


def _stuck(ones: Sequence[One]) -> bool:
    return bool(ones) and all(each.stays in _WHY for each in ones)


def carry_out(work: Work, row: Erasure, cause: Cause) -> DeletionReceipt:
    """All that may go of it, in this transaction, with its receipt."""
    receipt = deletions.begin(work, cause)
    done: list[str] = []
    for one in scope.of(work, row):
        if one.stays is not None:
            continue
        gone = _erase(work, row, one)
        if gone:
            deletions.add(work, receipt, row.extent, _RULE, gone)
            done.append(one.public_id)
    if row.kind == ErasureKind.REQUESTER and not _requester_held(work, row):
        known = askers.from_directory(work, row)
        if known:
            deletions.add(work, receipt, row.extent, _RULE, known)
    deletions.close(work, receipt)
    work.update(row, receipt_id=receipt.id, queries=sorted({*row.queries, *done}))
    subject = f"erasure:{row.public_id}"
    work.record("erasure.done", query=row.query_id, subject=subject, objects=receipt.objects)
    return receipt


def _erase(work: Work, row: Erasure, one: One) -> list[Gone]:
    if row.kind == ErasureKind.REQUESTER:
        return askers.empty(work, work.session.get_one(Query, one.id, with_for_update=True))
    root = owned.QUERIES if one.root == "queries" else owned.ALERTS
    work.session.execute(root.select().where(root.c.id == one.id).with_for_update())
    return emptying.empty(work, root, one.id, one.at, Extent(row.extent))


def _requester_held(work: Work, row: Erasure) -> bool:
    held = [
        holds.on_requester(row.requester_id) if row.requester_id else None,
        holds.on_mark(row.requester_mark) if row.requester_mark else None,
    ]
    return any(work.session.exec(select(each)).one() for each in held if each is not None)


def _columns(work: Work, kind: ErasureKind, form: Mapping[str, str]) -> dict[str, Any]:
    match kind:
        case ErasureKind.QUERY:
            return {"query_id": subjects.query(work, form).id}
        case ErasureKind.PATIENT:
            return {"patient_hash": subjects.patient(work, form).mark}
        case ErasureKind.REQUESTER:
            asker = subjects.requester(work, form)
            return {"requester_id": asker.requester_id, "requester_mark": asker.mark}


def _choice(form: Mapping[str, str], name: str, kind: type[Any]) -> Any:
    try:
        return kind(form.get(name, ""))
    except ValueError:
        raise Invalid([Problem(name, "Choose one of these.")]) from None


def _settle(work: Work, by: Actor, row: Erasure, state: ErasureState) -> bool:
    return work.update(
        row,
        col(Erasure.state) == ErasureState.ASKED,
        state=state,
        settled_at=work.now,
        settled_by=by.label,
        settled_name=by.name or by.label,
    )


def _one(work: Work, erasure: str) -> Erasure:
    wanted = select(Erasure).where(col(Erasure.public_id) == erasure).with_for_update()
    found = work.session.exec(wanted).first()
    if found is None:
        raise NotFound
    return found


def _asked(work: Work, by: Actor, row: Erasure, *, whole: bool = False) -> Asked:
    receipt = work.session.get(DeletionReceipt, row.receipt_id) if row.receipt_id else None
    is_open = row.state == ErasureState.ASKED
    ones = tuple(scope.of(work, row)) if whole and is_open else ()
    return Asked(
        id=row.public_id,
        kind=ErasureKind(row.kind),
        extent=Extent(row.extent),
        about=_about(work, row),
        state=ErasureState(row.state),
        asked_at=row.asked_at,
        asked_by=row.asked_name,
        reason=work.vault.open(row.sealed_reason, _REASON) if row.sealed_reason else "",
        settled_at=row.settled_at,
        settled_by=row.settled_name,
        receipt=receipt.public_id if receipt else None,
        mine=row.asked_by == by.label,
        ones=ones,
        stuck=_stuck(ones),
        there=_there(work, row) if whole and not is_open else None,
    )


def _there(work: Work, row: Erasure) -> There:
    own = select(Query.id).where(col(Query.public_id).in_(row.queries))
    return mails_there.counted(work.session, [each or 0 for each in work.session.exec(own)])


def _about(work: Work, row: Erasure) -> str:
    if row.query_id is not None:
        return work.session.get_one(Query, row.query_id).reference
    if row.requester_id is not None:
        return work.session.get_one(Requester, row.requester_id).name
    return "a patient, by their number" if row.patient_hash else "whoever has an address or number"
