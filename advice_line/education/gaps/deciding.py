"""Suggestions of guidance for those who teach or lead: with the cases they come from, accepted, by
which a draft of a page begins, or declined with a reason, and then not made again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.directory import lookups, within
from advice_line.directory.guidance import rows, writing
from advice_line.errors import Conflict, Invalid, NotFound, Problem
from advice_line.kinds import CaseState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import of_nobody
from advice_line.rules.guidance_form import BEGUN, About, Words
from advice_line.rules.topics import about
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line
from advice_line.tables.guidance_gaps import GuidanceGap
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
_REVIEWED = (
    "Reviewers of samples said of several such questions that a guideline could have answered "
    "them; take this sentence out before you publish it."
)
LONGEST_REASON = 300
_OF_A_PATIENT = (
    "There is a number in it that is a patient's NHS number by its check digit. Take it out: the "
    "reason is of a subject, and of nobody."
)
_FIRST_REVIEW = timedelta(days=365)


@dataclass(frozen=True)
class Gap:
    """`cases` are those that are approved still; `guidance` the address of the page begun;
    `reviewed` that reviewers of samples said a guideline could have answered it."""

    id: str
    about: str
    words: tuple[str, ...]
    cases: tuple[str, ...]
    found_at: datetime
    decided_by: str | None
    guidance: str | None
    reason: str | None
    reviewed: bool = False


@dataclass(frozen=True)
class Gaps:
    line: Line
    lines: tuple[Line, ...]
    open: tuple[Gap, ...]
    decided: tuple[Gap, ...]
    now: datetime


class Deciding:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor, key: str | None) -> Gaps:
        """Of the line of this key, or of the first. Raises `errors.NotFound`."""
        require(by, Action.DECIDE_GAPS)
        with self._ledger.look(by.label) as work:
            lines = within.lines(work.session, by, Action.DECIDE_GAPS)
            line = next((each for each in lines if key in (None, each.key)), None)
            if line is None:
                raise NotFound("There is no such line here.")
            wanted = select(GuidanceGap).where(col(GuidanceGap.line_id) == line.id)
            found = work.session.exec(wanted.order_by(col(GuidanceGap.id).desc())).all()
            shown = Gaps(
                line=line,
                lines=tuple(lines),
                open=tuple(_gap(work, each) for each in found if each.decided_at is None),
                decided=tuple(_gap(work, each) for each in found if each.decided_at is not None),
                now=work.now,
            )
            work.let_go()
            return shown

    def accept(self, by: Actor, gap: str, token: str) -> str:
        """A draft that only those who keep guidance see, owned by who accepts; its key. Raises
        `errors.Conflict` where somebody has decided."""
        require(by, Action.DECIDE_GAPS)
        with self._ledger.work(by.label) as work:
            row, line = _one(work, by, gap)
            if not inbox.receive(work, PAGE, token):
                return row.guidance_key or ""
            key = f"{row.topic}-{row.modality}-{row.public_id[:6]}".replace("_", "-").lower()
            key = "-".join(part for part in key.split("-") if part)
            self._decide(work, by, row, guidance_key=key)
            page = writing.begin(work, key, _words(row), _about(work, by, row, line))
            writing.put(work, by, page, _words(row))
            rows.index(work, page)
            return key

    def decline(self, by: Actor, gap: str, reason: str, token: str) -> None:
        """Raises `errors.Invalid` without a reason or with a patient's number, `errors.Conflict`
        where somebody has decided."""
        require(by, Action.DECIDE_GAPS)
        with self._ledger.work(by.label) as work:
            row, line = _one(work, by, gap)
            said = " ".join(reason.split())
            if not said or len(said) > LONGEST_REASON:
                words = f"Say why not, in at most {LONGEST_REASON} characters."
                raise Invalid([Problem(f"reason-{gap}", words)])
            if of_nobody.names_a_patient(said):
                raise Invalid([Problem(f"reason-{gap}", _OF_A_PATIENT)])
            if not inbox.receive(work, PAGE, token):
                return
            self._decide(work, by, row, reason=said)
            about = f"guidance_gap:{line.key}:{row.topic}:{row.modality or 'any'}"
            work.record("guidance.declined", subject=about)

    def _decide(self, work: Work, by: Actor, row: GuidanceGap, **to: str) -> None:
        undecided = col(GuidanceGap.decided_at).is_(None)
        who = by.name or by.label
        if not work.update(row, undecided, decided_at=work.now, decided_by=who, **to):
            raise Conflict(f"{row.decided_by} has decided this already.")


def _one(work: Work, by: Actor, gap: str) -> tuple[GuidanceGap, Line]:
    wanted = select(GuidanceGap).where(col(GuidanceGap.public_id) == gap)
    row = work.session.exec(wanted).first()
    if row is None or not within.may(work.session, by, Action.DECIDE_GAPS, row.line_id):
        raise NotFound("There is no such suggestion here.")
    return row, work.session.get_one(Line, row.line_id)


def _gap(work: Work, row: GuidanceGap) -> Gap:
    wanted = select(Case.reference).where(
        col(Case.reference).in_(row.cases), col(Case.state) == CaseState.APPROVED
    )
    kept = set(work.session.exec(wanted))
    cases = tuple(each for each in row.cases if each in kept)
    return Gap(
        id=row.public_id,
        about=about(row.topic, row.modality) or "",
        # Words of cases that were all withdrawn are theirs.
        words=tuple(row.words) if len(cases) == len(row.cases) else (),
        cases=cases,
        found_at=row.found_at,
        decided_by=row.decided_by,
        guidance=f"{rows.PLACE}/{row.guidance_key}/edit" if row.guidance_key else None,
        reason=row.reason,
        reviewed=not row.cases,
    )


def _words(row: GuidanceGap) -> Words:
    named = about(row.topic, row.modality) or "A question that is asked often"
    cases = "\n".join(f"- [{each}](/library/{each})" for each in row.cases)
    from_cases = "It was asked in these cases; take them out of the text before you publish it:"
    said = f"{from_cases}\n\n{cases}" if row.cases else _REVIEWED
    return Words(
        title=named,
        summary=f"What to do about {named}.",
        body=f"{BEGUN} {said}\n",
        changed="Begun from what was asked again and again.",
    )


def _about(work: Work, by: Actor, row: GuidanceGap, line: Line) -> About:
    people = {each.id: each.key for each in lookups.responders(work.session)}
    return About(
        line=line.key,
        owner=people.get(by.responder_id, ""),
        review_on=rows.today(work, line) + _FIRST_REVIEW,
        audience=None,
        address="",
        keywords=(),
        scope=(),
        body_areas=(row.topic,),
        modalities=(row.modality,) if row.modality else (),
    )
