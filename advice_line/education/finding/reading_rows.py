"""A reading list in its rows, and what its owner writes in it. Readers who may see no query read
its name and its notes: nothing that tells a patient may be kept there (H08)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from advice_line.education.cases import objected
from advice_line.education.cases.known import known_of
from advice_line.errors import Invalid, NotFound, Problem
from advice_line.ledger.work import Work
from advice_line.rules.deidentify import contains_identifier, still_holds
from advice_line.tables.cases import Case
from advice_line.tables.library import ReadingList, ReadingListCase

WORDS, NOTE = "reading_lists.sealed_words", "reading_list_cases.sealed_note"
LONGEST_NAME, LONGEST_SAID, LONGEST_NOTE = 80, 1_000, 1_000
TELLS = "This may tell who a patient is: take it out."


@dataclass(frozen=True)
class Entry:
    """A case as everybody of the library sees it, with the owner's `note`."""

    case: Case
    note: str


@dataclass(frozen=True)
class Words:
    name: str
    said: str


def words_of(work: Work, row: ReadingList) -> Words:
    kept = work.vault.open_json(row.sealed_words, WORDS) or {}
    return Words(kept.get("name", ""), kept.get("said", ""))


def write(work: Work, row: ReadingList, words: Words, line_id: int | None) -> None:
    sealed = work.vault.seal_json({"name": words.name, "said": words.said}, WORDS)
    work.update(row, sealed_words=sealed, line_id=line_id)


def typed(form: Mapping[str, str]) -> Words:
    """Raises `errors.Invalid`."""
    name, said = " ".join(form.get("name", "").split()), form.get("said", "").strip()
    problems = list(_amiss(name, said))
    if problems:
        raise Invalid(problems)
    return Words(name, said)


def _amiss(name: str, said: str) -> Iterator[Problem]:
    if not name or len(name) > LONGEST_NAME:
        yield Problem("name", f"Give it a name of at most {LONGEST_NAME} characters.")
    if len(said) > LONGEST_SAID:
        yield Problem("said", f"This is too long: at most {LONGEST_SAID:,} characters.")
    for field, text in (("name", name), ("said", said)):
        if contains_identifier(text) is not None:
            yield Problem(field, TELLS)


def entries(work: Work, row: ReadingList) -> list[tuple[ReadingListCase, Case]]:
    """In their order."""
    wanted = (
        select(ReadingListCase, Case)
        .join(Case, col(Case.id) == col(ReadingListCase.case_id))
        .where(col(ReadingListCase.list_id) == row.id)
        .order_by(col(ReadingListCase.place), col(ReadingListCase.id))
    )
    return list(work.session.exec(wanted))


def entry(work: Work, kept: ReadingListCase, case: Case) -> Entry:
    """Of a case that was objected to, nothing is said any more."""
    note = "" if objected.is_objected(case) else _note(work, kept)
    return Entry(objected.as_seen(case), note)


def _note(work: Work, kept: ReadingListCase) -> str:
    return work.vault.open(kept.sealed_note, NOTE) if kept.sealed_note else ""


@dataclass(frozen=True)
class Change:
    """What is to become of one case of a list: `place` in its order, None to take it off."""

    kept: ReadingListCase
    place: int | None
    note: str


def changes(
    work: Work, rows: Sequence[tuple[ReadingListCase, Case]], form: Mapping[str, str]
) -> list[Change]:
    """By the fields `place-REF`, `note-REF` and `off-REF`. Raises `errors.Invalid`."""
    found: list[Change] = []
    problems: list[Problem] = []
    for number, (kept, case) in enumerate(rows, start=1):
        place = form.get(f"place-{case.reference}", "").strip() or str(number)
        note = form.get(f"note-{case.reference}", _note(work, kept)).strip()
        off = bool(form.get(f"off-{case.reference}"))
        problems += [] if off else _wrong(work, case, place, note)
        figures = int(place) if place.isdecimal() and len(place) < 5 else 0
        found.append(Change(kept, None if off else figures, note))
    if problems:
        raise Invalid(problems)
    return found


def _wrong(work: Work, case: Case, place: str, note: str) -> Iterator[Problem]:
    if not place.isdecimal() or len(place) > 4:
        yield Problem(f"place-{case.reference}", "Write its place as a number, such as 2.")
    if len(note) > LONGEST_NOTE:
        said = f"This is too long: at most {LONGEST_NOTE:,} characters."
        yield Problem(f"note-{case.reference}", said)
    elif note and tells(work, case, note):
        yield Problem(f"note-{case.reference}", TELLS)


def tells(work: Work, case: Case, note: str) -> bool:
    """Of one whose query is erased, nothing is known any more but what looks like an identifier."""
    if case.query_id is None:
        return contains_identifier(note) is not None
    return still_holds(note, known_of(work, case)) is not None


def carry_out(work: Work, wanted: Sequence[Change]) -> None:
    """Of two with one place, the one that is moved up comes first."""
    numbered = list(enumerate(wanted, start=1))
    staying = [
        (each.place, each.place == number, each)
        for number, each in numbered
        if each.place is not None
    ]
    staying.sort(key=lambda each: each[:2])
    for place, (_, _, each) in enumerate(staying, start=1):
        sealed = work.vault.seal(each.note, NOTE) if each.note else None
        work.update(each.kept, place=place, sealed_note=sealed)
    for change in wanted:
        if change.place is None:
            work.session.delete(change.kept)


def one(work: Work, public_id: str) -> ReadingList:
    """Raises `errors.NotFound`."""
    wanted = select(ReadingList).where(col(ReadingList.public_id) == public_id)
    found = work.session.exec(wanted).first()
    if found is None:
        raise nowhere()
    return found


def nowhere() -> NotFound:
    return NotFound("There is no such list.")
