"""By the id of each measure what it ought to come to, of the queries that truly were."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from tests.audit.lived.truth import (
    ACTS,
    COSTS,
    Came,
    TrueAdvice,
    TrueCall,
    TrueQuery,
    Truth,
    elapsed,
    open_seconds,
    opens,
    share,
    times,
)

Queries = Sequence[TrueQuery]
HOURS_OPEN = 11
IONISING = ("xr", "ct", "nm", "dxa", "fluoroscopy")


def asked(of: Queries) -> list[TrueQuery]:
    return [each for each in of if not each.nobodys]


def advised(of: Queries) -> list[tuple[TrueQuery, TrueAdvice]]:
    return [(each, each.advice) for each in asked(of) if each.advice is not None]


def calls(of: Queries) -> list[TrueCall]:
    return [each.call for each in asked(of) if each.call is not None]


def offered(of: Queries) -> list[TrueCall]:
    return [each for each in calls(of) if each.offered]


def _answered(of: Queries) -> list[TrueCall]:
    return [each for each in offered(of) if each.talk is not None]


def _count(of: Sequence[object]) -> Came:
    return Came(len(of), len(of), len(of))


def _calls(is_so: Callable[[TrueCall], bool | None]) -> Truth:
    return lambda of: share([is_so(each) for each in offered(of)])


def _advice(is_so: Callable[[TrueAdvice], bool | None]) -> Truth:
    return lambda of: share([is_so(advice) for _, advice in advised(of)])


def _each(of: Queries, much: Callable[[TrueQuery], int]) -> Came:
    return Came(sum(much(each) for each in of), len(of), len(of))


def _queries(is_so: Callable[[TrueQuery], bool | None]) -> Truth:
    return lambda of: share([is_so(each) for each in asked(of)])


def _until(end: Callable[[TrueAdvice], datetime | None]) -> Truth:
    return lambda of: times(elapsed(each.at, end(each)) for _, each in advised(of))


def _written(end: Callable[[TrueQuery], datetime | None], *, nights: bool = False) -> Truth:
    clock = elapsed if nights else open_seconds
    return lambda of: times(clock(e.at, end(e)) for e in asked(of) if e.written)


def _advised_at(query: TrueQuery) -> datetime | None:
    return query.advice.at if query.advice else None


def _said(advice: TrueAdvice) -> datetime | None:
    return min((at for at, _ in advice.words), default=None)


def _plan(advice: TrueAdvice) -> tuple[bool, bool] | None:
    """Whether imaging was planned, and whether it was advised."""
    if advice.would_have is None or advice.test is None:
        return None
    return advice.would_have == "requested_imaging", advice.test


def _planned(wanted: tuple[bool, bool], of: tuple[str, ...] | None = None) -> Truth:
    def is_so(advice: TrueAdvice) -> bool | None:
        plan = _plan(advice)
        if plan is None:
            return None
        return plan == wanted and (of is None or advice.modality in of)

    return _advice(is_so)


def _later(place: int, *wanted: str) -> Truth:
    def is_so(advice: TrueAdvice) -> bool | None:
        said = advice.later[place] if advice.later else None
        return None if said is None else said in wanted

    return _advice(is_so)


def _is_done(advice: TrueAdvice) -> bool | None:
    return None if not advice.later or advice.later[0] == "unknown" else advice.later[0] == "done"


def _beside(what: str) -> Truth:
    """Of those whose asker planned imaging and had some advised."""
    return lambda of: share(
        [
            None if a.beside is None else a.beside == what
            for _, a in advised(of)
            if _plan(a) == (True, True)
        ]
    )


def _would(what: str) -> Truth:
    return _advice(lambda a: None if a.would_have is None else a.would_have == what)


EXPECTED: dict[str, Truth] = {
    "utilisation.queries": lambda of: _count(asked(of)),
    "utilisation.practices": lambda of: _count([q for q in asked(of) if q.practice]),
    "utilisation.written": _queries(lambda q: q.written),
    "utilisation.out_of_hours": lambda of: _count([e for e in calls(of) if not e.in_hours]),
    "access.volume": lambda of: _count(offered(of)),
    "access.answered": _calls(lambda c: c.talk is not None),
    "access.within_60": _calls(lambda c: c.talk is not None and c.wait <= 60),
    "access.time_to_answer": lambda of: times(e.wait for e in _answered(of)),
    "access.missed": _calls(lambda c: c.talk is None),
    "access.abandoned": _calls(lambda c: c.abandoned),
    "access.time_to_abandon": lambda of: times(e.wait for e in offered(of) if e.abandoned),
    "access.backs_asked": _calls(lambda c: c.back is not None),
    "access.backs_made": lambda of: share([e.back == "made" for e in offered(of) if e.back]),
    "access.length": lambda of: times(e.talk for e in _answered(of)),
    "turnaround.in_target": lambda of: share([e.in_time for e in asked(of) if e.written]),
    "turnaround.first_reply": _written(lambda q: q.replied_at),
    "turnaround.advice": _written(_advised_at),
    "turnaround.advice_elapsed": _written(_advised_at, nights=True),
    "turnaround.close": lambda of: times(open_seconds(e.at, e.over_at) for e in asked(of)),
    "turnaround.record": lambda of: share([e.record_in_time for e in asked(of) if e.talked]),
    "deflection.deflected": lambda of: share([e.deflected for e in calls(of) if e.in_hours]),
    "deflection.reached_all_the_same": _calls(
        lambda c: None if c.key is None else c.talk is not None and c.key in ("3", "4")
    ),
    "deflection.rings": lambda of: _each(asked(of), lambda q: q.rings),
    "appropriateness.kinds": lambda of: _count(advised(of)),
    "appropriateness.guideline": _advice(lambda a: a.guideline),
    "appropriateness.checks": _advice(lambda a: a.helps),
    "appropriateness.would_have_known": _advice(lambda a: a.would_have is not None),
    "outcomes.imaging_avoided": _planned((True, False)),
    "outcomes.upgraded": _planned((False, True)),
    "outcomes.ionising_avoided": _planned((True, False), IONISING),
    "outcomes.known_later": _advice(lambda a: bool(a.later and a.later[0] != "unknown")),
    "outcomes.done": _advice(_is_done),
    "outcomes.referral_avoided_said": _later(1, "referral", "both"),
    "outcomes.imaging_avoided_said": _later(1, "imaging", "both"),
    "outcomes.unchanged": _beside("same"),
    "outcomes.changed": _beside("another"),
    "outcomes.fuller": _beside("more"),
    "outcomes.downgraded": _beside("less"),
    "outcomes.avoided_confirmed": lambda of: share(
        [_is_done(a) for _, a in advised(of) if _plan(a) == (True, False)]
    ),
    "loop.sent": _advice(lambda a: a.left_at is not None),
    "loop.delivered": _advice(lambda a: a.arrived_at is not None),
    "loop.opened": _advice(lambda a: a.opened_at is not None),
    "loop.acknowledged": _advice(lambda a: bool(a.words)),
    "loop.clinician_acts": _advice(lambda a: any(w == ACTS for _, w in a.words)),
    "loop.read_back": _advice(lambda a: a.read_back),
    "loop.bounced": _advice(lambda a: a.came_back),
    "loop.to_sent": _until(lambda a: a.left_at),
    "loop.to_delivered": _until(lambda a: a.arrived_at),
    "loop.to_opened": _until(lambda a: a.opened_at),
    "loop.to_acknowledged": _until(_said),
    "education.taught": _queries(lambda q: bool(q.advice and q.advice.taught)),
    "experience.helped": _advice(lambda a: a.helped),
    "experience.worth_it": _advice(lambda a: a.worth),
    "cost.time": lambda of: _each(asked(of), lambda q: q.busy),
    "cost.messages": lambda of: _each(asked(of), lambda q: q.messages),
    "cost.undelivered": lambda of: share(
        [e.failed > 0 for e in asked(of) if e.messages + e.failed]
    ),
    "referrals.referred": _would("referred"),
    "referrals.requested_imaging": _would("requested_imaging"),
    "referrals.sent_to_hospital": _would("sent_to_hospital"),
    "referrals.watched": _would("watched"),
    "referrals.other": _would("other"),
    "safety.promises_kept": lambda of: share([all(e.promises) for e in asked(of) if e.promises]),
    "safety.late_entries": _queries(lambda q: q.late),
    "safety.during_outage": _queries(lambda q: q.in_outage),
    "safety.reopened": _queries(lambda q: q.reopened),
    "safety.outside_scope": _advice(lambda a: a.out_of_scope),
    "safety.nobody_does_what": lambda of: _count(
        [a for _, a in advised(of) if a.test and not a.arranged]
    ),
    "safety.unheard": _queries(
        lambda q: (
            not q.reached and not (q.call is not None and q.call.deflected) and q.closed_at is None
        )
    ),
}


def _cost(day: date) -> tuple[int, int]:
    """Of an hour of duty, and of a year."""
    return next((hour, year) for since, hour, year in reversed(COSTS) if day >= since)


def beside(of: Queries, days: Sequence[date]) -> dict[str, Came]:
    """By the rota of the setup file, three are on whenever the line is open; of two practices the
    list size is known of neither."""
    open_days = sum(opens(each) for each in days)
    minutes, sessions = open_days * HOURS_OPEN * 60, open_days * 3
    practices = {each.practice for each in asked(of)} - {None}
    duty = sum(_cost(day)[0] * HOURS_OPEN * opens(day) for day in days)
    running = sum(_cost(day)[1] / 365 for day in days)
    many = len(asked(of))
    return {
        "rota.fill": Came(minutes, minutes, minutes),
        "rota.lost": Came(0, 0, 0),
        "rota.evenly": Came(minutes, minutes, 3),
        "rota.rings": Came(sum(each.rings for each in of), sessions, sessions),
        "rota.time": Came(sum(each.busy for each in of), sessions, sessions),
        "cost.duty": Came(duty, many, many),
        "cost.running": Came(round(running), many, many),
        "cost.whole": Came(round(duty + running), many, many),
        "adoption.using": Came(len(practices), 2, 2),
        "utilisation.per_1000": Came(0, 0, sum(each.practice is not None for each in asked(of))),
    }
