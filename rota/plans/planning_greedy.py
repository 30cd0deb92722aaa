"""Open sessions shared out one by one, to whoever has fewest, and evened out afterwards. The same
question has the same answer, always."""

from collections.abc import Iterator

from rota.plans.open_sessions import OpenSession
from rota.plans.planning import Loads, Plan, Question


def plan(question: Question) -> Plan:
    """Every session is filled that somebody can take as the others lie. Nobody is given a session
    while another, who could take it, would have two fewer."""
    sharing = _Sharing(question)
    while sharing.fill():
        sharing.even_out()
    shared = sharing.plan
    return {each.key: shared[each.key] for each in question.sessions if each.key in shared}


class _Sharing:
    def __init__(self, question: Question) -> None:
        self._question = question
        self._may = {
            each.key: [person.ref for person in question.people if question.may(person.ref, each)]
            for each in question.sessions
        }
        self.plan: dict[str, str] = {}

    def fill(self) -> bool:
        """Those first that fewest can take; whether any more were filled."""
        hardest = sorted(
            (each for each in self._question.sessions if each.key not in self.plan),
            key=lambda each: (len(self._may[each.key]), each.start, each.tier.rank),
        )
        filled = [self._place(session, set()) for session in hardest]
        return any(filled)

    def _place(self, session: OpenSession, tried: set[str]) -> bool:
        """Give it to somebody free, or else to somebody who can hand on what is in its way."""
        tried.add(session.key)
        free = [
            who
            for who in self._may[session.key]
            if not self._question.clashing(self.plan, who, session)
        ]
        if free:
            self.plan[session.key] = min(free, key=lambda who: self._share(who, session))
            return True
        return any(self._make_room(who, session, tried) for who in self._may[session.key])

    def _make_room(self, who: str, session: OpenSession, tried: set[str]) -> bool:
        in_the_way = self._question.clashing(self.plan, who, session)
        if len(in_the_way) != 1 or in_the_way[0].key in tried:
            return False
        other = in_the_way[0]
        del self.plan[other.key]
        self.plan[session.key] = who
        if self._place(other, tried):
            return True
        del self.plan[session.key]
        self.plan[other.key] = who
        return False

    def _share(self, who: str, session: OpenSession) -> tuple[int, int, str]:
        sessions, unsocial = self._question.loads(self.plan)[who]
        return sessions, unsocial if session.key in self._question.unsocial else 0, who

    def even_out(self) -> None:
        """Hand on one session, or exchange two, for as long as that makes it fairer."""
        while (change := next(self._fairer(), None)) is not None:
            self.plan.update(change)

    def _fairer(self) -> Iterator[Plan]:
        loads = self._question.loads(self.plan)
        yield from self._handed_on(loads)
        yield from self._exchanged(loads)

    def _handed_on(self, loads: Loads) -> Iterator[Plan]:
        for session in self._taken():
            giver = loads[self.plan[session.key]]
            unsocial = session.key in self._question.unsocial
            for who in self._may[session.key]:
                taker = loads[who]
                fewer, less = giver[0] - taker[0], giver[1] - taker[1] if unsocial else 1
                if (fewer > 1 or (fewer == 1 and less > 1)) and self._fits(who, session):
                    yield {session.key: who}

    def _exchanged(self, loads: Loads) -> Iterator[Plan]:
        """An unsocial session for another."""
        taken = list(self._taken())
        unsocial = self._question.unsocial
        for hard in (each for each in taken if each.key in unsocial):
            for easy in (each for each in taken if each.key not in unsocial):
                giver, taker = self.plan[hard.key], self.plan[easy.key]
                if loads[giver][1] - loads[taker][1] > 1:
                    change = {hard.key: taker, easy.key: giver}
                    after = {**self.plan, **change}
                    if self._fits(taker, hard, after) and self._fits(giver, easy, after):
                        yield change

    def _taken(self) -> Iterator[OpenSession]:
        return (each for each in self._question.sessions if each.key in self.plan)

    def _fits(self, who: str, session: OpenSession, plan: Plan | None = None) -> bool:
        return self._question.fits(self.plan if plan is None else plan, who, session)
