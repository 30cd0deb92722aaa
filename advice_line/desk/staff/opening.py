"""One query opened before a responder: what is known of it, and what was typed so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from advice_line.call_kinds import SoundKind
from advice_line.desk.countersigning import owing
from advice_line.desk.filing import putting
from advice_line.desk.in_call import talks
from advice_line.desk.letter import letters
from advice_line.desk.messages import answering, thread
from advice_line.desk.owed import new_times, said_before
from advice_line.desk.owners import handing_over
from advice_line.desk.query import exchanges, outside_scope, reading
from advice_line.desk.receipts import acknowledged, reaching
from advice_line.desk.record import drafts, identity
from advice_line.desk.ring_back import placed, showing
from advice_line.desk.staff import destinations, history, repeats, timeline, written
from advice_line.directory import lookups
from advice_line.kinds import ContactEnded, QueryState
from advice_line.ledger import sound_store
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import record_form
from advice_line.rules.record import Patient, Question, Record
from advice_line.tables.advice import Advice
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line, Organisation, Responder
from advice_line.tables.filings import Filing
from advice_line.tables.queries import Contact, Query
from advice_line.tables.sounds import Sound
from advice_line.tables.tasks import Promise, Task


@dataclass(frozen=True)
class Version:
    """One signed version; `reason` is why it was added, `said` who has said what of it, and
    `read_back_by` who read it back."""

    advice: Advice
    record: Record
    author: str
    reason: str | None = field(repr=False)
    said: tuple[acknowledged.Word, ...] = ()
    read_back_by: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Open:
    """`form` is the record as last kept, field by field, or what an addendum starts from; `number`
    is the requester's, to ring back; `sends_to` is where the letter goes, None without address.
    `author` is who is looking, `owned` whether the query is theirs; `passing_on` that its owner has
    left and whoever is on may take it; `calls_today` counts the calls of that day from one number
    up to this one. `files` are what came with a message, by its id."""

    query: Query
    line: Line
    organisation: str | None
    number: str | None
    author: Responder
    owner: str | None
    owned: bool
    passing_on: bool
    arrived_at: datetime
    calls_today: int
    talked: bool
    talked_seconds: int | None
    form: Mapping[str, str]
    draft: drafts.Kept | None
    sends_to: str | None
    full_letter: bool
    code_closed_on: date | None
    tasks: tuple[Task, ...]
    promise: Promise | None
    untold: new_times.Untold | None
    untold_owner: str | None
    messages: tuple[thread.Said, ...]
    files: Mapping[str | None, tuple[timeline.FileKept, ...]]
    linked: tuple[str, ...]
    may_text: tuple[NoticeKind, ...]
    patient: Patient | None
    question: Question | None
    exchanges: tuple[exchanges.Exchange, ...]
    versions: tuple[Version, ...]
    events: tuple[history.Event, ...]
    recordings: tuple[Sound, ...]
    may_countersign: bool
    outside: tuple[outside_scope.Outside, ...]
    written: written.Written | None
    so_far: tuple[timeline.Entry, ...]
    owes_said: bool
    countersigners: Mapping[int, str]
    filed: tuple[Filing, ...]
    case: Case
    calling: placed.Going | None
    called: str | None
    call_back: showing.CallBack | None
    going_on: bool
    talking: bool
    heard_of_at: datetime | None
    now: datetime


def opened(work: Work, query: Query, author: Responder) -> Open:
    going = placed.going(work, query)
    line = work.session.get_one(Line, query.line_id)
    organisation = _organisation(work, query)
    contacts = reading.contacts(work, query)
    versions = tuple(_versions(work, query))
    draft = drafts.kept(work, query, author.id or 0)
    owed = reading.open_tasks(work, query)
    untold = next((each for task in owed if (each := new_times.untold(work, task))), None)
    messages, events = thread.of(work, query), history.of(work, query)
    wrote = written.of(work, query, author, events, messages)
    return Open(
        query=query,
        line=line,
        organisation=organisation.name if organisation else None,
        number=reading.call_back_number(work, query),
        author=author,
        owner=_name(work, query.owner_id),
        owned=query.owner_id == author.id,
        passing_on=handing_over.may_be_taken(work, query),
        arrived_at=query.received_at,
        calls_today=repeats.calls_today(work, query, line),
        talked=any(each.ended == ContactEnded.TALKED for each in contacts),
        talked_seconds=max((each.bridged_seconds or 0 for each in contacts), default=0) or None,
        form=draft.form if draft else _first_form(work, query, versions, messages, line),
        draft=draft,
        sends_to=sends_to(work, query),
        full_letter=_full_letter(line, organisation),
        code_closed_on=organisation.closed_on
        if organisation and reaching.code_closed(work, query)
        else None,
        tasks=tuple(owed),
        untold=untold,
        untold_owner=_name(work, untold.task.owner_id) if untold else None,
        promise=next(reversed(reading.promises(work, query)), None),
        messages=messages,
        files=timeline.attached(work, query),
        linked=tuple(reading.linked(work, query)),
        may_text=answering.offered(work, query),
        patient=identity.patient_of(work, query),
        question=_question(work, query),
        exchanges=exchanges.of(work, query, work.now),
        versions=versions,
        events=events,
        recordings=tuple(sound_store.of_query(work.session, query.id or 0, SoundKind.RECORDING)),
        outside=outside_scope.of(work, query),
        written=wrote,
        so_far=wrote.entries if wrote else timeline.of_call(work, query, events),
        owes_said=said_before.owed_by(work, query, author.id or 0) is not None,
        may_countersign=_may_countersign(versions, author),
        countersigners=_countersigners(work, versions),
        filed=tuple(putting.of(work, query.id or 0)),
        case=work.session.exec(select(Case).where(col(Case.query_id) == query.id)).one(),
        calling=going,
        called=_name(work, going.responder_id) if going else None,
        call_back=showing.of(work, query),
        going_on=going_on(work, query),
        talking=_talking(work, query),
        heard_of_at=next((each.heard_of_at for each in contacts if _in_doubt(each)), None),
        now=work.now,
    )


def not_theirs(query: Query, owner: str | None, *, advised: bool, left: bool) -> str:
    """Why somebody may not write the record of a query, and what they may do instead; `left`: its
    owner is not there for it any more."""
    if owner is None:
        closed = query.state == QueryState.CLOSED
        return "This query is closed." if closed else "Nobody has this query yet: claim it first."
    if left:
        return f"{owner} is not there for this query any more: claim it first."
    if advised:
        return f"{owner} signed this advice: nobody else can add to it."
    return f"This query is with {owner}, who writes its record."


def going_on(work: Work, query: Query) -> bool:
    """Whether a call about it is not over: theirs to us or ours to them."""
    live = any(each.ended_at is None for each in reading.contacts(work, query))
    return live or placed.going(work, query) is not None


def _talking(work: Work, query: Query) -> bool:
    talk = talks.newest(work, query)
    return talk is not None and talk.stage is not None and talks.doubted(work, talk) is None


def _in_doubt(contact: Contact) -> bool:
    return contact.doubted_at is not None and not (contact.ended_at or contact.leg_over_at)


def sends_to(work: Work, query: Query) -> str | None:
    """Whose address the letter goes to; None where none is on file, or its code is closed."""
    return destinations.of(work, query).practice


def _organisation(work: Work, query: Query) -> Organisation | None:
    if query.organisation_id is None:
        return None
    return lookups.organisation(work.session, query.organisation_id)


def _name(work: Work, responder_id: int | None) -> str | None:
    found = lookups.responder(work.session, responder_id) if responder_id else None
    return found.name if found else None


def _full_letter(line: Line, organisation: Organisation | None) -> bool:
    if organisation is None or organisation.email is None:
        return False
    return letters.may_carry(organisation.email, line.full_letter_domains)


def _versions(work: Work, query: Query) -> list[Version]:
    names = {person.id: person.name for person in lookups.responders(work.session)}
    return [
        Version(
            advice=advice,
            record=letters.record_of(work, advice),
            author=names[advice.author_id],
            reason=(
                work.vault.open(advice.sealed_reason, "advice.sealed_reason")
                if advice.sealed_reason
                else None
            ),
            said=acknowledged.words(work, advice),
            read_back_by=letters.read_back_by(work, advice),
        )
        for advice in reading.versions(work, query)
    ]


def _may_countersign(versions: tuple[Version, ...], reader: Responder) -> bool:
    newest = versions[-1].advice if versions else None
    if newest is None or newest.within_scope or newest.countersigned_at is not None:
        return False
    return owing.may_sign(newest, reader)


def _countersigners(work: Work, versions: tuple[Version, ...]) -> dict[int, str]:
    """Names of who has signed, by the version."""
    people = {each.advice.version: each.advice.countersigned_by_id for each in versions}
    named = {version: _name(work, person) for version, person in people.items()}
    return {version: name for version, name in named.items() if name is not None}


def _first_form(
    work: Work,
    query: Query,
    versions: tuple[Version, ...],
    messages: tuple[thread.Said, ...],
    line: Line,
) -> dict[str, str]:
    """What was filled in where they asked, else what they wrote; an addendum starts from the last
    version."""
    if not versions:
        return written.form(work, query, messages)
    return _addendum_form(versions, _today(line, work.now))


def _addendum_form(versions: tuple[Version, ...], today: date) -> dict[str, str]:
    """An addendum is a whole letter: it starts from the last one. What was read back then was not
    the new words, and a day that has passed has to be given anew."""
    last = versions[-1].record
    form = record_form.to_form(last)
    form.pop("read_back", None)
    given = {"action_by": last.body.action.action_by, "review_date": last.body.opinion.review_date}
    for name, day in given.items():
        if day is not None and day < today:
            del form[name]
    return form


def _today(line: Line, now: datetime) -> date:
    return now.astimezone(ZoneInfo(line.time_zone)).date()


def _question(work: Work, query: Query) -> Question | None:
    sealed = query.sealed_question
    return (
        Question.from_json(work.vault.open(sealed, "queries.sealed_question")) if sealed else None
    )
