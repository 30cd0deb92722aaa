"""The advice letter as a document that other systems file: what is known of it beside its words."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from advice_line.ports.letter import Letter


class NumberScheme(StrEnum):
    """Whose number a patient's is; the three share their form."""

    NHS = "nhs"
    CHI = "chi"
    HC = "hc"


class About(StrEnum):
    """What a section is about, where the document knows more of it than the section's words."""

    ASKER = "asker"
    IMAGES = "images"


@dataclass(frozen=True)
class DocumentSection:
    title: str
    paragraphs: tuple[str, ...]
    about: About | None = None


@dataclass(frozen=True)
class Signer:
    """`body` and `number` are of their registration, None where they have none."""

    name: str
    role: str
    body: str | None
    number: str | None


@dataclass(frozen=True)
class LetterDocument:
    """One version of an advice letter. `id` is our random id of the version and `replaces` that of
    the one before it; neither tells anything of a patient. `sections` are the letter's own, so that
    what is filed is what was read. `practice_code` is an ODS code."""

    id: str
    replaces: str | None
    letter: Letter
    title: str
    sections: tuple[DocumentSection, ...]
    pdf: bytes
    author: Signer
    countersigner: Signer | None
    practice_code: str | None
    number_scheme: NumberScheme | None
    booking_reference: str | None = None
    accession: str | None = None


class DocumentWriter(Protocol):
    def write(self, document: LetterDocument) -> bytes:
        """The document in an exchange format; the same document gives the same bytes."""
        ...
