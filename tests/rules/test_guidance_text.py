"""Markdown of a page of guidance becomes words and nothing else, whatever is typed; what an author
does not get is named; guidelines of others stand by their code alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.rules import comparing, guidance_text, guideline_codes, search_words
from advice_line.rules.comparing import Fate

AT = "/guidance/back-pain"
FILE = "files/0123456789ABCDEF"
NASTY = (
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<iframe src=//x.example>"),
    *("[x](javascript:alert(1))", "[x](data:text/html,x)", "[x](//x.example)", "<b onclick=x>"),
    *("![x](https://x.example/x.png)", "<style>*{}</style>"),
    *(
        "[x](vbscript:x)",
        "<a href='javascript:x'>y</a>",
        "[x](jAvAsCrIpT:x)",
        "![x](//x.example/i)",
    ),
)
_ELSEWHERE = re.compile(r"""<[^>]*\b(?:src|href)=["']?(?!https:|mailto:|tel:|/guidance/|/|#)""")


@pytest.mark.hazard("H07")
@given(
    st.lists(
        st.sampled_from(
            (*NASTY, "<svg/onload=alert(1)>", "# Knees", "- one", "| a |\n|---|", "words")
        ),
        max_size=6,
    )
)
def test_nothing_but_words_comes_of_it(pieces: list[str]) -> None:
    made = guidance_text.html("\n\n".join(pieces), AT)
    assert not re.search(r"<(script|iframe|svg|style|img|b)\b", made)
    assert not re.search(r"<[^>]*\son\w+=", made)
    assert not _ELSEWHERE.search(made)


@pytest.mark.parametrize("text", NASTY)
def test_each_of_it_is_named_to_its_author(text: str) -> None:
    (said, *_) = guidance_text.amiss(f"Words.\n\n{text}")
    assert said.startswith("Line 3: ")


def test_what_is_meant_as_words_stays() -> None:
    text = "A nodule < 5 mm, or <3 of them, see <https://www.example.org/a>."
    assert guidance_text.amiss(text) == []
    assert "&lt; 5 mm" in guidance_text.html(text, AT)
    picture = guidance_text.html(f"![A table]({FILE}) [Form]({FILE})", AT)
    assert f'src="{AT}/{FILE}"' in picture
    assert f'href="{AT}/{FILE}"' in picture


def test_a_table_says_on_a_phone_what_each_cell_is() -> None:
    made = guidance_text.html("## Who\n\n| What | How soon |\n|---|--:|\n| Film | today |", AT)
    assert '<h2 class="nhsuk-heading-m">Who</h2>' in made
    assert '<td data-label="How soon">today</td>' in made
    assert "style=" not in made


@pytest.mark.parametrize(
    ("given_", "shown"),
    [
        ("irefer:M05", "iRefer M05"),
        ("IREFER: ne02 ", "iRefer NE02"),
        ("ng12:1.3.1", "NICE NG12 1.3.1"),
        ("ng12:2.3.1", None),
        ("irefer:hello", None),
        ("irefer:M05 do an MRI", None),
        ("other:1", None),
    ],
)
def test_a_guideline_is_named_by_its_code_and_by_nothing_else(
    given_: str, shown: str | None
) -> None:
    found = guideline_codes.read(given_)
    assert (found.words if found else None) == shown
    assert bool(guideline_codes.amiss(f"See [[{given_}]].")) is (shown is None)


def test_a_search_is_of_words_and_of_no_engines_signs() -> None:
    assert search_words.words('the "back" OR pain) --') == ("back", "pain")
    assert search_words.for_sqlite(("back", "of")) == '"back" AND "of"'
    assert search_words.for_sqlite(("back", "ct"), begins=True) == '"back"* AND "ct"'
    assert search_words.for_postgresql(("back", "ct"), begins=True) == "'back':* & 'ct'"
    assert search_words.words("of the") == ()


def test_what_changed_is_shown_word_by_word_with_a_little_round_it() -> None:
    old = "\n".join(["One", "Two", "Three words here", *"abcdefgh"])
    rows = comparing.compare(old, old.replace("words here", "words there"))
    assert [each.fate for each in rows] == [
        *(Fate.SAME, Fate.SAME, Fate.GONE, Fate.NEW, Fate.SAME, Fate.SAME, Fate.LEFT_OUT)
    ]
    assert [piece.text for piece in rows[3].pieces if piece.changed] == ["there"]
    assert comparing.compare(old, old) == []
