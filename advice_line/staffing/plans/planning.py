"""Proposals for a period's open sessions, with reasons; nothing changes until one is accepted."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlmodel import col, select

from advice_line.directory import lookups, within
from advice_line.errors import Conflict, Invalid, NotFound, Problem, ReasonNeeded
from advice_line.ledger.work import Ledger, Work
from advice_line.staffing.changes.amending import Done
from advice_line.staffing.plans import plan_question, proposal_json, sharing
from advice_line.staffing.plans.plan_reasons import Reasons
from advice_line.staffing.plans.planned import Figures, ProposalShown
from advice_line.staffing.rostering import putting_on
from advice_line.staffing.rostering.putting_on import Lot
from advice_line.staffing.rota_door import RotaDoor, changing, known_people, line_of
from advice_line.tables.directory import Line
from advice_line.tables.rota_exchange import RotaProposal
from advice_line.trust.roles import Action, Actor, require
from rota import comparing, store
from rota.duty import Timetable
from rota.errors import InvalidValue
from rota.plans import planning_greedy, planning_solver
from rota.plans.fairness import Unsocial
from rota.plans.planning import Plan, Question
from rota.values import Tier

GREEDY, ORTOOLS = "greedy", "ortools"
SOLVERS = {GREEDY: planning_greedy.plan, ORTOOLS: planning_solver.plan}
_MOST_DAYS = 366


class Planning(RotaDoor):
    """`unsocial` says which sessions count as such here."""

    def __init__(self, ledger: Ledger, unsocial: Unsocial) -> None:
        super().__init__(ledger)
        self.unsocial = unsocial

    def propose(
        self,
        actor: Actor,
        *,
        line: str,
        first_day: date,
        last_day: date,
        tiers: Sequence[str] = ("1", "2"),
        solver: str | None = None,
    ) -> ProposalShown:
        """`last_day` is included; what has begun already is left out. `solver` is "greedy" or
        "ortools", the latter where it is installed and None is given. Raises `errors.Invalid`,
        `errors.NotFound`."""
        require(actor, Action.CHANGE_ROTA, line)
        chosen, wanted = _solver(solver), _tiers(tiers)
        # A solver takes its time: nobody else may have to wait for it.
        with self._ledger.look(actor.label) as work:
            known = line_of(work, line)
            period = plan_question.period_of(known, *_days(first_day, last_day))
            version = store.load(work.session, line).version
            sessions = plan_question.open_in(work, known, period, wanted)
            question = plan_question.ask(work, known, period, sessions, self.unsocial)
        plan = SOLVERS[chosen](question)
        with self._ledger.work(actor.label) as work:
            content = proposal_json.to_json(
                sessions, _reasons(work, known, question, plan, frozenset()).all()
            )
            row = work.add(
                RotaProposal(
                    line_key=line,
                    first_day=first_day,
                    last_day=last_day,
                    version=version,
                    solver=chosen,
                    made_by=actor.label,
                    made_at=work.now,
                    content=content,
                )
            )
            return _shown(work, row, self.unsocial)

    def shown(self, actor: Actor, proposal_id: str) -> ProposalShown:
        """Raises `errors.NotFound`."""
        require(actor, Action.CHANGE_ROTA)
        with self._ledger.look(actor.label) as work:
            return _shown(work, _find(work, actor, proposal_id), self.unsocial)

    def edit(
        self, actor: Actor, proposal_id: str, *, slot: str, person: str | None
    ) -> ProposalShown:
        """Somebody else for a session, or nobody. What is against them is shown; accepting it then
        needs a reason. Raises `errors.Conflict` where the rota was changed since it was made."""
        require(actor, Action.CHANGE_ROTA)
        with self._ledger.work(actor.label) as work:
            row = _find(work, actor, proposal_id)
            _still_open(work, row)
            known_people(work, "person", [person] if person else [])
            _change(work, row, slot, person, self.unsocial)
            return _shown(work, row, self.unsocial)

    def accept(
        self,
        actor: Actor,
        proposal_id: str,
        *,
        reason: str | None = None,
        breaches: Collection[str] | None = None,
    ) -> Done:
        """As one change. Raises `errors.ReasonNeeded`, `errors.RotaMoved` where the days concerned
        were changed since, and `errors.Conflict` for one that is settled already."""
        require(actor, Action.CHANGE_ROTA)
        with changing(self._ledger, actor) as work:
            row = _find(work, actor, proposal_id)
            against = _hold_to_reason(work, row, reason)
            shown = None if breaches is None else [*against, *breaches]
            _settle(work, row, accepted_at=work.now, settled_by=actor.label, reason=reason)
            covers = proposal_json.covers(row.content)
            coming = tuple(each for each in covers if each.end > work.now)
            if not coming:
                return Done(("Nothing was changed: nobody is proposed for what is to come.",))
            lot = Lot(row.line_key, row.version, coming)
            return Done(putting_on.put_on(work, actor, lot, "plan", reason, shown))

    def refuse(self, actor: Actor, proposal_id: str, *, reason: str | None = None) -> None:
        require(actor, Action.CHANGE_ROTA)
        with self._ledger.work(actor.label) as work:
            row = _find(work, actor, proposal_id)
            _settle(work, row, refused_at=work.now, settled_by=actor.label, reason=reason)
            work.record("proposal.refused", subject=f"proposal:{row.public_id}")

    def fairness(
        self, actor: Actor, *, line: str | None, first_day: date, last_day: date
    ) -> tuple[Figures, ...]:
        """How duty is shared on a line, or on all, in the order of names; past and future alike."""
        require(actor, Action.CHANGE_ROTA, line)
        days = _days(first_day, last_day)
        with self._ledger.look(actor.label) as work:
            lines = _managed(work, actor) if line is None else [line_of(work, line)]
            if not lines:
                return ()
            period = plan_question.period_of(lines[0], *days)
            return sharing.figures(work, lines, period, self.unsocial)


def _solver(name: str | None) -> str:
    if name is None:
        return ORTOOLS if planning_solver.installed() else GREEDY
    if name not in SOLVERS:
        said = f'"{name}" is no solver; write one of {", ".join(SOLVERS)}.'
        raise Invalid([Problem("solver", said)])
    if name == ORTOOLS and not planning_solver.installed():
        said = "OR-Tools is not installed: pip install 'advice-line[plan]', or choose greedy."
        raise Invalid([Problem("solver", said)])
    return name


def _tiers(texts: Sequence[str]) -> tuple[Tier, ...]:
    try:
        return tuple(Tier.read(each) for each in texts)
    except InvalidValue as error:
        raise Invalid([Problem("tiers", error.sentence)]) from error


def _days(first_day: date, last_day: date) -> tuple[date, date]:
    if not 0 <= (last_day - first_day).days < _MOST_DAYS:
        said = "The last day must not come before the first, and at most a year after it."
        raise Invalid([Problem("last_day", said)])
    return first_day, last_day


def _managed(work: Work, actor: Actor) -> list[Line]:
    return within.lines(work.session, actor, Action.CHANGE_ROTA)


def _find(work: Work, actor: Actor, proposal_id: str) -> RotaProposal:
    known = col(RotaProposal.public_id) == proposal_id
    found = work.session.exec(select(RotaProposal).where(known)).first()
    if found is None or not actor.may(Action.CHANGE_ROTA, found.line_key):
        raise NotFound("There is no such proposal. Ask for a new one.")
    return found


def _reasons(
    work: Work, line: Line, question: Question, plan: Plan, edited: frozenset[str]
) -> Reasons:
    names = {each.key: each.name for each in lookups.responders(work.session)}
    return Reasons(question, plan, edited, names, line.time_zone)


def _change(
    work: Work, row: RotaProposal, slot: str, person: str | None, unsocial: Unsocial
) -> None:
    line, sessions = line_of(work, row.line_key), proposal_json.sessions(row.content)
    if slot not in {each.key for each in sessions}:
        raise NotFound("There is no such session in this proposal.")
    before = proposal_json.proposed(row.content)
    plan = {each.slot: each.person for each in before if each.person is not None}
    plan.pop(slot, None)
    if person is not None:
        plan[slot] = person
    edited = frozenset({slot, *(each.slot for each in before if each.edited)})
    period = plan_question.period_of(line, row.first_day, row.last_day)
    question = plan_question.ask(work, line, period, sessions, unsocial, also=plan.values())
    told = _reasons(work, line, question, plan, edited).all()
    content, revision = proposal_json.to_json(sessions, told), row.revision
    if not work.update(
        row, col(RotaProposal.revision) == revision, content=content, revision=revision + 1
    ):
        raise Conflict("Somebody else has changed this proposal meanwhile. Open it again.")


def _settle(work: Work, row: RotaProposal, **to: object) -> None:
    waiting = col(RotaProposal.accepted_at).is_(None), col(RotaProposal.refused_at).is_(None)
    unchanged = col(RotaProposal.revision) == row.revision
    if not work.update(row, *waiting, unchanged, **to):
        raise Conflict(f"This proposal is {_settled(row) or 'changed'} already. Open it again.")


def _hold_to_reason(work: Work, row: RotaProposal, reason: str | None) -> list[str]:
    """Whatever is shown against who was chosen needs one."""
    coming = [each for each in proposal_json.proposed(row.content) if each.end > work.now]
    against = [said for each in coming for said in each.breaches]
    if against and not _settled(row) and not (reason or "").strip():
        raise ReasonNeeded(list(dict.fromkeys(against)))
    return against


def _still_open(work: Work, row: RotaProposal) -> None:
    if settled := _settled(row):
        raise Conflict(f"This proposal is {settled} already.")
    if _moved(work, row):
        raise Conflict("The rota was changed since. Ask for a new proposal.")


def _settled(row: RotaProposal) -> str | None:
    if row.accepted_at is not None:
        return "accepted"
    return "refused" if row.refused_at is not None else None


def _moved(work: Work, row: RotaProposal) -> bool:
    """Whether the days of the proposal are others by now."""
    now = store.timetable(work.session, row.line_key)
    if now.rota.version == row.version:
        return False
    then = Timetable(store.as_of(work.session, row.line_key, row.version))
    period = plan_question.period_of(line_of(work, row.line_key), row.first_day, row.last_day)
    return bool(comparing.compare(then, now, *period))


def _shown(work: Work, row: RotaProposal, unsocial: Unsocial) -> ProposalShown:
    line = line_of(work, row.line_key)
    proposed = proposal_json.proposed(row.content)
    period = plan_question.period_of(line, row.first_day, row.last_day)
    state = _settled(row) or ("moved" if _moved(work, row) else "open")
    return ProposalShown(
        id=row.public_id,
        line=line.key,
        line_name=line.name,
        time_zone=line.time_zone,
        first_day=row.first_day,
        last_day=row.last_day,
        state=state,
        solver=row.solver,
        sessions=proposed,
        figures=sharing.figures(
            work, [line], period, unsocial, proposed if state in ("open", "moved") else ()
        ),
        made_at=row.made_at,
        now=work.now,
    )
