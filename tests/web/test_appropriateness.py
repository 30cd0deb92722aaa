"""The audit of appropriateness: a month's sample drawn once, reviewed blind, settled, and told."""

import pytest
from sqlmodel import col, select

from advice_line.audit import periods
from advice_line.audit.appropriateness import results
from advice_line.data_kinds import Extent
from advice_line.data_life import emptying, owned
from advice_line.tables.appropriateness import AppropriatenessReview, SampledQuery
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.queries import Query
from tests.audit.appropriate import (
    DANA,
    GUIDELINE,
    MONTH,
    NEEDED,
    NOT_NEEDED,
    PLACE,
    answered,
    drawn,
    month_over,
    reviews,
    waiting,
)
from tests.web.people import CANARIES, Scene

pytestmark = pytest.mark.hazard("H18")


def test_a_sample_is_drawn_reviewed_by_two_settled_by_a_third_and_told(either: Scene) -> None:
    scene = either
    at = drawn(scene, 12, reviewers=("ben", "chidi", "dana"))
    chidi = scene.signed_in("chidi").opens(at)
    chidi.sees("12 queries, drawn", "The seed is", "How many the month has of each is not told")
    chidi.sees("Telephone: ")
    chidi.sees("0 of 24 first and second reviews are in").never_sees("What it came to")
    people = [scene.signed_in("ben"), chidi, scene.signed_in_by(DANA)]
    for _ in range(2):  # the third person's turn comes once two see it otherwise
        for number, each in enumerate(people):
            reviews(each, GUIDELINE if number == 1 else NEEDED)
    chidi.opens(at).sees("24 of 24 first and second reviews are in")
    chidi.presses("Close it and show what it came to")
    chidi.sees("12 of 12 sampled queries were reviewed to the end", "87% of 300", "Cohen’s kappa")
    chidi.sees("Ended by whoever took it first 12 of 12 (100%)", "one hospital")
    scene.signed_in("amara").opens(at).sees("What it came to").never_sees("Close it and")


def test_nobody_sees_the_others_verdict_before_both_are_in(scene: Scene) -> None:
    drawn(scene)
    ben, chidi = scene.signed_in("ben"), scene.signed_in("chidi")
    first = waiting(ben)[0]
    told = NEEDED | {"comment": "A film would have done."}
    ben.opens(first).sees("Neither sees what the other says").presses("Say it", **told)
    ben.opens(first).sees("You: Appropriate for a radiologist", "A film would have done.")
    ben.never_sees("Say it</button>")
    chidi.opens(first).never_sees("A film would have done", "What was said of it")
    chidi.presses("Say it", **GUIDELINE)
    chidi.opens(first).sees("The first reviewer: Appropriate for a radiologist", "A film would")
    ben.opens(first).sees("The second reviewer: A guideline or the office could have answered it")
    with scene.world.ledger.look("test") as work:
        said = select(TrailEntry).where(col(TrailEntry.action) == "appropriateness.said")
        lines = work.session.exec(said).all()
        assert len(lines) == 2
        assert all("verdict" not in each.detail for each in lines), "the trail would tell it"


@pytest.mark.hazard("H07")
def test_a_reviewer_reads_question_and_advice_and_nobodys_name_and_each_look_is_told(
    scene: Scene,
) -> None:
    drawn(scene)
    ben = scene.signed_in("ben")
    ben.opens(waiting(ben)[0]).sees("film or MRI?", "MRI of the lumbar spine", "That you looked")
    ben.never_sees(*CANARIES, "Amara", "Rowan Hill", "Elm Road", "01632 960101")
    with scene.world.ledger.look("test") as work:
        looked = col(TrailEntry.action) == "appropriateness.looked"
        (line,) = work.session.exec(select(TrailEntry).where(looked)).all()
        assert line.detail["why"] == "audit"
        query = work.session.get_one(Query, line.query_id).reference
    seen = scene.signed_in("chidi").opens(f"/desk/{query}/seen")
    seen.sees("What was asked and advised, as one of a sample", "Ben Example")
    seen.sees("For the audit of appropriateness")


@pytest.mark.hazard("H07")
def test_nobody_else_opens_what_is_sampled_not_even_who_leads_it(scene: Scene) -> None:
    at = drawn(scene, reviewers=("ben", "dana"))
    where = waiting(scene.signed_in("ben"))[0]
    for who in ("chidi", "amara"):
        scene.signed_in(who).opens(where).is_refused(404).never_sees("film or MRI?")
    scene.browser().opens(where).never_sees("film or MRI?")
    scene.signed_in("chidi").opens(at).presses("Take Ben Example off")
    scene.signed_in("ben").opens(where).is_refused(404).never_sees("film or MRI?")


