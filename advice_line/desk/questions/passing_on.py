"""A query is passed on, with a reason, to a colleague who has to accept it: it stays its owner's
until then (H10, H23). What is outside somebody's scope is not offered to them (H11)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from advice_line.desk.owed import tasks, telling
from advice_line.desk.owners import taking
from advice_line.desk.query import moving, outside_scope
from advice_line.directory import lookups
from advice_line.errors import AlreadyTaken, Conflict, Invalid, NotAllowed, Problem
from advice_line.kinds import QueryState, TaskKind, Urgency
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import pass_ons, scopes
from advice_line.staffing import answerable, on_duty
from advice_line.tables.directory import Line, Responder
from advice_line.tables.passing import PassOn
from advice_line.tables.queries import Query
from advice_line.written_kinds import PassOnState, PassReason

WORDS = "pass_ons.sealed_words"
WHO, REASON, TAG, SAID = "to", "pass_reason", "scope_tag", "passing_on"
ANYBODY = "anybody"
# What somebody may give themselves; who is away gives none.
REASONS = tuple(each for each in PassReason if each is not PassReason.AWAY)
MOST = 1000
_FROM = (QueryState.ACCEPTED, QueryState.ASKED_BACK)


@dataclass(frozen=True)
class Colleague:
    """Somebody to whom it may be offered, and whether they are on duty now."""

    person: Responder
    on_now: bool


@dataclass(frozen=True)
class Wanted:
    """What was asked for: a responder's key or `ANYBODY`, why, of which scope, in which words."""

    to: str
    reason: str
    tag: str = ""
    words: str = ""


def colleagues(work: Work, query: Query, tag: str | None = None) -> list[Colleague]:
    """Who works on the line, is not away and in whose scope it is, whoever is on first; never its
    owner."""
    line = work.session.get_one(Line, query.line_id)
    tag, away = tag or query.outside_scope, on_duty.away(work.session, line.key, work.now)
    on_now = {each.responder.id for each in on_duty.who(work.session, line.key, work.now)}
    return [
        Colleague(each, each.id in on_now)
        for each in answerable.who(work.session, line.key, work.now)
        if each.id != query.owner_id and each.key not in away
        if tag is None or scopes.covers(each.scope, tag)
    ]


def in_scope(work: Work, query: Query) -> list[str]:
    """Names of whoever else could answer it: where nobody has said what it belongs to, of those
    who answer about everything."""
    tag = query.outside_scope
    return [
        each.person.name
        for each in colleagues(work, query)
        if tag is not None or not each.person.scope
    ]


def open_of(work: Work, query: Query) -> PassOn | None:
    """The offer that nobody has answered yet; one that has run out, or whose query is no longer
    its giver's, is none."""
    wanted = select(PassOn).where(
        col(PassOn.query_id) == query.id, col(PassOn.state) == PassOnState.OPEN
    )
    found = work.session.exec(wanted.order_by(col(PassOn.id).desc())).first()
    return found if found is not None and _stands(work, query, found) else None


def may_accept(offered: PassOn, query: Query, person: Responder) -> bool:
    tag = query.outside_scope
    named = offered.to_id in (None, person.id) and offered.from_id != person.id
    return named and (tag is None or scopes.covers(person.scope, tag))


def may_offer(work: Work, query: Query, person: Responder) -> bool:
    """Not what was spoken of: only who spoke can write what they said (H09)."""
    spoken = tasks.open_task(work, query.id or 0, TaskKind.WRITE_ADVICE) is not None
    return query.owner_id == person.id and query.state in _FROM and not spoken


def offer(work: Work, query: Query, author: Responder, wanted: Wanted) -> PassOn:
    """Raises `errors.AlreadyTaken`, `errors.Conflict` where it cannot be offered now, and
    `errors.Invalid` for what was given."""
    _refuse(work, query, author)
    reason = _reason(wanted)
    if reason is PassReason.OUTSIDE_SCOPE:
        outside_scope.say(work, query, author, wanted.tag.strip(), advised=False)
    to = _to(work, query, wanted)
    people = [to] if to else _on_now(colleagues(work, query))
    return _made(work, query, author, to, reason, wanted.words, people)


