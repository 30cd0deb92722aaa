"""A practice puts its own details right: what holds at once, and what the office accepts first.

Hours hold at once. What letters and calls go to waits for somebody who rings the number on file:
a stolen sign-in could otherwise have every letter sent elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.directory.imports.given import Value
from advice_line.directory.kept import changing, entries, finding
from advice_line.directory.kept.entries import Form
from advice_line.directory_kinds import CorrectionState, Origin, Part
from advice_line.errors import NotAllowed, NotFound
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.directory import Organisation
from advice_line.tables.upkeep import Correction
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
AT_ONCE = frozenset({Part.HOURS})
# What no practice says of itself: codes are closed by those who give them.
_NOT_THEIRS = frozenset({Part.CODE})


@dataclass(frozen=True)
class Waiting:
    """What a practice said of a part, until the office has accepted or declined it; `sharing` names
    whose else each telephone of it is."""

    id: str
    part: Part
    value: Value
    by: str
    at: datetime
    sharing: Mapping[str, list[str]]


@dataclass(frozen=True)
class OwnDetails:
    """What the practice sees of itself: `typed` as the fields of the form hold it."""

    code: str
    name: str
    typed: dict[str, str]
    waiting: tuple[Waiting, ...]
    now: datetime


@dataclass(frozen=True)
class Corrected:
    """The parts that hold from now on, and those that wait for the office."""

    at_once: tuple[Part, ...]
    waiting: tuple[Part, ...]


class PracticeCorrections:
    """For the people of a practice: each method is about the actor's own organisation alone."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def own(self, by: Actor) -> OwnDetails:
        """Raises `errors.NotAllowed` for who is of no organisation."""
        require(by, Action.CORRECT_OWN_PRACTICE)
        with self._ledger.look(by.label) as work:
            of = _own(work, by)
            typed = entries.shown(changing.parts(work, of))
            typed.pop("closed_on")
            return OwnDetails(of.key, of.name, typed, waiting(work, of), work.now)

    def correct(self, by: Actor, form: Form, token: str) -> Corrected:
        """Only what differs is said anew; a part that waits already is replaced by the newer word.
        Raises `errors.Invalid` with all that is wrong, `errors.NotAllowed`."""
        require(by, Action.CORRECT_OWN_PRACTICE)
        wanted = {
            part: value for part, value in entries.read(form).items() if part not in _NOT_THEIRS
        }
        with self._ledger.work(by.label) as work:
            of = _own(work, by)
            changing.hold_to_their_numbers(work, wanted)
            if not inbox.receive(work, PAGE, token):
                return Corrected((), ())
            now = {part: value for part, value in wanted.items() if part in AT_ONCE}
            held = changing.put(
                work, of, now, origin=Origin.PRACTICE, by=by.name or by.label, said_by=by.name
            )
            later = {part: value for part, value in wanted.items() if part not in AT_ONCE}
            return Corrected(tuple(held), tuple(_propose(work, by, of, later)))

    def confirm(self, by: Actor, token: str) -> None:
        """Everything is right as it stands, by the practice's own word."""
        require(by, Action.CORRECT_OWN_PRACTICE)
        with self._ledger.work(by.label) as work:
            of = _own(work, by)
            if inbox.receive(work, PAGE, token):
                for part in Part:
                    changing.confirm(work, of, part, by.name or by.label, by.name or None)


def waiting(work: Work, of: Organisation) -> tuple[Waiting, ...]:
    """The oldest first."""
    statement = (
        select(Correction)
        .where(
            col(Correction.organisation_id) == of.id,
            col(Correction.state) == CorrectionState.OPEN,
        )
        .order_by(col(Correction.id))
    )
    return tuple(
        Waiting(
            each.public_id,
            Part(each.part),
            each.value,
            each.made_by_name,
            each.made_at,
            finding.sharing(work.session, of, each.value.get("phones") or ()),
        )
        for each in work.session.exec(statement).all()
    )


def settle(
    work: Work, by: Actor, of: Organisation, public_id: str, *, accept: bool, reason: str | None
) -> None:
    """Raises `errors.NotFound` for what was settled already."""
    statement = select(Correction).where(
        col(Correction.public_id) == public_id, col(Correction.organisation_id) == of.id
    )
    row = work.session.exec(statement).first()
    state = CorrectionState.ACCEPTED if accept else CorrectionState.DECLINED
    if row is None or not work.update(
        row,
        col(Correction.state) == CorrectionState.OPEN,
        state=state,
        settled_by=by.label,
        settled_at=work.now,
        reason=reason,
    ):
        raise NotFound("This was accepted or declined already.")
    part, said_by = Part(row.part), row.made_by_name
    if accept:
        wanted = {part: row.value}
        changing.hold_to_their_numbers(work, wanted)
        changing.put(
            work, of, wanted, origin=Origin.PRACTICE, by=by.name or by.label, said_by=said_by
        )
    action = "organisation.correction_accepted" if accept else "organisation.correction_declined"
    work.record(action, subject=f"organisation:{of.key}", parts=[part.value])


def _own(work: Work, by: Actor) -> Organisation:
    of = lookups.organisation(work.session, by.organisation_id) if by.organisation_id else None
    if of is None or of.merged_into_id is not None:
        raise NotAllowed
    return changing.find(work, of.key)


def _propose(
    work: Work, by: Actor, of: Organisation, wanted: dict[Part, dict[str, object]]
) -> list[Part]:
    stands = changing.parts(work, of)
    said = []
    for part, value in wanted.items():
        after = {**stands[part], **value}
        if after == dict(stands[part]):
            continue
        _withdraw(work, by, of, part)
        work.add(
            Correction(
                organisation_id=of.id or 0,
                part=part,
                value=value,
                made_by=by.label,
                made_by_name=by.name,
                made_at=work.now,
                state=CorrectionState.OPEN,
            )
        )
        work.record("organisation.corrected", subject=f"organisation:{of.key}", parts=[part.value])
        said.append(part)
    return said


def _withdraw(work: Work, by: Actor, of: Organisation, part: Part) -> None:
    work.change(
        Correction,
        col(Correction.organisation_id) == of.id,
        col(Correction.part) == part,
        col(Correction.state) == CorrectionState.OPEN,
        state=CorrectionState.DECLINED,
        settled_by=by.label,
        settled_at=work.now,
        reason="replaced",
    )
