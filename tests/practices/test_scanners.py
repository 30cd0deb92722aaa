"""Mail scanners open every link, some run its scripts, some press its buttons: none of that opens,
uses up or changes anything, and whoever the link is for goes on as if nothing had been (H15)."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlmodel import col, select

from advice_line.desk.practice import inviting
from advice_line.directory import lookups
from advice_line.rules.practice_form import Invited
from advice_line.tables.queries import Query
from advice_line.tables.trust import AccessLink
from advice_line.trust import links
from tests import set_up_once
from tests.access.untouched import Untouched
from tests.browser.desk_site import DeskSite, served
from tests.practices.practices import KIM, LOCUM, MANAGER, PRACTICES, Practices
from tests.servers.browser import visiting
from tests.web.people import CANARIES, ELM_ROAD_MAIL
from tests.web.surfing import Surfer

pytestmark = pytest.mark.hazard("H15")
_ALERT = re.compile(r"https://advice\.example\.org(/a/\S+)")
WHO = {"member_name": "Dr Lee Fenn", "member_role": "gp", "computer": "own"}


def used(practices: Practices) -> list[object]:
    """Which links were used, and what has been said by one."""
    with practices.scene.world.ledger.look("test") as work:
        found = work.session.exec(select(AccessLink).order_by(col(AccessLink.id))).all()
        return [each.used_at for each in found]


def presses_everything(surfer: Surfer, link: str, depth: int = 2) -> None:
    """Each button of each form, and of the pages to which they lead."""
    surfer.opens(link)
    for form in surfer.forms():
        if form.method == "post" and form.action.startswith(link.rpartition("/")[0]):
            for button in form.buttons:
                more = {button.name: button.value} if button.name else {}
                surfer.posts(button.action or form.action, form.fields | more)
                assert surfer.status < 500
                surfer.never_sees(*CANARIES)
                if depth > 1:
                    presses_everything(surfer, surfer.address, depth - 1)
                surfer.opens(link)


def test_a_scanner_that_presses_every_button_opens_nothing(practices: Practices) -> None:
    practices.advised()
    practices.alerts()
    kim = practices.joins(KIM, MANAGER)
    invitation = practices.invites(kim)
    letter = practices.scene.mailed_link(ELM_ROAD_MAIL)
    alert = next(
        found[1]
        for mail in reversed(practices.scene.mails(ELM_ROAD_MAIL))
        if (found := _ALERT.search(mail.text))
    )
    before = used(practices)
    for link in (letter, alert, invitation):
        presses_everything(practices.scene.browser(), link)
    assert used(practices) == before
    assert practices.trail("letter.viewed") == practices.trail("alert.viewed") == []
    assert [each.detail["by"] for each in practices.trail("member.joined")] == ["on_file"]
    # A quarter of an hour later whoever they are for goes on.
    practices.scene.world.wait(16 * 60)
    practices.accepts(invitation).presses("Join Elm Road Surgery", **WHO).is_at("/practice")
    practices.scene.reading().sees("Edith Larkspur")


@pytest.mark.browser
def test_a_scanner_that_runs_scripts_changes_nothing(tmp_path: Path, browser: Browser) -> None:
    with served(tmp_path) as site:
        set_up_once.set_up(site.service.ledger, PRACTICES)
        addresses = made_links(site)
        untouched = Untouched(tmp_path / "desk.sqlite3")
        for address in addresses:
            with visiting(browser) as visit:
                visit.page.goto(f"{site.url}{address}")
                visit.page.mouse.wheel(0, 5000)
                visit.page.wait_for_load_state("networkidle")
                assert visit.errors == []
            assert untouched.changed() == [], address
        untouched.close()


def made_links(site: DeskSite) -> list[str]:
    """Of an invitation and of a question."""
    site.asked("Edith Larkspur has a mass on her chest film, what next?")
    with site.service.ledger.work("test") as work:
        practice = next(
            each for each in lookups.organisations(work.session) if each.key == "Y99001"
        )
        invited = inviting.invite(work, practice, Invited(LOCUM, False, None), "test")
        query = work.session.exec(select(Query)).one()
        question = links.make(work, links.LinkKind.QUESTION, query=query.id)
        invitation = work.session.get_one(AccessLink, invited.link_id)
        vault = work.vault
        return [
            f"/practice/invited/{links.token(vault, invitation)}",
            f"/practice/invited/{links.token(vault, invitation)}/code",
            f"/q/{links.token(vault, question)}",
            f"/q/{links.token(vault, question)}/kept",
        ]
