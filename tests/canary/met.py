"""A meeting with the case about her, and what somebody takes home from it: a certificate, a pack of
the next month, and a note into which they type her name."""

from datetime import timedelta

from tests.canary.bird import Canary
from tests.canary.house import House
from tests.web.meeting_scene import SERIES
from tests.web.surfing import Surfer

_CHAIRS = {"imaging_chair": "amara", "primary_chair": "chidi"}


def met(house: House, bird: Canary) -> None:
    amara = house.signed_in("amara").opens("/meetings")
    amara.presses("Make the series", **(SERIES | _CHAIRS)).follows(SERIES["name"])
    # In November the wall clock is that of UTC. Nobody can move a meeting to what has passed.
    soon = house.world.phones.now() + timedelta(minutes=5)
    when = {"on_day": f"{soon:%Y-%m-%d}", "starts": f"{soon:%H:%M}", "ends": "23:30"}
    amara.presses("Change the meeting", **when).is_refused(200).presses("Put on the agenda")
    at = amara.presses("Sign this agenda").address
    house.signed_in("chidi").opens(at).presses("Sign this agenda")
    page = amara.opens(f"{at}/present").page
    shown = f"{at}/items/{page.partition('/items/')[2].partition(chr(34))[0]}"
    assert amara.client.get(shown).headers["content-type"] == "image/jpeg"
    amara.presses("Keep what was said", notes=bird.name).is_refused(422)
    amara.presses("Keep what was said", notes="", standing="standard_met")
    room = f"/meet/{page.partition('/meet/')[2].partition('<')[0]}"
    guest = Surfer(house.client("stranger", typed=True)).opens(room)
    guest.presses("Sign in to the meeting", name="Dr Sam Example", role="GP")
    house.world.phones.advance(600)
    guest.opens(room).presses("Sign out of the meeting")
    given = guest.client.get(f"{room}/certificate.pdf")
    assert given.headers["content-type"] == "application/pdf"
    guest.opens(f"{room}/after").sees("A film before a scan.")
    guest.presses("Send how it was", useful="5", changes="yes", better=bird.number)
    guest.is_refused(422)
    for button in ("Note for Word", "Note as PDF", "Note as Markdown"):
        form = guest.opens(f"{room}/after").form(button)
        kind = next(each.value for each in form.buttons if each.label == button)
        typed = {"learned": bird.song, "form": kind}
        assert guest.client.post(form.action, data=form.fields | typed).status_code == 422
        typed = {"learned": bird.name, "change": bird.script, "form": kind}
        assert guest.client.post(form.action, data=form.fields | typed).status_code == 200
