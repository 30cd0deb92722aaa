"""A letter as a FHIR R4 document: what two checkers and a receiving system find in it."""

import base64
import hashlib
import json
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from advice_line.ports.letter_document import LetterDocument
from integrations.interop.fhir_letter import FhirLetters
from tests.interop import checkers, samples

NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"


def written(document: LetterDocument) -> Any:
    return json.loads(FhirLetters().write(document))


def parts(document: LetterDocument) -> dict[str, Any]:
    """The resources by their addresses."""
    return {each["fullUrl"]: each["resource"] for each in written(document)["entry"]}


def only(document: LetterDocument, kind: str) -> Any:
    (found,) = (each for each in parts(document).values() if each["resourceType"] == kind)
    return found


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [each for inner in value.values() for each in strings(inner)]
    if isinstance(value, list):
        return [each for inner in value for each in strings(inner)]
    return [value] if isinstance(value, str) else []


def test_every_bundle_is_r4_by_the_word_of_two_checkers() -> None:
    assert checkers.faults([written(each) for each in samples.EVERY]) == []


def test_both_checkers_hear_what_is_wrong() -> None:
    """A checker that passed everything would prove nothing."""
    broken = written(samples.FULL)
    composition = broken["entry"][0]["resource"]
    composition["status"] = "open"
    del composition["title"]
    broken["entry"][1]["resource"]["birthDate"] = "next week"
    said = checkers.faults([broken])
    assert any("status" in each for each in said)
    assert any("title" in each for each in said)
    assert any("birthDate" in each for each in said)


@pytest.mark.hazard("H12")
def test_a_document_begins_with_its_composition_and_nothing_in_it_is_a_request() -> None:
    bundle = written(samples.FULL)
    kinds = [each["resource"]["resourceType"] for each in bundle["entry"]]
    assert (bundle["type"], kinds[0]) == ("document", "Composition")
    assert bundle["identifier"]["value"].startswith("urn:uuid:")
    assert "ServiceRequest" not in kinds


def test_whatever_is_pointed_at_within_it_is_there() -> None:
    for document in samples.EVERY:
        there = parts(document)
        pointed = {each for each in strings(written(document)) if each.startswith("urn:uuid:")}
        own = {each for each in pointed if each in there}
        identifiers = {
            written(document)["identifier"]["value"],
            *(each["value"] for each in _identifiers(there.values())),
        }
        assert pointed - own <= identifiers
        assert set(there) <= own


def _identifiers(resources: Any) -> list[Any]:
    found = []
    for resource in resources:
        known = [resource.get("masterIdentifier"), resource.get("identifier")]
        known += [each.get("targetIdentifier") for each in resource.get("relatesTo", [])]
        known += [
            each.get("target", {}).get("identifier") for each in resource.get("relatesTo", [])
        ]
        found += [each for each in known if isinstance(each, dict)]
    return found


def test_patient_practice_and_signer_carry_their_numbers_in_the_agreed_systems() -> None:
    patient = only(samples.FULL, "Patient")
    assert patient["identifier"] == [{"system": NHS_NUMBER, "value": "9990000018"}]
    assert (patient["name"], patient["birthDate"]) == (
        [{"text": "Edith <Larkspur> & Co"}],
        "1950-02-01",
    )
    known = [
        each["identifier"][0]
        for each in parts(samples.COUNTERSIGNED).values()
        if each["resourceType"] in ("Organization", "Practitioner") and "identifier" in each
    ]
    assert {(each["system"], each["value"]) for each in known} == {
        ("https://fhir.nhs.uk/Id/ods-organization-code", "Y99001"),
        ("https://fhir.hl7.org.uk/Id/gmc-number", "9990001"),
        ("https://fhir.hl7.org.uk/Id/nmc-number", "99A0001E"),
        ("https://fhir.hl7.org.uk/Id/hcpc-number", "RA99902"),
    }


def test_a_number_of_another_scheme_is_not_called_an_nhs_number() -> None:
    (number,) = only(samples.SCOTTISH, "Patient")["identifier"]
    assert (number["type"], "system" in number) == ({"text": "CHI number"}, False)


def test_a_general_question_is_about_nobody() -> None:
    kinds = {each["resourceType"] for each in parts(samples.BARE).values()}
    assert "Patient" not in kinds
    assert "subject" not in only(samples.BARE, "Composition")


def test_a_word_that_looks_like_markup_stays_a_word() -> None:
    sections = only(samples.FULL, "Composition")["section"]
    (asked,) = (each["text"]["div"] for each in sections if each["title"] == "Question")
    assert "<p>Plain film<br/>or &lt;MRI&gt; &amp; why?</p>" in asked
    assert [each["title"] for each in sections][-1] == "The letter as a PDF"


@pytest.mark.parametrize("document", samples.EVERY)
def test_every_narrative_is_xml_whatever_was_typed(document: LetterDocument) -> None:
    sections = only(document, "Composition")["section"]
    for each in sections:
        if "text" in each:
            assert fromstring(each["text"]["div"]).tag.endswith("div")  # noqa: S314 - our own


def test_the_pdf_goes_with_it_whole() -> None:
    (attached,) = only(samples.FULL, "DocumentReference")["content"]
    attachment = attached["attachment"]
    binary = parts(samples.FULL)[attachment["url"]]
    assert base64.b64decode(binary["data"]) == samples.PDF
    digest = hashlib.sha1(samples.PDF, usedforsecurity=False).digest()
    assert (attachment["size"], base64.b64decode(attachment["hash"])) == (len(samples.PDF), digest)


@pytest.mark.hazard("H14")
def test_an_addendum_points_at_the_version_before_it() -> None:
    first, second = only(samples.FULL, "Composition"), only(samples.ADDED, "Composition")
    (related,) = second["relatesTo"]
    assert related == {"code": "replaces", "targetIdentifier": first["identifier"]}
    assert (first["status"], second["status"]) == ("final", "amended")
    (pdf,) = only(samples.ADDED, "DocumentReference")["relatesTo"]
    earlier = only(samples.FULL, "DocumentReference")["masterIdentifier"]
    assert pdf["target"]["identifier"] == earlier


def test_the_same_version_is_the_same_bundle_and_another_is_another() -> None:
    assert FhirLetters().write(samples.FULL) == FhirLetters().write(samples.FULL)
    ids = {written(each)["identifier"]["value"] for each in (samples.FULL, samples.ADDED)}
    assert len(ids | {written(samples.COUNTERSIGNED)["identifier"]["value"]}) == 3


def test_booking_and_images_are_named_as_other_systems_know_them() -> None:
    (related,) = only(samples.FULL, "DocumentReference")["context"]["related"]
    booking = {"system": "https://fhir.nhs.uk/Id/UBRN", "value": "123456789012"}
    assert related == {"type": "ServiceRequest", "identifier": booking}
    sections = only(samples.FULL, "Composition")["section"]
    (images,) = (each["entry"] for each in sections if each["title"].startswith("What the advice"))
    assert images[0]["type"] == "ImagingStudy"
    assert images[0]["identifier"]["value"] == "ACC-2026-0042"
