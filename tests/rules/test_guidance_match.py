"""A page of guidance is offered by the words of its owner, and never once it is overdue (H25)."""

from datetime import date

import pytest

from advice_line.rules.guidance_match import MOST, Page, offered

TODAY = date(2026, 11, 23)
PLACE = "https://www.example.org"


def page(key: str, *keywords: str, review_on: date = date(2027, 3, 1)) -> Page:
    return Page(key, key.title(), f"{PLACE}/{key}", keywords, "Dr Chidi Example", review_on)


def keys(question: str, *pages: Page, today: date = TODAY) -> list[str]:
    return [each.key for each in offered(pages, question, today)]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Low back pain for six weeks", True),
        ("BACK-PAIN, no red flags", True),
        ("Back and leg pain", False),
        ("A setback, pains elsewhere", False),
        ("", False),
    ],
)
def test_a_keyword_is_found_as_words_whatever_stands_between_them(
    question: str, found: bool
) -> None:
    assert (keys(question, page("back", "back pain")) == ["back"]) is found


def test_one_of_several_is_the_same_word() -> None:
    assert keys("Both knees hurt", page("knee", "knee")) == ["knee"]
    assert keys("An abscess", page("mass", "mass")) == []


def test_what_names_more_comes_first_and_three_are_enough() -> None:
    pages = [page(each, "knee") for each in ("a", "b", "c", "d")]
    best = page("z", "knee", "locking")
    assert keys("locking knee", *pages, best) == ["z", "a", "b"]
    assert MOST == 3


@pytest.mark.hazard("H25")
@pytest.mark.parametrize(
    ("today", "found"),
    [(date(2026, 11, 22), True), (date(2026, 11, 23), True), (date(2026, 11, 24), False)],
)
def test_an_overdue_page_is_not_offered(today: date, found: bool) -> None:
    due = page("back", "back", review_on=date(2026, 11, 23))
    assert (keys("back", due, today=today) == ["back"]) is found
