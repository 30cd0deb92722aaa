"""Lists of cases to read or to teach from, in an order and with notes: one's own, or shared with
whoever reads the library of a line. Only its owner changes a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from advice_line.directory import within
from advice_line.education.cases import objected
from advice_line.education.finding import reading_rows
from advice_line.education.finding.reading_rows import Entry, Words
from advice_line.errors import Invalid, NotFound, Problem
from advice_line.kinds import CaseState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line, Responder
from advice_line.tables.library import ReadingList, ReadingListCase
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
MOST, MOST_CASES = 100, 200


@dataclass(frozen=True)
class Listed:
    """`line` is the name of the one it is shared with, "" for none."""

    id: str
    name: str
    line: str
    owner: str
    mine: bool
    cases: int


@dataclass(frozen=True)
class Opened:
    """`entries` are those whose line the reader may see; `lines` those it may be shared with."""

    id: str
    words: Words
    line: Line | None
    lines: Sequence[Line]
    owner: str
    mine: bool
    entries: Sequence[Entry]
    now: datetime


class ReadingLists:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self, by: Actor) -> list[Listed]:
        """Their own first, then those that are shared with them, by name."""
        require(by, Action.SEE_LIBRARY)
        with self._ledger.look(by.label) as work:
            found = [_listed(work, by, row) for row in _theirs(work, by)]
            work.let_go()
            return sorted(found, key=lambda each: (not each.mine, each.name.casefold()))

    def lines(self, by: Actor) -> list[Line]:
        """With whose readers they may share a list."""
        with self._ledger.look(by.label) as work:
            found = within.lines(work.session, by, Action.SEE_LIBRARY)
            work.let_go()
            return found

    def open(self, by: Actor, public_id: str) -> Opened:
        """Raises `errors.NotFound`, also for a list that is not shared with them."""
        require(by, Action.SEE_LIBRARY)
        with self._ledger.look(by.label) as work:
            row = reading_rows.one(work, public_id)
            if not _keeps(work, by, row) and not _shared(work, by, row):
                raise reading_rows.nowhere()
            opened = _opened(work, by, row)
            work.let_go()
            return opened

    def make(self, by: Actor, form: Mapping[str, str], token: str) -> str:
        """By the fields `name`, `said` and `line`, a line's key or "". Its public id; raises
        `errors.Invalid`."""
        require(by, Action.KEEP_LISTS)
        words = reading_rows.typed(form)
        with self._ledger.work(by.label) as work:
            own = [row for row in _theirs(work, by) if _mine(row, by)]
            if len(own) >= MOST:
                raise Invalid([Problem("name", f"You keep {MOST} already: take one away first.")])
            line = _line(work, by, form.get("line", ""))
            if by.responder_id is None or not inbox.receive(work, PAGE, token):
                return own[-1].public_id if own else ""
            row = work.add(ReadingList(owner_id=by.responder_id, made_at=work.now))
            _keep(work, row, words, line)
            return row.public_id

    def save(self, by: Actor, public_id: str, form: Mapping[str, str], token: str) -> None:
        """What its owner makes of it: words, order, notes, what goes, and a case to `add` by its
        reference. Raises `errors.Invalid`, with nothing changed."""
        require(by, Action.KEEP_LISTS)
        with self._ledger.work(by.label) as work:
            row = _own(work, by, public_id)
            words, line = reading_rows.typed(form), _line(work, by, form.get("line", ""))
            rows = reading_rows.entries(work, row)
            wanted = reading_rows.changes(work, rows, form)
            reference = form.get("add", "").strip()
            case = _case(work, by, reference) if reference else None
            if inbox.receive(work, PAGE, token):
                reading_rows.carry_out(work, wanted)
                _keep(work, row, words, line)
                if case is not None:
                    _put(work, row, case)

    def add(self, by: Actor, reference: str, public_id: str, token: str) -> None:
        """A case at the end of one's own list. Raises `errors.Invalid` without a list."""
        require(by, Action.SEE_LIBRARY)
        with self._ledger.work(by.label) as work:
            case = _found(work, by, reference)
            if case is None:
                raise NotFound("No case has this reference.")
            row = _own(work, by, public_id) if public_id else None
            if row is None:
                raise Invalid([Problem("list", "Choose one of your lists.")])
            if inbox.receive(work, PAGE, token):
                _put(work, row, case)

    def drop(self, by: Actor, public_id: str, token: str) -> None:
        require(by, Action.KEEP_LISTS)
        with self._ledger.work(by.label) as work:
            row = _own(work, by, public_id)
            if inbox.receive(work, PAGE, token):
                for kept, _ in reading_rows.entries(work, row):
                    work.session.delete(kept)
                work.session.flush()
                work.session.delete(row)
                work.record("list.dropped", subject=f"list:{row.public_id}")


