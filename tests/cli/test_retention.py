"""`retention` says what goes by its class until a day, and deletes nothing unless it is told to."""

from datetime import timedelta

import pytest
from sqlmodel import func, select

from advice_line.call_kinds import MessageKind, SoundKind
from advice_line.kinds import Channel
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.data_life import DeletedBatch
from advice_line.tables.messages import Message
from advice_line.tables.sounds import Sound
from tests.cli.conftest import Command
from tests.conftest import MONDAY_NINE
from tests.ledger.test_rotation import a_query
from tests.stories.conftest import on_sqlite

pytestmark = on_sqlite

MONTH, YEAR = "2026-12-25", "2027-12-25"


def left(work: Work, kind: SoundKind, number: int, days: int, *, typed: bool = False) -> None:
    """A sound that goes in so many days."""
    query = a_query(work, 1, "?")
    work.add(
        Sound(
            query_id=query.id or 0,
            kind=kind,
            carrier_id=f"RE{number}",
            retention="message" if kind is SoundKind.MESSAGE else "recording",
            made_at=work.now,
            kept_at=work.now,
            delete_after=work.now + timedelta(days=days),
        )
    )
    if typed:
        work.add(
            Message(
                query_id=query.id or 0,
                at=work.now,
                kind=MessageKind.INCOMING,
                channel=Channel.CALL,
                external_id=f"RE{number}",
            )
        )


@pytest.fixture
def kept(site: Command, ledger: Ledger) -> Command:
    with ledger.work("system") as work:
        left(work, SoundKind.MESSAGE, 1, 7, typed=True)
        left(work, SoundKind.MESSAGE, 2, 30)
        left(work, SoundKind.RECORDING, 3, 90)
        left(work, SoundKind.RECORDING, 4, 90)
    return site


def counts(site: Command, *options: str) -> dict[str, int]:
    return {each["class"]: each["count"] for each in site("retention", *options, "--json").rows}


def test_it_counts_by_class_what_goes_until_a_day_and_deletes_it_when_that_has_come(
    kept: Command, ledger: Ledger
) -> None:
    assert set(counts(kept, "--line", "hotdoc").values()) == {0}
    month = {name: count for name, count in counts(kept, "--by", MONTH).items() if count}
    assert month == {"message": 1, "untyped_message": 1}
    assert counts(kept, "--by", YEAR)["recording"] == 2
    shown = kept("retention", "--by", YEAR, "--mail-days", "30").out.splitlines()
    assert ["hotdoc", "recording", "2", "0", "90", "days"] in [line.split() for line in shown]
    assert "hotdoc mail 0 0 30 days 0 in the mailbox" in [" ".join(line.split()) for line in shown]
    assert "Nothing has had its time" in kept("retention", "--run").out
    assert sounds(ledger) == 4


def sounds(ledger: Ledger) -> int:
    with ledger.look("system") as look:
        still = select(func.count()).select_from(Sound).where(Sound.deleted_at == None)  # noqa: E711 # SQL
        return look.session.exec(still).one()


@pytest.mark.hazard("H14")
def test_what_has_had_its_time_goes_at_once_with_a_receipt_that_can_be_held_to(
    kept: Command, ledger: Ledger
) -> None:
    with ledger.work("system") as work:
        work.change(Sound, Sound.carrier_id == "RE3", delete_after=MONDAY_NINE)
    (receipt,) = kept("retention", "--run", "--json").rows
    assert [(each["class"], each["count"]) for each in receipt["batches"]] == [("recording", 1)]
    assert (receipt["good"], sounds(ledger)) == (True, 3)
    again = kept("retention", "--receipt", receipt["receipt"])
    assert again.code == 0
    assert "the trail holds" in again.out
    with ledger.work("system") as work:
        work.change(DeletedBatch, rule="9999 days")
    assert kept("retention", "--receipt", receipt["receipt"]).code == 1


def test_what_is_no_day_is_said_and_each_thing_stands_alone(kept: Command) -> None:
    ran = kept("retention", "--by", "soon")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith('--by: "soon" is no instant')
    assert kept("retention", "--run", "--by", MONTH).code == 2
    assert kept("retention", "--receipt", "NOTHING").code == 1
    assert kept("retention", "--reapply", "/nowhere").code == 2
