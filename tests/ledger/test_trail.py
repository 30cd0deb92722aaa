"""The trail is chained in order, by any number of workers; what is wrong with it is found, and what
it is and where (H14)."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import col, select

from advice_line.ledger import heads, trail
from advice_line.ledger.heads import Head
from advice_line.ledger.trail_lines import canonical, text_of
from advice_line.ledger.upkeep import chain_trail
from advice_line.ledger.verifying import Verified, verify
from advice_line.ledger.work import Ledger
from advice_line.rules.trail_faults import TrailFault, sentence
from advice_line.tables.ledger import TrailEntry


def write(ledger: Ledger, lines: int) -> None:
    for number in range(lines):
        with ledger.work("responder:amara") as work:
            work.record("record.opened", query=number, subject=f"query:{number}", seconds=number)


def chained(ledger: Ledger, lines: int = 5) -> None:
    write(ledger, lines)
    while chain_trail(ledger):
        pass


def sql(ledger: Ledger, *statements: str) -> None:
    with ledger.work("system") as work:
        for each in statements:
            work.session.execute(text(each))


def verified(ledger: Ledger, *given: Head) -> Verified:
    with ledger.look("system") as look:
        return verify(look, given)


def found(ledger: Ledger, *given: Head) -> list[tuple[TrailFault, int]]:
    return [(fault.kind, fault.position) for fault in verified(ledger, *given).faults]


def head(ledger: Ledger) -> Head:
    with ledger.look("system") as look:
        return heads.now(look)


def recomputed(ledger: Ledger) -> None:
    """As somebody would who may write to the database and knows this code."""
    sql(ledger, "UPDATE trail SET chain = NULL, chain_position = NULL")
    while chain_trail(ledger):
        pass


def test_an_untouched_trail_fits_and_what_is_not_chained_yet_is_no_fault(ledger: Ledger) -> None:
    assert verified(ledger).fits
    chained(ledger, 3)
    write(ledger, 2)
    seen = verified(ledger)
    assert seen.fits
    assert (seen.proof.lines, seen.proof.waiting) == (3, 2)
    assert seen.proof.since is not None
    assert chain_trail(ledger) == 2
    assert chain_trail(ledger) == 0
    assert verified(ledger).proof.position == 5


@pytest.mark.hazard("H14")
@pytest.mark.parametrize(
    "edit",
    [
        "actor = 'responder:ben'",
        "query_id = 7",
        "detail = '{}'",
        "at = '2026-11-23 08:00:00'",
        "subject = NULL",
        "action = 'record.closed'",
        "chain = NULL",
    ],
)
def test_h14_a_line_edited_in_sql_is_named_and_no_other(ledger: Ledger, edit: str) -> None:
    chained(ledger)
    sql(ledger, f"UPDATE trail SET {edit} WHERE chain_position = 3")  # noqa: S608 # from the list above
    assert found(ledger)[0] == (TrailFault.EDITED, 3)
    fault = verified(ledger).faults[0]
    assert "Position 3: line 3 does not fit" in sentence(fault)


@pytest.mark.hazard("H14")
def test_h14_two_edits_far_apart_are_two_faults(ledger: Ledger) -> None:
    chained(ledger, 9)
    sql(ledger, "UPDATE trail SET actor = 'nobody' WHERE chain_position IN (2, 8)")
    assert found(ledger) == [(TrailFault.EDITED, 2), (TrailFault.EDITED, 8)]


@pytest.mark.hazard("H14")
def test_h14_a_removed_line_is_missing_even_where_the_others_were_moved_up(ledger: Ledger) -> None:
    chained(ledger)
    sql(ledger, "DELETE FROM trail WHERE chain_position = 3")
    assert found(ledger) == [(TrailFault.REMOVED, 3)]
    sql(
        ledger,
        "UPDATE trail SET chain_position = 3 WHERE chain_position = 4",
        "UPDATE trail SET chain_position = 4 WHERE chain_position = 5",
    )
    assert found(ledger) == [(TrailFault.REMOVED, 3)]


@pytest.mark.hazard("H14")
@pytest.mark.parametrize("links", ["kept", "put where they belong"])
def test_h14_two_lines_that_changed_places_are_named(ledger: Ledger, links: str) -> None:
    chained(ledger)
    with ledger.work("system") as work:
        second, third = (work.session.get_one(TrailEntry, number) for number in (2, 3))
        own = second.chain, third.chain
        for line, position in ((second, 99), (third, 2), (second, 3)):
            work.update(line, chain_position=position)
        if links != "kept":
            work.update(second, chain=own[1])
            work.update(third, chain=own[0])
    faults = verified(ledger).faults
    assert [(each.kind, each.line, each.other) for each in faults] == [
        (TrailFault.REORDERED, 3, 2),
        (TrailFault.REORDERED, 2, 3),
    ]


@pytest.mark.hazard("H14")
def test_h14_a_head_kept_elsewhere_finds_a_cut_tail_and_a_chain_made_anew(ledger: Ledger) -> None:
    chained(ledger, 6)
    yesterday = head(ledger)
    chained(ledger, 2)
    assert found(ledger, yesterday) == []
    sql(ledger, "UPDATE trail SET actor = 'nobody' WHERE chain_position = 4")
    recomputed(ledger)
    assert found(ledger) == []
    assert found(ledger, yesterday) == [(TrailFault.RECOMPUTED, 6)]
    sql(ledger, "DELETE FROM trail WHERE chain_position > 4")
    assert found(ledger) == []
    assert found(ledger, yesterday) == [(TrailFault.CUT, 6)]
    assert "ends at 4" in sentence(verified(ledger, yesterday).faults[0])


@pytest.mark.hazard("H14")
def test_h14_a_head_that_was_changed_to_fit_bears_no_signature_of_ours(ledger: Ledger) -> None:
    chained(ledger)
    yesterday = head(ledger)
    recomputed(ledger)
    sql(ledger, "DELETE FROM trail WHERE chain_position > 3")
    now = head(ledger)
    forged = yesterday.model_copy(update={"position": now.position, "link": now.link})
    assert found(ledger, forged) == [(TrailFault.HEAD_ALTERED, 3)]
    other = yesterday.model_copy(update={"site": "0123456789abcdef"})
    assert found(ledger, other) == [(TrailFault.HEAD_OF_ANOTHER, 5)]


def test_a_head_reads_back_from_what_was_printed(ledger: Ledger) -> None:
    chained(ledger)
    made = head(ledger)
    assert Head.model_validate_json(made.model_dump_json(by_alias=True)) == made


WORDS = st.text(max_size=8)
DETAIL = st.dictionaries(WORDS, st.none() | st.booleans() | st.integers() | WORDS, max_size=3)


@given(WORDS, st.none() | WORDS, st.none() | st.integers(0), DETAIL)
def test_the_text_put_together_by_hand_is_the_encoders(
    actor: str, subject: str | None, query: int | None, detail: dict[str, object]
) -> None:
    at, action, stored = "2026-11-23T09:00:00.000000+00:00", "record.opened", json.dumps(detail)
    line = {
        "position": 7,
        "id": 9,
        "at": at,
        "actor": actor,
        "action": action,
        "query": query,
        "subject": subject,
        "detail": detail,
    }
    assert text_of(7, 9, at, actor, action, query, subject, stored) == canonical(line)


def test_three_workers_chain_while_others_write(ledger: Ledger) -> None:
    def chain(_worker: int) -> int:
        return sum(chain_trail(ledger) for _ in range(12))

    with ThreadPoolExecutor(5) as threads:
        writers = [threads.submit(write, ledger, 10) for _ in range(2)]
        chained = sum(threads.map(chain, range(3)))
        for writer in writers:
            writer.result()
    while more := chain_trail(ledger):
        chained += more
    assert chained == 20
    assert verified(ledger).fits
    with ledger.look("system") as look:
        positions = look.session.exec(
            select(TrailEntry.chain_position).order_by(col(TrailEntry.chain_position))
        ).all()
    assert list(positions) == list(range(1, 21))


def test_a_long_trail_is_chained_in_pieces(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "BATCH", 4)
    write(ledger, 10)
    assert [chain_trail(ledger) for _ in range(4)] == [4, 4, 2, 0]
    assert verified(ledger).fits
