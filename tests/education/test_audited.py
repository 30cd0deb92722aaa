"""The line over time in a month's pack: the same charts as in its report, in every form."""

import pytest

from advice_line.audit.measures import every
from advice_line.education.packs import audited, pack
from advice_line.education.packs.pack import Form
from tests.audit import a_report
from tests.education import packed, reading


@pytest.mark.parametrize("form", Form)
def test_each_form_draws_or_tells_the_charts_with_what_was_written_beside_them(form: Form) -> None:
    series = tuple(a_report.over_time(every.BY_ID[name]) for name in audited.NAMES[:2])
    made = packed.month(packed.case(0), audited=series)
    content = pack.write(made, form)
    assert content == pack.write(made, form)
    said = reading.words(content, form)
    assert "New guideline" in said
    assert series[0].name in said
    if form in (Form.SLIDES, Form.WORD):
        drawn = [each for each in reading.pictures(content, form) if each.startswith(b"\x89PNG")]
        assert len(drawn) == 2
    if form is Form.HTML:
        assert said.count("<svg xmlns") == 4, "each broad, and for a phone"
    assert "The line over time" not in reading.words(pack.write(packed.usual(), form), form)
