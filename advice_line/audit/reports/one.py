"""One kept report: as it was made, what would be told otherwise today, and the lead's own words."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.audit import periods
from advice_line.audit.figures import reading
from advice_line.audit.reports import changes, files, gathering, keeping, since
from advice_line.audit.reports.changes import Change
from advice_line.audit.reports.files import Form
from advice_line.audit.reports.keeping import Stored
from advice_line.errors import Invalid, NotFound, Problem
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules.of_nobody import names_a_patient
from advice_line.tables.audit_reports import AuditReport
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action, Actor, require

LONGEST = 8000
_PAGE = "audit-report-words"
_NAMED = "Take the patient’s number out: a report is of nobody."


@dataclass(frozen=True)
class Shown:
    """`others` are the other revisions as (key, number); `reopened` says that a query of the period
    was opened again since."""

    kept: Stored
    line: Line
    changes: tuple[Change, ...]
    reopened: bool
    others: tuple[tuple[str, int], ...]
    words_by: str | None
    words_at: datetime | None
    may_keep: bool
    now: datetime


@dataclass(frozen=True)
class Given:
    content: bytes
    name: str
    media_type: str


class One:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor, key: str) -> Shown:
        """Raises `errors.NotFound`."""
        require(by, Action.SEE_AUDIT)
        with self._ledger.look(by.label) as work:
            row, line = _of(work, by, key, Action.SEE_AUDIT)
            kept = keeping.stored(row)
            rows = keeping.of_line(work, line, row.period)
            now = reading.whole(work, line, periods.read(row.period))
            told = [gathering.figure(each) for each in now if each.made_at is not None]
            counted = len(told) == len(now)
            shown = Shown(
                kept=kept,
                line=line,
                changes=tuple(changes.between(kept.report.figures, told)) if counted else (),
                reopened=since.reopened(work, row.line_id, kept.report, row.made_at),
                others=tuple((each.public_id, each.revision) for each in rows if each is not row),
                words_by=row.words_by,
                words_at=row.words_at,
                may_keep=by.may(Action.KEEP_AUDIT, line.key),
                now=work.now,
            )
            work.let_go()
            return shown

    def write(self, by: Actor, key: str, words: str, token: str) -> None:
        """Raises `errors.Invalid` with a problem on `own_words`."""
        require(by, Action.KEEP_AUDIT)
        said = words.replace("\r\n", "\n").strip()
        if problem := _problem(said):
            raise Invalid([Problem("own_words", problem)])
        with self._ledger.work(by.label) as work:
            row, _ = _of(work, by, key, Action.KEEP_AUDIT)
            if not inbox.receive(work, _PAGE, token) or said == row.words:
                return
            work.update(row, words=said, words_at=work.now, words_by=by.name or by.label)
            subject = f"report:{row.public_id}"
            work.record("audit.report_words", subject=subject, letters=len(said))

    def file(self, by: Actor, key: str, form: str) -> Given:
        """Raises `errors.NotFound`, also for a form that there is not."""
        require(by, Action.SEE_AUDIT)
        if form not in list(Form):
            raise NotFound
        with self._ledger.look(by.label) as work:
            kept = keeping.stored(_of(work, by, key, Action.SEE_AUDIT)[0])
        wanted = Form(form)
        name = files.file_name(kept, wanted)
        return Given(files.write(kept, wanted), name, files.MEDIA_TYPES[wanted])


def _of(work: Work, by: Actor, key: str, action: Action) -> tuple[AuditReport, Line]:
    row = work.session.exec(select(AuditReport).where(col(AuditReport.public_id) == key)).first()
    if row is None:
        raise NotFound
    line = work.session.get_one(Line, row.line_id)
    require(by, action, line.key)
    return row, line


def _problem(words: str) -> str | None:
    if len(words) > LONGEST:
        return f"Shorten it: {LONGEST:,} characters are the most, these are {len(words):,}."
    return _NAMED if names_a_patient(words) else None
