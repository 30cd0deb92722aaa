"""Who had to do with a query: whoever answered it, had it, or looked at it as its owner does not
review it. And whether whoever took it first also ended it, which is computed and never judged."""

from collections.abc import Iterator, Sequence

from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.rules.look_words import LOOKS, Why
from advice_line.tables.advice import Advice
from advice_line.tables.directory import Responder
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.passing import PassOn
from advice_line.tables.queries import Offer, Query
from advice_line.tables.rooms import Colleague, Room
from advice_line.written_kinds import PassOnState


def people(work: Work, query: Query) -> frozenset[int]:
    """Ids of all who may not review it."""
    found = {query.owner_id, *_answered(work, query), *_passed(work, query)}
    found |= {*_taken(work, query), *_joined(work, query), *_looked(work, query)}
    return frozenset(each for each in found if each is not None)


def ended_by_first(work: Work, query: Query) -> bool:
    """Whether one responder took it, asked nobody in, passed it on to nobody, and signed all."""
    taken = list(_taken(work, query))
    signed = list(_answered(work, query))
    first = (taken or signed)[0]
    gone_on = [*_passed_to(work, query), *_joined(work, query), *_left(work, query)]
    return not gone_on and {*taken, *signed} == {first}


def versions(work: Work, query: Query) -> Sequence[Advice]:
    wanted = select(Advice).where(col(Advice.query_id) == query.id)
    return work.session.exec(wanted.order_by(col(Advice.version))).all()


def _answered(work: Work, query: Query) -> Iterator[int]:
    for each in versions(work, query):
        yield each.author_id
        if each.countersigned_by_id is not None:
            yield each.countersigned_by_id


def _taken(work: Work, query: Query) -> Iterator[int]:
    wanted = select(Offer.responder_id).where(
        col(Offer.query_id) == query.id, col(Offer.accepted_at).is_not(None)
    )
    yield from work.session.exec(wanted.order_by(col(Offer.accepted_at), col(Offer.id)))


def _left(work: Work, query: Query) -> Iterator[int]:
    wanted = select(Offer.responder_id).where(
        col(Offer.query_id) == query.id, col(Offer.left_to_colleague_at).is_not(None)
    )
    yield from work.session.exec(wanted)


def _passed(work: Work, query: Query) -> Iterator[int | None]:
    for each in work.session.exec(select(PassOn).where(col(PassOn.query_id) == query.id)):
        yield from (each.from_id, each.settled_by_id)


def _passed_to(work: Work, query: Query) -> Iterator[int | None]:
    wanted = select(PassOn.settled_by_id).where(
        col(PassOn.query_id) == query.id, col(PassOn.state) == PassOnState.ACCEPTED
    )
    yield from work.session.exec(wanted)


def _joined(work: Work, query: Query) -> Iterator[int]:
    wanted = (
        select(Colleague.responder_id)
        .join(Room, col(Room.id) == col(Colleague.room_id))
        .where(col(Room.query_id) == query.id, col(Colleague.joined_at).is_not(None))
    )
    yield from work.session.exec(wanted)


def _looked(work: Work, query: Query) -> Iterator[int]:
    """As its owner, whatever became of it since."""
    wanted = select(TrailEntry).where(
        col(TrailEntry.query_id) == query.id, col(TrailEntry.action).in_(LOOKS)
    )
    own = (each for each in work.session.exec(wanted) if each.detail.get("why") == Why.OWN)
    keys = {each.actor.removeprefix("responder:") for each in own}
    if keys:
        by_key = select(Responder).where(col(Responder.key).in_(keys))
        yield from (each.id or 0 for each in work.session.exec(by_key))
