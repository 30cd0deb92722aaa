"""Identifiers go in every spelling, clinical words stay; measured on a corpus, told in examples."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.rules.deidentify import Deidentified, deidentify, still_holds
from advice_line.rules.deidentify_known import Known
from advice_line.rules.spans import Kind
from tests.rules.corpus import make, parts, spellings

ASKED_ON = date(2026, 11, 24)
KNOWN = Known(
    patient_names=("Joan O'Neill-Madeup",),
    dates_of_birth=(date(1950, 2, 1),),
    numbers=("9990000018",),
    postcodes=("ZZ99 3WZ",),
    requester_names=("Dr Ann Example",),
    responder_names=("Dr Amara Example", "Ben Baker"),
    organisation_names=("Elm Road Surgery",),
    phones=("+447700900123", "+441632960101"),
    emails=("elmroad@example.org",),
    codes=("K7Q2-M9FX", "Y99001"),
    asked_on=ASKED_ON,
)
NOBODY = Known(asked_on=ASKED_ON)

LARKSPUR = Known(patient_names=("Edith Larkspur",), numbers=("9990000018",))


def after(text: str, known: Known = KNOWN) -> str:
    return deidentify(text, known).text


def test_the_corpus_is_the_same_each_time_and_says_where_things_stand() -> None:
    notes, again = make.corpus(20), make.corpus(20)
    assert [note.text for note in notes] == [note.text for note in again]
    assert make.corpus(20, seed=1) != notes
    assert all(note.text[mark.start : mark.end].strip() for note in notes for mark in note.marks)


@pytest.mark.parametrize("term", make.TERMS)
def test_each_clinical_word_stays_as_it_is(term: str) -> None:
    for text in (term, f"Known {term}.", f"History of {term}, please advise", f"({term})"):
        assert after(text, NOBODY) == text


@pytest.mark.hazard("H08")
@pytest.mark.parametrize("last", parts.LAST)
def test_a_known_patient_is_found_in_every_spelling(last: str) -> None:
    for first in parts.FIRST:
        known = Known(patient_names=(f"{first} {last}",))
        for spelling in spellings.of_name(first, last):
            cleaned = after(f"Saw {spelling}’s knee.", known)
            assert cleaned == "Saw [patient]’s knee.", spelling


@pytest.mark.hazard("H08")
@given(st.dates(date(1902, 1, 1), ASKED_ON))
def test_a_known_date_of_birth_is_found_in_every_spelling(born: date) -> None:
    known = Known(dates_of_birth=(born,))
    for spelling in spellings.of_day(born):
        assert after(f"It is {spelling}, I think.", known) == "It is [date of birth], I think."


@pytest.mark.hazard("H08")
@pytest.mark.parametrize("year", range(1901, 1914))
@pytest.mark.parametrize("day", range(1, 14))
def test_a_known_date_of_birth_is_found_in_words(day: int, year: int) -> None:
    born = date(year, 9, day)
    assert after(f"Born {spellings.in_words(born)}.", Known(dates_of_birth=(born,))) in (
        "Born [date of birth].",
        "Born the [date of birth].",
    )


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Mrs May Brown. May need CT; brown tumour, it may be", "[patient]. [patient] need CT; "
         "[patient] tumour, it may be"),
        ("may brown came", "[patient] came"),
        ("MAY B. came", "[patient] came"),
    ],
)  # fmt: skip
def test_a_patient_whose_name_is_a_word_takes_the_word_along(text: str, cleaned: str) -> None:
    assert after(text, Known(patient_names=("May Brown",))) == cleaned


def test_a_patient_named_after_a_disease_takes_it_along() -> None:
    known = Known(patient_names=("Sam Parkinson",))
    assert after("Parkinson's disease", known) == "[patient]'s disease"


def test_a_colleague_leaves_the_language_and_the_eponyms_alone() -> None:
    text = "For example a Baker's cyst, seen by Ben Baker and dr example. The baker rang Dr Baker."
    assert after(text) == (
        "For example a Baker's cyst, seen by [responder] and [requester]. "
        "The baker rang [responder]."
    )


def test_a_short_form_is_the_same_person() -> None:
    known = Known(patient_names=("William Fictional", "Elizabeth Madeup"))
    assert after("Bill and Liz will come", known) == "[patient] and [patient] will come"


def test_a_name_inside_another_word_stays() -> None:
    assert after("blacksmith", Known(patient_names=("Ann Smith",))) == "blacksmith"


@pytest.mark.hazard("H08")
def test_a_note_loses_who_it_is_about() -> None:
    note = (
        "Joan O’Neill–Madeup (DOB 1.2.50, NHS 999-000 0018), 76-year-old, of 12 Elm Road, "
        "zz993wz. Ann rang from Elm Road Surgery on 07700 900 123. CT 3/11/2026: Bosniak IIF "
        "cyst, 24 mm. Ref k7q2 m9fx, see http://example.org/x. Her husband Fred agrees. "
        "MRI L4/5 in 6 weeks? Kind regards, Ben"
    )
    assert after(note) == (
        "[patient] (DOB [date of birth], NHS [number]), [aged 75–79], of [address], "
        "[postcode]. [requester] rang from [practice] on [phone]. CT [3 weeks earlier]: "
        "Bosniak IIF cyst, 24 mm. Ref [reference], see [link]. Her husband [name] agrees. "
        "MRI L4/5 in 6 weeks? Kind regards, [responder]"
    )


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("seen on 24/11/2026", "seen on [the same day]"),
        ("seen on 23 Nov 2026", "seen on [1 day earlier]"),
        ("seen 3rd Nov", "seen [3 weeks earlier]"),
        ("review 8 December 2026", "review [2 weeks later]"),
        ("CT in May 2026", "CT in [6 months earlier]"),
        ("CT in November 2026", "CT in [the same month]"),
        ("CT 2020-11-24", "CT [6 years earlier]"),
        ("CT 24.11.1999", "CT [date]"),
        ("CT in 2019", "CT in 2019"),
        ("fell on 31/11/2026", "fell on 31/11/2026"),
        ("may 3 weeks later", "may 3 weeks later"),
        ("born in 1950", "born in [date of birth]"),
    ],
)
def test_days_become_how_long_ago_they_were(text: str, cleaned: str) -> None:
    assert after(text, NOBODY) == cleaned


def test_without_the_day_of_the_question_a_day_is_just_gone() -> None:
    assert after("CT 3/11/2026", Known()) == "CT [date]"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("62-year-old man", "[aged 60–64] man"),
        ("aged 60.", "[aged 60–64]."),
        ("(62F) cough", "([aged 60–64]F) cough"),
        ("sixty-two year old", "[aged 60–64]"),
        ("Mrs Fable, 76, has pain", "[name], [aged 75–79], has pain"),
        ("a 97 yo", "a [aged 90 or over]"),
        ("3-month-old", "[aged under 1]"),
        ("18 months old", "[aged 0–4]"),
        ("a 2-year-old fracture", "a 2-year-old fracture"),
        ("for 62 years", "for 62 years"),
    ],
)
def test_ages_become_bands(text: str, cleaned: str) -> None:
    assert after(text, NOBODY) == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("nine nine nine zero zero double zero one eight", "[number]"),
        ("hospital number AB123456", "hospital number [number]"),
        ("NHS number 999 123 4567", "NHS number [number]"),
        ("bleep 1234, call 999", "bleep [phone], call 999"),
        ("+1 202 555 0123", "[phone]"),
        ("(01632) 960 456 ext 22", "[phone]"),
        ("pat (at) example (dot) org", "[email]"),
        ("lives in Madeup Town", "lives in [address]"),
        ("Mr and Mrs O'Tale", "Mr and [name]"),
        ("Fabian Madeup, DOB unknown", "[name], DOB unknown"),
        ("10-digit 9990000081", "10-digit [number]"),
        ("0 1 2 3", "0 1 2 3"),
    ],
)
def test_what_looks_like_an_identifier_goes(text: str, cleaned: str) -> None:
    assert after(text, NOBODY) == cleaned


def test_a_removal_says_what_stood_where_and_keeps_it_out_of_logs() -> None:
    text = "Zoë (Joan) rang"
    (removal,) = deidentify(text, KNOWN).removals
    assert (removal.start, removal.end) == (5, 9)
    assert removal.kind is Kind.NAME
    assert removal.replacement == "[patient]"
    assert removal.text == text[5:9] == "Joan"
    assert "Joan" not in repr(removal)


def test_places_are_those_of_the_original_whatever_its_letters() -> None:
    text = unicodedata.normalize("NFD", "ﬁne café: Zoë\u200b Ny\u00adkvist’s ½ æble")
    known = Known(patient_names=("Zoë Nykvist",))
    (removal,) = deidentify(text, known).removals
    assert text[: removal.start] + "[patient]" + text[removal.end :] == after(text, known)
    assert unicodedata.normalize("NFC", after(text, known)) == "ﬁne café: [patient]’s ½ æble"


def rebuilt(text: str, result: Deidentified) -> str:
    for removal in reversed(result.removals):
        text = text[: removal.start] + removal.replacement + text[removal.end :]
    return text


@given(st.text(max_size=300))
def test_any_text_is_the_original_with_its_removals(text: str) -> None:
    result = deidentify(text, KNOWN)
    assert rebuilt(text, result) == result.text
    ends = [place for each in result.removals for place in (each.start, each.end)]
    assert ends == sorted(ends)
    assert all(text[each.start : each.end] == each.text for each in result.removals)


@pytest.mark.hazard("H08")
@given(st.text(max_size=60), st.text(max_size=60))
def test_a_known_number_goes_whatever_stands_around_it(before: str, behind: str) -> None:
    text = f"{before} 999 000 0018 {behind}"
    assert "999 000 0018" not in after(text)


@pytest.mark.parametrize("character", [*"a1 .-(@/A\n", "a.", "1 ", "Aa ", "a@", "May "])
def test_no_long_text_holds_it_up(character: str) -> None:
    text = character * (10_000 // len(character))
    assert deidentify(text, KNOWN).text


def test_nothing_known_and_nothing_written_are_fine() -> None:
    assert deidentify("", KNOWN) == Deidentified("", ())
    empty = Known(
        patient_names=("", "-", "Mr"), numbers=("",), phones=("x",), emails=("",), codes=("-",),
        organisation_names=("", "The Surgery"), postcodes=(" ",), addresses=("", "x"),
    )  # fmt: skip
    assert after("Stay as you are, please: a CT.", empty) == "Stay as you are, please: a CT."


@pytest.mark.hazard("H08")
@pytest.mark.parametrize(
    "text",
    ["999,000,0018", "999, 000, 0018", "٩٩٩ ٠٠٠ ٠٠١٨", "９９９０００００１８", "999 000-\n0018"],
)
def test_a_patients_number_is_found_however_its_figures_are_written(text: str) -> None:
    assert after(f"Number {text} again", LARKSPUR) == "Number [number] again"
    assert still_holds(text, LARKSPUR) is Kind.PATIENT_NUMBER


@pytest.mark.hazard("H08")
@pytest.mark.parametrize("broken", ["Lark-\nspur", "Lark-\r\n  spur", "Edith Lark- \nspur"])
def test_a_name_broken_at_the_end_of_a_line_is_found(broken: str) -> None:
    assert after(f"Pain of {broken} at night", LARKSPUR) == "Pain of [patient] at night"
    assert still_holds(broken, LARKSPUR) is Kind.NAME
    assert after("A follow-\nup MRI", LARKSPUR) == "A follow-\nup MRI"
