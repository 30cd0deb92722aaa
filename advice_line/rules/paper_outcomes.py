"""How a call may end that was taken on paper while the service was down and typed in afterwards:
rows of their own, as no carrier lists it by what we call it."""

from advice_line.kinds import ContactEnded, OfferState, QueryState, TaskKind
from advice_line.rules.call_outcome import CallOutcome

ADVISED_IT, TYPED_IN = "who advised", "15 minutes after it was typed in"

PAPER = (
    CallOutcome(
        "paper",
        "it was taken on paper, and nobody had advised",
        QueryState.WAITING,
        (ContactEnded.PAPER,),
        TaskKind.RING_BACK,
        "after the line's call-back time",
    ),
    CallOutcome(
        "paper, advised",
        "it was taken on paper, and somebody had advised",
        QueryState.ACCEPTED,
        (ContactEnded.TALKED,),
        TaskKind.WRITE_ADVICE,
        TYPED_IN,
        offers=frozenset({OfferState.ACCEPTED}),
        one=OfferState.ACCEPTED,
        owner=ADVISED_IT,
    ),
)
