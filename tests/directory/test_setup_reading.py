"""A setup file is read whole, or every fault in it is named: line, field, fault, example."""

import pytest

from advice_line.directory.setup.checks import Known
from advice_line.directory.setup.reading import read
from advice_line.errors import SetupInvalid
from tests.directory.example import EXAMPLE, line_of, spoilt
from tests.directory.faults import said_of


def test_the_documented_example_has_no_fault() -> None:
    assert said_of(EXAMPLE) == []
    file = read(EXAMPLE).file()
    assert file.lines[0].ring_seconds.lead == 20
    assert file.patterns[0].sessions[3].who == ("amara",)
    assert file.covers[0].start.isoformat() == "2026-11-25T13:00:00"


# What is spoilt, the part that marks its line, and what must be said.
FAULTS: list[tuple[str, str, str, list[str]]] = [
    (
        'number = "+441632960000" ',
        'numbr = "+441632960000"',
        "numbr",
        ["lines[1].numbr", 'did you mean "number"?', 'Example: number = "+441632960000"'],
    ),
    (
        "lead = 20",
        "laed = 20",
        "laed",
        ["lines[1].ring_seconds.laed", 'did you mean "lead"?', "Example: lead = 20"],
    ),
    (
        'tier = "lead"',
        'teir = "lead"',
        "teir",
        ["patterns[1].sessions[4].teir", 'did you mean "tier"?', 'Example: tier = "1"'],
    ),
    (
        'nation = "england"',
        'nation = "engalnd"',
        "engalnd",
        ["lines[1].nation", 'did you mean "england"?', 'Example: nation = "england"'],
    ),
    (
        'time_zone = "Europe/London"',
        'time_zone = "Europe/Londres"',
        "Londres",
        ["lines[1].time_zone", "is not a time zone", 'Example: time_zone = "Europe/London"'],
    ),
    (
        "mon-fri = [",
        "mon-fir = [",
        "mon-fir",
        ["lines[1].open", '"mon-fir" is not a weekday', "Example: open = {"],
    ),
    (
        '["08:00-19:00"]',
        '["19:00-08:00"]',
        "19:00-08:00",
        ["lines[1].open", "ends before it begins", "Example: open = {"],
    ),
    (
        'time = "08:00-13:00"',
        'time = "8-13"',
        "8-13",
        ["patterns[1].sessions[1].time", '"8-13"', 'Example: time = "08:00-13:00"'],
    ),
    (
        "expires = 2028-06-30",
        'expires = "June 2028"',
        "June 2028",
        ["responders[1].registration.expires", "is not a date", "Example: expires = 2028-06-30"],
    ),
    (
        "from = 2026-11-25T13:00:00",
        "from = 2026-11-25T13:00:00Z",
        "13:00:00Z",
        ["covers[1].from", "has an offset", "Example: from = 2026-11-25T13:00:00"],
    ),
    (
        'mobile = "+447700900002"',
        'mobile = "07700 900002"',
        "07700 900002",
        ["responders[2].mobile", 'did you mean "+447700900002"?', "Example: mobile ="],
    ),
    (
        'phones = ["+441632960101"]',
        'phones = ["ring us"]',
        "ring us",
        ["organisations[1].phones[1]", '"ring us" is not a telephone number', "Example: phones ="],
    ),
    (
        'key = "Y99001"',
        'key = "Elm Road"',
        'key = "Elm Road"',
        ["organisations[1].key", "is not an ODS code", 'Example: key = "Y99001"'],
    ),
    (
        'role = "radiologist"',
        'role = "radiographer"',
        "radiographer",
        ["responders[1].role", "is not one of radiologist", 'Example: role = "radiologist"'],
    ),
    (
        "hunt_seconds = 75",
        'hunt_seconds = "75"',
        "hunt_seconds",
        ["lines[1].hunt_seconds", "must be a whole number", "Example: hunt_seconds = 75"],
    ),
    (
        "list_size = 8200",
        "list_size = 0",
        "list_size",
        ["organisations[1].list_size", "must be at least 1", "Example: list_size = 8200"],
    ),
    (
        'name = "Ben Example"\n',
        "",
        'key = "ben"',
        ["responders[2].name", "is missing", 'Example: name = "Dr Amara Example"'],
    ),
    (
        "version = 1",
        "version = 2",
        "version",
        ["version", "must be 1", "Example: version = 1"],
    ),
    (
        "[[organisations]]",
        "[[organizations]]",
        "[[organizations]]",
        ["organizations", 'did you mean "organisations"?', "Example: [[organisations]]"],
    ),
    # What only the whole file shows.
    (
        'mobile = "+447700900002"',
        'mobile = "+447700900001"',
        'email = "ben@',
        ["responders[2].mobile", '"+447700900001" is already that of responders amara', "Example:"],
    ),
    (
        'phones = ["+441632960101"]',
        'phones = ["+441632960101", "+441632960101"]',
        "phones",
        ["organisations[1].phones[2]", "already that of organisations Y99001", "Example: phones"],
    ),
    (
        'phones = ["+441632960101"]',
        'phones = ["+441632960000"]',
        "phones",
        ["organisations[1].phones[1]", "already that of lines hotdoc", "Example: phones"],
    ),
    (
        'email = "ben@example.org"\n',
        'email = "ben@example.org"\nslack_user = "U0AMARA"\n',
        'email = "ben@',
        ["responders[2].slack_user", '"U0AMARA" is already the account of responders amara', "Ex"],
    ),
    (
        'switchboard = "+441632960999"',
        'switchboard = "+441632960000"',
        "switchboard",
        ["lines[1].switchboard", "would ring itself", "Example: switchboard"],
    ),
    (
        'key = "ben"',
        'key = "amara"',
        'name = "Ben Example"',
        ["responders[2].key", '"amara" is already the key', "Example: key"],
    ),
    (
        'who = ["ben"] },\n  { week = 2',
        'who = ["bem"] },\n  { week = 2',
        "bem",
        ["patterns[1].sessions[2].who[1]", 'did you mean "ben"?', "Example: who"],
    ),
    (
        'line = "hotdoc"\nvalid_from',
        'line = "hotdocs"\nvalid_from',
        "hotdocs",
        ["patterns[1].line", 'did you mean "hotdoc"?', 'Example: line = "hotdoc"'],
    ),
    (
        "valid_from = 2026-11-02",
        "valid_from = 2026-11-03",
        "valid_from",
        ["patterns[1].valid_from", "is a Tuesday", "Example: valid_from = 2026-11-02"],
    ),
    (
        "cycle_weeks = 2",
        "cycle_weeks = 1",
        "week = 2",
        ["patterns[1].sessions[3].week", "past the cycle of 1", "Example: week = 1"],
    ),
    (
        "to = 2026-11-25T19:00:00",
        "to = 2026-11-25T12:00:00",
        "to = 2026",
        ["covers[1].to", "is not after the start", "Example: to = "],
    ),
    (
        'time = "13:00-19:00"',
        'time = "12:30-19:00"',
        "12:30-19:00",
        [
            "patterns[1].sessions[2].time",
            "first on Monday 2 November 2026 at 12:30",
            'Example: time = "13:00-19:00"',
        ],
    ),
]


