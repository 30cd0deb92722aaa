"""The sentence on every reply, as the document quotes it, for each nation that a line may be in."""

import pytest

from advice_line.rules.wording import NOT_A_REFERRAL
from rota.opening import Nation
from tests.house.documents import document

pytestmark = pytest.mark.hazard("H12")


def test_the_document_quotes_the_sentence_and_names_each_nation_s_law() -> None:
    text = document("docs/safety/irmer.md").path.read_text(encoding="utf-8")
    assert f"> {NOT_A_REFERRAL}" in text
    for nation in Nation:
        assert f"| {nation.value} | " in text
