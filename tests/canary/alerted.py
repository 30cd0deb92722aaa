"""An alert about her to a practice whose mail may hold none of it, and that somebody differs from
the report: typed wrong, sent, read behind a code, told to the line's channel, and withdrawn."""

import re

from tests.canary.bird import Canary
from tests.canary.house import House
from tests.canary.workspace import CHANNEL
from tests.drills.waiting import until
from tests.web.people import ELM_ROAD_MAIL

_LINK = re.compile(r"https://advice\.example\.org(/a/\S+)")


def alerted(house: House, bird: Canary, reference: str) -> None:
    given = {
        "organisation": "Y99001",
        "patient_name": bird.name,
        "date_of_birth": f"{bird.born:%d %m %Y}",
        "nhs_number": bird.number,
        "number_missing_reason": bird.song,
        "word": "cancer",
        "primary_site": bird.song,
        "message": bird.song,
    }
    amara = house.signed_in("amara").opens(f"/desk/{reference}")
    amara.presses("I differ", changes_management="no", difference=bird.song).sees(bird.given)
    amara.opens(f"/alerts/new?about={reference}")
    assert bird.given in amara.form("Look it over").fields["patient_name"]
    amara.presses("Look it over", **dict.fromkeys(given, bird.song)).is_refused(422)
    another = {"patient_name": f"{bird.given} Other", "number_missing_reason": ""}
    amara.presses("Look it over", **(given | another)).is_refused(409).sees(bird.given)
    amara.presses("Correct it").presses("Look it over", **given).sees(bird.given)
    amara.presses("Send the alert").sees(bird.given)
    house.world.settle()
    _read(house, bird)
    house.signed_in("chidi").opens("/desk").opens("/alerts").sees("Elm Road Surgery")
    page = amara.opens(amara.address).sees(bird.given)
    said = ("spoke_to", "spoke_role", "spoke_at", "agreed")
    song = dict.fromkeys(said, bird.song)
    page.presses("Spoken and read back", **song).is_refused(422)
    page.presses("Withdraw the alert", reason=bird.song).sees(bird.given)
    house.world.settle()
    # The worker may still have the word for the chat in its hands.
    until(lambda: any("alert" in str(each.text) for each in house.chat.messages(CHANNEL)))
    house.command("alerts", "list", "--all", "--json")


def _read(house: House, bird: Canary) -> None:
    """By its practice, which cannot act and says why."""
    links = [found[1] for mail in house.mails(ELM_ROAD_MAIL) if (found := _LINK.search(mail.text))]
    practice = house.browser("elm road").opens(links[-1]).presses("Send me a code")
    house.world.settle()
    practice.presses("Continue", code=bird.song).is_refused(422)
    practice.presses("Continue", code=house.mailed_code(ELM_ROAD_MAIL)).sees(bird.given)
    said = {"answered_by": bird.song, "cannot_act_reason": bird.song}
    practice.presses("We cannot act on it", **(said | {"answered_by": ""})).is_refused(422)
    practice.presses("We cannot act on it", **said).sees(bird.given)
    house.world.settle()