def test_who_answered_a_query_or_had_it_reviews_another(scene: Scene) -> None:
    answered(scene, 6, by="ben")
    at = drawn(scene, 6, reviewers=("amara", "ben"))
    amara, ben = scene.signed_in("amara"), scene.signed_in("ben")
    assert len(waiting(amara)) == len(waiting(ben)) == 6
    chidi = scene.signed_in("chidi").opens(at).sees("Some queries have nobody to review them")
    chidi.presses("Appoint them", person="dana").never_sees("nobody to review them")
    with scene.world.ledger.look("test") as work:
        rows = select(AppropriatenessReview, Query).join(
            SampledQuery, col(SampledQuery.id) == col(AppropriatenessReview.sampled_id)
        )
        joined = rows.join(Query, col(Query.id) == col(SampledQuery.query_id))
        pairs = work.session.exec(joined).all()
        assert len(pairs) == 24
        assert all(review.reviewer_id != query.owner_id for review, query in pairs)


def test_who_had_to_do_with_it_since_it_was_allotted_does_not_review_it(scene: Scene) -> None:
    drawn(scene)
    ben = scene.signed_in("ben")
    where = waiting(ben)[0]
    with scene.world.ledger.work("test") as work:
        item = select(SampledQuery).where(col(SampledQuery.public_id) == where.rsplit("/")[-1])
        query = work.session.get_one(Query, work.session.exec(item).one().query_id)
        who = scene.world.responder("ben")
        work.update(query, owner_id=who.responder_id)
    ben.opens(where).is_refused(409).sees("somebody else reviews it").never_sees("film or MRI?")


def test_a_month_is_drawn_once_and_when_it_is_over(scene: Scene) -> None:
    answered(scene, 8)
    chidi = scene.signed_in("chidi").opens(PLACE)
    form = chidi.form("Draw the sample")
    fields = form.fields | {"wanted": "20"}
    chidi.posts(form.action, fields | {"month": MONTH}).is_refused(422).sees("is not over")
    chidi.posts(form.action, fields | {"month": "2026-W45"}).is_refused(422).sees("of one month")
    chidi.posts(form.action, fields | {"month": "2026-10"}).is_refused(422).sees("no sample")
    month_over(scene)
    chidi = scene.signed_in("chidi").opens(PLACE)
    chidi.presses("Draw the sample", month=MONTH, wanted="7").is_refused(422)
    chidi.sees("a whole number from 20 to 500")
    assert 'value="7"' in chidi.page
    form = chidi.form("Draw the sample")
    chidi.presses("Draw the sample", month=MONTH, wanted="20").sees("8 queries, drawn")
    first = [each for each in chidi.text.split() if len(each) == 16]
    again = form.fields | {"month": MONTH, "wanted": "21"}
    chidi.posts(form.action, again).is_refused(409).sees("was drawn already, and stays as it is")
    chidi.opens(PLACE).follows("November 2026")
    assert [each for each in chidi.text.split() if len(each) == 16] == first


def test_only_whoever_leads_or_teaches_draws_and_appoints(scene: Scene) -> None:
    at = drawn(scene)
    ben = scene.signed_in("ben").opens(at)
    ben.never_sees("Appoint them", "Take Ben Example off", "Close it and show")
    form = scene.signed_in("amara").opens(at).form("Appoint them")
    ben.posts(form.action, {"person": "ben", "form_token": ben.own_token()}).is_refused(403)
    amara = scene.signed_in("amara").opens(at)
    amara.presses("Appoint them", person="nobody").is_refused(422).sees("Choose somebody")


def test_queries_that_nobody_answered_are_counted_and_not_drawn(scene: Scene) -> None:
    answered(scene, 8)
    amara = scene.signed_in("amara")
    for _ in range(5):
        at = f"/desk/{scene.called()}"
        closed = {"closed_as": "wrong_number", "reason": "for the dentist"}
        token = amara.opens(at).own_token()
        amara.posts(f"{at}/close", {"form_token": token, **closed}).is_at("/desk")
    month_over(scene)
    chidi = scene.signed_in("chidi").opens(PLACE)
    chidi.presses("Draw the sample", month=MONTH, wanted="20")
    chidi.sees("8 queries, drawn", "Wrong numbers 5")


