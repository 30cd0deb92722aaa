"""The office's door to organisations: found, looked at, put right, confirmed, merged."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from advice_line.directory import bounced, lookups
from advice_line.directory.imports import cells
from advice_line.directory.imports.given import Value
from advice_line.directory.kept import (
    changing,
    corrections,
    entries,
    finding,
    history,
    merging,
    origins,
    requesters,
)
from advice_line.directory.kept.corrections import Waiting
from advice_line.directory.kept.entries import Form
from advice_line.directory.kept.finding import Found, Look
from advice_line.directory.kept.history import Happened
from advice_line.directory.kept.merging import Merge
from advice_line.directory.kept.requesters import PeopleMerge, Person
from advice_line.directory_kinds import OrganisationKind, Origin, Part
from advice_line.errors import Conflict, Invalid, Problem
from advice_line.kinds import QueryState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.alerts import Alert
from advice_line.tables.directory import Organisation, Requester
from advice_line.tables.queries import Query
from advice_line.tables.upkeep import DetailOrigin
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
MOVED = "Somebody changed this meanwhile. What you typed is below: look at what stands, then save."


@dataclass(frozen=True)
class PartShown:
    """`noted` is None where the setup file said it, before anybody noted whose word it is."""

    part: Part
    value: Value
    noted: DetailOrigin | None


@dataclass(frozen=True)
class Shown:
    """`seen` marks what stands, so that a form knows what it was made from; `sharing` whose else a
    telephone is; `open_queries` and `open_alerts` are references, of the actor's lines alone."""

    organisation: Organisation
    merged_into: Organisation | None
    parts: tuple[PartShown, ...]
    typed: dict[str, str]
    seen: str
    sharing: Mapping[str, Sequence[str]]
    bounced_at: datetime | None
    people: tuple[Person, ...]
    waiting: tuple[Waiting, ...]
    open_queries: tuple[str, ...]
    open_alerts: tuple[str, ...]
    history: tuple[Happened, ...]
    now: datetime


@dataclass(frozen=True)
class Directory:
    """`counts` are how many need each look; `every` how many there are."""

    found: Found
    counts: Mapping[Look, int]
    every: int
    now: datetime


class KeepingDirectory:
    """`stale_months` is after how many months nobody's word counts as confirmed any more."""

    def __init__(self, ledger: Ledger, stale_months: int) -> None:
        self._ledger = ledger
        self.stale_months = stale_months

    def find(self, by: Actor, text: str, look: Look | None = None) -> Directory:
        require(by, Action.KEEP_DIRECTORY)
        with self._ledger.look(by.label) as work:
            found = (
                finding.to_look_at(work, look, self.stale_months)
                if look
                else finding.by_words(work.session, text)
            )
            every = select(func.count()).select_from(Organisation)
            every = every.where(col(Organisation.merged_into_id).is_(None))
            shown = Directory(
                found=found,
                counts=finding.counts(work, self.stale_months),
                every=work.session.exec(every).one(),
                now=work.now,
            )
            work.let_go()
            return shown

    def shown(self, by: Actor, code: str) -> Shown:
        """Raises `errors.NotFound`."""
        require(by, Action.KEEP_DIRECTORY)
        with self._ledger.look(by.label) as work:
            made = _shown(work, by, changing.find(work, code))
            work.let_go()
            return made

    def save(
        self, by: Actor, code: str, form: Form, *, seen: str, said_by: str, token: str
    ) -> None:
        """Raises `errors.Invalid` with all that is wrong, `errors.Conflict` where it was changed
        since the form was made, `errors.NotFound`."""
        require(by, Action.KEEP_DIRECTORY)
        wanted = entries.read(form)
        with self._ledger.work(by.label) as work:
            of = changing.find(work, code)
            changing.hold_to_their_numbers(work, wanted)
            if not inbox.receive(work, PAGE, token):
                return
            if _mark(changing.parts(work, of)) != seen:
                raise Conflict(MOVED)
            name = by.name or by.label
            changing.put(work, of, wanted, origin=Origin.OFFICE, by=name, said_by=said_by)

    def add(self, by: Actor, code: str, kind: str, form: Form, token: str) -> str:
        """Its code. Raises `errors.Invalid` with all that is wrong."""
        require(by, Action.KEEP_DIRECTORY)
        clean, problems = code.strip().upper(), []
        if not cells.is_code(clean):
            problems.append(Problem("code", "Enter its ODS code: 3 to 10 letters and figures."))
        if kind not in set(OrganisationKind):
            problems.append(Problem("kind", "Choose what it is."))
        with self._ledger.work(by.label) as work:
            if not inbox.receive(work, PAGE, token):
                return clean
            if lookups.organisation_by_key(work.session, clean) is not None:
                problems.append(Problem("code", f"{clean} is here already. Search for it."))
            try:
                wanted = entries.read({"name": "", **form})
                changing.hold_to_their_numbers(work, wanted)
            except Invalid as error:
                raise Invalid([*problems, *error.problems]) from error
            if problems:
                raise Invalid(problems)
            of = work.add(Organisation(key=clean, name=wanted[Part.NAME]["name"], kind=kind))
            work.record("organisation.added", subject=f"organisation:{clean}", source="office")
            of = changing.find(work, clean)
            changing.put(work, of, wanted, origin=Origin.OFFICE, by=by.name or by.label)
            return clean

    def confirm(self, by: Actor, code: str, part: str, said_by: str, token: str) -> None:
        """One part, or all that there are of it. Raises `errors.Invalid`, `errors.NotFound`."""
        require(by, Action.KEEP_DIRECTORY)
        if not said_by.strip():
            raise Invalid([Problem("said_by", "Say whom you asked, such as the practice manager.")])
        with self._ledger.work(by.label) as work:
            of = changing.find(work, code)
            if inbox.receive(work, PAGE, token):
                for each in [Part(part)] if part in set(Part) else list(Part):
                    changing.confirm(work, of, each, by.name or by.label, said_by.strip()[:100])

    def settle_file(self, by: Actor, code: str, part: str, *, take: bool, token: str) -> None:
        """What a file says otherwise is taken, or left so that it is not told again. Raises
        `errors.Conflict` where it was settled already, `errors.NotFound`."""
        require(by, Action.KEEP_DIRECTORY)
        with self._ledger.work(by.label) as work:
            of = changing.find(work, code)
            if not inbox.receive(work, PAGE, token):
                return
            noted = origins.of_organisation(work.session, of.id or 0)
            row = noted.get(Part(part)) if part in set(Part) else None
            if row is None or not row.differs:
                raise Conflict("This was settled already.")
            name = by.name or by.label
            if take:
                wanted = {Part(part): _of_file(work, of, row)}
                changing.put(work, of, wanted, origin=Origin.OFFICE, by=name)
            else:
                work.update(row, differs={})
                work.record("organisation.file_left", subject=f"organisation:{code}", parts=[part])

    def settle_correction(
        self, by: Actor, code: str, correction: str, *, accept: bool, reason: str, token: str
    ) -> None:
        """Raises `errors.NotFound` for what was settled already."""
        require(by, Action.KEEP_DIRECTORY)
        with self._ledger.work(by.label) as work:
            of = changing.find(work, code)
            if inbox.receive(work, PAGE, token):
                said = reason.strip()[:200] or None
                corrections.settle(work, by, of, correction, accept=accept, reason=said)

    def look_at_merge(self, by: Actor, gone: str, kept: str) -> Merge:
        """Raises `errors.NotFound`."""
        require(by, Action.KEEP_DIRECTORY)
        with self._ledger.look(by.label) as work:
            found = merging.look(work, gone, kept.strip().upper())
            work.let_go()
            return found

    def merge(self, by: Actor, gone: str, kept: str, token: str) -> None:
        """Raises `errors.Conflict` for what is against it, `errors.NotFound`."""
        require(by, Action.KEEP_DIRECTORY)
        with self._ledger.work(by.label) as work:
            if inbox.receive(work, PAGE, token):
                merging.merge(work, by.name or by.label, gone, kept.strip().upper())

    def look_at_people(self, by: Actor, gone: str, kept: str) -> PeopleMerge:
        """Raises `errors.NotFound`."""
        require(by, Action.KEEP_DIRECTORY)
        with self._ledger.look(by.label) as work:
            found = requesters.look(work, gone, kept)
            work.let_go()
            return found

    def merge_people(self, by: Actor, gone: str, kept: str, token: str) -> None:
        """Raises `errors.Conflict` for what is against it, `errors.NotFound`."""
        require(by, Action.KEEP_DIRECTORY)
        with self._ledger.work(by.label) as work:
            if inbox.receive(work, PAGE, token):
                requesters.merge(work, gone, kept)


