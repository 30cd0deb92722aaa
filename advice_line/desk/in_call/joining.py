"""A colleague is asked into a talk: rung by a call of their own, let in by their key alone (H06);
where they take it over, that key makes it theirs (H10)."""

from sqlmodel import col, select

from advice_line.call_kinds import CallStage, ColleagueState
from advice_line.desk.in_call import holding, parting, rooms
from advice_line.desk.in_call.rooms import Here
from advice_line.desk.owed import said_before, tasks
from advice_line.desk.phone import stages, whispering
from advice_line.desk.query import offers
from advice_line.errors import NotFound
from advice_line.kinds import OfferState, QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.live import ColleagueEvent
from advice_line.ports.script import Ask, HangUp, Say, Script, Step, StepName, script
from advice_line.rules import room_words, routing, wording
from advice_line.tables.queries import Offer, Query
from advice_line.tables.rooms import Colleague, Room

ACCEPT, DECLINE = "1", "2"


def ask(
    work: Work, here: Here, person: int, *, by: int, takes_over: bool, tag: str | None = None
) -> Colleague:
    """The caller is held meanwhile and hears who is coming."""
    asked = work.add(
        Colleague(
            room_id=here.room.id or 0,
            responder_id=person,
            asked_by_id=by,
            takes_over=takes_over,
            tag=tag,
            asked_at=work.now,
        )
    )
    holding.hold(work, here, holding.LONGEST_ASKED)
    stages.to(work, here.contact, CallStage.TRANSFER)
    rooms.ask_of(work, NoticeKind.COLLEAGUE_CALL, here.room, asked)
    work.record("colleague.asked", query=here.query.id, subject=f"colleague:{asked.public_id}")
    return asked


def asked(work: Work, event: ColleagueEvent) -> Script:
    """Their phone was answered, by whom or what is not known yet."""
    colleague, here = _of(work, event)
    work.update(colleague, leg=event.call)
    return _question(work, colleague, here)


def _question(work: Work, colleague: Colleague, here: Here) -> Script:
    if not _wanted(colleague, here):
        return script(Say(words=room_words.GONE_ON), HangUp())
    keyed = Step(name=StepName.COLLEAGUE_KEYED, ref=colleague.public_id)
    words = _words(work, colleague, here)
    ask = Ask(words=(words,), keys=1, seconds=routing.LONGEST_WAIT, then=keyed)
    return script(ask, HangUp())


def _words(work: Work, colleague: Colleague, here: Here) -> str:
    by = whispering.name(work, colleague.asked_by_id)
    source = whispering.source_of(work, here.query)
    if colleague.takes_over:
        return room_words.asks_to_take_over(by, source, here.contact.reason, colleague.tag)
    return room_words.asks_to_join(by, source, here.contact.reason)


def keyed(work: Work, event: ColleagueEvent) -> Script:
    colleague, here = _of(work, event)
    if event.keys == ACCEPT:
        return _accept(work, colleague, here)
    if event.keys == DECLINE:
        if rooms.settle(work, colleague, ColleagueState.DECLINED):
            parting.does_not_come(work, here, colleague)
        return script(HangUp())
    return _question(work, colleague, here)


def _accept(work: Work, colleague: Colleague, here: Here) -> Script:
    if colleague.state == ColleagueState.JOINED:
        return script(rooms.enter(here, ends=False))
    if not _wanted(colleague, here):
        return script(Say(words=room_words.GONE_ON), HangUp())
    if colleague.takes_over and not _take_over(work, colleague, here):
        rooms.settle(work, colleague, ColleagueState.WITHDRAWN)
        owner = whispering.name(work, here.query.owner_id or colleague.asked_by_id)
        return script(Say(words=wording.already_taken(owner)), HangUp())
    rooms.settle(work, colleague, ColleagueState.JOINED)
    work.update(colleague, joined_at=work.now)
    holding.joined(work, here)
    return script(rooms.enter(here, ends=False))


def _take_over(work: Work, colleague: Colleague, here: Here) -> bool:
    """One conditional update: whoever handed it over still had it (H10). The record of the talk is
    the new owner's, and so is what of it is owed already; what they had said until then is written
    down by whoever said it (H09)."""
    query, person = here.query, colleague.responder_id
    given = offers.accepted_of(work, here.contact)
    theirs = col(Query.owner_id) == colleague.asked_by_id
    if given is None or not work.update(
        query,
        theirs,
        col(Query.state) == QueryState.ACCEPTED,
        owner_id=person,
        version=query.version + 1,
    ):
        return False
    offers.settle(work, given, OfferState.HANDED_OVER, OfferState.ACCEPTED)
    if colleague.tag is None:  # else they have said that they said nothing to it
        said_before.owe(work, query, given.responder_id)
    work.add(
        Offer(
            query_id=query.id or 0,
            contact_id=here.contact.id,
            responder_id=person,
            tier=given.tier,
            face=given.face,
            offered_at=colleague.asked_at,
            expires_at=work.now,
            state=OfferState.ACCEPTED,
            settled_at=work.now,
            accepted_at=work.now,
            leg=colleague.leg,
        )
    )
    owed = tasks.open_task(work, query.id or 0, TaskKind.WRITE_ADVICE)
    if owed is not None:
        tasks.pass_to(work, owed, person)
    work.record("query.handed_over", query=query.id, subject=f"colleague:{colleague.public_id}")
    return True


def over(work: Work, event: ColleagueEvent) -> None:
    """Their call is over: nobody answered, a machine did, or they have left."""
    colleague, here = _of(work, event)
    parting.gone(work, here, colleague)


def never_rung(work: Work, colleague_id: int) -> None:
    """Their call could not be placed."""
    colleague = work.session.get_one(Colleague, colleague_id)
    parting.gone(work, rooms.by_id(work, colleague.room_id), colleague)


def _wanted(colleague: Colleague, here: Here) -> bool:
    live = here.room.closed_at is None and here.contact.leg_over_at is None
    return live and colleague.state == ColleagueState.ASKED


def _of(work: Work, event: ColleagueEvent) -> tuple[Colleague, Here]:
    """Raises `errors.NotFound`."""
    found = work.session.exec(
        select(Colleague).where(col(Colleague.public_id) == event.colleague)
    ).first()
    if found is None:
        raise NotFound("No such colleague.")
    here = rooms.by_id(work, work.session.get_one(Room, found.room_id).id or 0)
    work.session.refresh(found)
    return found, here
