"""The liaison log's door: visits to practices and talks with them, what was agreed and whether it
is done (guide §3.3.2, "direct liaison with practices"). What was said is sealed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import col, or_, select

from advice_line.directory import lookups, within
from advice_line.directory.kept import finding
from advice_line.errors import Conflict, NotFound
from advice_line.guidance_kinds import LiaisonKind
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import liaison_form
from advice_line.tables.directory import Line, Organisation, Responder
from advice_line.tables.liaison import LiaisonEntry
from advice_line.trust import granted
from advice_line.trust.roles import Action, Actor, permit, require
from rota import columns, walltime

PAGE = "page"
MET, SAID = "liaison_entries.sealed_met", "liaison_entries.sealed_said"
ACTION = "liaison_entries.sealed_action"
MOST = 200


@dataclass(frozen=True)
class Entry:
    """`practice` is None where it was with several at once; `late` where what was agreed is not
    done by its day."""

    id: str
    kind: LiaisonKind
    on_day: date
    practice: str | None
    person: str
    met: str = field(repr=False)
    said: str = field(repr=False)
    action: str = field(repr=False)
    action_owner: str | None
    action_by: date | None
    done_at: datetime | None
    done_by: str | None
    late: bool


@dataclass(frozen=True)
class Log:
    """`open` is what was agreed and is not done, the longest due first; `entries` are all, the
    newest first."""

    line: Line
    lines: tuple[Line, ...]
    open: tuple[Entry, ...]
    entries: tuple[Entry, ...]
    people: tuple[Responder, ...]
    today: date
    now: datetime


class LiaisonLog:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor, key: str | None) -> Log:
        """Of the line of this key, or of the first: each look is a line of the trail. Raises
        `errors.NotFound`."""
        with self._ledger.work(by.label) as work:
            theirs = within.lines(work.session, by, Action.KEEP_LIAISON)
            line = next((each for each in theirs if key in (None, each.key)), None)
            if line is None:
                raise NotFound("There is no such line here.")
            today = _today(work, line)
            names = {each.id: each for each in lookups.responders(work.session)}
            found = _entries(work, line)
            practices = _practices(work, found)
            entries = [_entry(work, each, names, practices, today) for each in found]
            if entries:
                work.record("liaison.seen", subject=f"line:{line.key}", entries=len(entries))
            waits = [each for each in entries if each.action and each.done_at is None]
            return Log(
                line=line,
                lines=tuple(theirs),
                open=tuple(sorted(waits, key=lambda each: each.action_by or today)),
                entries=tuple(entries),
                people=tuple(_people(names.values(), line)),
                today=today,
                now=work.now,
            )

    def write(self, by: Actor, key: str, form: Mapping[str, str], token: str) -> None:
        """Raises `errors.Invalid`, `errors.NotFound`."""
        require(by, Action.KEEP_LIAISON)
        with self._ledger.work(by.label) as work:
            line = within.line(work.session, by, Action.KEEP_LIAISON, key)
            of, amiss = _meant(work, form.get("organisation", ""))
            people = {each.key: each.id for each in _people(lookups.responders(work.session), line)}
            given = liaison_form.read(form, people, _today(work, line), amiss)
            if not inbox.receive(work, PAGE, token):
                return
            made = work.add(
                LiaisonEntry(
                    line_id=line.id or 0,
                    organisation_id=of.id if of else None,
                    kind=given.kind.value,
                    on_day=given.on_day,
                    person_id=by.responder_id or 0,
                    entered_at=work.now,
                    sealed_met=_sealed(work, given.met, MET),
                    sealed_said=_sealed(work, given.said, SAID),
                    sealed_action=_sealed(work, given.action, ACTION),
                    action_owner_id=people[given.action_owner] if given.action_owner else None,
                    action_by=given.action_by,
                )
            )
            work.record("liaison.written", subject=f"liaison:{made.public_id}", line=line.key)

    def done(self, by: Actor, entry: str, token: str) -> None:
        """What was agreed is done. Raises `errors.NotFound`, and `errors.Conflict` where a
        colleague has said so."""
        require(by, Action.KEEP_LIAISON)
        with self._ledger.work(by.label) as work:
            row = work.session.exec(
                select(LiaisonEntry).where(
                    col(LiaisonEntry.public_id) == entry,
                    col(LiaisonEntry.sealed_action).is_not(None),
                )
            ).first()
            if row is None or not within.may(work.session, by, Action.KEEP_LIAISON, row.line_id):
                raise NotFound
            if not inbox.receive(work, PAGE, token):
                return
            not_yet = col(LiaisonEntry.done_at).is_(None)
            if not work.update(row, not_yet, done_at=work.now, done_by=by.name or by.label):
                raise Conflict("A colleague has said already that this is done.")
            work.record("liaison.done", subject=f"liaison:{entry}")


def _today(work: Work, line: Line) -> date:
    return walltime.local_day(work.now, columns.read_zone(line.time_zone))


def _entries(work: Work, line: Line) -> list[LiaisonEntry]:
    """The newest, and whatever is still to be done however old it is."""
    newest = (
        select(LiaisonEntry.id)
        .where(col(LiaisonEntry.line_id) == line.id)
        .order_by(col(LiaisonEntry.on_day).desc(), col(LiaisonEntry.id).desc())
        .limit(MOST)
    )
    waits = col(LiaisonEntry.sealed_action).is_not(None) & col(LiaisonEntry.done_at).is_(None)
    statement = (
        select(LiaisonEntry)
        .where(col(LiaisonEntry.line_id) == line.id, or_(col(LiaisonEntry.id).in_(newest), waits))
        .order_by(col(LiaisonEntry.on_day).desc(), col(LiaisonEntry.id).desc())
    )
    return list(work.session.exec(statement))


def _practices(work: Work, found: Iterable[LiaisonEntry]) -> dict[int | None, Organisation]:
    ids = {each.organisation_id for each in found}
    statement = select(Organisation).where(col(Organisation.id).in_(ids))
    return {each.id: each for each in work.session.exec(statement)}


def _meant(work: Work, typed: str) -> tuple[Organisation | None, str]:
    """The practice of this code or name, None where it was with several at once; and a sentence
    where it is not plain which is meant."""
    words = " ".join(typed.split())
    found = finding.by_words(work.session, words).organisations
    exact = [
        each for each in found if words.casefold() in (each.key.casefold(), each.name.casefold())
    ]
    meant = exact or found
    if len(meant) == 1:
        return meant[0], ""
    return None, liaison_form.which(words, [(each.name, each.key) for each in meant])


def _people(people: Iterable[Responder], line: Line) -> list[Responder]:
    """Who may be asked to do something: whoever keeps the log of this line, and whoever answers
    there."""
    may = (Action.KEEP_LIAISON, Action.CLAIM)
    return [
        each for each in people if any(permit(granted.on(each, line.key), action) for action in may)
    ]


def _entry(
    work: Work,
    row: LiaisonEntry,
    people: Mapping[int | None, Responder],
    practices: Mapping[int | None, Organisation],
    today: date,
) -> Entry:
    of, owner = practices.get(row.organisation_id), people.get(row.action_owner_id)
    waits = row.done_at is None and row.action_by is not None
    return Entry(
        id=row.public_id,
        kind=LiaisonKind(row.kind),
        on_day=row.on_day,
        practice=of.name if of else None,
        person=people[row.person_id].name,
        met=_opened(work, row.sealed_met, MET),
        said=_opened(work, row.sealed_said, SAID),
        action=_opened(work, row.sealed_action, ACTION),
        action_owner=owner.name if owner else None,
        action_by=row.action_by,
        done_at=row.done_at,
        done_by=row.done_by,
        late=waits and row.action_by is not None and row.action_by < today,
    )


def _sealed(work: Work, text: str, column: str) -> str | None:
    return work.vault.seal(text, column) if text else None


def _opened(work: Work, sealed: str | None, column: str) -> str:
    return work.vault.open(sealed, column) if sealed else ""
