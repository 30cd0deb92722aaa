"""The age that others see of a case is no finer than its text tells it (H08)."""

import pytest

from advice_line.education.cases import tags_shown
from advice_line.kinds import CaseState
from advice_line.tables.cases import Case


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[patient], [aged 75–79], has pain", "75-79"),
        ("[patient], [aged 60–79], has pain", "60–79"),
        ("Somebody in her seventies", "60–79"),
        (None, "60–79"),
    ],
)
def test_a_tag_tells_no_more_than_the_text(text: str | None, shown: str) -> None:
    case = Case(line_id=1, state=CaseState.APPROVED, age_band="75-79", question=text)
    assert tags_shown.age(case) == shown
