"""Giving a shift away: asked for, offered, accepted or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from advice_line.staffing.changing_rota import Done
from advice_line.staffing.rota_door import RotaDoor
from advice_line.trust.roles import Actor


@dataclass(frozen=True)
class Part:
    """A stretch of somebody's duty on one tier of the same line."""

    tier: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Asked:
    """A request and how far it is, for the page. `state` is "open", "accepted", "withdrawn",
    "lapsed" or "nobody" (all who were asked said no or nothing). `waiting_for` are the names of
    those who are asked now, `answer_by` when the next is. `breaches` are what is against the
    reader's taking it, each a sentence: accepting it then needs a reason."""

    id: str
    line: str
    line_name: str
    time_zone: str
    giver: str
    giver_name: str
    given: Part
    in_return: Part | None
    now: bool
    state: str
    taker_name: str | None
    waiting_for: tuple[str, ...]
    answer_by: datetime | None
    may_accept: bool
    may_withdraw: bool
    breaches: tuple[str, ...]
    asked_at: datetime


@dataclass(frozen=True)
class Requests:
    """`mine` the reader asked for (every one of the line for who may change the rota), `to_me` wait
    for their answer; each open ones first, then the newest."""

    mine: tuple[Asked, ...]
    to_me: tuple[Asked, ...]
    now: datetime


class Swapping(RotaDoor):
    def ask(
        self,
        actor: Actor,
        *,
        line: str,
        tier: str,
        start: datetime,
        end: datetime,
        of: Sequence[str] | None,
        in_return: Part | None = None,
        now: bool = False,
        person: str | None = None,
        form_key: str | None = None,
    ) -> Done:
        """Ask the people named in `of`, in that order, or with None everybody eligible in turn, to
        take this part of one's duty; `in_return` for a part of theirs, which needs exactly one of
        them. Within two hours of its start all are asked at once, and the first yes has it. With
        `now` it is a hand-over from the moment of acceptance: until then the giver stays on. A rota
        manager may ask on behalf of a `person`. `Done.key` is the request's id.

        Raises `errors.Invalid` where they are not on that tier throughout, and where nobody can be
        asked."""
        raise NotImplementedError

    def accept(
        self, actor: Actor, request_id: str, reason: str | None = None, form_key: str | None = None
    ) -> Done:
        """Raises `errors.AlreadyTaken`, `errors.Expired` for a request that lapsed or was
        withdrawn, `errors.NotFound` for one that was not put to the actor, and
        `errors.ReasonNeeded`."""
        raise NotImplementedError

    def decline(self, actor: Actor, request_id: str) -> None:
        """The next is asked at once. Raises `errors.NotFound`."""
        raise NotImplementedError

    def withdraw(self, actor: Actor, request_id: str) -> None:
        """Those who were asked hear of it. Raises `errors.NotFound`, and `errors.Conflict` for one
        that is accepted already."""
        raise NotImplementedError

    def requests_of(self, actor: Actor) -> Requests:
        raise NotImplementedError
