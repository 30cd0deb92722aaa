"""What counts as lost or doubled when a disturbed call is compared with the same call in peace."""

from dataclasses import replace

import pytest

from tests.drills.outcome import Outcome, differences

LETTER, NOTICE = "letter organisation 1", "reference_notice requester 1"
IN_PEACE = Outcome(
    kills=0,
    queries=[{"state": "advised", "promises": [{"state": "kept"}]}],
    sent={LETTER: 1, NOTICE: 1},
    unlike=[],
    asked_for=1,
    rung={"+447700900001": 1},
    faults=[],
)
KILLED = replace(IN_PEACE, kills=1)


def test_one_notice_may_come_once_more_for_each_kill() -> None:
    assert list(differences(IN_PEACE, replace(KILLED, sent={LETTER: 2, NOTICE: 1}))) == []
    assert list(differences(IN_PEACE, replace(KILLED, sent={LETTER: 2, NOTICE: 2}))) == [
        f"1 kills, sent again: ['{LETTER}', '{NOTICE}']"
    ]


def test_a_link_or_code_may_have_to_be_asked_for_once_more_for_each_kill() -> None:
    assert list(differences(IN_PEACE, replace(KILLED, asked_for=2))) == []
    assert len(list(differences(IN_PEACE, replace(KILLED, asked_for=3)))) == 1


@pytest.mark.parametrize(
    ("left", "said"),
    [
        pytest.param(
            replace(KILLED, queries=[{"state": "accepted", "promises": [{"state": "kept"}]}]),
            ["queries.0.state: accepted instead of advised"],
            id="another state",
        ),
        pytest.param(
            replace(KILLED, queries=[{"state": "advised", "promises": [{"state": "kept"}] * 2}]),
            [
                "queries.0.promises.1.state: kept instead of nothing",
                "queries.0.promises.count: 2 instead of 1",
            ],
            id="a second promise",
        ),
        pytest.param(
            replace(KILLED, rung={"+447700900001": 2}),
            ["phones rung: {'+447700900001': 2} instead of {'+447700900001': 1}"],
            id="a second call",
        ),
        pytest.param(
            replace(KILLED, sent={LETTER: 0, NOTICE: 1}), [f"never sent: {LETTER}"], id="lost"
        ),
        pytest.param(
            replace(KILLED, sent={NOTICE: 1}),
            [f"notices: ['{NOTICE}'] instead of ['{LETTER}', '{NOTICE}']"],
            id="never written",
        ),
        pytest.param(
            replace(KILLED, sent={LETTER: 2, NOTICE: 1}, unlike=["letter"]),
            ["sent again in other words: letter"],
            id="in other words",
        ),
        pytest.param(
            replace(KILLED, faults=["answered 500"]), ["the carrier: answered 500"], id="a fault"
        ),
    ],
)
def test_what_is_lost_or_doubled_is_said(left: Outcome, said: list[str]) -> None:
    assert list(differences(IN_PEACE, left)) == said
