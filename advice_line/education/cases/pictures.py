"""A query's picture on its way to being taught: chosen and looked over by the author, made anew
without what is hidden in it, and looked over by a second person for what is burned into it (H08).

No program reads that reliably: two people say that they looked at the whole of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image
from sqlmodel import col, select

from advice_line.desk.questions import files
from advice_line.directory import within
from advice_line.education.cases import by_reference, objected
from advice_line.education.cases.known import known_of
from advice_line.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from advice_line.kinds import CaseState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import file_kinds
from advice_line.rules.deidentify import still_holds
from advice_line.tables.attachments import Attachment
from advice_line.tables.case_pictures import CasePicture
from advice_line.tables.cases import Case
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
WORDS, BYTES = "case_pictures.sealed_words", "case_pictures.sealed_bytes"
MOST, LONGEST_WORDS = 10, 300
# Of the longer side, in points: as large as a screen shows it, and small enough for one row.
LARGEST = 1_600


@dataclass(frozen=True)
class Source:
    """A picture that came with the query."""

    id: str
    name: str


@dataclass(frozen=True)
class Picture:
    id: str
    words: str
    checked: bool
    may_check: bool
    may_drop: bool


@dataclass(frozen=True)
class Pictures:
    """`sources` are for the author alone; of the `shown` everybody else sees those that were
    checked, of an approved case."""

    shown: Sequence[Picture] = ()
    sources: Sequence[Source] = ()


class CasePictures:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, by: Actor, reference: str) -> Pictures:
        require(by, Action.SEE_LIBRARY)
        with self._ledger.look(by.label) as work:
            case = by_reference.case(work, by, Action.SEE_LIBRARY, reference)
            found = _pictures(work, by, case)
            work.let_go()
            return found

    def read(self, by: Actor, reference: str, public_id: str) -> tuple[str, bytes]:
        """Its media type and itself. Raises `errors.Conflict` for whoever may not see it yet."""
        require(by, Action.SEE_LIBRARY)
        with self._ledger.work(by.label) as work:
            case = by_reference.case(work, by, Action.SEE_LIBRARY, reference)
            row = _row(work, case, public_id)
            taught = case.state == CaseState.APPROVED and row.checked_at is not None
            if not taught and not _reads(work, by, case):
                raise Conflict("This picture is not approved for teaching.")
            if not taught:
                work.record("case.picture_seen", subject=f"case:{case.reference}")
            return row.media_type, work.vault.open_bytes(row.sealed_bytes or "", BYTES)

    def offer(self, by: Actor, reference: str, form: Mapping[str, str], token: str) -> None:
        """By the fields `source`, `shows` and `looked`. Raises `errors.Invalid`."""
        require(by, Action.NOMINATE)
        with self._ledger.work(by.label) as work:
            case = by_reference.case(work, by, Action.NOMINATE, reference, lock=True)
            if not _author(case, by):
                raise NotAllowed("Only who signed the advice can offer its pictures for teaching.")
            _taught(case)
            words = form.get("shows", "").strip()
            source = _wanted(work, case, form.get("source", ""))
            problems = _amiss(work, case, source, words, looked=bool(form.get("looked")))
            if problems or source is None:
                raise Invalid(problems)
            if inbox.receive(work, PAGE, token):
                _keep(work, by, case, source, words)

    def check(
        self, by: Actor, reference: str, public_id: str, form: Mapping[str, str], token: str
    ) -> None:
        """The second person says so by `looked`. Raises `errors.Invalid` without it."""
        require(by, Action.APPROVE_CASE)
        with self._ledger.work(by.label) as work:
            case = by_reference.case(work, by, Action.APPROVE_CASE, reference, lock=True)
            row = _row(work, case, public_id)
            if by.responder_id in (case.author_id, row.offered_by_id):
                raise NotAllowed("You offered this picture: somebody else checks it.")
            _taught(case)
            if not form.get("looked"):
                said = "Look at the whole of it at full size first, and say that you have."
                raise Invalid([Problem(f"looked-{row.public_id}", said)])
            if inbox.receive(work, PAGE, token):
                by_whom = {"checked_at": work.now, "checked_by_id": by.responder_id}
                work.update(row, col(CasePicture.checked_at).is_(None), **by_whom)
                work.record("case.picture_checked", subject=f"case:{case.reference}")

    def drop(self, by: Actor, reference: str, public_id: str, token: str) -> None:
        """It is taught no more, from then on."""
        require(by, Action.APPROVE_CASE)
        with self._ledger.work(by.label) as work:
            case = by_reference.case(work, by, Action.APPROVE_CASE, reference, lock=True)
            row = _row(work, case, public_id)
            if inbox.receive(work, PAGE, token):
                work.session.delete(row)
                subject = f"case:{case.reference}"
                work.record("case.picture_dropped", subject=subject, picture=public_id)


def small(content: bytes, media_type: str) -> bytes:
    """Made anew, with nothing hidden in it, and as large as a screen shows it; a JPEG. Raises
    `file_kinds.NotAPicture`."""
    plain = file_kinds.anew(content, media_type)
    with Image.open(BytesIO(plain), formats=("JPEG", "PNG")) as found:
        grey = found.mode in ("L", "I", "I;16")
        shown = found.convert("L" if grey else "RGB")
        shown.thumbnail((LARGEST, LARGEST))
        shown.info = {}
        made = BytesIO()
        shown.save(made, "JPEG", quality=85)
    return made.getvalue()


def _pictures(work: Work, by: Actor, case: Case) -> Pictures:
    if objected.is_objected(case) or case.state == CaseState.WITHDRAWN:
        return Pictures()
    reads, author = _reads(work, by, case), _author(case, by)
    approves = within.may(work.session, by, Action.APPROVE_CASE, case.line_id)
    rows = work.session.exec(
        select(CasePicture).where(col(CasePicture.case_id) == case.id).order_by(col(CasePicture.id))
    )
    shown = [
        Picture(
            id=row.public_id,
            words=work.vault.open(row.sealed_words, WORDS) if row.sealed_words else "",
            checked=row.checked_at is not None,
            may_check=approves and not author and row.checked_at is None,
            may_drop=approves,
        )
        for row in rows
        if reads or (case.state == CaseState.APPROVED and row.checked_at is not None)
    ]
    return Pictures(shown, _sources(work, case) if author else ())


def _reads(work: Work, by: Actor, case: Case) -> bool:
    """Its author and whoever may approve it."""
    gone = objected.is_objected(case) or case.state == CaseState.WITHDRAWN
    second = within.may(work.session, by, Action.APPROVE_CASE, case.line_id)
    return not gone and (_author(case, by) or second)


def _author(case: Case, by: Actor) -> bool:
    return case.author_id is not None and case.author_id == by.responder_id


def _taught(case: Case) -> None:
    if objected.is_objected(case) or case.state == CaseState.WITHDRAWN:
        raise Conflict("This case was withdrawn: it is not taught.")


def _sources(work: Work, case: Case) -> list[Source]:
    wanted = select(Attachment).where(
        col(Attachment.query_id) == case.query_id,
        col(Attachment.refused).is_(None),
        col(Attachment.media_type).in_(tuple(file_kinds.PICTURES)),
    )
    rows = work.session.exec(wanted.order_by(col(Attachment.id)))
    return [Source(row.public_id, files.name(work, row)) for row in rows]


def _wanted(work: Work, case: Case, public_id: str) -> Attachment | None:
    if public_id not in {each.id for each in _sources(work, case)}:
        return None
    return work.session.exec(
        select(Attachment).where(col(Attachment.public_id) == public_id)
    ).first()


def _amiss(
    work: Work, case: Case, source: Attachment | None, words: str, *, looked: bool
) -> list[Problem]:
    found = []
    if source is None:
        found.append(Problem("source", "Choose one of the pictures that came with the question."))
    if not words or len(words) > LONGEST_WORDS:
        said = f"Say what it shows, in at most {LONGEST_WORDS} characters, for who cannot see it."
        found.append(Problem("shows", said))
    elif case.query_id is not None and still_holds(words, known_of(work, case)):
        found.append(Problem("shows", "This may tell who the patient is: take it out."))
    if not looked:
        said = "Look at the whole of it at full size first, and say that you have."
        found.append(Problem("looked", said))
    kept = select(CasePicture.id).where(col(CasePicture.case_id) == case.id)
    if len(work.session.exec(kept).all()) >= MOST:
        found.append(Problem("source", f"A case has at most {MOST} pictures."))
    return found


def _keep(work: Work, by: Actor, case: Case, source: Attachment, words: str) -> None:
    try:
        made = small(files.content(work, source), source.media_type)
    except file_kinds.NotAPicture as error:
        raise Invalid([Problem("source", "This picture cannot be opened.")]) from error
    work.add(
        CasePicture(
            query_id=source.query_id,
            case_id=case.id or 0,
            source=source.public_id,
            media_type="image/jpeg",
            offered_at=work.now,
            offered_by_id=by.responder_id or 0,
            sealed_words=work.vault.seal(words, WORDS),
            sealed_bytes=work.vault.seal_bytes(made, BYTES),
        )
    )
    work.record("case.picture_offered", subject=f"case:{case.reference}")


def _row(work: Work, case: Case, public_id: str) -> CasePicture:
    wanted = select(CasePicture).where(
        col(CasePicture.public_id) == public_id, col(CasePicture.case_id) == case.id
    )
    found = work.session.exec(wanted).first()
    if found is None:
        raise NotFound("This case has no such picture.")
    return found