def _made(
    work: Work,
    query: Query,
    giver: Responder,
    to: Responder | None,
    reason: PassReason,
    words: str,
    people: Sequence[Responder],
) -> PassOn:
    line = work.session.get_one(Line, query.line_id)
    owed = tasks.open_task(work, query.id or 0, TaskKind.ANSWER_QUERY)
    runs = owed is not None and query.state == QueryState.ACCEPTED
    urgency = Urgency(query.urgency_asked) if query.urgency_asked else Urgency.TWO_DAYS
    calendar = on_duty.calendar(work.session, line.key)
    due = owed.due_at if owed is not None and runs else None
    made = work.add(
        PassOn(
            query_id=query.id or 0,
            from_id=giver.id or 0,
            to_id=to.id if to else None,
            reason=reason,
            sealed_words=work.vault.seal(words.strip(), WORDS) if words.strip() else None,
            made_at=work.now,
            act_at=pass_ons.until(calendar, urgency, due, work.now),
            state=PassOnState.OPEN,
        )
    )
    work.record("pass_on.offered", query=query.id, subject=_subject(made), reason=reason.value)
    for person in people:
        _tell(work, NoticeKind.PASS_ON_OFFERED, query, made, person.id or 0)
    return made


def accept(work: Work, query: Query, taker: Responder) -> None:
    """Theirs from now on, with its clock as it stands. Raises `errors.AlreadyTaken` and
    `errors.Conflict` where it is not offered any more, `errors.NotAllowed` where not to them."""
    offered = _offered(work, query, taker)
    if not may_accept(offered, query, taker):
        raise NotAllowed("This query was not offered to you.")
    if not settled(work, offered, PassOnState.ACCEPTED, taker.id):
        raise Conflict("This query is not offered any more. Look at it again.")
    taking.claim(work, query, taker, instead_of=query.owner_id)
    _tell(work, NoticeKind.PASS_ON_TAKEN, query, offered, offered.from_id)


def decline(work: Work, query: Query, person: Responder) -> None:
    """By who was asked by name; who was asked among others just leaves it."""
    offered = _offered(work, query, person)
    if offered.to_id != person.id:
        raise NotAllowed("This query was not offered to you alone: leave it to the others.")
    if settled(work, offered, PassOnState.DECLINED, person.id):
        _tell(work, NoticeKind.PASS_ON_RETURNED, query, offered, offered.from_id)


def take_back(work: Work, query: Query, author: Responder) -> None:
    """By its owner. Raises `errors.Conflict` where nobody is asked any more."""
    offered = open_of(work, query)
    if offered is None or offered.from_id != author.id:
        raise Conflict("Nobody is asked to take this query any more. Look at it again.")
    settled(work, offered, PassOnState.WITHDRAWN, author.id)


def left(work: Work, query: Query, owner: Responder) -> bool:
    """Offered to whoever is on in place of its owner, who is not there for it; False where that is
    nobody in whose scope it is."""
    people = _on_now(colleagues(work, query))
    if people:
        _made(work, query, owner, None, PassReason.AWAY, "", people)
    return bool(people)


def let_go(work: Work, query: Query) -> None:
    """It is nobody's, and owed as before; whoever waits for such hears of it at once."""
    moving.move(work, query, QueryState.WAITING, owner_id=None)
    task = tasks.open_task(work, query.id or 0, TaskKind.ANSWER_QUERY)
    if task is not None:
        tasks.pass_to(work, task, None)
        work.update(task, act_at=work.now)


def run_out(work: Work, query: Query, offered: PassOn) -> bool:
    """Its time is over: its owner hears that it is still theirs, while it is."""
    theirs = query.owner_id == offered.from_id and query.state in _FROM
    state = PassOnState.EXPIRED if theirs else PassOnState.WITHDRAWN
    if not settled(work, offered, state):
        return False
    if theirs:
        _tell(work, NoticeKind.PASS_ON_RETURNED, query, offered, offered.from_id)
    return True


