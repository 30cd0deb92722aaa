"""The responder's door to the call they are on: hold it, bring somebody in, hand it over."""

from collections.abc import Callable

from advice_line.call_kinds import CallStage, ColleagueState
from advice_line.desk.in_call import holding, joining, outside, recording, rooms, seen, talks
from advice_line.desk.in_call.rooms import Here
from advice_line.desk.in_call.seen import LiveCall
from advice_line.desk.phone import engaged, stages
from advice_line.desk.query import looks, theirs
from advice_line.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from advice_line.kinds import QueryState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.staffing import answerable
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Contact, Query
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
OVER = "This call has ended."
NOT_YET = "They have not answered yet, as far as the carrier has told us. Try again in a moment."


class DuringCalls:
    """Every method but `open` raises `errors.Conflict` once the call is over and
    `errors.NotAllowed` for whoever is not on it; the same `token` does it once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def open(self, by: Actor, reference: str) -> LiveCall:
        """Noted in the trail. Raises `errors.NotFound` for a query about which nobody talked on the
        telephone."""
        require(by, Action.SEE_QUERY)
        with self._ledger.work(by.label) as work:
            found = _seen(work, by, reference)
            looks.saw(work, by, Action.SEE_QUERY, "call.looked_at", found.query)
            work.let_go()
            return found

    def look(self, by: Actor, reference: str) -> LiveCall:
        """The same for a page that is open already and asks how it stands: noted where no look of
        theirs is, for whoever asks for it by itself has seen as much."""
        require(by, Action.SEE_QUERY)
        with self._ledger.look(by.label) as work:
            found = _seen(work, by, reference)
            if looks.lately(work, by, "call.looked_at", found.query):
                work.let_go()
                return found
        return self.open(by, reference)

    def mine(self, by: Actor) -> str | None:
        """The reference of what the reader talks about now."""
        require(by, Action.SEE_QUERY)
        with self._ledger.look(by.label) as work:
            return talks.going_on_of(work, by.responder_id or 0)

    def hold(self, by: Actor, reference: str, token: str) -> None:
        def step(work: Work, here: Here) -> None:
            holding.hold(work, here)
            if not rooms.asked_into(work, here.room, ColleagueState.ASKED):
                stages.to(work, here.contact, CallStage.HOLD)

        self._in_room(by, reference, token, step)

    def fetch_back(self, by: Actor, reference: str, token: str) -> None:
        """From hold; whoever is being asked meanwhile need not come."""
        self._in_room(by, reference, token, holding.fetch_back)

    def ask(self, by: Actor, reference: str, key: str, token: str, *, takes_over: bool) -> None:
        """Bring a colleague in, or hand over to them. Raises `errors.Invalid` for somebody who
        cannot be asked now."""
        self._in_room(
            by,
            reference,
            token,
            lambda work, here: _ask(work, here, by, key, takes_over=takes_over),
        )

    def outside_scope(
        self, by: Actor, reference: str, tag: str, token: str, *, advised: bool
    ) -> str | None:
        """It belongs to `tag`, which is not the reader's; `advised`: they have said something
        already, which then is theirs to write down and somebody else's to sign for. Returns who is
        asked; None where nobody is free, and a call back is promised when they hang up."""
        found: list[str | None] = []

        def step(work: Work, query: Query, contact: Contact) -> None:
            me = work.session.get_one(Responder, by.responder_id)
            found.append(outside.said(work, query, contact, me, tag, advised=advised))

        self._do(by, reference, token, step)
        return found[0] if found else None

    def pause(self, by: Actor, reference: str, token: str) -> None:
        self._do(by, reference, token, lambda work, _query, contact: recording.pause(work, contact))

    def resume(self, by: Actor, reference: str, token: str) -> None:
        self._do(
            by, reference, token, lambda work, _query, contact: recording.resume(work, contact)
        )

    def _in_room(
        self, by: Actor, reference: str, token: str, step: Callable[[Work, Here], None]
    ) -> None:
        def within(work: Work, query: Query, contact: Contact) -> None:
            step(work, Here(rooms.open_for(work, query, contact), query, contact))

        self._do(by, reference, token, within)

    def _do(
        self,
        by: Actor,
        reference: str,
        token: str,
        step: Callable[[Work, Query, Contact], None],
    ) -> None:
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.CLAIM, reference)
            talk = talks.newest(work, query)
            if talk is None or talk.stage is None:
                raise Conflict(NOT_YET if talk is not None and talk.connecting else OVER)
            room = rooms.of_contact(work, talk.contact) if talk.contact is not None else None
            if by.responder_id not in talks.hosts(query, room):
                raise NotAllowed("Only who is on this call can do that.")
            if inbox.receive(work, PAGE, token):
                step(work, query, talks.call_of(work, query, talk))


def _seen(work: Work, by: Actor, reference: str) -> LiveCall:
    found = seen.of(work, theirs.query(work, by, Action.SEE_QUERY, reference), by.responder_id or 0)
    if found is None:
        raise NotFound("Nobody has talked about this query on the telephone.")
    return found


def _ask(work: Work, here: Here, by: Actor, key: str, *, takes_over: bool) -> None:
    """Only its owner hands it over, to one colleague at a time."""
    me = by.responder_id or 0
    if takes_over and here.query.owner_id != me:
        raise NotAllowed("Only who has this query can hand it over.")
    if takes_over and here.query.state != QueryState.ACCEPTED:
        raise Conflict("The advice is written already: it stays yours. Bring them in instead.")
    if takes_over and outside.has_advised(work, here.query, me):
        raise Conflict("What you have advised is yours to write down. Bring them in instead.")
    if rooms.asked_into(work, here.room, ColleagueState.ASKED):
        raise Conflict("Somebody is being asked already. Take the caller back from hold first.")
    line = work.session.get_one(Line, here.query.line_id)
    people = {each.key: each for each in answerable.who(work.session, line.key, work.now)}
    person = people.get(key)
    if person is None or person.id == me:
        raise Invalid([Problem("who", "Choose who is to join.")])
    engaged.hold(work, [person.id or 0])
    if person.id in engaged.now(work).people:
        raise Invalid([Problem("who", f"{person.name} is on a call. Choose somebody else.")])
    joining.ask(work, here, person.id or 0, by=me, takes_over=takes_over)
