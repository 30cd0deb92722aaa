"""The row of a digest, for those who keep it: found, and changed as they saw it."""

from collections.abc import Mapping

from sqlmodel import col, select

from advice_line.directory import within
from advice_line.errors import Conflict, Invalid, NotFound, Problem
from advice_line.ledger.work import Work
from advice_line.tables.digests import PracticeDigest
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action, Actor

PAGE = "page"


def one(work: Work, by: Actor, digest: str, *, lock: bool = False) -> tuple[PracticeDigest, Line]:
    """Raises `errors.NotFound`, also for one of another line."""
    wanted = select(PracticeDigest).where(col(PracticeDigest.public_id) == digest)
    row = work.session.exec(wanted.with_for_update() if lock else wanted).first()
    if row is None or not within.may(work.session, by, Action.KEEP_DIGESTS, row.line_id):
        raise NotFound("There is no such digest here.")
    return row, work.session.get_one(Line, row.line_id)


def draft_only(row: PracticeDigest) -> None:
    """Raises `errors.Conflict` once it is approved."""
    if row.approved_at is not None:
        raise Conflict(f"{row.approved_by} has approved it: it is on its way.")


def change(
    work: Work, row: PracticeDigest, by: Actor, form: Mapping[str, str], **to: object
) -> None:
    """Raises `errors.Invalid` where somebody was first."""
    who = by.name or by.label
    held = col(PracticeDigest.revision) == row.revision
    if not work.update(row, held, revision=as_seen(row, form) + 1, changed_by=who, **to):
        raise _overtaken(row)


def as_seen(row: PracticeDigest, form: Mapping[str, str]) -> int:
    """The revision that somebody saw. Raises `errors.Invalid` where that is not this one."""
    if form.get("revision", "") != str(row.revision):
        raise _overtaken(row)
    return row.revision


def _overtaken(row: PracticeDigest) -> Invalid:
    said = f"{row.changed_by or 'Somebody'} has changed it since you opened it. Look again."
    return Invalid([Problem("questions", said)])


def subject(line: Line, row: PracticeDigest) -> str:
    return f"digest:{line.key}:{row.month}"
