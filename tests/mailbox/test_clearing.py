"""A person clears the quarantine on a page: a question, more of a query whose party wrote it, or
not for us; and reads the mails of a query as they came. Each look is a line of the trail."""

import pytest
from sqlmodel import select

from advice_line.desk.mailbox.clearing import Clearing
from advice_line.errors import Conflict
from advice_line.tables.ledger import TrailEntry
from integrations.email.reading.reader import Reader
from tests.mailbox.writing import ELM_ROAD, STRANGER, WORDS, Mails, forged, mail, report
from tests.stories.world import AMARA, CHIDI
from tests.web.people import Scene
from tests.web.surfing import Surfer

MACHINE = "Auto-Submitted: auto-generated\r\n"


@pytest.fixture
def chidi(mails: Mails) -> Surfer:
    """Coordinator, lead and responder."""
    return Scene(mails.world, mails.server).signed_in_by(CHIDI)


def opened(chidi: Surfer) -> Surfer:
    chidi.opens("/admin").follows("Mails in quarantine")
    return chidi.follows("A machine wrote it")


def trail(mails: Mails, action: str) -> int:
    with mails.world.ledger.look("test") as work:
        found = work.session.exec(select(TrailEntry).where(TrailEntry.action == action))
        return len(found.all())


def test_the_list_says_nothing_of_what_is_in_a_mail_and_opening_one_is_kept(
    mails: Mails, chidi: Surfer
) -> None:
    mails.comes(mail(sender=STRANGER, more=MACHINE))
    chidi.opens("/admin/mail").sees("A machine wrote it")
    chidi.never_sees("Larkspur", STRANGER)
    assert trail(mails, "mail.viewed") == 0
    opened(chidi).sees(WORDS)
    assert trail(mails, "mail.viewed") == 1


def test_what_is_a_question_all_the_same_becomes_a_query_and_no_machine_is_answered(
    mails: Mails, chidi: Surfer
) -> None:
    mails.comes(mail(sender=STRANGER, more=MACHINE, subject="Today"))
    opened(chidi).presses("A question: make it a query").sees("Nothing waits here")
    mails.world.settle()
    assert mails.world.query()["urgency"]["asked"] == "today"
    assert mails.answers(STRANGER) == []
    assert mails.words()[-1].endswith(WORDS)
    assert mails.fates == [("quarantine", "automatic")]
    assert any("written question" in text for text in mails.world.texts(AMARA))


@pytest.mark.hazard("H01")
def test_what_waits_stands_above_what_is_owed_and_below_it_once_nothing_does(
    mails: Mails, chidi: Surfer
) -> None:
    mails.comes(mail())
    mails.comes(report(mails.last().header("Message-ID") or "", ELM_ROAD))
    mails.comes(mail(sender=STRANGER, more=MACHINE))
    place, owed = "Mails in quarantine", "Check the address: what we sent did not arrive"
    page = chidi.opens("/admin").text
    assert page.index(place) < page.index(owed)
    opened(chidi).presses("It is not for us", reason="A newsletter")
    page = chidi.opens("/admin").text
    assert page.index(owed) < page.index(place)


@pytest.mark.hazard("H20")
def test_only_a_party_to_a_query_is_added_to_it(mails: Mails, chidi: Surfer) -> None:
    mails.comes(mail())
    reference = mails.world.query()["reference"]
    mails.comes(mail("Of another.", sender=STRANGER, more=MACHINE, subject=f"Re: {reference}"))
    opened(chidi).sees("its sender is no party to it")
    chidi.presses("Add it to that query", reference=reference).sees("is no party to")
    assert len(mails.world.query()["contacts"]) == 1
    chidi.presses("Add it to that query", reference="AAAA-2222").is_refused(422)
    chidi.sees("No query has this reference")


def test_what_a_party_to_it_wrote_is_added(mails: Mails, chidi: Surfer) -> None:
    mails.comes(mail())
    reference = mails.world.query()["reference"]
    mails.comes(mail("And her eGFR is 40.", more=MACHINE, subject=f"Re: {reference}"))
    assert mails.fates[-1] == ("quarantine", "automatic")
    opened(chidi).sees("its sender is a party to it").presses("Add it to that query")
    assert mails.words()[-1] == "And her eGFR is 40."


def test_what_is_not_for_us_goes_with_a_reason_and_once(mails: Mails, chidi: Surfer) -> None:
    mails.comes(mail(sender=STRANGER, more=MACHINE))
    opened(chidi).presses("It is not for us").sees("Say why it is not for us")
    chidi.presses("It is not for us", reason="A newsletter").sees("Nothing waits here")
    assert mails.world.queries() == []
    clearing = Clearing(mails.world.ledger, Reader())
    with pytest.raises(Conflict, match="has cleared it"):
        clearing.as_query(mails.world.responder("amara"), mails.id_of(0), "another")


@pytest.mark.hazard("H15")
def test_a_forged_mail_says_so_where_it_is_read(mails: Mails) -> None:
    mails.comes(mail(more=forged("example.org")))
    reference = mails.world.query()["reference"]
    amara = Scene(mails.world, mails.server).signed_in("amara")
    amara.opens(f"/desk/{reference}").sees("nobody has proven who sent it")
    amara.follows("The whole mail").sees("Its sender may be somebody else")


def test_a_querys_mails_are_read_whole_and_taken_away_as_they_came(mails: Mails) -> None:
    raw = mail("Short.\r\n\r\nOn Monday she wrote:\r\n> an older line\r\n")
    mails.comes(raw)
    reference = mails.world.query()["reference"]
    amara = Scene(mails.world, mails.server).signed_in("amara")
    amara.opens(f"/desk/{reference}/mail").sees("an older line").sees(ELM_ROAD)
    taken = amara.client.get(f"/desk/{reference}/mail/{mails.id_of(0)}")
    assert taken.content == raw
    assert taken.headers["content-disposition"].startswith("attachment")
    assert taken.headers["x-content-type-options"] == "nosniff"
    assert "elmroad" not in taken.headers["content-disposition"]
    assert (trail(mails, "mail.viewed"), trail(mails, "mail.taken_away")) == (1, 1)
    mails.comes(mail(sender=STRANGER))
    other = mails.world.queries()[1]["reference"]
    assert amara.client.get(f"/desk/{other}/mail/{mails.id_of(0)}").status_code == 404
