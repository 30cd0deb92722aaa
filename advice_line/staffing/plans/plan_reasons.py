"""Why a proposal gives each session to whom it does, and why not to others: said of the plan as it
is, whoever made it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from advice_line.rules.notices import stretch
from advice_line.staffing.plans.planned import Proposed, Refused
from rota.plans.open_sessions import OpenSession
from rota.plans.planning import Plan, Question


@dataclass(frozen=True)
class Reasons:
    """`edited` are the sessions for which a person chose."""

    question: Question
    plan: Plan
    edited: Collection[str]
    names: Mapping[str, str]
    time_zone: str

    def all(self) -> tuple[Proposed, ...]:
        return tuple(self._of(each) for each in self.question.sessions)

    def _of(self, session: OpenSession) -> Proposed:
        person = self.plan.get(session.key)
        refused = dict(self._refused(session, person))
        could = tuple(
            each.ref
            for each in self.question.people
            if each.ref != person and each.ref not in refused
        )
        return Proposed(
            slot=session.key,
            tier=session.tier.value,
            start=session.start,
            end=session.end,
            unsocial=session.key in self.question.unsocial,
            person=person,
            name=None if person is None else self._name(person),
            why=self._why(session, person, could),
            could=could,
            others=tuple(Refused(ref, self._name(ref), why) for ref, why in refused.items()),
            edited=session.key in self.edited,
            breaches=() if person is None else tuple(self._against(person, session)),
        )

    def _refused(self, session: OpenSession, person: str | None) -> Iterator[tuple[str, str]]:
        for each in self.question.people:
            why = next(self._against(each.ref, session), None) if each.ref != person else None
            if why is not None:
                yield each.ref, why

    def _against(self, who: str, session: OpenSession) -> Iterator[str]:
        yield from self.question.against.get((who, session.key), ())
        for other in self.question.clashing(self.plan, who, session):
            when = stretch(other.start, other.end, self.time_zone)
            yield f"{self._name(who)} has {when} in this plan, too close to it to have both."

    def _why(self, session: OpenSession, person: str | None, could: tuple[str, ...]) -> str:
        if session.key in self.edited:
            return "Left open by hand." if person is None else "Chosen by hand."
        if person is None:
            return "Nobody can take it." if not could else "Nobody was proposed for it."
        if not could:
            return "Nobody else can take it."
        loads = self.question.loads(self.plan)
        sessions, unsocial = loads[person]
        said = f"With it {self._name(person)} has {_counted(sessions)} in these days"
        hard = f", {unsocial} of them unsocial" if unsocial else ""
        fewer = [each for each in could if loads[each][0] + 1 < sessions]
        if fewer:
            return f"{said}{hard}; {self._name(fewer[0])} would have fewer."
        return f"{said}{hard}; nobody else who can take it would have fewer."

    def _name(self, ref: str) -> str:
        return self.names.get(ref, ref)


def _counted(sessions: int) -> str:
    return "1 session" if sessions == 1 else f"{sessions} sessions"
