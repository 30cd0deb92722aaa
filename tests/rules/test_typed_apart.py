"""One draft on two pages: which words stand beside which."""

from datetime import UTC, datetime

import pytest

from advice_line.rules.typed_apart import Page, Typed, beside, kept

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
PHONE, WORKSTATION = Page("phone"), Page("workstation")


def said(typed: tuple[Typed, ...]) -> list[str]:
    return [each.form["advice"] for each in typed]


def test_one_page_goes_on_in_its_own_words() -> None:
    first = kept((), PHONE, {"advice": "No film"}, NOW)
    assert said(kept(first, PHONE, {"advice": "No film."}, NOW)) == ["No film."]


def test_a_page_that_was_opened_from_words_takes_their_place() -> None:
    first = kept((), PHONE, {"advice": "No film"}, NOW)
    later = Page("workstation", opened_from=first[-1].number)
    assert said(kept(first, later, {"advice": "No film. MRI."}, NOW)) == ["No film. MRI."]


def test_two_pages_opened_from_nothing_stand_beside_each_other_however_they_take_turns() -> None:
    typed = kept((), PHONE, {"advice": "No film"}, NOW)
    typed = kept(typed, WORKSTATION, {"advice": "An MRI"}, NOW)
    typed = kept(typed, PHONE, {"advice": "No film at all"}, NOW)
    assert said(typed) == ["An MRI", "No film at all"]
    assert said(beside(typed, PHONE, {"advice": "No film at all"})) == ["An MRI"]
    assert said(beside(typed, WORKSTATION, {"advice": "An MRI"})) == ["No film at all"]
    assert said(kept(typed, WORKSTATION, {"advice": "An MRI, soon"}, NOW)) == [
        "No film at all",
        "An MRI, soon",
    ]


def test_what_is_typed_after_the_draft_was_opened_elsewhere_is_not_gone() -> None:
    typed = kept((), PHONE, {"advice": "No film"}, NOW)
    opened = Page("workstation", opened_from=typed[-1].number)
    typed = kept(typed, PHONE, {"advice": "No film. Ring me."}, NOW)
    assert said(kept(typed, opened, {"advice": "No film, MRI"}, NOW)) == [
        "No film. Ring me.",
        "No film, MRI",
    ]


def test_what_holds_the_others_words_too_stands_alone() -> None:
    typed = kept((), PHONE, {"advice": "No film", "question": ""}, NOW)
    assert len(kept(typed, WORKSTATION, {"advice": "No film", "red_flags": "Fever"}, NOW)) == 1


@pytest.mark.parametrize("text", [None, "", "phone", "a.b.c", "a.1", "a.1.2.3"])
def test_a_page_that_says_nothing_of_itself_was_opened_from_nothing(text: str | None) -> None:
    assert (Page.read(text).opened_from, Page.read(text).shown) == (0, 0)
    assert Page.read(str(Page("a", 3, 5))) == Page("a", 3, 5)
