"""The month's digest with the case about her, the letter to a practice that never asks, and word of
guidance that is missing: what leaves for people who are to see nothing of her."""

from sqlmodel import select

from advice_line.directory_kinds import OrganisationKind
from advice_line.education.digest import drafting
from advice_line.tables.directory import Line, Organisation
from tests.canary.addresses import MONTH
from tests.canary.bird import Canary
from tests.canary.house import House
from tests.drills.waiting import until
from tests.web.people import ELM_ROAD_MAIL
from tests.web.surfing import Surfer
from tests.web.test_guidance_gaps import asked

QUIET = "quiet@example.org"
# What each begins with, and to whom it goes.
LEAVES = (
    ("What was learned in", ELM_ROAD_MAIL),
    ("Radiology advice is there", QUIET),
    ("Guidance that is missing", "chidi@example.org"),
)


def learned(house: House, bird: Canary) -> None:
    _drafted(house)
    chidi = house.signed_in("chidi").opens("/digests").follows("November 2026")
    chidi.sees("A film before a scan.").presses("Keep these questions", case_X=bird.song)
    chidi.is_refused(422).presses("Approve and send").presses("Send it to 2 practices").sees(
        "Approved by"
    )
    chidi.opens("/digests").sees("Quiet Street").presses("Write to practices that never ask")
    asked(house, question="Swelling beside a screw after fusion, which scan?")
    for job in ("guidance_gaps", "gaps_told"):
        _done(chidi, job)
    until(lambda: any(each.subject == LEAVES[2][0] for each in house.mails(LEAVES[2][1])))
    house.world.settle()
    chidi.opens("/guidance-gaps").presses("Decline", reason=bird.song).is_refused(422)
    for subject, address in LEAVES:
        assert any(each.subject.startswith(subject) for each in house.mails(address)), subject


def _drafted(house: House) -> None:
    """Of this month, which is not over: days that pass here would have all else fall due."""
    with house.world.ledger.work("test") as work:
        work.add(
            Organisation(
                key="Y99098",
                name="Quiet Street Surgery",
                kind=OrganisationKind.PRACTICE,
                email=QUIET,
            )
        )
        for line in work.session.exec(select(Line)).all():
            found = drafting.prepare(work, line, MONTH, 5)
            assert found is not None
            drafting.draft(work, found)


def _done(chidi: Surfer, job: str) -> None:
    def ended() -> bool:
        chidi.opens("/jobs")
        place = chidi.page.index(f'id="job-{job}"')
        said = chidi.page[place:].partition("</section>")[0]
        return not any(words in said for words in ("Never yet", "At work now"))

    form = next(each for each in chidi.opens("/jobs").forms() if f"/{job}/" in each.action)
    chidi.posts(form.action, form.fields).sees("It is done within a few seconds")
    until(ended)
