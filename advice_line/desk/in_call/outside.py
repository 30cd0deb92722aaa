"""What a responder is asked that is outside their scope (H11): a colleague whose scope it is takes
it over or joins, or rings back; what was already said is written down as it was given."""

from collections.abc import Sequence

from advice_line.call_kinds import ColleagueState
from advice_line.desk.in_call import joining, rooms
from advice_line.desk.in_call.rooms import Here
from advice_line.desk.owed import owed_records, tasks
from advice_line.desk.phone import engaged
from advice_line.desk.query import offers, outside_scope
from advice_line.errors import Conflict, Invalid, Problem
from advice_line.kinds import TaskKind
from advice_line.ledger.work import Work
from advice_line.rules import scopes
from advice_line.staffing import answerable
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Contact, Query


def said(
    work: Work, query: Query, contact: Contact, me: Responder, tag: str, *, advised: bool
) -> str | None:
    """The name of who is asked. Raises `errors.Invalid` for what is nobody's scope."""
    if query.owner_id != me.id:
        raise Conflict("Only who has this query can say that.")
    people = _people(work, query)
    if tag not in scopes.tags(each.scope for each in people):
        raise Invalid([Problem("tag", "Choose what it belongs to.")])
    outside_scope.say(work, query, me, tag, advised=advised)
    talk = offers.accepted_of(work, contact)
    if talk is not None:
        work.update(talk, left_to_colleague_at=None if advised else work.now)
    if advised:
        owed_records.owe_record(work, query, me.id or 0)
    colleague = _free(work, people, me, tag)
    if colleague is None:
        return None
    here = Here(rooms.open_for(work, query, contact), query, contact)
    if rooms.asked_into(work, here.room, ColleagueState.ASKED):
        raise Conflict("Somebody is being asked already. Take the caller back from hold first.")
    joining.ask(work, here, colleague.id or 0, by=me.id or 0, takes_over=not advised, tag=tag)
    return colleague.name


def has_advised(work: Work, query: Query, person: int) -> bool:
    """They have said that they gave advice outside their scope: it stays theirs to write down."""
    owed = tasks.open_task(work, query.id or 0, TaskKind.WRITE_ADVICE)
    return query.outside_scope_by_id == person and owed is not None


def _people(work: Work, query: Query) -> list[Responder]:
    line = work.session.get_one(Line, query.line_id)
    return answerable.who(work.session, line.key, work.now)


def _free(work: Work, people: Sequence[Responder], me: Responder, tag: str) -> Responder | None:
    """Those on duty come first."""
    fit = [each for each in people if each.id != me.id and scopes.covers(each.scope, tag)]
    engaged.hold(work, (each.id or 0 for each in fit))
    busy = engaged.now(work).people
    return next((each for each in fit if each.id not in busy), None)
