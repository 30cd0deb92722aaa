"""What tells only beside what the query knows: an age in bare figures, a day without its year, the
practice's town. A measurement stays; what is not sure is pointed out (H08)."""

from datetime import date

import pytest

from advice_line.rules.deidentify import deidentify, still_holds
from advice_line.rules.deidentify_context import look_at
from advice_line.rules.deidentify_known import Known

pytestmark = pytest.mark.hazard("H08")
# Wednesday; she is 77, he is 4.
ON = date(2026, 11, 25)
HER = Known(
    dates_of_birth=(date(1949, 6, 1),),
    addresses=("12 High Street, Whitby, North Yorkshire",),
    hospital_names=("Ravenscar General Hospital", "Fracture Clinic", "St Hilda Ward"),
    asked_on=ON,
)
HIM = Known(dates_of_birth=(date(2022, 3, 4),), asked_on=ON)


def after(text: str, known: Known = HER) -> str:
    return deidentify(text, known).text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Never smoked, 77. Film?", "Never smoked, [aged 75–79]. Film?"),
        ("Is MRI worth it at 77?", "Is MRI worth it [aged 75–79]?"),
        ("77, with back pain", "[aged 75–79], with back pain"),
        ("Back pain (77), no trauma", "Back pain ([aged 75–79]), no trauma"),
        ("Worse since 25/10, no fall", "Worse since [4 weeks earlier], no fall"),
        ("Seen 25/11 in clinic", "Seen [the same day] in clinic"),
        ("Fell on 05/11.", "Fell on [3 weeks earlier]."),
        ("Fell last Tuesday.", "Fell [1 day earlier]."),
        ("Clinic next Wed.", "Clinic [7 days later]."),
        ("Lives in Whitby, fell in North Yorkshire", "Lives in [address], fell in [address]"),
        ("CT at Ravenscar General Hospital", "CT at [hospital]"),
        ("Send to the fracture clinic", "Send to the fracture clinic"),
    ],
)
def test_what_the_query_knows_of_age_day_and_place_goes(typed: str, told: str) -> None:
    assert after(typed) == told


@pytest.mark.parametrize(
    "kept",
    [
        "77 mmol/L, eGFR 77, 77%, 7.7",
        "eGFR stable at 77, Hb 120",
        "CRP was up, 77, now 12",
        "Platelets: 77",
        "77 mm nodule",
        "BP 120/77, pulse 77.",
        "Pain 8/10, power 4/5, vision 6/9",
        "Treated for 5/7 and 6/12, GCS 14/15",
        "T11/12 and L4/5 facets, 2/52 of pain",
        "He sat up last night",
    ],
)
def test_what_is_measured_stays(kept: str) -> None:
    assert after(kept) == kept


def test_a_childs_age_goes_in_words_and_only_where_it_is_one() -> None:
    assert after("No film. At four, well.", HIM) == "No film. [aged 0–4], well."
    assert after("At 4, well.", HIM) == "[aged 0–4], well."
    for kept in ("Grade 4, well", "at four, six and eight weeks", "Films of four views, 4, and CT"):
        assert after(kept, HIM) == kept


def test_a_place_cannot_be_typed_back_in() -> None:
    assert still_holds("She lives in Whitby", HER)
    assert still_holds("Seen at Ravenscar General", HER)
    assert not still_holds("Seen in the fracture clinic", HER)


def test_what_is_not_sure_is_pointed_out_and_left() -> None:
    typed = "Thin, 63. Score of 77 points, on Tuesday, 9/11, at six; 8/10 pain. Sodium 135, K 4."
    assert after(typed) == typed
    assert list(look_at(typed, HER)) == ["63", "77", "Tuesday", "9/11", "at six"]
    assert list(look_at("eGFR 60, for 6/12, 4 views", HER)) == []