def test_what_is_small_is_not_told_nor_who_said_what(scene: Scene) -> None:
    at = drawn(scene, 10)
    ben, chidi = scene.signed_in("ben"), scene.signed_in("chidi")
    reviews(ben, NEEDED, NEEDED, NOT_NEEDED, GUIDELINE, NEEDED)
    reviews(chidi, NEEDED, NEEDED, NOT_NEEDED, GUIDELINE, NEEDED)
    chidi.opens(at).presses("Close it and show what it came to")
    chidi.sees("at least 60% of 10", "at most 40% of 10")
    chidi.sees("Same verdict from both 10 of 10", "It is not told")
    chidi.never_sees(">8 of 10", ">2 of 10", ">1 of 10")


def test_too_few_reviewed_are_told_nothing_of(scene: Scene) -> None:
    at = drawn(scene)
    ben = scene.signed_in("ben")
    ben.opens(waiting(ben)[0]).presses("Say it", **NEEDED)
    chidi = scene.signed_in("chidi").opens(at)
    chidi.presses("Close it and show what it came to").is_refused(409).sees("Fewer than 5")


def test_a_reviewer_says_all_of_it_once(scene: Scene) -> None:
    at = drawn(scene)
    ben = scene.signed_in("ben")
    where = waiting(ben)[0]
    form = ben.opens(where).form("Say it")
    ben.presses("Say it", comment="Clear from the guideline.").is_refused(422)
    ben.sees("Choose what you make of it", "Say yes or no: did it come in time?")
    assert "Clear from the guideline." in ben.page
    ben.presses("Say it", **NEEDED).is_at(PLACE)
    ben.posts(form.action, form.fields | GUIDELINE).is_refused(409).sees("that stays")
    reviews(ben, NEEDED)
    reviews(scene.signed_in("chidi"), NEEDED)
    scene.signed_in("chidi").opens(at).presses("Close it and show what it came to")
    ben.opens(where).is_refused(409).never_sees("film or MRI?")


@pytest.mark.hazard("H08")
def test_one_press_offers_a_case_to_education_and_an_objection_is_heard(scene: Scene) -> None:
    at = drawn(scene)
    ben, chidi = scene.signed_in("ben"), scene.signed_in("chidi")
    reviews(ben, NEEDED | {"teach": "yes"}, NEEDED | {"teach": "yes"}, NEEDED)
    reviews(chidi, NEEDED)
    chidi.opens(at).never_sees("To learn from").presses("Close it and show what it came to")
    buttons = [b.label for form in chidi.forms() for b in form.buttons if "Offer" in b.label]
    assert len(buttons) == 2
    number = int(buttons[0].split()[2])
    with scene.world.ledger.look("test") as work:
        item = select(SampledQuery).where(col(SampledQuery.number) == number)
        query = work.session.get_one(Query, work.session.exec(item).one().query_id).reference
    form = chidi.form(buttons[0])
    ben.opens(f"/desk/{query}").presses("Take it out of teaching", objector="patient")
    chidi.posts(form.action, form.fields).is_refused(409).sees("withdrawn on request")
    chidi.opens(at).never_sees(buttons[0]).presses(buttons[1]).sees("Offered. Whoever signed")
    scene.signed_in("amara").opens("/library").sees("To check")


def test_erased_words_take_the_comment_with_them_and_leave_what_was_counted(scene: Scene) -> None:
    at = drawn(scene)
    ben, chidi = scene.signed_in("ben"), scene.signed_in("chidi")
    where = waiting(ben)[0]
    reviews(ben, NEEDED | {"comment": "Said of Edith."})
    ledger = scene.world.service.ledger
    with ledger.work("test") as work:
        item = select(SampledQuery).where(col(SampledQuery.public_id) == where.rsplit("/")[-1])
        query = work.session.exec(item).one().query_id
        emptying.empty(work, owned.QUERIES, query, work.now, Extent.ALL)
    chidi.opens(where).is_refused(404).sees("was deleted")
    assert len(waiting(chidi)) == 7
    reviews(chidi, NEEDED)
    with ledger.look("test") as work:
        every = work.session.exec(select(AppropriatenessReview)).all()
        assert sum(each.verdict is not None for each in every) == 15
        assert sum(each.sealed_comment is not None for each in every) == 7
    chidi.opens(at).presses("Close it and show what it came to").sees("7 of 8 sampled queries")
    with ledger.look("test") as work:
        line = work.session.get_one(Query, query).line_id
        counted = results.of_period(work, line, periods.read("2026-Q4"))
        assert counted == results.Counted(8, 7, 7, 0, 0)
        assert results.of_period(work, line, periods.read("2026-10")).sampled == 0