@pytest.mark.parametrize(("old", "new", "mark", "parts"), FAULTS, ids=[f[1] for f in FAULTS])
def test_each_fault_names_line_field_fault_and_example(
    old: str, new: str, mark: str, parts: list[str]
) -> None:
    text = spoilt((old, new))
    said = said_of(text)
    assert len(said) >= 1
    assert any(all(part in each for part in parts) for each in said), said
    found = next(each for each in said if parts[0] in each)
    assert abs(int(found.removeprefix("line ").split(":")[0]) - line_of(text, mark)) <= 1


def test_all_faults_are_said_at_once_in_the_order_of_the_file() -> None:
    text = spoilt(
        ("hunt_seconds = 75", "hunt_secs = 75"),
        ('kind = "practice"', 'kind = "surgery"'),
        ('who = ["amara"] },\n]', 'who = ["nobody"] },\n]'),
        ("to = 2026-11-25T19:00:00", "to = 2026-11-25T13:00:00"),
    )
    said = said_of(text)
    assert [each.split(": ")[1] for each in said] == [
        "lines[1].hunt_secs",
        "organisations[1].kind",
        "patterns[1].sessions[4].who[1]",
        "covers[1].to",
    ]


def test_a_table_with_a_fault_still_lends_its_key() -> None:
    said = said_of(spoilt(('role = "radiologist"', 'role = "boss"')))
    assert len(said) == 1


@pytest.mark.parametrize(
    ("session", "said"),
    [
        ('{ days = "mon-fri", time = "08:00-19:00", tier = 2, who = ["ben"] }', "tier: 2 is not"),
        ('{ days = "mon-fri", time = "08:00-19:00", tier = "1", who = [7] }', "who[1]: must be"),
    ],
)
def test_one_slip_in_a_list_of_one_does_not_make_the_list_empty(session: str, said: str) -> None:
    start, _, rest = EXAMPLE.partition("sessions = [")
    (found,) = said_of(f"{start}sessions = [{session}]\n{rest[rest.index('[[covers]]') :]}")
    assert f"patterns[1].sessions[1].{said}" in found


@pytest.mark.parametrize("given", ["gus", "2026-11-24pm", "tuesday # no day"])
def test_text_without_quotation_marks_is_told_of_them(given: str) -> None:
    with pytest.raises(SetupInvalid, match="text stands in quotation marks") as raised:
        read(spoilt(('key = "amara"', f"key = {given}")))
    assert f"line {line_of(EXAMPLE, 'Dr Amara') - 1}: " in str(raised.value)


@pytest.mark.parametrize("text", ["name = ", "a = 1\na = 2\n", '[[lines]]\nkey = "x', "[lines"])
def test_a_text_that_is_not_toml_names_its_line(text: str) -> None:
    with pytest.raises(SetupInvalid, match=r"line \d+: this is not TOML"):
        read(text)


def test_a_name_stands_on_one_line() -> None:
    """In a calendar or the subject of a mail a new line would begin something of its own."""
    (found,) = said_of(spoilt(('"Dr Amara Example"', '"Dr Amara\\r\\nBEGIN:VEVENT"')))
    assert "responders[1].name: has a line break" in found


def test_a_stored_number_is_taken() -> None:
    known = Known(numbers={"+447700900002": "responders chidi"})
    assert "already that of responders chidi" in said_of(EXAMPLE, known)[0]
