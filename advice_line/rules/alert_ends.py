"""What ends an alert, and how it stands until then: pure decisions on its facts."""

from dataclasses import dataclass

from advice_line.alert_kinds import AlertAnswer, AlertEnd, AlertRung, AlertState
from advice_line.kinds import AlertWord


@dataclass(frozen=True)
class Facts:
    """`untold`: it was withdrawn, and somebody has to ring its practice to say so."""

    word: AlertWord
    rung: AlertRung
    provider: bool
    answered: AlertAnswer | None
    ended: AlertEnd | None
    untold: bool = False


def by_answer(word: AlertWord, answer: AlertAnswer) -> AlertEnd | None:
    """What is said by a link ends what is not CRITICAL, where a clinician acts; that nobody can
    act is somebody else's to see to. CRITICAL ends by a voice alone, which read it back."""
    if answer is AlertAnswer.CANNOT_ACT or word is AlertWord.CRITICAL:
        return None
    return AlertEnd.ACKNOWLEDGED


def state(facts: Facts) -> AlertState:
    if facts.untold:
        return AlertState.WITHDRAWN_UNTOLD
    if facts.ended is not None:
        return AlertState(facts.ended)
    if facts.answered is AlertAnswer.CANNOT_ACT:
        return AlertState.CANNOT_ACT
    if facts.answered is AlertAnswer.WILL_ACT:
        return AlertState.RECEIVED
    if facts.rung is AlertRung.LEAD:
        return AlertState.WITH_LEAD
    if facts.rung is AlertRung.RING:
        return AlertState.TO_RING_PROVIDER if facts.provider else AlertState.TO_RING
    return AlertState.WAITING
