"""Stories that are told once more while the database is locked at one of their steps: whoever is on
the telephone hears "one moment", and the story ends as it does without (H16).

Every address of the carrier's has its row: `tests/stories/test_locked_steps.py` holds the table to
the webhooks that there are. A story is a test of its own file, told again by
`pytest_generate_tests` with everything that it asserts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import create_engine, event
from sqlmodel import Session

from advice_line.db import Database
from advice_line.tables.every import metadata
from integrations.sandbox.records import Webhook
from integrations.sandbox.webhooks import Webhooks

_BACK, _IN_BACK = "tests/promises/test_kept_by_the_system", "tests/promises/test_in_the_call"
_WRONG = "tests/promises/test_wrong_keys"
_IN_CALL, _WAITS = "tests/stories/test_in_call", "tests/stories/test_waiting"
_CHASES, _WHO = "tests/stories/test_chasing", "tests/stories/test_who_calls"
_DESKS, _DOOR = "tests/stories/test_desks", "tests/stories/test_front_door"
_KEPT = "test_a_promise_is_kept_without_anybody_touching_a_page"
_MORNING = (
    "tests/stories/test_morning_call::test_the_line_is_called_hunts_and_is_accepted_before_it_opens"
)
_LIMIT = "tests/stories/test_over_the_limit"
_NAMES = "tests/stories/test_standing_in::test_a_wrong_key_hears_the_names_once_more"
_CHOSEN = "tests/promises/test_choosing_a_time"
_MESSAGE = "tests/stories/test_waiting::test_without_a_number_the_last_resort_is_a_message"
_DUTY = (
    "tests/promises/test_duty_phone::test_somebody_else_there_says_who_they_are_and_owes_the_record"
)
_RINGS = "tests/questions/test_ringing"
_RINGS_SHARED = f"{_RINGS}::test_on_a_shared_phone_whoever_answers_says_who_they_are"
_AGAIN = f"{_IN_BACK}::test_part_6_whoever_is_cut_off_rings_them_again_by_one_key"
_OVER = f"{_IN_CALL}::test_part_6_the_call_is_handed_over_with_its_record"
_THROUGH = f"{_WAITS}::test_a_caller_waits_hears_their_place_and_is_put_through_when_she_is_free"
_DEFLECTED = f"{_DESKS}::test_a_caller_with_a_request_is_put_through_and_rings_nobody_else"

TOLD_AGAIN = {
    "voice/incoming": _THROUGH,
    "voice/greeted": _THROUGH,
    "voice/menu-again": f"{_DOOR}::test_who_presses_nothing_or_a_wrong_key_twice_reaches_a_person",
    "voice/other-number": f"{_WHO}::test_they_may_give_another_and_hear_it_read_back",
    "voice/other-given": f"{_WHO}::test_they_may_give_another_and_hear_it_read_back",
    "voice/over-limit": f"{_LIMIT}::test_a_patient_who_waits_is_one_key_away",
    "voice/about-keyed": f"{_CHOSEN}::test_a_wrong_key_is_asked_once_more",
    "voice/chased-keyed": f"{_CHASES}::test_who_chases_again_may_go_on_to_the_answer",
    "voice/answer-heard": f"{_CHASES}::test_a_chase_is_answered_in_words_and_rings_nobody",
    "voice/answer-keyed": f"{_CHASES}::test_a_text_says_where_it_is_to_be_read_and_nothing_else",
    "voice/desk-silent": (
        f"{_CHASES}::test_zero_reaches_a_person_from_an_answer_and_from_a_silent_desk"
    ),
    "voice/number-given": _MESSAGE,
    "voice/queue-joined": _THROUGH,
    "voice/queue-round": (
        f"{_WAITS}::test_claimed_on_a_page_while_they_wait_they_hear_who_rings_back"
    ),
    "voice/queue-keyed": (
        "tests/promises/test_in_turn::"
        "test_who_hung_up_and_came_first_is_rung_before_who_holds_behind_them"
    ),
    "voice/queue-left": _THROUGH,
    "voice/whisper": _THROUGH,
    "voice/whisper-keyed": _THROUGH,
    "voice/named": _NAMES,
    "voice/named-again": _NAMES,
    "voice/hop-ended": _THROUGH,
    "voice/deflection-ended": _DEFLECTED,
    "voice/deflection-leg": _DEFLECTED,
    "voice/message-left": _MESSAGE,
    "voice/message-ready": _MESSAGE,
    "voice/leg": _THROUGH,
    "voice/over": _THROUGH,
    "sms/status": f"{_CHASES}::test_a_text_says_where_it_is_to_be_read_and_nothing_else",
    "sms/incoming": (
        "tests/messages/test_texts::test_a_known_requester_who_names_their_query_joins_it"
    ),
    "voice/call-back-chosen": f"{_CHOSEN}::test_who_would_rather_wait_is_put_through_now",
    "voice/call-back-number": (
        f"{_CHOSEN}::test_a_withheld_number_is_asked_for_before_anything_is_promised"
    ),
    "voice/back-answered": f"{_BACK}::{_KEPT}",
    "voice/back-keyed": f"{_BACK}::{_KEPT}",
    "voice/back-keyed-again": (
        f"{_WRONG}::test_a_wrong_key_is_asked_once_more_before_anybody_is_connected"
    ),
    "voice/back-spoke-again": (
        f"{_WRONG}::test_a_wrong_key_is_asked_once_more_whether_they_have_spoken"
    ),
    "voice/back-named": _DUTY,
    "voice/back-named-again": _DUTY,
    "voice/back-ended": f"{_BACK}::{_KEPT}",
    "voice/back-again": _AGAIN,
    "voice/back-ended-again": _AGAIN,
    "voice/back-spoke": f"{_BACK}::test_a_short_word_is_a_talk_where_the_responder_says_so",
    "voice/back-leg": f"{_BACK}::{_KEPT}",
    "voice/back-over": f"{_BACK}::{_KEPT}",
    "voice/question-answered": f"{_RINGS}::test_one_takes_it_from_the_phone_and_has_its_link",
    "voice/question-keyed": f"{_RINGS}::test_one_takes_it_from_the_phone_and_has_its_link",
    "voice/question-keyed-again": f"{_RINGS}::test_a_wrong_key_is_asked_once_more",
    "voice/question-named": _RINGS_SHARED,
    "voice/question-named-again": _RINGS_SHARED,
    "voice/question-over": f"{_RINGS}::test_one_takes_it_from_the_phone_and_has_its_link",
    "voice/check-keyed": _MORNING,
    "voice/check-whisper": _MORNING,
    "voice/check-accepted": _MORNING,
    "voice/check-ended": _MORNING,
    "voice/room-entered": _OVER,
    "voice/room-awaited": _OVER,
    "voice/room-alone": f"{_IN_BACK}::test_part_6_who_was_rung_back_is_held_and_taken_back",
    "voice/room-held": f"{_IN_BACK}::test_part_6_who_was_rung_back_is_held_and_taken_back",
    "voice/room-told": f"{_IN_BACK}::test_a_colleague_who_declines_leaves_them_talking",
    "voice/room-left": _OVER,
    "voice/room-starred": (
        "tests/stories/test_recording_by_star::"
        "test_part_8_the_star_pauses_and_goes_on_and_both_hear_so"
    ),
    "voice/room-empty": (
        f"{_IN_BACK}::test_who_puts_down_the_phone_while_it_moves_leaves_nobody_alone"
    ),
    "voice/colleague-asked": _OVER,
    "voice/colleague-keyed": _OVER,
    "voice/colleague-over": _OVER,
    "voice/call-recorded": (
        "tests/stories/test_recording::"
        "test_part_8_a_call_is_recorded_with_pauses_and_fetched_away_from_the_carrier"
    ),
    "voice/cut-off": (
        "tests/stories/test_cut_off::test_part_6_who_was_cut_off_is_connected_again_at_once"
    ),
}


def steps_of(told: Any) -> list[str]:
    """The steps at which this test is told again."""
    name = f"{told.__module__.replace('.', '/')}::{told.__name__}"
    return [step for step, story in TOLD_AGAIN.items() if story == name]


def step_of(address: str) -> str:
    return "/".join(urlsplit(address).path.split("/")[2:4])


@contextmanager
def locked_at(step: str) -> Iterator[list[Webhook]]:
    """Another connection holds the whole database while the first request for this step is
    answered; gives that request, once it was."""
    struck: list[Webhook] = []
    posts, writes, armed = Webhooks.send_as_is, Database.writing, []

    def post(hooks: Webhooks, kind: str, url: str, *rest: Any) -> Webhook:
        if struck or step_of(url) != step:
            return posts(hooks, kind, url, *rest)
        armed.append(url)
        try:
            struck.append(posts(hooks, kind, url, *rest))
        finally:
            armed.clear()
        return struck[0]

    @contextmanager
    def writing(database: Database) -> Iterator[Session]:
        if not armed:
            with writes(database) as session:
                yield session
            return
        with _held(database), writes(database) as session:
            yield session

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Webhooks, "send_as_is", post)
        patch.setattr(Database, "writing", writing)
        yield struck


@contextmanager
def _held(database: Database) -> Iterator[None]:
    """Held for itself by another connection; nobody of ours waits long for it."""
    soon = "PRAGMA busy_timeout=20" if database.sqlite else "SET lock_timeout = '20ms'"

    def impatient(connection: Any, *_: Any) -> None:
        connection.cursor().execute(soon)

    event.listen(database.engine, "checkout", impatient)
    other = create_engine(database.engine.url)
    tables = ", ".join(table.name for table in metadata().sorted_tables)
    try:
        with other.connect() as holder:
            holder.exec_driver_sql("BEGIN IMMEDIATE" if database.sqlite else f"LOCK TABLE {tables}")
            yield
            holder.rollback()
    finally:
        other.dispose()
        event.remove(database.engine, "checkout", impatient)
