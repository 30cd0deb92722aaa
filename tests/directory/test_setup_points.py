"""Contact points in a setup file: stored by their key, or refused with the way to mend it."""

import pytest

from advice_line.directory import lookups
from advice_line.directory.setup.checks import Known
from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange.setting_up import set_up
from advice_line.tables.directory import ContactPoint
from advice_line.trust.roles import SYSTEM
from tests.directory.example import EXAMPLE
from tests.directory.faults import said_of

POINT = """
[[contact_points]]
key = "duty-phone"
line = "hotdoc"
tier = "1"
kind = "duty_phone"
number = "+441632960401"
"""
OTHER = POINT.replace('"duty-phone"', '"dect"')


def points(ledger: Ledger) -> dict[str, ContactPoint]:
    """Those of the line that are in use."""
    with ledger.look("test") as work:
        line = lookups.line_by_key(work.session, "hotdoc")
        assert line is not None
        return lookups.contact_points_by_tier(work.session, line.id or 0)


def test_a_contact_point_is_kept_changed_and_taken_out_of_use(ledger: Ledger) -> None:
    set_up(ledger, EXAMPLE + POINT, by=SYSTEM)
    point = points(ledger)["1"]
    assert (point.key, point.kind, point.number) == ("duty-phone", "duty_phone", "+441632960401")
    assert point.fallback == "mobile"
    (same,) = set_up(ledger, f"version = 1{POINT}", by=SYSTEM).changes
    assert same.done == "unchanged"
    changed = POINT.replace("duty_phone", "direct_dial") + 'fallback = "none"\n'
    (updated,) = set_up(ledger, f"version = 1{changed}", by=SYSTEM).changes
    assert (updated.kind, updated.fields) == ("contact_point", ("kind", "fallback"))
    set_up(ledger, f"version = 1{POINT}in_use = false", by=SYSTEM)
    assert points(ledger) == {}


def test_another_may_take_its_place_once_it_is_out_of_use(ledger: Ledger) -> None:
    set_up(ledger, EXAMPLE + POINT, by=SYSTEM)
    set_up(ledger, f"version = 1{POINT}in_use = false{OTHER}", by=SYSTEM)
    assert points(ledger)["1"].key == "dect"


FAULTS = [
    (
        POINT.replace("duty_phone", "pager"),
        'contact_points[1].kind: "pager" is not one of duty_phone, dect, direct_dial. '
        'Example: kind = "duty_phone"',
    ),
    (
        POINT + 'fallback = "switchboard"',
        'contact_points[1].fallback: "switchboard" is not one of mobile, none. '
        'Example: fallback = "mobile"',
    ),
    (POINT.replace('"1"', '"3"'), 'contact_points[1].tier: "3" is not one of 1, 2, lead.'),
    (
        POINT.replace("hotdoc", "hotdok"),
        'contact_points[1].line: nothing has the key "hotdok"; did you mean "hotdoc"?',
    ),
    (
        POINT.replace("+441632960401", "01632 960401"),
        'is not in international form; did you mean "+441632960401"?',
    ),
    (
        POINT.replace("+441632960401", "+441632960000"),
        'contact_points[1].number: "+441632960000" is an advice line; it would ring itself.',
    ),
    (
        POINT.replace("+441632960401", "+447700900002"),
        '"+447700900002" is a responder\'s mobile, which is rung without this.',
    ),
    (
        POINT + OTHER,
        "contact_points[2].tier: tier 1 of hotdoc is reached by the one on line 68 already. "
        "Example: in_use = false",
    ),
    (POINT + POINT, 'contact_points[2].key: "duty-phone" is already the key of the one'),
]


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_what_cannot_be_a_contact_point_is_refused_with_an_example(
    text: str, expected: str
) -> None:
    assert expected in said_of(EXAMPLE + text)[0] or expected in said_of(EXAMPLE + text)[-1]


def test_a_stored_contact_point_keeps_its_tier() -> None:
    (said,) = said_of(EXAMPLE + POINT, Known(points={"dect": ("hotdoc", "1")}))
    assert 'tier 1 of hotdoc is reached by the stored "dect" already' in said
    assert not said_of(EXAMPLE + POINT, Known(points={"dect": ("hotdoc", "2")}))


def test_one_phone_may_serve_several_tiers() -> None:
    assert not said_of(EXAMPLE + POINT + OTHER.replace('tier = "1"', 'tier = "2"'))
