"""`retention` says what goes by its class until a day, and deletes nothing."""

from datetime import timedelta

import pytest
from sqlmodel import func, select

from advice_line.call_kinds import MessageKind, SoundKind
from advice_line.kinds import Channel
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.messages import Message
from advice_line.tables.sounds import Sound
from tests.cli.conftest import Command
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


def test_it_counts_by_class_what_goes_until_a_day(kept: Command, ledger: Ledger) -> None:
    nothing = dict.fromkeys(("message", "untyped_message", "recording", "mail"), 0)
    assert counts(kept, "--line", "hotdoc") == nothing
    assert counts(kept, "--by", MONTH) == nothing | {
        "message": 1,
        "untyped_message": 1,
        "rota_findings": 0,
    }
    assert counts(kept, "--by", YEAR)["recording"] == 2
    with ledger.look("system") as look:
        still = select(func.count()).select_from(Sound).where(Sound.deleted_at == None)  # noqa: E711 # SQL
        assert look.session.exec(still).one() == 4


def test_it_is_read_as_a_table_with_the_days_of_each(kept: Command) -> None:
    shown = kept("retention", "--by", YEAR, "--mail-days", "30").out.splitlines()
    assert [line.split() for line in shown[1:]] == [
        ["hotdoc", "message", "1", "7", "days"],
        ["hotdoc", "untyped_message", "1", "30", "days"],
        ["hotdoc", "recording", "2", "90", "days"],
        ["hotdoc", "mail", "0", "30", "days"],
        ["every", "line", "rota_findings", "0", "366", "days"],
    ]


def test_what_is_no_day_is_said(kept: Command) -> None:
    ran = kept("retention", "--by", "soon")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith('--by: "soon" is no instant')
