"""An event from outside is taken once, however often and however fast it comes."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import func, select

from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger
from advice_line.tables.ledger import InboxEvent


@pytest.mark.hazard("H16")
def test_h16_a_repeated_event_is_known_and_gets_the_first_answer(ledger: Ledger) -> None:
    with ledger.work("carrier") as work:
        assert inbox.receive(work, "carrier", "CA1:arrived")
        inbox.keep(work, "carrier", "CA1:arrived", '{"verbs":[]}')
    with ledger.work("carrier") as work:
        assert not inbox.receive(work, "carrier", "CA1:arrived")
        assert inbox.answer_of(work, "carrier", "CA1:arrived") == '{"verbs":[]}'


def test_the_same_key_of_another_source_is_another_event(ledger: Ledger) -> None:
    with ledger.work("system") as work:
        assert inbox.receive(work, "carrier", "1")
        assert inbox.receive(work, "form", "1")
        assert inbox.answer_of(work, "form", "1") is None
        assert inbox.answer_of(work, "chat", "1") is None


def test_an_event_whose_work_failed_is_new_again(ledger: Ledger) -> None:
    def fail_after_receiving() -> None:
        with ledger.work("carrier") as work:
            inbox.receive(work, "carrier", "CA1:arrived")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_receiving()
    with ledger.work("carrier") as work:
        assert inbox.receive(work, "carrier", "CA1:arrived")


@pytest.mark.hazard("H16")
def test_h16_of_sixteen_threads_with_one_event_one_is_first_and_all_hear_its_answer(
    ledger: Ledger,
) -> None:
    start = Barrier(16)

    def arrive(thread: int) -> tuple[bool, str | None]:
        start.wait()
        with ledger.work("carrier") as work:
            first = inbox.receive(work, "carrier", "CA1:arrived")
            if first:
                inbox.keep(work, "carrier", "CA1:arrived", f"answer of {thread}")
            return first, inbox.answer_of(work, "carrier", "CA1:arrived")

    with ThreadPoolExecutor(16) as threads:
        seen = list(threads.map(arrive, range(16)))
    assert sum(first for first, _ in seen) == 1
    assert len({answer for _, answer in seen}) == 1
    with ledger.look("system") as look:
        assert look.session.exec(select(func.count()).select_from(InboxEvent)).one() == 1
