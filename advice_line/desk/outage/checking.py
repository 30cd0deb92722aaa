"""The steps of a test call: our own leg hears the greeting and presses a key, the hunt rings our
other leg, which accepts. What is reached is written down; what is not first is the alarm."""

from sqlmodel import col

from advice_line.call_kinds import AlarmKind
from advice_line.desk.guards import alarms
from advice_line.desk.outage import own_legs, rehearsing
from advice_line.ledger.work import Work
from advice_line.ports.calls import CallArrived
from advice_line.ports.line_checks import CheckEvent
from advice_line.ports.script import (
    Ask,
    Connect,
    GoTo,
    HangUp,
    Join,
    Pause,
    Script,
    Step,
    StepName,
    Tones,
    script,
)
from advice_line.rules import line_checks, line_guards
from advice_line.tables.directory import Line
from advice_line.tables.outage import LineCheck

ACCEPT = "1"
_QUESTION = "Test call of the radiology advice line, press 1 to accept."
# The question is being said when the key comes, as it may be with a person.
_ACCEPTS = f"{'w' * 8}{ACCEPT}"
_RING_SECONDS, _KEY_SECONDS, _TALK_SECONDS = 15, 8, 3


def arrived(work: Work, event: CallArrived) -> Script | None:
    """None where it is somebody's call, and no part of a test call."""
    check = own_legs.check_of(work, event.caller, event.called, work.now)
    if check is None or check.settled_at is not None:
        return None
    if event.called == _line(work, check).number:
        return _greeted(work, check, event)
    work.update(check, rung_at=work.now)
    return script(Tones(keys=_ACCEPTS), Pause(seconds=_TALK_SECONDS), HangUp())


def _greeted(work: Work, check: LineCheck, event: CallArrived) -> Script:
    words = rehearsing.greeting(work, event, max(work.now, check.opens_at))
    if not words:
        return failed(work, check)
    work.update(check, greeted_at=work.now)
    keyed_step = Step(name=StepName.CHECK_KEYED, ref=check.public_id)
    return script(Ask(words=words, seconds=_KEY_SECONDS, then=keyed_step), GoTo(then=keyed_step))


def keyed(work: Work, event: CheckEvent, check: LineCheck) -> Script:
    line = _line(work, check)
    test = line_guards.morning_call(line.test_call)
    if event.keys != rehearsing.PERSON or test is None:
        return failed(work, check)
    work.update(check, keyed_at=work.now)
    caller = CallArrived(event.key, event.call, test.number, line.number)
    if not rehearsing.rings_somebody(work, caller, max(work.now, check.opens_at)):
        return failed(work, check, line_checks.NOBODY)
    return script(
        Connect(
            number=test.number,
            ring_seconds=_RING_SECONDS,
            show_number=line.number,
            whisper=Step(name=StepName.CHECK_WHISPER, ref=check.public_id),
            then=Step(name=StepName.CHECK_ENDED, ref=check.public_id),
        )
    )


def whisper(check: LineCheck) -> Script:
    accepted_step = Step(name=StepName.CHECK_ACCEPTED, ref=check.public_id)
    words = (_QUESTION,)
    return script(Ask(words=words, seconds=_KEY_SECONDS, then=accepted_step), HangUp())


def accepted(work: Work, event: CheckEvent, check: LineCheck) -> Script:
    if event.keys != ACCEPT:
        return script(HangUp())
    work.update(check, accepted_at=work.now)
    return script(Join())


def ended(work: Work, event: CheckEvent, check: LineCheck) -> Script:
    if not event.bridged:
        return failed(work, check)
    work.update(check, joined_at=work.now)
    if _settle(work, check, passed=True):
        alarms.ended(work, AlarmKind.TEST_CALL, _line(work, check))
    return script(HangUp())


def failed(work: Work, check: LineCheck, step: str | None = None) -> Script:
    """At this step, or at the first that was not reached: an alarm that stands until one passes."""
    step = step or line_checks.missing(
        check.placed_at,
        check.greeted_at,
        check.keyed_at,
        check.rung_at,
        check.accepted_at,
        check.joined_at,
    )
    if _settle(work, check, passed=False, failure=step):
        alarms.stands(work, AlarmKind.TEST_CALL, _line(work, check), step=step)
    return script(HangUp())


def _settle(work: Work, check: LineCheck, **how: object) -> bool:
    unsettled = col(LineCheck.settled_at).is_(None)
    if not work.update(check, unsettled, settled_at=work.now, ends_at=None, **how):
        return False
    word = "passed" if check.passed else "failed"
    work.record(f"test_call.{word}", subject=f"test_call:{check.public_id}", step=check.failure)
    return True


def _line(work: Work, check: LineCheck) -> Line:
    return work.session.get_one(Line, check.line_id)
