"""How much is found, by kind: floors, on texts with which the rules were made and on others; the
figures in the documents are those that were measured."""

import pytest

from tests.house.documents import ROOT
from tests.rules.corpus import measure
from tests.rules.corpus.measure import Tally

FLOORS = {
    "any number": 0.99,
    "any phone": 0.99,
    "any email": 0.99,
    "any postcode": 0.99,
    "any date of birth": 0.99,
    "any date": 0.98,
    "any link": 0.98,
    "any national insurance number": 0.98,
    "any registration": 0.98,
    "any address": 0.95,
    "any name with a title": 0.95,
    "any age": 0.95,
    "clinical": 0.98,
}
# Of a name without a title nothing is claimed.
UNCLAIMED = {"any name"}
DOCUMENT = ROOT / "docs/safety/deidentification.md"
Measured = dict[str, dict[str, Tally]]


@pytest.fixture(scope="module")
def measured() -> Measured:
    return measure.everything()


@pytest.mark.hazard("H08")
def test_identifiers_go_and_clinical_words_stay_as_well_as_we_claim(measured: Measured) -> None:
    for column, tallies in measured.items():
        for kind, tally in tallies.items():
            assert tally.of >= 100, (column, kind)
            floor = 1.0 if kind.startswith("known ") else FLOORS.get(kind)
            assert floor is not None or kind in UNCLAIMED, kind
            assert tally.share >= (floor or 0), (column, kind, tally.wrong)


def test_the_corpus_has_every_kind_that_is_claimed(measured: Measured) -> None:
    assert {kind for kind in measured["corpus"] if not kind.startswith("known ")} == set(FLOORS)


def test_the_document_tells_what_was_measured(measured: Measured) -> None:
    assert measure.table(measured) in DOCUMENT.read_text(encoding="utf-8"), (
        "run: python -m tests.rules.corpus.measure"
    )
