"""What people say of a letter: that they cannot act on it, whether it helped, and that it was
spoken and read back to somebody with a name."""

from sqlmodel import col, select

from advice_line.desk.letter import letters
from advice_line.desk.owed import tasks, telling
from advice_line.desk.query import moving
from advice_line.desk.receipts import acknowledged as acknowledged_words
from advice_line.desk.receipts import ladder
from advice_line.errors import Conflict, Invalid, Problem
from advice_line.kinds import Acknowledgement, TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import deadlines
from advice_line.staffing import on_duty
from advice_line.tables.advice import Advice
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.receipts import HelpfulTap
from advice_line.tables.tasks import Task

REASON, READ_BACK_BY = "cannot_act_reason", "read_back_by"
CANNOT_ACT, NAME = acknowledged_words.WHY, letters.READ_BACK_BY
LONGEST = 2000
LONGEST_NAME = 200
_WRITTEN_SINCE = (
    "Something was added to the advice after you opened this page. Read them what stands there "
    "now, then say so here."
)
_SAY_TO_WHOM = (
    "This advice is urgent: on the page of its query, a responder says to whom they spoke and that "
    "it was read back."
)
# Each is over once somebody has the advice by word of mouth.
SPOKEN = (TaskKind.RING_PRACTICE, TaskKind.RING_PROVIDER, TaskKind.CHECK_BOUNCE)


def checked_reason(reason: str) -> str:
    """Raises `errors.Invalid` without one."""
    clean = reason.strip()
    if not clean or len(clean) > LONGEST:
        raise Invalid([Problem(REASON, "Say in a few words why nobody can act on it.")])
    return clean


def cannot_act(work: Work, advice: Advice, reason: str) -> None:
    """It is its author's again, who hears of it at once, or whoever is there instead (H23); the
    query stays answered."""
    query = moving.locked(work, advice.query_id)
    work.update(advice, sealed_cannot_act=work.vault.seal(reason, CANNOT_ACT))
    ladder.stop_if_over(work, query, advice)
    calendar = on_duty.calendar(work.session, work.session.get_one(Line, query.line_id).key)
    due = deadlines.cannot_act_due(calendar, work.now, urgent=ladder.is_urgent(query, advice))
    task = tasks.owe(work, query.id or 0, TaskKind.CANNOT_ACT, due, owner=advice.author_id)
    telling.owner_or_instead(work, NoticeKind.PRACTICE_CANNOT_ACT, task)


def helpful(work: Work, advice: Advice, *, of_asker: bool, yes: bool) -> None:
    """A tap of who asked or of the practice, each their own: it may be changed, is counted, and
    changes nothing else."""
    there = tapped(work, advice, of_asker=of_asker)
    if there is not None and there.yes == yes:
        return
    if there is None:
        work.add(HelpfulTap(advice_id=advice.id or 0, of_asker=of_asker, yes=yes, at=work.now))
    else:
        work.update(there, yes=yes, at=work.now)
    subject = f"advice:{advice.public_id}"
    whose = "asker" if of_asker else "practice"
    work.record("letter.helpful", query=advice.query_id, subject=subject, yes=yes, by=whose)


def tapped(work: Work, advice: Advice, *, of_asker: bool) -> HelpfulTap | None:
    return work.session.exec(
        select(HelpfulTap).where(
            col(HelpfulTap.advice_id) == advice.id, col(HelpfulTap.of_asker) == of_asker
        )
    ).first()


def spoken(work: Work, query: Query, name: str, *, by: int | None, version: int) -> None:
    """Somebody spoke to `name`, who read the advice back: whoever was to ring has done so. What was
    agreed stands with the name, sealed.

    Raises `errors.Invalid` without a name and where the newest version is not the one that was read
    out (H04), `errors.Conflict` where nothing was advised.
    """
    clean = " ".join(name.split())
    if not clean or len(clean) > LONGEST_NAME:
        said = "Write to whom you spoke, and what was agreed. They must have read it back."
        raise Invalid([Problem(READ_BACK_BY, said)])
    query = moving.locked(work, query.id or 0)
    advice = letters.newest(work, query.id or 0)
    if advice is None:
        raise Conflict("No advice has been written yet. Write it down first.")
    if advice.version != version:
        raise Invalid([Problem(READ_BACK_BY, _WRITTEN_SINCE)])
    sealed = work.vault.seal(clean, NAME)
    # The newest one with a name stands: the time of another would not be theirs.
    work.update(advice, verbal_read_back_at=work.now, sealed_read_back_by=sealed)
    work.record("letter.read_back", query=query.id, subject=f"advice:{advice.public_id}")
    for kind in (*SPOKEN, TaskKind.CANNOT_ACT):
        tasks.settle_kind(work, query.id or 0, kind, by=by, reason="spoken and read back")
    ladder.stop_if_over(work, query, advice)


def refuse_unsaid(work: Work, query: Query, task: Task) -> None:
    """Of urgent advice nobody says that its call is done without to whom they spoke (H04). Raises
    `errors.Conflict`."""
    advice = letters.newest(work, query.id or 0)
    if advice is None or task.state != TaskState.OPEN:
        return
    rung = task.kind in (TaskKind.RING_PRACTICE, TaskKind.RING_PROVIDER)
    if rung and ladder.is_urgent(query, advice) and not ladder.is_over(query, advice):
        raise Conflict(_SAY_TO_WHOM)


def acknowledged(work: Work, advice: Advice, how: Acknowledgement) -> None:
    """By letter: what ends its silence, and what was to be rung about it."""
    query = moving.locked(work, advice.query_id)
    ladder.stop_if_over(work, query, advice)
    if how is Acknowledgement.CLINICIAN_WILL_ACT:
        for kind in SPOKEN:
            tasks.settle_kind(work, query.id or 0, kind, reason="received: a clinician will act")
