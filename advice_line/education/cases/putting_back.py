"""The second person puts one thing back that was taken out by mistake, with a reason from a closed
list; nothing that the query knows comes back that way."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from advice_line.education.cases import by_reference, originals
from advice_line.education.cases.known import known_of
from advice_line.education.cases.originals import Originals
from advice_line.education.cases.teaching import Teaching
from advice_line.errors import Conflict, Invalid, NotAllowed, Problem
from advice_line.kinds import CaseState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import put_back
from advice_line.rules.deidentify import Deidentified, Removal, still_holds
from advice_line.rules.put_back import Reason
from advice_line.tables.cases import Case
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
FIELDS = ("question", "advice")


@dataclass(frozen=True)
class Wanted:
    """`place` is such as "question:12": the text and where in the original it stood; `version`
    names the text that was shown."""

    place: str
    reason: str
    version: str


@dataclass(frozen=True)
class Undoable:
    """`place` is as in `Wanted`."""

    place: str
    field: str
    removal: Removal


class PuttingBack:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def put_back(self, by: Actor, reference: str, wanted: Wanted, token: str) -> None:
        """Raises `errors.Invalid` without a reason and for what the query knows, and
        `errors.Conflict` where the text is another by now."""
        require(by, Action.APPROVE_CASE)
        with self._ledger.work(by.label) as work:
            case = by_reference.case(work, by, Action.APPROVE_CASE, reference, lock=True)
            if case.author_id == by.responder_id:
                raise NotAllowed("You wrote this advice: somebody else approves it.")
            if inbox.receive(work, PAGE, token):
                _put_back(work, case, wanted)


def proposal(work: Work, case: Case) -> Teaching | None:
    kept = work.vault.open_json(case.sealed_proposal, "cases.sealed_proposal")
    return None if kept is None else Teaching(**kept)


def version_of(work: Work, case: Case) -> str:
    kept = work.vault.open_json(case.sealed_proposal, "cases.sealed_proposal")
    return work.vault.mark(json.dumps(kept, sort_keys=True), "case")


def offered(work: Work, case: Case) -> tuple[Undoable, ...]:
    """What can go back into the text as it stands now: nothing that the query knows, and nothing of
    a passage that its author has changed."""
    return tuple(_offered(work, case))


def _offered(work: Work, case: Case) -> Iterator[Undoable]:
    teaching, found = proposal(work, case), originals.of(work, case)
    if teaching is None or found is None:
        return
    known = known_of(work, case)
    for field in FIELDS:
        text: Deidentified = getattr(found, field)
        for removal in text.removals:
            again = put_back.may(removal) and put_back.put_back(
                getattr(teaching, field), text, removal
            )
            if again and not still_holds(again, known):
                yield Undoable(f"{field}:{removal.start}", field, removal)


def _put_back(work: Work, case: Case, wanted: Wanted) -> None:
    teaching, found = proposal(work, case), originals.of(work, case)
    if case.state != CaseState.PROPOSED or teaching is None or found is None:
        raise Conflict("This case is not waiting for approval.")
    if wanted.version != version_of(work, case):
        raise Conflict("The text has been changed since you opened it. Read it again.")
    if wanted.reason not in set(Reason):
        raise Invalid([Problem("reason", "Choose why this tells nobody.")])
    field, text, removal = _removed(found, wanted.place)
    again = put_back.put_back(getattr(teaching, field), text, removal)
    if again is None:
        raise Conflict("Its author has changed this passage: send it back to them instead.")
    if still_holds(again, known_of(work, case)) or not put_back.may(removal):
        raise Invalid([Problem("place", "This may tell who it is: it stays out.")])
    kept = teaching.__dict__ | {field: again}
    work.update(case, sealed_proposal=work.vault.seal_json(kept, "cases.sealed_proposal"))
    work.record(
        "case.put_back",
        subject=f"case:{case.reference}",
        field=field,
        kind=removal.kind,
        reason=wanted.reason,
    )


def _removed(found: Originals, place: str) -> tuple[str, Deidentified, Removal]:
    field, _, start = place.partition(":")
    text: Deidentified | None = getattr(found, field) if field in FIELDS else None
    for removal in text.removals if text else ():
        if text is not None and str(removal.start) == start:
            return field, text, removal
    raise Invalid([Problem("place", "Choose what is to be put back.")])
