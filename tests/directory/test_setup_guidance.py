"""Pages of local guidance in a setup file: stored by their key, or refused with the way to mend
it."""

from datetime import date

import pytest

from advice_line.directory import lookups
from advice_line.directory.guidance import suggested
from advice_line.directory.setup.checks import Known
from advice_line.ledger.work import Ledger
from advice_line.rules.guidance_match import Page
from advice_line.schemas.setup import Change
from advice_line.staffing.exchange.setting_up import set_up
from advice_line.trust.roles import SYSTEM
from tests.directory.example import EXAMPLE
from tests.directory.faults import said_of

PAGE = """
[[guidance]]
key = "back-pain"
line = "hotdoc"
title = "Back pain in adults"
address = "https://www.example.org/back-pain"
keywords = ["back pain", "sciatica"]
owner = "Dr Chidi Example"
review_on = 2027-03-01
"""


def pages(ledger: Ledger, *, of: str | None = "hotdoc") -> list[Page]:
    with ledger.look("test") as work:
        line = lookups.line_by_key(work.session, of) if of else None
        return suggested.pages(work.session, line.id if line else None)


def test_a_page_is_kept_changed_and_left_alone(ledger: Ledger) -> None:
    set_up(ledger, EXAMPLE + PAGE, by=SYSTEM)
    (page,) = pages(ledger)
    assert (page.title, page.keywords, page.review_on) == (
        "Back pain in adults",
        ("back pain", "sciatica"),
        date(2027, 3, 1),
    )
    (same,) = set_up(ledger, f"version = 1{PAGE}", by=SYSTEM).changes
    assert same.done == "unchanged"
    later = PAGE.replace("2027-03-01", "2028-03-01").replace('line = "hotdoc"\n', "")
    (updated,) = set_up(ledger, f"version = 1{later}", by=SYSTEM).changes
    assert (updated.kind, updated.fields) == ("guidance", ("review_on", "line"))
    assert Change.model_validate(updated).kind == "guidance"
    assert [each.review_on.year for each in pages(ledger, of=None)] == [2028]


FAULTS = [
    (PAGE.replace("https://", "http://"), "guidance[1].address:"),
    (PAGE.replace('["back pain", "sciatica"]', "[]"), "guidance[1].keywords:"),
    (PAGE.replace("hotdoc", "hotdok"), 'guidance[1].line: nothing has the key "hotdok"'),
    (PAGE.replace("2027-03-01", '"soon"'), "guidance[1].review_on:"),
    (PAGE.replace("owner", "keeper"), "guidance[1].keeper:"),
    (PAGE + PAGE, 'guidance[2].key: "back-pain" is already the key'),
]


@pytest.mark.parametrize(("text", "said"), FAULTS, ids=[said for _, said in FAULTS])
def test_what_is_wrong_is_said_with_an_example(text: str, said: str) -> None:
    (*_, first) = [each for each in said_of(EXAMPLE + text, Known()) if said in each]
    assert said in first
