"""docs/safety/asvs.md: every requirement of levels 1 and 2 has its line, what is said to be met
says where, and the counts at its top are those of the table."""

import re
from collections import Counter
from dataclasses import dataclass

from tests.house.documents import DOCS

FILE = DOCS / "safety" / "asvs.md"
STATES = ("met", "not applicable", "open")
# Of ASVS 5.0.0: the level of each requirement of a section, those of level 3 left out. They are
# numbered from 1 on, those of level 3 last.
LEVELS = {
    **{"1.1": "22", "1.2": "111112222", "1.3": "11222222222", "1.4": "222", "1.5": "12"},
    **{"2.1": "122", "2.2": "112", "2.3": "1222", "2.4": "2"},
    **{"3.2": "11", "3.3": "1222", "3.4": "112222", "3.5": "11122", "3.7": "22"},
    **{"4.1": "122", "4.2": "2", "4.3": "22", "4.4": "1222"},
    **{"5.1": "2", "5.2": "112", "5.3": "11", "5.4": "222"},
    **{"6.1": "122", "6.2": "111111112222", "6.3": "1122", "6.4": "1122", "6.5": "22222"},
    **{"6.6": "222", "6.8": "2222"},
    **{"7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222", "7.5": "22", "7.6": "22"},
    **{"8.1": "12", "8.2": "112", "8.3": "1", "8.4": "2"},
    **{"9.1": "111", "9.2": "1222"},
    **{"10.1": "22", "10.2": "22", "10.3": "2222", "10.4": "11111222222", "10.5": "22222"},
    **{"10.6": "22", "10.7": "222"},
    **{"11.1": "22", "11.2": "222", "11.3": "112", "11.4": "1222", "11.5": "2", "11.6": "2"},
    **{"12.1": "122", "12.2": "11", "12.3": "2222"},
    **{"13.1": "2", "13.2": "22222", "13.3": "22", "13.4": "12222"},
    **{"14.1": "22", "14.2": "1222", "14.3": "122"},
    **{"15.1": "122", "15.2": "122", "15.3": "1222222"},
    **{"16.1": "2", "16.2": "22222", "16.3": "2222", "16.4": "222", "16.5": "222"},
    **{"17.1": "2", "17.2": "2222", "17.3": "22"},
}
_LINE = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| ([a-z ]+) \| (.*) \|$", re.MULTILINE)
_COUNT = re.compile(r"^\| level ([12]) \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Line:
    number: str
    level: str
    what: str
    state: str
    where: str


LINES = [Line(*found) for found in _LINE.findall(FILE.read_text(encoding="utf-8"))]


def test_every_requirement_of_both_levels_has_its_one_line() -> None:
    wanted = [
        (f"{section}.{number}", level)
        for section, levels in LEVELS.items()
        for number, level in enumerate(levels, start=1)
    ]
    assert [(each.number, each.level) for each in LINES] == wanted
    assert len(wanted) == 253


def test_what_is_met_says_where_and_everything_else_why() -> None:
    for each in LINES:
        assert each.state in STATES, each.number
        assert each.where, each.number
        # A file of the repository; that it is there is looked at with all links of the documents.
        said_where = "](../" in each.where or "](" in each.where
        by_nature = each.where == "Python" or each.where.startswith("there ")
        assert each.state != "met" or said_where or by_nature, each.number


def test_the_counts_are_those_of_the_table() -> None:
    counted = Counter((each.level, each.state) for each in LINES)
    told = _COUNT.findall(FILE.read_text(encoding="utf-8"))
    assert [level for level, *_ in told] == ["1", "2"]
    for level, *numbers in told:
        assert [int(each) for each in numbers] == [counted[level, state] for state in STATES]
