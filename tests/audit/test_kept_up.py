"""Facts are kept up: whatever happens to a query is told by something that the audit looks at, long
after all that came before, on either database (H18)."""

from collections.abc import Callable
from typing import Any

import pytest

from advice_line.desk.calls import Calls
from advice_line.desk.query import reading
from advice_line.education.cases.library import Library
from advice_line.kinds import Urgency
from advice_line.ports.calls import MessageLeft
from advice_line.record_kinds import ClosedAs
from integrations.sandbox.phones import accepts, picks_up, rings_out
from tests.audit.counted import Counted
from tests.questions.test_passing_on import SPECIALIST
from tests.stories.base import MONDAY_NOON, chases_a_report
from tests.stories.scene import DESK
from tests.stories.world import AMARA, ELM_ROAD_MOBILE, LINE, STRANGER
from tests.web.people import REQUIRED
from tests.web.test_late_entry import PAPER

pytestmark = pytest.mark.hazard("H18")

Act = Callable[[], Any]
ADDED = {"advice": "And no contrast.", "addendum_reason": "forgotten"}
ACTS = "Received: a clinician will act"
TEST = {
    "test_advised": "yes",
    "test_name": "MRI lumbar spine",
    "action_owner": "The practice",
    "action_by": "in 2 weeks",
}


def kept_up(counted: Counted, *acts: Act) -> None:
    """After each of these, long after the one before."""
    for act in acts:
        counted.long_after()
        before = counted.everything()
        act()
        counted.fits()
        assert counted.everything() != before, "nothing that is counted has changed"


def test_a_call_while_it_rings_while_they_talk_and_when_it_is_over(counted: Counted) -> None:
    counted.counts()
    gp = counted.rings()
    amara = counted.world.person(AMARA).is_rung()
    counted.fits()
    assert (counted.fact().rings, counted.calls()[0].over) == (1, False)
    amara.answers().hears("press 1 to accept").presses("1")
    kept_up(counted, lambda: counted.world.phones.hang_up(ELM_ROAD_MOBILE))
    (call,) = counted.calls()
    assert (call.over, call.answered, counted.fact().answered) == (True, True, True)
    assert call.talk is not None
    assert call.talk > 300
    gp.is_cut_off()


def test_what_nobody_took_its_promise_and_its_end(counted: Counted) -> None:
    world = counted.world
    world.everybody(rings_out())
    counted.rings().waits(120).hears("We will ring you back by").is_cut_off()
    world.settle()
    reference = world.query()["reference"]

    def claims() -> None:
        world.claims("amara")

    def rings_back() -> None:
        world.phones.behaves(AMARA, accepts())
        world.phones.behaves(ELM_ROAD_MOBILE, picks_up(talks_for=90))
        world.records.ring_back(world.responder("amara"), reference, "rings")
        world.wait(60)

    kept_up(counted, claims, rings_back, lambda: world.wait(120))
    fact = counted.fact()
    assert (fact.promises, fact.promises_kept, fact.promises_broken) == (1, 1, 0)
    assert (fact.answered, fact.rings, counted.calls()[0].back_made) == (True, 4, True)


def test_a_promise_that_breaks(counted: Counted) -> None:
    world = counted.world
    world.everybody(rings_out())
    counted.rings().waits(120).hears("We will ring you back by").is_cut_off()
    world.settle()
    kept_up(counted, lambda: world.wait(1800))
    assert counted.fact().promises_broken == 1


def test_a_letter_from_its_signature_to_whether_it_helped(counted: Counted) -> None:
    scene = counted.scene
    reference = scene.called()
    by = counted.world.responder("amara")

    def signs() -> None:
        counted.world.records.sign(by, reference, REQUIRED | TEST, "signs")

    def adds() -> None:
        counted.world.records.sign(by, reference, REQUIRED | ADDED, "adds")

    kept_up(counted, signs, counted.world.settle)
    scene.reading()
    counted.fits()
    assert (counted.fact().opened, counted.fact().acknowledged) == (True, False)
    kept_up(
        counted,
        lambda: scene.reading().presses("Received and filed", acknowledged_by="Kim"),
        lambda: scene.reading().presses(ACTS, acknowledged_by="Dr Sam"),
        lambda: scene.reading().presses("Yes"),
        lambda: scene.reading().presses("No"),
        adds,
        counted.world.settle,
    )
    fact = counted.fact()
    assert (fact.acknowledged, fact.clinician_acts, fact.helped) == (True, True, False)


def test_a_letter_that_comes_back(counted: Counted) -> None:
    counted.mail.set(refuse=["elmroad@example.org"])
    reference = counted.scene.called()
    by = counted.world.responder("amara")
    counted.world.records.sign(by, reference, REQUIRED, "signs")
    kept_up(counted, counted.world.settle)
    assert (counted.fact().bounced, counted.fact().messages_failed) == (True, 1)


def test_a_written_question_from_its_claim_to_its_advice(counted: Counted) -> None:
    written, world = counted.written, counted.world
    reference = written.asks(Urgency.TODAY)
    counted.fits()
    amara, ben = world.responder("amara"), world.responder("ben")

    def signs() -> None:
        read = world.records.open(ben, reference, with_words=True).messages
        seen = " ".join(str(each.id) for each in read)
        form = REQUIRED | {"urgency_asked": "today", "words_seen": seen}
        world.records.sign(ben, reference, form, "signs")

    def passes_on() -> None:
        written.passing.offer(amara, reference, SPECIALIST, "offers")
        written.passing.accept(ben, reference)
        written.world.settle()

    kept_up(
        counted,
        lambda: world.claims("amara"),
        lambda: written.asks_back("amara", "Has she a pacemaker?"),
        written.replies,
        passes_on,
        signs,
        world.settle,
    )
    fact = counted.fact()
    assert (fact.in_target, fact.advised, fact.reached) == (True, True, True)