def _theirs(work: Work, by: Actor) -> list[ReadingList]:
    of_line = within.of_theirs(work.session, by, Action.SEE_LIBRARY, ReadingList.line_id)
    shared = col(ReadingList.line_id).is_not(None) & of_line
    own = col(ReadingList.owner_id) == by.responder_id
    return list(
        work.session.exec(select(ReadingList).where(own | shared).order_by(col(ReadingList.id)))
    )


def _mine(row: ReadingList, by: Actor) -> bool:
    return by.responder_id is not None and row.owner_id == by.responder_id


def _keeps(work: Work, by: Actor, row: ReadingList) -> bool:
    """Its owner; of one that is shared, once they have left, whoever teaches on its line or leads
    it: somebody must be able to mend it, and to take it away."""
    if _mine(row, by) or row.line_id is None:
        return _mine(row, by)
    left = work.session.get_one(Responder, row.owner_id).ended_at is not None
    return left and within.may(work.session, by, Action.KEEP_MEETINGS, row.line_id)


def _shared(work: Work, by: Actor, row: ReadingList) -> bool:
    shared = row.line_id is not None
    return shared and within.may(work.session, by, Action.SEE_LIBRARY, row.line_id)


def _own(work: Work, by: Actor, public_id: str) -> ReadingList:
    row = reading_rows.one(work, public_id)
    if not _keeps(work, by, row):
        raise reading_rows.nowhere()
    return row


def _listed(work: Work, by: Actor, row: ReadingList) -> Listed:
    line = work.session.get(Line, row.line_id) if row.line_id else None
    counted = select(func.count()).where(col(ReadingListCase.list_id) == row.id)
    return Listed(
        id=row.public_id,
        name=reading_rows.words_of(work, row).name,
        line=line.name if line else "",
        owner=work.session.get_one(Responder, row.owner_id).name,
        mine=_keeps(work, by, row),
        cases=work.session.exec(counted).one(),
    )


def _opened(work: Work, by: Actor, row: ReadingList) -> Opened:
    seen = [
        reading_rows.entry(work, kept, case)
        for kept, case in reading_rows.entries(work, row)
        if within.may(work.session, by, Action.SEE_LIBRARY, case.line_id)
    ]
    return Opened(
        id=row.public_id,
        words=reading_rows.words_of(work, row),
        line=work.session.get(Line, row.line_id) if row.line_id else None,
        lines=within.lines(work.session, by, Action.SEE_LIBRARY),
        owner=work.session.get_one(Responder, row.owner_id).name,
        mine=_keeps(work, by, row),
        entries=seen,
        now=work.now,
    )


def _line(work: Work, by: Actor, key: str) -> int | None:
    if not key:
        return None
    lines = within.lines(work.session, by, Action.SEE_LIBRARY)
    for line in lines:
        if line.key == key:
            return line.id
    raise Invalid([Problem("line", "Choose one of your lines, or nobody.")])


def _keep(work: Work, row: ReadingList, words: Words, line: int | None) -> None:
    reading_rows.write(work, row, words, line)
    shared = "yes" if line is not None else "no"
    work.record("list.kept", subject=f"list:{row.public_id}", shared=shared)


def _found(work: Work, by: Actor, reference: str) -> Case | None:
    wanted = select(Case).where(col(Case.reference) == reference.strip().upper())
    case = work.session.exec(wanted).first()
    seen = case is not None and within.may(work.session, by, Action.SEE_LIBRARY, case.line_id)
    return case if seen else None


def _case(work: Work, by: Actor, reference: str) -> Case:
    case = _found(work, by, reference)
    if case is None or objected.is_objected(case) or case.state == CaseState.WITHDRAWN:
        raise Invalid([Problem("add", f"No case here has the reference {reference[:20]}.")])
    return case


def _put(work: Work, row: ReadingList, case: Case) -> None:
    rows = reading_rows.entries(work, row)
    if any(each.id == case.id for _, each in rows):
        return
    if len(rows) >= MOST_CASES:
        raise Invalid([Problem("add", f"A list holds at most {MOST_CASES} cases.")])
    place = 1 + max((kept.place for kept, _ in rows), default=0)
    work.add(ReadingListCase(list_id=row.id or 0, case_id=case.id or 0, place=place))
