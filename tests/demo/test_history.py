"""The month before: lived through the real doors, bank holidays and all."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from advice_line.demo import fictional, history, hosting, meetings, questions
from advice_line.demo.history import DAYS, History
from advice_line.demo.meetings import Meetings
from advice_line.demo.stage import build_stage
from advice_line.desk.query import query_json, reading
from advice_line.education.meetings.doors import MeetingDoors
from advice_line.kinds import Role, Urgency
from advice_line.trust.roles import Actor

# Christmas Day, the substitute for Boxing Day and New Year's Day lie in the month before.
JANUARY = datetime(2027, 1, 5, 10, 0, tzinfo=UTC)

EDUCATOR = Actor("amara", frozenset({Role.EDUCATOR}))


def test_a_month_with_christmas_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "_WRITTEN", 2)
    waits = [each for each in questions.load() if each.asked == Urgency.TWO_DAYS]
    start = JANUARY - timedelta(days=DAYS + 1)
    with hosting.reserve(0) as reserved:
        url = f"http://localhost:{hosting.port_of(reserved)}"
        database = f"sqlite:///{tmp_path / 'demo.sqlite3'}"
        with build_stage(database, url, start, today=JANUARY) as stage:
            with stage.open(stage.service.app, reserved, lifespan=False):
                besides = Meetings(stage, JANUARY).acts()
                History(stage, JANUARY, asked=waits[:6], besides=besides).play()
            with stage.service.ledger.look("test") as work:
                queries = [query_json.as_json(work, query) for query in reading.listed(work)]
            assert stage.phones.faults() == []
            assert stage.phones.now() == JANUARY
            listed = MeetingDoors.over(stage.service.ledger).listing.look(EDUCATOR, fictional.LINE)
    states = Counter(query["state"] for query in queries)
    assert states == {"acknowledged": 6, "accepted": 1, "waiting": 1}
    channels = Counter(query["channel"] for query in queries)
    assert channels == {"call": 5, "email": 1, "form": 1, "sms": 1}
    days = {query["received_at"][:10] for query in queries}
    assert min(days) >= "2026-12-06"
    assert not days & {"2026-12-25", "2026-12-28", "2027-01-01"}
    cases = Counter(query["case"]["state"] for query in queries)
    assert cases["approved"] >= 1
    # What whoever looks first finds on the list: a record to write, and a call to return.
    owed = [task["kind"] for query in queries for task in query["tasks"] if task["state"] == "open"]
    assert sorted(owed) == ["ring_back", "write_advice"]
    # And who teaches: a meeting that was held on no holiday, what it left to do, and the next.
    (held,) = listed.before
    assert (f"{held.row.starts_at:%m-%d}", held.approved) == ("12-24", True)
    assert held.row.learned_at is not None
    assert [each.what for each in listed.to_do] == [meetings.TO_DO]
    assert listed.coming[0].row.starts_at > JANUARY
