"""The menu after the greeting: once more for who pressed nothing, and then a person."""

from advice_line.call_kinds import CallReason, CallStage
from advice_line.desk.phone import (
    chases,
    deflecting,
    dispatching,
    earlier,
    offering_back,
    spoken_answers,
    stages,
)
from advice_line.directory import lookups
from advice_line.kinds import Urgency
from advice_line.ledger.work import Work
from advice_line.ports.script import Ask, GoTo, Play, Script, Step, StepName, script
from advice_line.rules import menu, menu_words, wording
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query

# How many seconds of silence after the greeting, and after keys were named, mean "go on".
AFTER_GREETING = 1
AFTER_MENU = 3
AFTER_ABOUT = 2
TO_A_PERSON, GO_ON, ABOUT_THAT = "1", "2", "1"


def first(work: Work, line: Line, query: Query, contact: Contact, greeting: str) -> Script:
    """The greeting and what may be pressed; keys work from its first word."""
    desks = deflecting.offered(work, line, contact)
    offered = menu.read(line.menu).offered and not _skips(work, line, query, contact)
    keys = menu_words.first(line.words, desks) if offered else wording.menu(desks)
    words = _aloud(line, "greeting", wording.greeting(line.words, recording=False), greeting)
    if offered:
        words += _aloud(line, "menu", menu_words.first(line.words, ()), keys)
    elif keys:
        words += (keys,)
    return _ask(words, AFTER_MENU if keys else AFTER_GREETING, Step(name=StepName.GREETED))


def _aloud(line: Line, name: str, recorded: str, words: str) -> tuple[str | Play, ...]:
    """The line's own sound says what is `recorded`; what else there is of these words follows."""
    url = line.audio.get(name)
    if url is None:
        return (words,)
    rest = words.removeprefix(recorded).strip()
    return (Play(url=url, words=recorded), *((rest,) if rest else ()))


def _skips(work: Work, line: Line, query: Query, contact: Contact) -> bool:
    """Known callers may go from the greeting to a person."""
    skipping = menu.read(line.menu).skip_for
    if not skipping:
        return False
    organisation = lookups.organisation(work.session, query.organisation_id or 0)
    person = lookups.requester(work.session, contact.requester_id or 0)
    return any(each is not None and each.key in skipping for each in (organisation, person))


def _ask(words: tuple[str | Play, ...], seconds: int, then: Step) -> Script:
    return script(Ask(words=words, keys=1, seconds=seconds, then=then), GoTo(then=then))


def keyed(work: Work, query: Query, contact: Contact, keys: str, *, last: bool = False) -> Script:
    """Nothing, or a key that nothing has, hears a shorter menu; at the `last` one a person."""
    line = work.session.get_one(Line, query.line_id)
    offered = menu.read(line.menu).offered
    reason = menu.REASONS.get(keys) if offered else None
    if reason is not None:
        _keep(work, query, contact, reason)
        return _ask_about(work, query, contact, reason)
    desk = deflecting.chosen(work, query, contact, keys)
    if desk is not None:
        return deflecting.ring(work, query, contact, desk)
    asked_again = offered and keys != menu.PERSON and not last
    if asked_again and not (keys == "" and _skips(work, line, query, contact)):
        stages.to(work, contact, CallStage.MENU_AGAIN)
        again = Step(name=StepName.MENU_AGAIN)
        words = menu_words.again(line.words)
        return _ask(_aloud(line, "menu_again", words, words), AFTER_MENU, again)
    return dispatching.begin(work, query, contact)


def _keep(work: Work, query: Query, contact: Contact, reason: CallReason) -> None:
    """As the caller said it: the urgency is theirs, nobody computes it."""
    work.update(contact, reason=reason)
    work.record("contact.reason", query=query.id, subject=f"contact:{contact.public_id}")
    if reason is CallReason.NOW and query.urgency_asked is None:
        work.update(query, urgency_asked=Urgency.NOW)


def _ask_about(work: Work, query: Query, contact: Contact, reason: CallReason) -> Script:
    """Whoever has a query that is still open may be ringing about that one."""
    other = earlier.open_query(work, query, contact)
    if other is None:
        return _for_reason(work, query, contact, reason)
    line = work.session.get_one(Line, query.line_id)
    stages.to(work, contact, CallStage.ABOUT)
    words = menu_words.about(other.received_at, work.now, line.time_zone)
    return _ask((words,), AFTER_ABOUT, Step(name=StepName.ABOUT_KEYED, ref=other.public_id))


def about_keyed(work: Work, query: Query, contact: Contact, named: str, keys: str) -> Script:
    other = earlier.open_query(work, query, contact, named)
    if keys == ABOUT_THAT and other is not None:
        earlier.link(work, query, other)
    if keys in (ABOUT_THAT, menu.PERSON) or contact.reason is None:
        return dispatching.begin(work, query, contact)
    return _for_reason(work, query, contact, CallReason(contact.reason))


def _for_reason(work: Work, query: Query, contact: Contact, reason: CallReason) -> Script:
    if reason is CallReason.LATER:
        return offering_back.offer(work, query, contact)
    if reason not in menu.SERVED:
        return dispatching.begin(work, query, contact)
    if reason is CallReason.CHASING and chases.before(work, query, contact):
        work.record("contact.chased_before", query=query.id, subject=f"contact:{contact.public_id}")
        return _offer_person(work, query, contact, 1)
    return _serve(work, query, contact, reason)


def _offer_person(work: Work, query: Query, contact: Contact, asked: int) -> Script:
    """Before anything else: a missed result may be behind a second chase (H24)."""
    line = work.session.get_one(Line, query.line_id)
    stages.to(work, contact, CallStage.ABOUT)
    words = menu_words.chased_before(line.words)
    return _ask((words,), AFTER_MENU, Step(name=StepName.CHASED_KEYED, ref=str(asked)))


def chased_keyed(work: Work, query: Query, contact: Contact, asked: int, keys: str) -> Script:
    if keys == GO_ON:
        return _serve(work, query, contact, CallReason.CHASING)
    if keys == TO_A_PERSON:
        chases.worried(work, query, contact)
    if keys not in (TO_A_PERSON, menu.PERSON) and asked < menu.MOST_MISSED:
        return _offer_person(work, query, contact, asked + 1)
    return dispatching.begin(work, query, contact)


def _serve(work: Work, query: Query, contact: Contact, reason: CallReason) -> Script:
    """A desk that is manned, else what the line says by itself."""
    key, _ = menu.SERVED[reason]
    desk = deflecting.chosen(work, query, contact, key)
    if desk is not None:
        return deflecting.ring(work, query, contact, desk)
    return spoken_answers.tell(work, query, contact, reason)