def _stands(work: Work, query: Query, offered: PassOn) -> bool:
    in_time = offered.act_at is not None and work.now < offered.act_at
    return in_time and query.owner_id == offered.from_id and query.state in _FROM


def _offered(work: Work, query: Query, person: Responder) -> PassOn:
    offered = open_of(work, query)
    if offered is not None:
        return offered
    owner = work.session.get(Responder, query.owner_id) if query.owner_id else None
    if owner is None or owner.id == person.id:
        raise Conflict("This query is not offered to anybody any more. Look at it again.")
    if _newest_giver(work, query) == owner.id:
        raise Conflict(f"This is not offered to you any more: it is with {owner.name}.")
    raise AlreadyTaken(owner.name)


def _newest_giver(work: Work, query: Query) -> int | None:
    wanted = select(PassOn.from_id).where(col(PassOn.query_id) == query.id)
    return work.session.exec(wanted.order_by(col(PassOn.id).desc())).first()


def _refuse(work: Work, query: Query, author: Responder) -> None:
    if query.owner_id is not None and query.owner_id != author.id:
        raise AlreadyTaken(work.session.get_one(Responder, query.owner_id).name)
    if not may_offer(work, query, author):
        raise Conflict("This query cannot be passed on as it stands. Look at it again.")
    if open_of(work, query) is not None:
        raise Conflict("It is offered to somebody already. Take that back first.")


def _reason(wanted: Wanted) -> PassReason:
    if wanted.reason not in REASONS:
        raise Invalid([Problem(REASON, "Say why you pass it on.")])
    reason = PassReason(wanted.reason)
    if reason is PassReason.OTHER and not wanted.words.strip():
        raise Invalid([Problem(SAID, "Say in a few words why you pass it on.")])
    if len(wanted.words) > MOST:
        raise Invalid([Problem(SAID, f"Keep it to {MOST} characters.")])
    if reason is PassReason.OUTSIDE_SCOPE and not wanted.tag.strip():
        raise Invalid([Problem(TAG, "Say what it belongs to, so that it reaches a colleague.")])
    return reason


def _to(work: Work, query: Query, wanted: Wanted) -> Responder | None:
    """None for whoever is on. Only who could answer it is asked."""
    fit = colleagues(work, query)
    if wanted.to == ANYBODY:
        if not _on_now(fit):
            raise Invalid([Problem(WHO, f"Nobody else who is on now can take it. {_named(fit)}")])
        return None
    found = next((each.person for each in fit if each.person.key == wanted.to), None)
    if found is not None:
        return found
    known = lookups.responder_by_key(work.session, wanted.to)
    if known is None or known.id == query.owner_id:
        raise Invalid([Problem(WHO, "Choose a colleague.")])
    line = work.session.get_one(Line, query.line_id)
    away = known.key in on_duty.away(work.session, line.key, work.now)
    why = f"{known.name} is away." if away else f"It is not in {known.name}'s scope."
    raise Invalid([Problem(WHO, f"{why} {_named(fit)}")])


def _named(fit: Sequence[Colleague]) -> str:
    names = [each.person.name for each in fit]
    return f"In scope: {', '.join(names)}." if names else "Nobody else has it in scope."


def _on_now(fit: Sequence[Colleague]) -> list[Responder]:
    return [each.person for each in fit if each.on_now]


def settled(work: Work, offered: PassOn, state: PassOnState, by: int | None = None) -> bool:
    done = work.update(
        offered,
        col(PassOn.state) == PassOnState.OPEN,
        state=state,
        settled_at=work.now,
        settled_by_id=by,
        act_at=None,
    )
    if done:
        work.record(f"pass_on.{state}", query=offered.query_id, subject=_subject(offered))
    return done


def _tell(work: Work, kind: NoticeKind, query: Query, offered: PassOn, person: int) -> None:
    once = offered.public_id
    telling.responder(work, kind, person, once=once, query=query.id, subject=offered.id)


def _subject(offered: PassOn) -> str:
    return f"pass_on:{offered.public_id}"
