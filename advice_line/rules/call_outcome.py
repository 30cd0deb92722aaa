"""What a row of the table of ends says (`rules/call_outcomes.py`)."""

from dataclasses import dataclass

from advice_line.kinds import ContactEnded, OfferState, QueryState, TaskKind
from advice_line.outgoing_kinds import NoticeKind


@dataclass(frozen=True)
class CallOutcome:
    """One row. `offers` are the states in which the offers of the call may be, `one` a state in
    which exactly one of them is; `owner` says who owns the task, where one is owed; `sms` goes to
    the caller if they have a mobile."""

    name: str
    the_call: str
    query: QueryState
    ended: tuple[ContactEnded, ...]
    task: TaskKind | None = None
    due: str = ""
    offers: frozenset[OfferState] = frozenset()
    one: OfferState | None = None
    owner: str = "nobody"
    promise: bool = False
    sms: NoticeKind | None = None
