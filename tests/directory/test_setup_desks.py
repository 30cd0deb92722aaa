"""The desks of a line in its setup file: kept with the line, or refused with the way to mend it."""

import pytest

from advice_line.directory import lookups
from advice_line.directory.setup.checks import Known
from advice_line.directory.shortfall_kinds import Kind
from advice_line.ledger.work import Ledger
from advice_line.rules import desks
from advice_line.staffing.exchange.setting_up import set_up
from advice_line.tables.directory import Line
from advice_line.trust.roles import SYSTEM
from rota.opening import OpeningHours
from tests.directory.example import spoilt
from tests.directory.faults import said_of

HOURS = 'open = { mon-fri = ["09:00-17:00"] }'
DESK = (
    '{ key = "3", for = "chasing a request or a report", number = "+441632960301", ' + HOURS + " }"
)
WORDS = "words = { greeting"


def with_desks(*tables: str) -> str:
    return spoilt((WORDS, f"desks = [{', '.join(tables)}]\n{WORDS}"))


def line_of(ledger: Ledger) -> Line:
    with ledger.look("test") as work:
        found = lookups.line_by_key(work.session, "hotdoc")
    assert found is not None
    return found


def test_desks_are_kept_with_their_line_and_are_what_the_newest_file_says(ledger: Ledger) -> None:
    set_up(ledger, with_desks(DESK), by=SYSTEM)
    (desk,) = desks.read(line_of(ledger).desks)
    assert (desk.key, desk.number, desk.ring_seconds) == ("3", "+441632960301", 20)
    assert desk.reason == "chasing a request or a report"
    assert desk.open == OpeningHours.from_texts({"mon-fri": ["09:00-17:00"]})
    again = set_up(ledger, with_desks(DESK), by=SYSTEM)
    assert {each.done for each in again.changes} == {"unchanged"}
    changed = set_up(ledger, spoilt(), by=SYSTEM).changes[0]
    assert (changed.done, changed.fields) == ("updated", ("desks",))
    assert line_of(ledger).desks == []


FAULTS = [
    (
        DESK.replace('"3"', '"1"'),
        'lines[1].desks[1].key: "1" is not a key from 2 to 9; 1 is for advice. Example: key = "3"',
    ),
    (
        DESK.replace('"3"', "3"),
        'lines[1].desks[1].key: must be text in quotation marks. Example: key = "3"',
    ),
    (
        DESK.replace("for = ", "fro = "),
        'lines[1].desks[1].fro: there is no such field; did you mean "for"? Example: for = ',
    ),
    (
        DESK.replace("+441632960301", "01632 960301"),
        'number: "01632 960301" is not in international form; did you mean "+441632960301"?',
    ),
    (DESK.replace(f", {HOURS}", ""), "lines[1].desks[1].open: is missing. Example: open = {"),
    (DESK.replace("mon-fri", "mon-fir"), 'lines[1].desks[1].open: "fir"'),
    (
        DESK.replace(HOURS, f"{HOURS}, ring_seconds = 90"),
        "lines[1].desks[1].ring_seconds: must be at most 60. Example: ring_seconds = 20",
    ),
    (
        DESK.replace(HOURS, f'{HOURS}, words = "For films, press 4."'),
        "lines[1].desks[1].words: does not say which key to press, 3. Example: words = ",
    ),
    (
        f"{DESK}, {DESK.replace('chasing', 'asking for')}",
        'lines[1].desks[2].key: "3" is already the key of another desk of this line. Example: key',
    ),
    (
        DESK.replace("+441632960301", "+441632960000"),
        'lines[1].desks[1].number: "+441632960000" is an advice line; its callers would come round',
    ),
    (
        DESK.replace("+441632960301", "+447700900001"),
        'lines[1].desks[1].number: "+447700900001" is a responder\'s mobile; its voicemail would',
    ),
]


@pytest.mark.parametrize(("tables", "expected"), FAULTS)
def test_what_cannot_be_a_desk_is_refused_with_an_example(tables: str, expected: str) -> None:
    (said,) = said_of(with_desks(tables))
    assert expected in said


@pytest.mark.parametrize(
    ("owner", "expected"),
    [("lines msk", "is an advice line"), ("responders chidi", "is a responder's mobile")],
)
def test_a_number_that_is_stored_already_must_not_be_rung_for_a_caller(
    owner: str, expected: str
) -> None:
    known = Known(numbers={"+441632960301": f"{owner}, which is stored already"})
    (said,) = said_of(with_desks(DESK), known)
    assert expected in said


def test_a_desk_may_be_the_switchboard_or_a_department_that_also_asks() -> None:
    for number in ("+441632960999", "+441632960101"):
        assert said_of(with_desks(DESK.replace("+441632960301", number))) == []


def test_first_words_that_take_too_long_are_told(ledger: Ledger) -> None:
    many = [DESK.replace('"3"', f'"{key}"') for key in range(3, 6)]
    text = with_desks(*many).replace("desks = [", "menu = { offered = false }\ndesks = [")
    found = set_up(ledger, text, by=SYSTEM).shortfalls
    (said,) = [each.sentence for each in found if each.kind is Kind.LONG_GREETING]
    assert said == (
        "hotdoc: the first words of a call take about 19 seconds; 12 are the most that is safe. "
        "Shorten the words."
    )
    one = set_up(ledger, with_desks(DESK), by=SYSTEM).shortfalls
    assert not [each for each in one if each.kind is Kind.LONG_GREETING]
