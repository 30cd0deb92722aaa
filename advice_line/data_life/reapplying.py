"""After an older backup was restored, what had been erased since is there again. A list of erasures
and objections, kept apart from the backups, says what to do again: keyed hashes and ids alone, each
line signed, so that nobody can have something erased by writing it into the file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from advice_line.data_kinds import Cause, ErasureKind, ErasureState
from advice_line.data_life.erasing import carry_out
from advice_line.errors import Invalid, Problem
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.data_life import Erasure, TeachingObjection
from advice_line.tables.directory import Requester
from advice_line.tables.queries import Query
from advice_line.trust import holds, objections
from advice_line.trust.roles import Action, Actor, require_all

_ERASURE, _OBJECTION = "erasure", "objection"
_PURPOSE = "erasure-list"


@dataclass
class Reapplied:
    """`listed` erasures stand in the list, of which `erasures` had something to do again."""

    listed: int = 0
    erasures: int = 0
    objections: int = 0
    objects: int = 0


class Reapplying:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def listing(self, by: Actor) -> str:
        """One line of JSON for each erasure that was done and each objection, lifted or not."""
        require_all(by, Action.SEE_DATA_LIFE)
        with self._ledger.look(by.label) as work:
            return "".join(f"{each}\n" for each in _lines(work))

    def reapply(self, by: Actor, text: str) -> Reapplied:
        """Raises `errors.Invalid` for a line that is not one of ours; nothing was done then."""
        require_all(by, Action.KEEP_DATA_LIFE)
        with self._ledger.work(by.label, holding=holds.alone) as work:
            return again(work, text)


def again(work: Work, text: str) -> Reapplied:
    """The same within a transaction that is going on, as that of a restore."""
    done = Reapplied()
    for values in [_read(work, number, line) for number, line in _numbered(text)]:
        _again(work, values, done)
    work.record("erasures.reapplied", erasures=done.erasures, objects=done.objects)
    return done


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    yield from ((at, line) for at, line in enumerate(text.splitlines(), 1) if line.strip())


def _lines(work: Work) -> Iterator[str]:
    done = select(Erasure).where(col(Erasure.state) == ErasureState.DONE).order_by(col(Erasure.id))
    for row in work.session.exec(done):
        yield _signed(work, {"is": _ERASURE, **_of_erasure(work, row)})
    every = select(TeachingObjection).order_by(col(TeachingObjection.id))
    for each in work.session.exec(every):
        yield _signed(work, {"is": _OBJECTION, **_of_objection(work, each)})


def _of_erasure(work: Work, row: Erasure) -> dict[str, Any]:
    requester = work.session.get(Requester, row.requester_id) if row.requester_id else None
    return {
        "id": row.public_id,
        "kind": row.kind,
        "extent": row.extent,
        "query": _public(work, row.query_id),
        "patient": row.patient_hash,
        "requester": row.requester_id if requester else None,
        "mark": row.requester_mark,
        "asked_at": row.asked_at.isoformat(),
        "asked_by": row.asked_by,
        "settled_by": row.settled_by,
        "queries": row.queries,
    }


def _of_objection(work: Work, row: TeachingObjection) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "objector": row.objector,
        "query": _public(work, row.query_id),
        "patient": row.patient_hash,
        "own_page": row.own_page,
        "made_by": row.made_by,
        "made_name": row.made_name,
        "lifted": row.lifted_at is not None,
    }


def _public(work: Work, query_id: int | None) -> str | None:
    return work.session.get_one(Query, query_id).public_id if query_id else None


def _signed(work: Work, values: dict[str, Any]) -> str:
    signature = work.vault.sign(json.dumps(values, sort_keys=True), _PURPOSE).hex()
    return json.dumps({**values, "signature": signature}, sort_keys=True)


def _read(work: Work, number: int, line: str) -> dict[str, Any]:
    try:
        values = json.loads(line)
        signature = values.pop("signature")
        said = json.dumps(values, sort_keys=True)
        good = work.vault.is_signed_text(said, _PURPOSE, str(signature))
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        good = False
    if not good:
        said = (
            f"--reapply: line {number} is not one of a list that this deployment made, or was "
            "changed. Nothing was done. Give the list as it was written, with the SECRET_KEY of "
            "its time in OLD_SECRET_KEYS if that was renewed since."
        )
        raise Invalid([Problem("--reapply", said)])
    return dict(values)


def _again(work: Work, values: dict[str, Any], done: Reapplied) -> None:
    if values["is"] == _OBJECTION:
        done.objections += _object(work, values)
        return
    done.listed += 1
    row = _row(work, values)
    if row is None:
        return
    receipt = carry_out(work, row, Cause.REAPPLIED)
    done.objects += receipt.objects
    done.erasures += bool(receipt.objects)


def _row(work: Work, values: dict[str, Any]) -> Erasure | None:
    """As it was; None where the restored database has no such query at all."""
    known = select(Erasure).where(col(Erasure.public_id) == values["id"])
    query = _query(work, values["query"])
    if values["kind"] == ErasureKind.QUERY and query is None:
        return None
    columns = {
        "kind": values["kind"],
        "extent": values["extent"],
        "query_id": query.id if query else None,
        "patient_hash": values["patient"],
        "requester_id": values["requester"],
        "requester_mark": values["mark"],
        "queries": values["queries"],
        "state": ErasureState.DONE,
        "settled_at": work.now,
        "settled_by": values["settled_by"],
        "settled_name": values["settled_by"],
    }
    if (found := work.session.exec(known).first()) is not None:
        work.update(found, **columns)
        return found
    asked = {"asked_at": work.now, "asked_by": values["asked_by"], "asked_name": values["asked_by"]}
    return work.add(Erasure(public_id=values["id"], **columns, **asked))


def _object(work: Work, values: dict[str, Any]) -> bool:
    known = select(TeachingObjection.id).where(col(TeachingObjection.public_id) == values["id"])
    query = _query(work, values["query"])
    if values["lifted"] or work.session.exec(known).first() is not None:
        return False
    if query is None and values["patient"] is None:
        return False
    row = work.add(
        TeachingObjection(
            public_id=values["id"],
            objector=values["objector"],
            query_id=query.id if query else None,
            patient_hash=values["patient"],
            own_page=values["own_page"],
            made_at=work.now,
            made_by=values["made_by"],
            made_name=values["made_name"],
        )
    )
    of_patient = objections.of_patient(work, row.patient_hash) if row.patient_hash else []
    for each in (*of_patient, *([query] if query else [])):
        objections.hold_to(work, each)
    return True


def _query(work: Work, public_id: str | None) -> Query | None:
    if public_id is None:
        return None
    return work.session.exec(select(Query).where(col(Query.public_id) == public_id)).first()
