"""Texts from the GP's phone on the demonstration's page, also about a reference."""

import pytest

from advice_line.demo.doings import Doings
from advice_line.errors import Invalid
from tests.demo.conftest import Theatre
from tests.demo.test_page_says import talked
from tests.demo.test_page_situations import bring


def texts(theatre: Theatre) -> list[str]:
    entries = theatre.state()["caller"]["entries"]
    return [each["words"] for each in entries if each["kind"] == "sms"]


def test_a_reference_alone_is_answered_with_where_the_query_is(theatre: Theatre) -> None:
    talked(theatre)
    reference = Doings(theatre.stage).reference(theatre.stage.phones.legs()[0]["sid"])
    before = len(texts(theatre))
    sent = theatre.does("caller", "text", words=reference)
    assert sent["caller"]["entries"][-1]["words"] == f"Texted: {reference}"
    theatre.settle()
    assert len(texts(theatre)) == before + 1
    assert reference in texts(theatre)[-1]


def test_a_text_without_one_is_a_query_and_somebody_is_to_ring_back(theatre: Theatre) -> None:
    theatre.does("caller", "text", words="May I ask about a knee?")
    asked = theatre.until("A text has come", at_work=True)["next"]
    assert asked["href"].startswith("/signin?next=/desk/")
    assert "Ring back" in asked["words"]


@pytest.mark.parametrize("held", ["landline", "withheld"])
def test_a_landline_offers_no_texts(theatre: Theatre, held: str) -> None:
    assert "text" in theatre.state()["caller"]["can"]
    theatre.held = held
    assert "text" not in theatre.state()["caller"]["can"]
    with pytest.raises(Invalid, match="mobile"):
        theatre.does("caller", "text", words="Hello")


@pytest.mark.parametrize("words", ["", "  ", "x" * 1601])
def test_a_text_is_some_words_and_no_more_than_a_phone_sends(theatre: Theatre, words: str) -> None:
    with pytest.raises(Invalid):
        theatre.does("caller", "text", words=words)


def test_a_text_in_an_outage_is_a_query_afterwards(theatre: Theatre) -> None:
    bring(theatre, "stop")
    theatre.does("caller", "text", words="May I ask about a knee?")
    theatre.stage.phones.advance(30)
    bring(theatre, "start")
    bring(theatre, "pass")
    theatre.until("A text has come", at_work=True)
