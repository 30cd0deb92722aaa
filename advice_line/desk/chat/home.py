"""One person's own page in the chat: their queries, their duty, who is on."""

from sqlmodel import col, select

from advice_line.desk.chat import cards, people
from advice_line.directory import lookups, within
from advice_line.ledger.work import Work
from advice_line.ports.chat import ChatHome
from advice_line.rules import chat_words
from advice_line.staffing import on_duty, shifts
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.trust import granted
from advice_line.trust.roles import Action, Actor

SHOWN = 10
HEADING = "Advice Line"


def refused(said: str) -> ChatHome:
    return ChatHome(heading=HEADING, said=said)


def of_account(work: Work, account: str, public_url: str) -> ChatHome:
    person = people.responder(work, account)
    if person is None:
        return refused(chat_words.HOME_UNKNOWN)
    by = people.actor(person)
    mine = _mine(work, by, person) if by.may(Action.SEE_QUERY) else []
    lines = [each for each in lookups.lines(work.session) if granted.on(person, each.key)]
    return ChatHome(
        heading=f"{HEADING}: {person.name}",
        duties=(_duty(work, person),),
        on_now=tuple(said for line in lines for said in _on(work, line)),
        mine=tuple(cards.card(work, each, public_url) for each in mine[:SHOWN]),
        more=max(0, len(mine) - SHOWN),
        link=f"{public_url}/desk",
        link_label="Open my list",
    )


def _mine(work: Work, by: Actor, person: Responder) -> list[Query]:
    """The oldest first."""
    statement = (
        select(Query)
        .where(
            col(Query.owner_id) == person.id,
            col(Query.state).in_(cards.OPEN),
            within.of_theirs(work.session, by, Action.SEE_QUERY, Query.line_id),
        )
        .order_by(col(Query.received_at), col(Query.id))
    )
    return list(work.session.exec(statement))


def _duty(work: Work, person: Responder) -> str:
    shift = shifts.of(work.session, person.key, work.now)
    zone = lookups.lines(work.session)[0].time_zone
    return chat_words.duty(
        shift.tier if shift.on_duty else None, shift.until or shift.next_at, work.now, zone
    )


def _on(work: Work, line: Line) -> list[str]:
    if not on_duty.is_open(work.session, line.key, work.now):
        return [chat_words.closed(line.name)]
    people_on = on_duty.who(work.session, line.key, work.now)
    said = [
        chat_words.on_now(
            line.name, each.responder.name, each.tier, each.until, work.now, line.time_zone
        )
        for each in people_on
    ]
    return said or [chat_words.nobody_on(line.name)]
