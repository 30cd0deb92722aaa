"""The door of subject access: what is kept of a patient or a requester, looked over by information
governance, and written into one file that only its receiver opens. What was looked for and what was
shown stand in the trail."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO

from advice_line.data_kinds import ErasureKind
from advice_line.data_life import access_own, access_pack, access_rows, subjects, whose
from advice_line.data_life.records import patient_of
from advice_line.data_life.whose import Whose
from advice_line.errors import Invalid, Problem
from advice_line.ledger.backups.age_file import Sealing
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.alerts import Alert
from advice_line.tables.queries import Query
from advice_line.trust import members
from advice_line.trust.roles import Action, Actor, require_all

KIND = "kind"
# In the trail and in the file's name: says nothing of whom it is about.
_ID_BYTES = 5


@dataclass(frozen=True)
class Kept:
    """One query, or an alert without one, and how many rows of each table there are of it."""

    reference: str
    at: datetime
    counts: dict[str, int]


@dataclass(frozen=True)
class Found:
    """`doubtful` are of this number, and of another date of birth: they are in no pack until a
    person has looked at them."""

    kind: ErasureKind
    kept: tuple[Kept, ...]
    doubtful: tuple[str, ...]


@dataclass(frozen=True)
class _Who:
    whose: Whose
    rows: Sequence[Query | Alert] = field(repr=False)
    doubtful: tuple[str, ...]


class SubjectAccess:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor, form: Mapping[str, str]) -> Found:
        """What there is, by counts alone. Raises `errors.Invalid`, also where the second identifier
        does not fit the first."""
        require_all(by, Action.KEEP_DATA_LIFE)
        with self._ledger.work(by.label) as work:
            who = _who(work, form)
            work.record("access.looked_over", of=who.whose.kind, queries=len(who.rows))
            for row in who.rows:
                work.record("access.found", query=_query_id(row), subject=_subject(row))
            kept = tuple(Kept(e.reference, _at(e), access_rows.counts(work, e)) for e in who.rows)
            return Found(who.whose.kind, kept, who.doubtful)

    def pack(
        self, by: Actor, form: Mapping[str, str], sealing: Sealing, to: BinaryIO, login: str = ""
    ) -> str:
        """Its id, once all of it is written; every query in it has a line in the trail, which stays
        even where the writing fails. Raises `errors.Invalid`; `errors.Misconfigured` where nobody
        could open it: then nothing was opened, and nothing stands in the trail."""
        require_all(by, Action.KEEP_DATA_LIFE)
        sealing.keys()
        pack = secrets.token_hex(_ID_BYTES)
        with self._ledger.work(by.label) as work:
            who = _who(work, form)
            said: dict[str, Any] = {"pack": pack, **({"login": login} if login else {})}
            work.record("access.made", of=who.whose.kind, queries=len(who.rows), **said)
            for row in who.rows:
                work.record("access.packed", query=_query_id(row), subject=_subject(row), **said)
            keys = [(isinstance(row, Query), row.id) for row in who.rows]
        with self._ledger.look(by.label) as look:
            rows: list[Query | Alert] = [_again(look, each) for each in keys]
            asker = members.labels(look.session, who.whose.requester_id)
            parts = [access_rows.part(look, each, who.whose.kind, asker) for each in rows]
            own = tuple(access_own.of(look, who.whose))
            whole = access_pack.Pack(pack, look.now, who.whose.kind, own, parts, who.doubtful)
            access_pack.write(look, whole, rows, sealing, to)
        return pack


def file_name(pack: str) -> str:
    return f"subject-access-{pack}.zip.age"


def _who(work: Work, form: Mapping[str, str]) -> _Who:
    match form.get(KIND, ""):
        case ErasureKind.PATIENT:
            return _patient(work, form)
        case ErasureKind.REQUESTER:
            asker = subjects.requester(work, form)
            who = Whose(ErasureKind.REQUESTER, requester_id=asker.requester_id, mark=asker.mark)
            return _Who(who, whose.queries(work, who), ())
        case _:
            raise Invalid([Problem(KIND, "Choose who asks: a patient, or somebody who asks us.")])


def _patient(work: Work, form: Mapping[str, str]) -> _Who:
    named = subjects.patient(work, form)
    who = Whose(ErasureKind.PATIENT, patient_hash=named.mark)
    found: list[Query | Alert] = [*whose.queries(work, who), *whose.alerts(work, who)]
    other = [each for each in found if not _born(work, each, named)]
    rows = sorted((each for each in found if each not in other), key=_at)
    return _Who(who, rows, tuple(each.reference for each in other))


def _born(work: Work, row: Query | Alert, named: subjects.Named) -> bool:
    """Whether nothing here says another date of birth: numbers are mistyped."""
    patient = patient_of(work, row)
    return patient is None or patient.date_of_birth in (None, named.born)


def _again(look: Work, key: tuple[bool, int | None]) -> Query | Alert:
    is_query, row_id = key
    if is_query:
        return look.session.get_one(Query, row_id)
    return look.session.get_one(Alert, row_id)


def _at(row: Query | Alert) -> datetime:
    return row.received_at if isinstance(row, Query) else row.started_at


def _query_id(row: Query | Alert) -> int | None:
    return row.id if isinstance(row, Query) else None


def _subject(row: Query | Alert) -> str | None:
    return None if isinstance(row, Query) else f"alert:{row.public_id}"
