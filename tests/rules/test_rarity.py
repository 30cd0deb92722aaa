"""A case is told as rare by what its line had in a year, after its text was made coarser; at the
numbers of a real line few are."""

import random

import pytest

from advice_line.rules import rarity
from advice_line.rules.rarity import Features
from advice_line.rules.topics import MODALITIES, TOPICS

SPINE = Features("Spine", "MRI", "practice", "45-49")
MANY = [SPINE] * 20


@pytest.mark.hazard("H08")
def test_what_few_share_is_told_with_its_reason() -> None:
    foot = Features("Foot", "MRI", "practice", "45-49")
    assert rarity.reasons(foot, [*MANY, foot], 5) == (
        "Fewer than 5 cases of this line in 12 months have area “Foot”.",
    )
    old = Features("Spine", "MRI", "practice", "90+")
    others = [Features("Chest", "MRI", "practice", "85-89")] * 10
    assert rarity.reasons(old, [*MANY, *others, old], 5) == (
        "Fewer than 5 cases of this line in 12 months have area “Spine” and age “80 or over”.",
    )


def test_what_many_share_and_what_is_not_known_is_told_to_nobody() -> None:
    assert rarity.reasons(SPINE, MANY, 5) == ()
    assert rarity.reasons(Features(), [Features()], 5) == ()


@pytest.mark.parametrize(("count", "told"), [(4, True), (5, False)])
def test_the_number_of_the_setting_is_not_small(count: int, told: bool) -> None:
    assert bool(rarity.reasons(SPINE, [SPINE] * count, 5)) is told
    assert rarity.is_rare_in_detail(SPINE, [SPINE] * count, 5) is told


def test_at_fifty_cases_a_month_few_are_told_though_nearly_all_are_rare_in_detail() -> None:
    chance = random.Random(20261124)
    bands = [f"{low}-{low + 4}" for low in range(20, 90, 5)]
    year = [
        Features(
            area=chance.choices([*TOPICS.values()], range(len(TOPICS), 0, -1))[0],
            imaging=chance.choices([*MODALITIES.values()], range(len(MODALITIES), 0, -1))[0],
            asked_by="practice",
            age_band=chance.choice(bands),
        )
        for _ in range(600)
    ]
    told = sum(bool(rarity.reasons(each, year, 5)) for each in year)
    combined = [(each.area, each.imaging, each.age_band) for each in year]
    in_detail = sum(combined.count(each) < 5 for each in combined)
    assert in_detail > 500
    assert told < 60


@pytest.mark.parametrize(
    ("fine", "coarse"),
    [
        ("[aged 45–49] with pain", "[aged 40–59] with pain"),
        ("[aged 90 or over]", "[aged 80 or over]"),
        ("[aged under 1]", "[aged 0–17]"),
        ("fell [3 days earlier]", "fell [up to 3 months earlier]"),
        ("MRI [6 weeks later]", "MRI [up to 3 months later]"),
        ("[6 months earlier], aged fifty [name]", "[6 months earlier], aged fifty [name]"),
    ],
)
def test_a_text_made_coarser(fine: str, coarse: str) -> None:
    assert rarity.coarser(fine) == coarse
