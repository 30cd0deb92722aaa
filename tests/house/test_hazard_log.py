"""Every hazard has its place in the log, and the log claims no proof that is not there."""

import re

import pytest

from tests.house.documents import rows
from tests.house.hazard_log import FILE, HAZARDS, STATES, marks, proofs, sections, state
from tests.mutants.__main__ import BUILT

TEXT = FILE.read_text(encoding="utf-8")
SECTIONS = sections(TEXT)
AGAIN = "python -m tests.house.hazard_log writes it anew"


def test_every_hazard_is_there_in_order_and_no_other() -> None:
    assert tuple(SECTIONS) == HAZARDS
    assert [row[0] for row in rows(TEXT)] == [f"[{each}](#{each.lower()})" for each in HAZARDS]


def test_the_table_says_what_the_sections_say() -> None:
    listed = [(row[1], row[2]) for row in rows(TEXT)]
    told = [
        (re.split(r"\.\n", section.strip())[0], str(state(section)).lower())
        for section in SECTIONS.values()
    ]
    assert listed == told


@pytest.mark.parametrize("hazard", HAZARDS)
def test_a_hazard_links_what_bears_its_mark_and_nothing_else(hazard: str) -> None:
    written = re.findall(r"^(?:Tests|Mutants): .*$", SECTIONS[hazard], re.MULTILINE)
    assert written == list(proofs(hazard)), AGAIN


@pytest.mark.parametrize("hazard", HAZARDS)
def test_what_is_not_whole_says_what_is_missing_and_what_is_built_is_tested(hazard: str) -> None:
    section = SECTIONS[hazard]
    assert state(section) in STATES
    assert ("*Missing:* " in section) == (state(section) != "Built")
    tested = any(hazard in marked for marked in marks().values())
    assert tested or state(section) == "Not yet built"


def test_what_is_called_built_is_held_to_it_by_mutants() -> None:
    """`make mutants` insists on a patch for each of these."""
    assert {each for each in HAZARDS if state(SECTIONS[each]) == "Built"} <= set(BUILT)


def test_no_test_bears_the_mark_of_a_hazard_nobody_knows() -> None:
    unknown = {each for marked in marks().values() for each in marked} - set(HAZARDS)
    assert unknown == set()
