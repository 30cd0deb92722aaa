"""What goes in and out of the rota, as pages read it: plain values, instants in UTC."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class FeedShown:
    """A calendar feed of a line, or of one person. `path` is the address under PUBLIC_URL, a secret
    shown to whoever made the feed alone and None once it is `revoked_at`."""

    id: str
    line: str | None
    person: str | None
    name: str
    path: str | None
    made_by: str
    made_at: datetime
    last_read_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True)
class Served:
    """A file as it is served or saved. `mark` is new whenever `body` is (an entity tag)."""

    name: str
    media_type: str
    body: bytes
    mark: str


@dataclass(frozen=True)
class RowNote:
    """Something about one row of a file: `column` is its heading or its letter, "" for the row as
    a whole; `message` says what and, where it is wrong, how to mend it."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class RowShift:
    """A shift that a file says. `rows` are those that say it, `who` and `names` the people in their
    order, `change` what accepting it does to the rota: "new", "changed" or "same"."""

    rows: tuple[int, ...]
    tier: str
    who: tuple[str, ...]
    names: tuple[str, ...]
    supervisor: str | None
    start: datetime
    end: datetime
    change: str


@dataclass(frozen=True)
class ImportShown:
    """A file that was looked through; nothing of it is on the rota before it is accepted. `shape`
    is "template", "rows" or "grid"; `state` is "open", "accepted", "discarded" or "expired".
    `problems` name what keeps a row out, `notes` what was decided about one, `breaches` (each a
    sentence) what is against somebody's shift, for which accepting it needs a reason."""

    id: str
    line: str
    line_name: str
    time_zone: str
    shape: str
    state: str
    shifts: tuple[RowShift, ...]
    problems: tuple[RowNote, ...]
    notes: tuple[RowNote, ...]
    breaches: tuple[str, ...]
    made_at: datetime
    expires_at: datetime
    now: datetime

    @property
    def good(self) -> int:
        """How many shifts accepting it would put on the rota or change there."""
        return sum(each.change != "same" for each in self.shifts)


@dataclass(frozen=True)
class Imported:
    """What accepting a file did: shifts that are new, changed, and stood already."""

    new: int
    changed: int
    same: int


@dataclass(frozen=True)
class SourceShown:
    """A calendar elsewhere that is duty here. `host` is where it is; its address is not shown.
    `failure` is a sentence saying why the last try brought nothing, None where it was good; what
    the last good one brought stays. `notes` are sentences on entries that were left out, and on
    what is against the duty of others."""

    id: str
    line: str
    tier: str
    host: str
    shifts: int
    failure: str | None
    notes: tuple[str, ...]
    made_at: datetime
    last_tried_at: datetime | None
    last_good_at: datetime | None
