"""Open sessions shared out by a solver (Google OR-Tools, an optional extra), which finds the
fairest plan where one by one does not get there. The same question has the same answer: one thread,
one seed, and a limit of work instead of time.
"""

from importlib.util import find_spec
from typing import Any

from rota.plans import planning_greedy
from rota.plans.planning import Person, Plan, Question

# Some seconds on a slow machine; what is found by then is taken.
_WORK = 1.0
_SEED = 1


def installed() -> bool:
    return find_spec("ortools") is not None


def plan(question: Question) -> Plan:
    """Never worse than `planning_greedy.plan`, from which it starts. Raises ImportError where the
    solver is not installed."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 # 200 MB, and an extra

    start = planning_greedy.plan(question)
    if question.cost(start) == question.floor():
        return start
    model = cp_model.CpModel()
    takes = _variables(model, question, start)
    _constrain(model, question, takes)
    model.minimize(_cost(model, question, takes))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = _SEED
    solver.parameters.max_deterministic_time = _WORK
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return start
    found = {key: who for (who, key), takes_it in takes.items() if solver.value(takes_it)}
    ordered = {each.key: found[each.key] for each in question.sessions if each.key in found}
    return min(start, ordered, key=question.cost)


_Takes = dict[tuple[str, str], Any]


def _variables(model: Any, question: Question, start: Plan) -> _Takes:
    takes = {
        (person.ref, session.key): model.new_bool_var(f"{person.ref} {session.key}")
        for person in question.people
        for session in question.sessions
        if question.may(person.ref, session)
    }
    for (who, key), takes_it in takes.items():
        model.add_hint(takes_it, start.get(key) == who)
    return takes


def _constrain(model: Any, question: Question, takes: _Takes) -> None:
    for session in question.sessions:
        model.add_at_most_one(
            takes[place] for each in question.people if (place := (each.ref, session.key)) in takes
        )
    clashes = [
        (one.key, other.key)
        for place, one in enumerate(question.sessions)
        for other in question.sessions[place + 1 :]
        if question.limits.clash(one, other)
    ]
    for person in question.people:
        for one, other in clashes:
            if (person.ref, one) in takes and (person.ref, other) in takes:
                model.add_at_most_one(takes[person.ref, one], takes[person.ref, other])


def _cost(model: Any, question: Question, takes: _Takes) -> Any:
    """As `Question.cost` orders plans, as one number."""
    total = len(question.sessions)
    unsocial = [_square(model, question, takes, each, unsocial=True) for each in question.people]
    sessions = [_square(model, question, takes, each, unsocial=False) for each in question.people]
    worst = sum((each.unsocial + total) ** 2 for each in question.people) + 1
    most = worst * (sum((each.sessions + total) ** 2 for each in question.people) + 1)
    return most * (total - sum(takes.values())) + worst * sum(sessions) + sum(unsocial)


def _square(
    model: Any, question: Question, takes: _Takes, person: Person, *, unsocial: bool
) -> Any:
    """What this person has in the end, squared, less what is there already: each further session
    costs more than the one before, so that the solver needs no product."""
    base = person.unsocial if unsocial else person.sessions
    mine = [
        takes_it
        for (ref, key), takes_it in takes.items()
        if ref == person.ref and (not unsocial or key in question.unsocial)
    ]
    steps = [model.new_bool_var(f"{person.ref} {unsocial} {number}") for number in range(len(mine))]
    model.add(sum(steps) == sum(mine))
    return sum((2 * (base + number) + 1) * step for number, step in enumerate(steps))
