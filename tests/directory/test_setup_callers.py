"""Menus, answers and people who ask in a setup file: kept as written, or refused with the way to
mend it."""

import pytest

from advice_line.directory import lookups
from advice_line.directory.setup.checks import Known
from advice_line.directory.shortfall_kinds import Kind
from advice_line.ledger.work import Ledger
from advice_line.rules import menu, menu_words
from advice_line.staffing.exchange.setting_up import set_up
from advice_line.tables.directory import Line
from advice_line.trust.roles import SYSTEM
from tests.directory.example import spoilt
from tests.directory.faults import said_of

WORDS = "words = { greeting"
STONE = """[[requesters]]
key = "dr-stone"
name = "Dr Stone Example"
role = "GP"
organisation = "Y99001"
phones = ["+447700900150"]
"""
ANSWER = '{ key = "3", words = "Vetting takes two days.", link = "https://www.example.org/x" }'


def line_with(*settings: str) -> str:
    lines = "\n".join(settings)
    return spoilt((WORDS, f"{lines}\n{WORDS}"))


def worded(words: str) -> str:
    return spoilt((WORDS, f"words = {{ {words}, greeting"))


def caller(text: str) -> str:
    return spoilt(("[[organisations]]", f"{text}[[organisations]]"))


def line_of(ledger: Ledger) -> Line:
    with ledger.look("test") as work:
        found = lookups.line_by_key(work.session, "hotdoc")
    assert found is not None
    return found


def test_a_menu_is_offered_unless_the_file_says_otherwise(ledger: Ledger) -> None:
    set_up(ledger, spoilt(), by=SYSTEM)
    assert menu.read(line_of(ledger).menu).offered
    set_up(ledger, line_with("menu = { offered = false }"), by=SYSTEM)
    assert not menu.read(line_of(ledger).menu).offered


def test_answers_sounds_and_who_skips_the_menu_are_kept_with_their_line(ledger: Ledger) -> None:
    sound = 'audio = { greeting = "https://www.example.org/hello.wav" }'
    skip = 'menu = { skip_for = ["Y99001"] }'
    set_up(ledger, line_with(skip, f"answers = [{ANSWER}]", sound), by=SYSTEM)
    line = line_of(ledger)
    assert menu.read(line.menu).skip_for == ["Y99001"]
    assert line.answers == [
        {"key": "3", "words": "Vetting takes two days.", "link": "https://www.example.org/x"}
    ]
    assert line.audio == {"greeting": "https://www.example.org/hello.wav"}


def test_people_who_ask_are_known_by_their_phones_and_a_phone_may_move(ledger: Ledger) -> None:
    assert "added requester dr-stone" in told(ledger, caller(STONE))
    with ledger.look("test") as work:
        stone = lookups.requester_by_phone(work.session, "+447700900150")
        elm = lookups.organisation_by_key(work.session, "Y99001")
        assert stone is not None
        assert elm is not None
        assert (stone.name, stone.role, stone.organisation_id) == ("Dr Stone Example", "GP", elm.id)
    assert "unchanged requester dr-stone" in told(ledger, caller(STONE))
    moved = STONE.replace("900150", "900151")
    assert "updated requester dr-stone phones" in told(ledger, caller(moved))
    with ledger.look("test") as work:
        assert lookups.requester_by_phone(work.session, "+447700900150") is None


def told(ledger: Ledger, text: str) -> list[str]:
    changes = set_up(ledger, text, by=SYSTEM).changes
    return [" ".join((each.done, each.kind, each.key, *each.fields)) for each in changes]


FAULTS = [
    (
        line_with(f"answers = [{ANSWER.replace('3', '5', 1)}]"),
        'lines[1].answers[1].key: "5" is not one of 3, 4. Example: key = "3"',
    ),
    (
        line_with(f"answers = [{ANSWER}, {ANSWER}]"),
        'lines[1].answers[2].key: "3" is already the key of another answer of this line. Example: ',
    ),
    (
        line_with(f"answers = [{ANSWER.replace('https', 'http')}]"),
        'answers[1].link: "http://www.example.org/x" is not an address that begins with https://.',
    ),
    (
        line_with('audio = { menu = "menu.wav" }'),
        'lines[1].audio.menu: "menu.wav" is not an address that begins with https://. Example: ',
    ),
    (
        line_with('menu = { skip_for = ["Y99002"] }'),
        'skip_for[1]: no organisation or requester has the key "Y99002"; did you mean "Y99001"?',
    ),
    (
        line_with(
            'desks = [{ key = "2", for = "asking", number = "+441632960301", open = {} }]',
        ),
        'desks[1].key: "2" is the menu\'s key for advice that can wait. Example: key = "5"',
    ),
    (
        worded('menu = "For advice press 1, or 2. To chase, 3."'),
        "lines[1].words.menu: does not say which key to press, 4, 0. Example: menu = ",
    ),
    (
        caller(STONE.replace("Y99001", "Y99091")),
        'requesters[1].organisation: nothing has the key "Y99091"; did you mean "Y99001"?',
    ),
    (
        caller(STONE.replace("+447700900150", "+441632960101")),
        'requesters[1].phones[1]: "+441632960101" is already that of organisations Y99001',
    ),
]


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_what_cannot_be_is_refused_with_an_example(text: str, expected: str) -> None:
    (said,) = said_of(text)
    assert expected in said


def test_a_stored_organisation_or_number_counts_as_well() -> None:
    known = Known(
        organisations=frozenset({"Y99077"}),
        numbers={"+447700900150": "requesters dr-rock, which is stored already"},
    )
    (said,) = said_of(caller(STONE.replace("Y99001", "Y99077")), known)
    assert "is already that of requesters dr-rock, which is stored already" in said
    assert said_of(line_with('menu = { skip_for = ["Y99077"] }'), known) == []


def test_every_default_names_its_keys_and_no_more_than_a_caller_has_patience_for() -> None:
    for name, keys in menu_words.KEYS.items():
        assert all(f"press {key}" in menu_words.DEFAULTS[name] for key in keys)


def test_words_that_take_too_long_are_told(ledger: Ledger) -> None:
    long = 'menu = "Press 1, press 2, press 3, press 4, press 0, {}"'.format("and listen, " * 12)
    found = set_up(ledger, worded(long), by=SYSTEM).shortfalls
    (said,) = [each.sentence for each in found if each.kind is Kind.LONG_GREETING]
    assert said == (
        "hotdoc: the menu takes about 15 seconds; 12 are the most that is safe. Shorten the words."
    )
    assert not [
        each
        for each in set_up(ledger, spoilt(), by=SYSTEM).shortfalls
        if each.kind is Kind.LONG_GREETING
    ]