def _shown(work: Work, by: Actor, of: Organisation) -> Shown:
    parts = changing.parts(work, of)
    noted = origins.of_organisation(work.session, of.id or 0)
    people = select(Requester).where(
        col(Requester.organisation_id) == of.id, col(Requester.merged_into_id).is_(None)
    )
    # What is open on another line is not theirs to know, though the practice is.
    every = lookups.lines(work.session)
    lines = [each.id for each in every if by.may(Action.KEEP_DIRECTORY, each.key)]
    queries = select(Query.reference).where(
        col(Query.organisation_id) == of.id,
        col(Query.state) != QueryState.CLOSED,
        col(Query.line_id).in_(lines),
    )
    alerts = select(Alert.reference).where(
        col(Alert.organisation_id) == of.id,
        col(Alert.ended_at).is_(None),
        col(Alert.line_id).in_(lines),
    )
    return Shown(
        organisation=of,
        merged_into=work.session.get(Organisation, of.merged_into_id)
        if of.merged_into_id
        else None,
        parts=tuple(PartShown(part, parts[part], noted.get(part)) for part in Part),
        typed=entries.shown(parts),
        seen=_mark(parts),
        sharing=finding.sharing(work.session, of, parts[Part.PHONES]["phones"]),
        bounced_at=bounced.since(work, of.email) if of.email else None,
        people=tuple(
            requesters.person(work, each)
            for each in work.session.exec(people.order_by(col(Requester.name)))
        ),
        waiting=corrections.waiting(work, of),
        open_queries=tuple(work.session.exec(queries.order_by(col(Query.id)).limit(20))),
        open_alerts=tuple(work.session.exec(alerts.order_by(col(Alert.id)).limit(20))),
        history=history.of(work.session, [f"organisation:{of.key}"]),
        now=work.now,
    )


def _of_file(work: Work, of: Organisation, row: DetailOrigin) -> dict[str, object]:
    """Telephones of a file come beside those that are there: nobody said that these are none."""
    value = dict(row.differs["value"])
    if "phones" in value:
        there = lookups.phones_of(work.session, of.id or 0)
        value["phones"] = sorted({*there, *value["phones"]})
    return value


def _mark(parts: Mapping[Part, Value]) -> str:
    whole = {part.value: dict(value) for part, value in parts.items()}
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()[:24]
