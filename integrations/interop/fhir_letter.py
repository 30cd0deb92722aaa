"""An advice letter as a FHIR R4 document bundle (hl7.org/fhir/R4/documents.html).

The Composition holds the letter's own sections as narratives; the PDF of the same version goes with
it. Nothing in it is a request: advice is not a referral (IR(ME)R), so it has no ServiceRequest.
Every version is a bundle of its own that replaces the one before. All ids are made from our random
id of the version.
"""

import base64
import hashlib
import json

from advice_line.ports.letter_document import About, DocumentSection, LetterDocument
from integrations.interop import fhir_people as people
from integrations.interop.fhir_parts import (
    IDENTIFIER_TYPES,
    UBRN,
    URI,
    Json,
    identifier,
    instant,
    named_elsewhere,
    narrative,
    reference,
    text,
    urn,
    without_none,
)

CONTENT_TYPE = "application/fhir+json"
# LOINC 11488-4: what somebody who was asked for an opinion writes back.
_KIND = {
    "coding": [{"system": "http://loinc.org", "code": "11488-4", "display": "Consult note"}],
    "text": "Radiology advice letter",
}
_ACCESSION = {"coding": [{"system": IDENTIFIER_TYPES, "code": "ACSN"}]}
_PDF_SECTION = "The letter as a PDF"


class FhirLetters:
    """`ports.letter_document.DocumentWriter` for FHIR R4 in JSON."""

    def write(self, document: LetterDocument) -> bytes:
        return json.dumps(bundle(document), ensure_ascii=False, indent=1).encode()


def bundle(document: LetterDocument) -> Json:
    return {
        "resourceType": "Bundle",
        "identifier": identifier(_urn(document, _edition(document, "bundle")), URI),
        "type": "document",
        "timestamp": instant(document.letter.countersigned_at or document.letter.finalised_at),
        "entry": [
            {"fullUrl": _urn(document, what), "resource": resource}
            for what, resource in _resources(document).items()
        ],
    }


def _resources(document: LetterDocument) -> dict[str, Json]:
    """By what each is in this document; the Composition is the first (R4: bdl-11)."""
    letter = document.letter
    found = {"composition": _composition(document)}
    if letter.patient is not None:
        found["patient"] = people.patient(document, letter.patient)
    found["service"] = people.service(document)
    found |= _signers(document)
    if letter.organisation_name:
        found["practice"] = people.practice(document, letter.organisation_name)
    at = _urn(document, "practice") if letter.organisation_name else None
    found["requester"] = people.requester(document)
    asker = _urn(document, "requester")
    found["requester-role"] = people.role(asker, at, letter.requester_role)
    found["pdf-reference"] = _pdf_reference(document)
    found["pdf"] = _binary(document)
    return found


def _signers(document: LetterDocument) -> dict[str, Json]:
    service, found = _urn(document, "service"), {}
    for what, who in (("author", document.author), ("countersigner", document.countersigner)):
        if who is not None:
            found[what] = people.signer(who)
            found[f"{what}-role"] = people.role(_urn(document, what), service, who.role)
    return found


def _composition(document: LetterDocument) -> Json:
    letter, earlier = document.letter, document.replaces
    return without_none(
        {
            "resourceType": "Composition",
            "identifier": identifier(_urn(document, "composition"), URI),
            "status": "amended" if earlier else "final",
            "type": _KIND,
            "subject": _subject(document),
            "date": instant(letter.finalised_at),
            "author": [reference(_urn(document, "author-role"), text(letter.author_name))],
            "title": document.title,
            "attester": _attesters(document),
            "custodian": reference(_urn(document, "service"), text(letter.line_name)),
            "relatesTo": [_replaces(earlier)] if earlier else None,
            "section": [*(_section(document, s) for s in document.sections), _pdf(document)],
        }
    )


def _subject(document: LetterDocument) -> Json | None:
    return reference(_urn(document, "patient")) if document.letter.patient else None


def _attesters(document: LetterDocument) -> list[Json]:
    signed = [("author", document.letter.finalised_at)]
    if document.countersigner is not None and document.letter.countersigned_at is not None:
        signed.append(("countersigner", document.letter.countersigned_at))
    return [
        {
            "mode": "professional",
            "time": instant(at),
            "party": reference(_urn(document, f"{what}-role")),
        }
        for what, at in signed
    ]


def _replaces(earlier: str) -> Json:
    return {"code": "replaces", "targetIdentifier": identifier(urn(earlier, "composition"), URI)}


def _section(document: LetterDocument, section: DocumentSection) -> Json:
    return without_none(
        {
            "title": section.title,
            "text": narrative(section.paragraphs),
            "entry": _entries(document, section.about),
        }
    )


def _entries(document: LetterDocument, about: About | None) -> list[Json]:
    if about is About.ASKER:
        return [reference(_urn(document, "requester-role"))]
    if about is About.IMAGES and document.accession:
        known = identifier(text(document.accession), kind=_ACCESSION)
        return [named_elsewhere("ImagingStudy", known)]
    return []


def _pdf(document: LetterDocument) -> Json:
    return {"title": _PDF_SECTION, "entry": [reference(_urn(document, "pdf-reference"))]}


def _pdf_reference(document: LetterDocument) -> Json:
    letter, earlier = document.letter, document.replaces
    return without_none(
        {
            "resourceType": "DocumentReference",
            "masterIdentifier": identifier(_urn(document, "pdf-reference"), URI),
            "status": "current",
            "docStatus": "amended" if earlier else "final",
            "type": _KIND,
            "subject": _subject(document),
            "date": instant(letter.finalised_at),
            "author": [reference(_urn(document, "author-role"))],
            "custodian": reference(_urn(document, "service")),
            "relatesTo": [_pdf_replaces(earlier)] if earlier else None,
            "description": document.title,
            "content": [{"attachment": _attachment(document)}],
            "context": _context(document),
        }
    )


def _pdf_replaces(earlier: str) -> Json:
    known = identifier(urn(earlier, "pdf-reference"), URI)
    return {"code": "replaces", "target": named_elsewhere("DocumentReference", known)}


def _context(document: LetterDocument) -> Json | None:
    """The booking to which the question belongs, as the referral service knows it."""
    if not document.booking_reference:
        return None
    known = identifier(document.booking_reference, UBRN)
    return {"related": [named_elsewhere("ServiceRequest", known)]}


def _attachment(document: LetterDocument) -> Json:
    digest = hashlib.sha1(document.pdf, usedforsecurity=False).digest()  # R4 knows no other
    return {
        "contentType": "application/pdf",
        "language": "en-GB",
        "url": _urn(document, "pdf"),
        "size": len(document.pdf),
        "hash": base64.b64encode(digest).decode(),
        "title": document.title,
    }


def _binary(document: LetterDocument) -> Json:
    data = base64.b64encode(document.pdf).decode()
    return {"resourceType": "Binary", "contentType": "application/pdf", "data": data}


def _edition(document: LetterDocument, what: str) -> str:
    """A countersignature changes what a bundle says, and a changed bundle has an id of its own."""
    return f"{what}:countersigned" if document.countersigner else what


def _urn(document: LetterDocument, what: str) -> str:
    return urn(document.id, what)
