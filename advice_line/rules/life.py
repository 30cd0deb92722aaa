"""The life of a query: one table of transitions, which also draws the picture in the docs; and the
order in which the states of a call's leg may be reported."""

from dataclasses import dataclass

from advice_line.kinds import QueryState
from advice_line.ports.calls import LegState


@dataclass(frozen=True)
class Transition:
    """`when` is the label on the picture. With `reason`, only a person may take it, who says why
    (wrong number, test call, unreachable after tries, withdrawn by the requester)."""

    source: QueryState
    to: QueryState
    when: str
    reason: bool = False


_S = QueryState

TABLE = (
    Transition(_S.RECEIVED, _S.WAITING, "nobody is asked yet"),
    Transition(_S.RECEIVED, _S.OFFERED, "somebody on duty is asked"),
    Transition(_S.RECEIVED, _S.DEFLECTED, "sent to the desk"),
    Transition(_S.WAITING, _S.OFFERED, "somebody on duty is asked"),
    Transition(_S.WAITING, _S.CLOSED, "closed without advice", reason=True),
    Transition(_S.OFFERED, _S.WAITING, "nobody took it"),
    Transition(_S.OFFERED, _S.ACCEPTED, "a responder takes it"),
    Transition(_S.ACCEPTED, _S.ASKED_BACK, "the requester is asked something"),
    Transition(_S.ACCEPTED, _S.WAITING, "dropped"),
    Transition(_S.ACCEPTED, _S.OFFERED, "passed on"),
    Transition(_S.ACCEPTED, _S.ADVISED, "the advice is signed"),
    Transition(_S.ASKED_BACK, _S.ACCEPTED, "the requester answers"),
    Transition(_S.ASKED_BACK, _S.CLOSED, "closed without advice", reason=True),
    Transition(_S.ADVISED, _S.ADVISED, "addendum"),
    Transition(_S.ADVISED, _S.ACKNOWLEDGED, "the practice acknowledges it"),
    Transition(_S.ADVISED, _S.CLOSED, "closed unacknowledged", reason=True),
    Transition(_S.ACKNOWLEDGED, _S.ADVISED, "addendum"),
    Transition(_S.ACKNOWLEDGED, _S.CLOSED, "done"),
    Transition(_S.DEFLECTED, _S.WAITING, "one key reaches a person"),
    Transition(_S.DEFLECTED, _S.CLOSED, "the desk answered, or the caller chose to end"),
    Transition(_S.CLOSED, _S.WAITING, "re-opened"),
    Transition(_S.CLOSED, _S.ADVISED, "addendum"),
)

_BY_PAIR = {(each.source, each.to): each for each in TABLE}
START = QueryState.RECEIVED


def may(from_: str, to: str) -> bool:
    """Whether the table has this transition. Raises ValueError for a word that is no state."""
    return (QueryState(from_), QueryState(to)) in _BY_PAIR


def sources(to: str) -> tuple[QueryState, ...]:
    """The states from which `to` may be reached, for a guarded `UPDATE … WHERE state IN (…)`."""
    return tuple(each.source for each in TABLE if each.to == QueryState(to))


def needs_reason(from_: str, to: str) -> bool:
    """Whether only a person may take this transition, and must say why.

    False also where there is no such transition: ask `may` first.
    """
    found = _BY_PAIR.get((QueryState(from_), QueryState(to)))
    return found is not None and found.reason


def diagram() -> str:
    """The table as a Mermaid state diagram, ended by a newline."""
    lines = ["stateDiagram-v2", f"    [*] --> {START}"]
    for each in TABLE:
        label = f"{each.when} (a person, with a reason)" if each.reason else each.when
        lines.append(f"    {each.source} --> {each.to}: {label}")
    return "\n".join(lines) + "\n"


_LEG_RANK = {LegState.INITIATED: 0, LegState.RINGING: 1, LegState.ANSWERED: 2}
_LEG_OVER = 3


def later(old: str, new: str) -> bool:
    """Whether a leg reported as `old` may now become `new`: late, repeated and reordered reports
    may not. A leg that is over stays as it ended first."""
    return _leg_rank(new) > _leg_rank(old)


def _leg_rank(state: str) -> int:
    return _LEG_RANK.get(LegState(state), _LEG_OVER)
