"""What is known is found as scans, other keyboards, slips and habits leave it."""

from datetime import date

import pytest

from advice_line.rules.deidentify import deidentify, still_holds
from advice_line.rules.deidentify_known import Known
from advice_line.rules.name_breaks import is_one_off
from advice_line.rules.spans import Kind

KNOWN = Known(
    patient_names=("Edith Mary Larkspur-O'Rourke",),
    dates_of_birth=(date(1950, 2, 1),),
    numbers=("9990000018",),
    postcodes=("ZZ99 3WZ",),
    addresses=("12 Elm Tree Road, Madeupton",),
    requester_names=("Dr Rowan Hill", "Sister Nell Foolscap"),
    organisation_names=("Elm Road Surgery",),
    phones=("+441632960101", "+447700900123"),
    emails=("elmroad@example.org",),
    codes=("K7Q2-M9FX", "Y99001"),
    asked_on=date(2026, 11, 24),
)
WAYS = {
    Kind.NAME: (
        "E d i t h", "L a r k s p u r", "L.a.r.k.s.p.u.r", "Lark spur", "LARKS PUR", "Larksp\nur",
        "Lark- spur", "E.L.", "E. L.", "E.M.L.", "L\u0430rkspur", "Larkspur;Edith",
        "LARKSPUR/EDITH",
        "O Rourke", "ORourke", "O´Rourke", "Larkspurs", "Edíth Lârkspür", "𝐄𝐝𝐢𝐭𝐡", "@EdithLarkspur",
        "Larkspur_Edith_MRI.pdf", "Larkspur1950", "Sister Foolscap",
    ),
    Kind.DATE_OF_BIRTH: (
        "01|02|1950", "01:02:1950", "01_02_1950", "01\\02\\1950", "1.ii.1950", "O1/O2/195O",
        "01/O2/5O", "01 O2 195O", "1950 Feb 1",
    ),
    Kind.PATIENT_NUMBER: (
        "999_000_0018", "999:000:0018", "999|000|0018", "999/000/0018", "999O0000l8",
        "999 OOO OO18", "999\t000\n0018", "nhs9990000018",
    ),
    Kind.POSTCODE: ("ZZ99\n3WZ", "Z Z 9 9 3 W Z", "zz99-3wz"),
    Kind.ADDRESS: (
        "12 Elm Tree Rd", "12 Elmtree Road", "Elm Tree Road", "12 elm tree rd", "Madeupton",
        "ELM TREE\nROAD",
    ),
    Kind.ORGANISATION: ("Elm Rd Surgery", "ElmRoad", "elm-road", "Elm Road Surg"),
    Kind.PHONE: ("07700 9OO123", "01632_960101", "960-101", "0 7 7 0 0 9 0 0 1 2 3"),
    Kind.EMAIL: (
        "elmroad @ example . org", "elmroad at example dot org", "elmroad(a)example.org",
        "elmroad [at] example [dot] org", "elmroad@\nexample.org",
    ),
    Kind.REFERENCE: ("K7Q2 – M9FX", "K7Q2/M9FX", "k7q2_m9fx", "K 7 Q 2 M 9 F X"),
}  # fmt: skip


@pytest.mark.hazard("H08")
@pytest.mark.parametrize(
    ("kind", "way"), [(kind, way) for kind, all_ in WAYS.items() for way in all_]
)
def test_what_is_known_goes_however_it_is_torn_and_cannot_be_typed_back(
    kind: Kind, way: str
) -> None:
    cleaned = deidentify(f"Saw {way} today", KNOWN)
    told = [each for each in cleaned.removals if each.kind is kind]
    assert told, cleaned.text
    rest = "".join(character for character in cleaned.text if character.isdigit())
    assert not rest or kind is Kind.NAME
    assert still_holds(f"Saw {way} today", KNOWN) is not None


@pytest.mark.hazard("H08")
@pytest.mark.parametrize("slip", ["Larkpsur", "Larkspvr", "Larkspurr", "Larksur", "Qarkspur"])
def test_a_slip_in_a_patients_name_goes_too_but_blocks_nothing(slip: str) -> None:
    assert deidentify(f"Saw {slip} today", KNOWN).text == "Saw [patient] today"
    assert still_holds(f"Saw {slip} today", KNOWN) is None


@pytest.mark.parametrize(
    "text",
    [
        "IIF cyst, L5/S1, IO fluid, 1l of saline", "For a sister chromatid",
        "Seen at X. Please scan",
        "The larkspur garden is a plain word", "often", "in man", "T1 and T2, FLAIR",
    ],
)  # fmt: skip
def test_words_that_only_look_alike_stay(text: str) -> None:
    known = Known(patient_names=("Fay Inman",), organisation_names=("Of Ten Surgery",))
    assert deidentify(text, known).text == text


@pytest.mark.parametrize(
    ("word", "other", "near"),
    [("abc", "abc", False), ("abc", "ab", True), ("abc", "abcd", True), ("abc", "acb", True),
     ("abc", "axc", True), ("abc", "cab", False), ("abcd", "ab", False), ("", "a", True)],
)  # fmt: skip
def test_one_off_is_one_letter_or_two_that_changed_places(
    word: str, other: str, near: bool
) -> None:
    assert is_one_off(word, other) is near
    assert is_one_off(other, word) is near


@pytest.mark.hazard("H08")
@pytest.mark.parametrize("day", ["l/2/50", "I/2/1950", "O1/O2/195O", "Ol.O2.5O", "l-2-50"])
def test_a_day_whose_figures_a_scan_reads_as_letters_goes(day: str) -> None:
    nobody = Known(asked_on=date(2026, 11, 24))
    assert day not in deidentify(f"Seen {day}, then home.", nobody).text
    assert deidentify(f"DOB {day}", nobody).text == "DOB [date of birth]"
    assert still_holds(f"DOB {day}", nobody) is Kind.DATE_OF_BIRTH


@pytest.mark.parametrize("words", ["grade I/II/III", "L4/5/S1", "O/E", "T2/3/4", "ll/lll", "I/2"])
def test_levels_and_grades_are_no_day(words: str) -> None:
    assert deidentify(f"Shown: {words}.", Known(asked_on=date(2026, 11, 24))).removals == ()
