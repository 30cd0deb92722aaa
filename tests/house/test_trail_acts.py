"""docs/trail-acts.md says in words what each line of the trail may be: no act is written that is
not there, and what a page shows of an act is never its bare name."""

import re

from advice_line.rules import act_words
from advice_line.rules.look_words import LOOKS
from advice_line.web.trail import COLUMNS
from tests.house.acts import written
from tests.house.documents import document, rows

PAGE = document("docs/trail-acts.md")
KIND, ACT = (
    {row[0].strip("`"): row[1:] for row in rows(PAGE.section(heading))}
    for heading in ("What each kind is about", "Acts whose name does not say it")
)


def test_each_kind_is_there_with_what_it_is_about() -> None:
    assert {kind: row[0] for kind, row in KIND.items()} == dict(act_words.KINDS)
    assert {act.partition(".")[0] for act in written()} == set(KIND)


def test_each_act_that_the_code_names_stands_with_its_kind() -> None:
    listed = {
        f"{kind}.{act}" for kind, row in KIND.items() for act in re.findall("`(.+?)`", row[1])
    }
    assert {act for act in written() if not act.endswith(".")} - listed == set()


def test_an_act_whose_name_does_not_say_it_is_said() -> None:
    assert {act: row[0] for act, row in ACT.items()} == {act: act_words.said(act) for act in ACT}
    assert set(LOOKS) <= set(ACT)
    assert [act for act in written() if act_words.said(act).strip(".") == act.strip(".")] == []


def test_each_column_of_the_file_is_explained() -> None:
    explained = [row[0].strip("`") for row in rows(PAGE.section("How a line is read"))]
    assert explained == list(COLUMNS)
