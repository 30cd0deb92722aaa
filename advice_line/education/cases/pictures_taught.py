"""Pictures that are taught with their case, wherever it is shown: those of an approved case that
two people looked over, as long as nobody took them away (H08)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from advice_line.education.cases.pictures import BYTES, WORDS
from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.tables.case_pictures import CasePicture
from advice_line.tables.cases import Case

# Within the number of values that either database takes in one statement.
_AT_ONCE = 500


@dataclass(frozen=True)
class Shown:
    """`words` are what it shows, for who cannot see it; `content` is a JPEG, empty where only its
    words are told."""

    id: str
    words: str
    content: bytes = b""


def of(
    work: Work, references: Iterable[str], *, with_content: bool = False
) -> Mapping[str, tuple[Shown, ...]]:
    """By the reference of the case; of the others, which have none, nothing."""
    found: dict[str, list[Shown]] = {}
    for some in _some(references):
        wanted = (
            select(Case.reference, CasePicture.public_id, CasePicture.sealed_words)
            .join(Case, col(Case.id) == col(CasePicture.case_id))
            .where(col(Case.reference).in_(some), *_TAUGHT)
            .order_by(col(CasePicture.id))
        )
        for reference, public_id, sealed in work.session.exec(wanted):
            words = work.vault.open(sealed, WORDS) if sealed else ""
            content = _content(work, public_id) if with_content else b""
            found.setdefault(reference, []).append(Shown(public_id, words, content))
    return {reference: tuple(each) for reference, each in found.items()}


def content(work: Work, case: Case, public_id: str) -> bytes | None:
    """A JPEG; None where this case has no such picture that is taught."""
    shown = of(work, (case.reference,)).get(case.reference, ())
    return _content(work, public_id) if public_id in {each.id for each in shown} else None


def gone(work: Work, public_ids: Iterable[str]) -> frozenset[str]:
    """Those that are taught no more: taken away, or with the record or the case that went."""
    wanted = set(public_ids)
    still: set[str] = set()
    for some in _some(wanted):
        kept = (
            select(CasePicture.public_id)
            .join(Case, col(Case.id) == col(CasePicture.case_id))
            .where(col(CasePicture.public_id).in_(some), *_TAUGHT)
        )
        still |= set(work.session.exec(kept))
    return frozenset(wanted - still)


_TAUGHT = (
    col(Case.state) == CaseState.APPROVED,
    col(CasePicture.checked_at).is_not(None),
    col(CasePicture.sealed_bytes).is_not(None),
)


def _content(work: Work, public_id: str) -> bytes:
    wanted = select(CasePicture.sealed_bytes).where(col(CasePicture.public_id) == public_id)
    return work.vault.open_bytes(work.session.exec(wanted).one() or "", BYTES)


def _some(every: Iterable[str]) -> Iterator[list[str]]:
    rest = sorted(set(every))
    while rest:
        yield rest[:_AT_ONCE]
        rest = rest[_AT_ONCE:]
