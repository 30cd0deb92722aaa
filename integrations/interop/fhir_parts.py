"""The small parts of which FHIR R4 resources are made: identifiers, references, narratives."""

from datetime import UTC, datetime
from html import escape
from typing import Any
from uuid import UUID, uuid5

from advice_line.ports import xml_text

Json = dict[str, Any]

NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
ODS_CODE = "https://fhir.nhs.uk/Id/ods-organization-code"
UBRN = "https://fhir.nhs.uk/Id/UBRN"
REGISTERS = {
    "GMC": "https://fhir.hl7.org.uk/Id/gmc-number",
    "HCPC": "https://fhir.hl7.org.uk/Id/hcpc-number",
    "NMC": "https://fhir.hl7.org.uk/Id/nmc-number",
}
IDENTIFIER_TYPES = "http://terminology.hl7.org/CodeSystem/v2-0203"
URI = "urn:ietf:rfc:3986"

_OURS = UUID("b1f3f0f6-5d2c-4c56-9a53-8f6c1b0f4f5e")


def urn(document: str, what: str) -> str:
    """The same for the same part of the same document, so that a later one can point at it."""
    return f"urn:uuid:{uuid5(_OURS, f'{document}:{what}')}"


def text(words: str) -> str:
    return xml_text.held(words).strip()


def instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def identifier(value: str, system: str | None = None, kind: Json | None = None) -> Json:
    return without_none({"type": kind, "system": system, "value": value})


def reference(to: str, display: str | None = None) -> Json:
    return without_none({"reference": to, "display": display})


def named_elsewhere(kind: str, known_as: Json) -> Json:
    """A reference to what another system holds, by its identifier there."""
    return {"type": kind, "identifier": known_as}


def narrative(paragraphs: tuple[str, ...]) -> Json:
    inner = "".join(f"<p>{_lines(each)}</p>" for each in paragraphs)
    return {
        "status": "generated",
        "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{inner}</div>',
    }


def without_none(resource: Json) -> Json:
    """FHIR has no null and no empty list."""
    return {key: value for key, value in resource.items() if value not in (None, [], "")}


def _lines(paragraph: str) -> str:
    return "<br/>".join(escape(line) for line in text(paragraph).splitlines())
