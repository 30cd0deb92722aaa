"""The carrier's words for the state of a call, made ours here and nowhere else."""

from advice_line.ports.calls import LegState

_STATES = {
    "queued": LegState.INITIATED,
    "initiated": LegState.INITIATED,
    "ringing": LegState.RINGING,
    "in-progress": LegState.ANSWERED,
    "answered": LegState.ANSWERED,
    "busy": LegState.BUSY,
    "no-answer": LegState.NO_ANSWER,
    "failed": LegState.FAILED,
    "canceled": LegState.CANCELLED,
    "completed": LegState.COMPLETED,
}


def leg_state(status: str) -> LegState:
    """Raises ValueError for a status the carrier does not document."""
    state = _STATES.get(status)
    if state is None:
        raise ValueError("unknown call status")
    return state