def test_a_target_that_passes_with_nobody_at_work(counted: Counted) -> None:
    """Time alone tells that it is late, and no line of the trail does."""
    counted.written.asks(Urgency.TODAY)
    day = 24 * 3600
    kept_up(counted, lambda: counted.world.phones.advance(day))
    assert counted.fact().in_target is False


def test_a_record_that_is_owed_past_its_time(counted: Counted) -> None:
    counted.scene.called()
    kept_up(counted, lambda: counted.world.phones.advance(15 * 60))
    assert counted.fact().record_in_time is False


def test_what_is_closed_as_nobodys_and_opened_again(counted: Counted) -> None:
    world = counted.world
    world.everybody(rings_out())
    counted.rings().waits(3).hangs_up()
    world.settle()
    reference, amara = world.query()["reference"], world.responder("amara")
    call = world.query()["contacts"][0]["external_id"]

    def closes() -> None:
        world.records.close(amara, reference, "pocket call", "tap", ClosedAs.WRONG_NUMBER)

    kept_up(counted, closes)
    assert (counted.fact().counted, counted.calls()[0].counted) == (False, False)
    kept_up(counted, lambda: Calls(world.ledger).message_left(MessageLeft("m", call, 8, "RE1")))
    assert (counted.fact().counted, counted.fact().reopened) == (True, True)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("closed_as", "asked"),
    [
        (ClosedAs.TEST_CALL, False),
        (ClosedAs.WRONG_NUMBER, False),
        (ClosedAs.DUPLICATE, False),
        (ClosedAs.ASKED_ELSEWHERE, True),
        (ClosedAs.WITHDRAWN, True),
        (ClosedAs.UNREACHABLE, True),
    ],
)
def test_what_nobody_asked_or_asked_here_before_is_nobodys(
    counted: Counted, closed_as: ClosedAs, asked: bool
) -> None:
    world = counted.world
    counted.counts()
    world.everybody(rings_out())
    counted.rings().waits(3).hangs_up()
    world.settle()
    amara, reference = world.responder("amara"), world.query()["reference"]
    kept_up(
        counted, lambda: world.records.close(amara, reference, "so they said", "tap", closed_as)
    )
    assert (counted.fact().counted, counted.calls()[0].counted) == (asked, asked)


def test_what_comes_of_advice_weeks_later(counted: Counted) -> None:
    traced = counted.traced
    reference = traced.advises()
    with counted.world.ledger.work("test") as work:
        begun = reading.by_reference(work, reference).received_at
    traced.sleeps_to(begun.replace(month=12, day=23))
    traced.works()
    page = traced.reading()
    kept_up(counted, lambda: page.presses("Done as advised", avoided="referral"))
    fact = counted.fact()
    assert (fact.said_later, fact.said_by, fact.avoided) == ("done", "requester", "referral")


def test_a_case_that_is_offered_confirmed_and_approved(counted: Counted) -> None:
    world = counted.world
    reference = counted.scene.called()
    amara, ben = world.responder("amara"), world.responder("ben")
    world.records.sign(amara, reference, REQUIRED, "signs")
    library = Library(world.ledger)
    case = world.query()["case"]["reference"]
    form = {"learning_point": "Night pain is a reason for MRI.", "topic": "spine"}

    def confirms() -> None:
        teaching = library.open(amara, case).teaching
        assert teaching is not None
        said = {"question": teaching.question, "advice": teaching.advice, "modality": "mri"}
        library.confirm(amara, case, form | said, "confirms")

    kept_up(
        counted,
        lambda: library.nominate(amara, reference),
        confirms,
        lambda: library.approve(ben, case, library.open(ben, case).version, "approves"),
    )
    assert (counted.fact().taught, counted.fact().topic) == (True, "spine")


def test_what_came_while_we_were_away_and_what_was_typed_in_late(counted: Counted) -> None:
    world = counted.world
    counted.counts()
    ben = counted.scene.signed_in("ben").opens("/service").follows("Type in a query")
    kept_up(counted, lambda: ben.presses("Enter it", **PAPER), world.settle)
    assert counted.fact().late_entry is True


def test_a_desk_that_answers(counted: Counted) -> None:
    counted.world.begin(MONDAY_NOON)
    counted.world.phones.behaves(DESK, picks_up(talks_for=40))
    kept_up(counted, lambda: chases_a_report(counted.world).is_cut_off(within=60))
    assert (counted.fact().deflected, counted.calls()[0].deflected) == (True, True)
    # The office talked for 40 seconds: none of it is a responder's.
    assert (counted.fact().rings, counted.fact().answer_seconds) == (0, 0)


def test_whoever_hangs_up_and_whoever_withholds_their_number(counted: Counted) -> None:
    counted.counts()
    counted.world.everybody(rings_out())
    gp, stranger = counted.world.person(ELM_ROAD_MOBILE), counted.world.person(STRANGER)

    def hangs_up() -> None:
        gp.rings(LINE).waits(20).hangs_up()

    def withholds() -> None:
        stranger.rings(LINE, withheld=True).hears("Your number is withheld").hangs_up()

    kept_up(counted, hangs_up, counted.world.settle, withholds, counted.world.settle)
    assert [each.abandoned for each in counted.calls()] == [True, True]
