"""What `check` says of that which brings a site back and proves its trail once this machine is
lost: backups, and heads that lie elsewhere. Notes, and no faults: either may be done in a way of
which nobody here knows."""

from datetime import timedelta

from sqlmodel import col, select

from advice_line.ledger import heads
from advice_line.ledger.work import Work
from advice_line.ports.checks import Check
from advice_line.settings import Settings
from advice_line.tables.ledger import TrailEntry, TrailHead

MADE = "backup.made"
# One each night, which may begin a little later than the last.
OLD_AFTER = timedelta(hours=26)
_BACKUP, _HEADS = "backup", "trail heads"


def backups(work: Work) -> Check:
    newest = select(TrailEntry).where(col(TrailEntry.action) == MADE)
    last = work.session.exec(newest.order_by(col(TrailEntry.id).desc()).limit(1)).first()
    if last is None:
        said = "unless you back the database up in another way, all is lost with it."
        return Check(_BACKUP, True, f"Note: advice-line backup has never been run here; {said}")
    age = work.now - last.at
    made = f"the last backup by advice-line backup is of {last.at:%Y-%m-%d %H:%M} UTC"
    if age > OLD_AFTER:
        said = "have one taken each night, and see that it leaves this machine."
        return Check(_BACKUP, True, f"Note: {made}, {_ago(age)} ago: {said}")
    return Check(_BACKUP, True, f"{_sentence(made)}, {_ago(age)} ago.")


def trail_heads(work: Work, settings: Settings) -> Check:
    to = [
        *(["the folder TRAIL_HEAD_FOLDER"] if settings.trail_head_folder else []),
        *(["the address TRAIL_HEAD_EMAIL"] if settings.trail_head_email else []),
    ]
    if not to:
        said = "who may write here could make the trail anew. Set TRAIL_HEAD_FOLDER or _EMAIL."
        return Check(
            _HEADS, True, f"Note: each night's head is kept in this database alone; {said}"
        )
    newest = heads.newest(work.session)
    sent = f"Each night's head goes to {' and '.join(to)}"
    if newest is None:
        return Check(_HEADS, True, f"{sent}; none was made yet.")
    if settings.trail_head_folder and newest.put_at is None:
        return Check(
            _HEADS, True, f"Note: the head of {newest.day} is not there yet. {_why(newest)}"
        )
    return Check(_HEADS, True, f"{sent}; the newest is of {newest.day}.")


def _why(head: TrailHead) -> str:
    return f"It could not be put there: {head.failure}." if head.failure else "A worker puts it."


def _ago(age: timedelta) -> str:
    hours = int(age / timedelta(hours=1))
    if hours < 48:
        return f"{hours} hour{'' if hours == 1 else 's'}"
    return f"{hours // 24} days"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
