"""Who an advice letter is about, who asked, who signed and for whom, as FHIR R4 resources."""

import re

from advice_line.ports.letter import LetterPatient
from advice_line.ports.letter_document import LetterDocument, NumberScheme, Signer
from integrations.interop.fhir_parts import (
    NHS_NUMBER,
    ODS_CODE,
    REGISTERS,
    Json,
    identifier,
    reference,
    text,
    without_none,
)

_ODS = re.compile(r"[A-Z0-9]{3,10}")
# Of these no system address is agreed for the whole country; the words say whose number it is.
_OTHER_NUMBERS = {NumberScheme.CHI: "CHI number", NumberScheme.HC: "Health and Care number"}


def patient(document: LetterDocument, about: LetterPatient) -> Json:
    born = about.date_of_birth
    return without_none(
        {
            "resourceType": "Patient",
            "identifier": [_number(document, about.number)] if about.number else None,
            "name": [{"text": text(about.name)}] if about.name else None,
            "birthDate": born.isoformat() if born else None,
        }
    )


def requester(document: LetterDocument) -> Json:
    body, _, number = (document.letter.requester_registration or "").partition(" ")
    return _practitioner(document.letter.requester_name, body, number)


def signer(who: Signer) -> Json:
    return _practitioner(who.name, who.body, who.number)


def role(of: str, at: str | None, called: str | None) -> Json:
    """`of` and `at` are the addresses of the person and of the organisation they act for."""
    return without_none(
        {
            "resourceType": "PractitionerRole",
            "practitioner": reference(of),
            "organization": reference(at) if at else None,
            "code": [{"text": text(called)}] if called else None,
        }
    )


def practice(document: LetterDocument, name: str) -> Json:
    code = document.practice_code
    known = code is not None and _ODS.fullmatch(code)
    return without_none(
        {
            "resourceType": "Organization",
            "identifier": [identifier(code, ODS_CODE)] if known and code else None,
            "name": text(name),
        }
    )


def service(document: LetterDocument) -> Json:
    return {"resourceType": "Organization", "name": text(document.letter.line_name)}


def _practitioner(name: str, body: str | None, number: str | None) -> Json:
    return without_none(
        {
            "resourceType": "Practitioner",
            "identifier": [_registration(body, number)] if number else None,
            "name": [{"text": text(name)}],
        }
    )


def _number(document: LetterDocument, number: str) -> Json:
    other = _OTHER_NUMBERS.get(document.number_scheme or NumberScheme.NHS)
    if other is not None:
        return identifier(number, kind={"text": other})
    return identifier(number, NHS_NUMBER)


def _registration(body: str | None, number: str | None) -> Json:
    system = REGISTERS.get((body or "").upper())
    kind = None if system or not body else {"text": text(body)}
    return identifier(text(number or ""), system, kind)
