"""Every way in for words about a patient, each sung into once: telephone, SMS, webhooks, record,
letter, library, addresses, commands, and what breaks on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from sqlalchemy import text

from advice_line.desk.published.facts import Facts
from advice_line.errors import Invalid
from advice_line.trust.roles import SYSTEM
from integrations.sandbox.phones import rings_out
from tests.canary.addresses import MONTH, addresses_and_sign_in, no_http, pages_for_everybody
from tests.canary.alerted import alerted
from tests.canary.asked import asked_in_writing
from tests.canary.audited import audited
from tests.canary.bird import Canary
from tests.canary.chatted import chatted
from tests.canary.house import House
from tests.canary.learned import learned
from tests.canary.mailed import mailed
from tests.canary.met import met
from tests.canary.systemed import systemed
from tests.canary.told_later import told_later
from tests.canary.traced import traced
from tests.canary.typed_record import record
from tests.education import came_with
from tests.stories.scene import (
    AMARA,
    ELM_ROAD_MOBILE,
    LINE,
    OAK_LANE_MOBILE,
    PUBLIC_URL,
    STRANGER,
)
from tests.web.people import ELM_ROAD_MAIL

_CHOICES = ("would_have_done", "urgency_asked", "urgency_set", "viewed_on", "egfr", "within_scope")
_LARGEST = 256 * 1024


def sing(house: House, bird: Canary) -> None:
    first = _a_record(house, bird)
    _a_notice_and_its_letter(house, bird)
    _an_addendum(house, bird, first)
    _a_whole_letter(house, bird)
    _a_caller_without_a_number(house, bird)
    _words_of_the_carrier(house, bird)
    _a_text(house, bird)
    _a_case(house, bird, first)
    met(house, bird)
    learned(house, bird)
    traced(house, bird, first)
    alerted(house, bird, first)
    asked_in_writing(house, bird)
    chatted(house, bird)
    mailed(house, bird)
    told_later(house, bird)
    systemed(house, bird)
    addresses_and_sign_in(house, bird, first)
    no_http(house, bird)
    pages_for_everybody(house, first)
    _commands(house, bird, first)
    audited(house, bird)


def _a_record(house: House, bird: Canary) -> str:
    """Wrong in every way first, then with the database broken beneath it, then signed."""
    reference = house.called()
    amara = house.browser("amara").opens(house.text_link("amara")).presses("Open the record")
    page = f"/desk/{reference}/record"
    wrong = record(bird) | dict.fromkeys(_CHOICES, bird.song)
    wrong |= {"date_of_birth": bird.song, "nhs_number": bird.song, "review_date": bird.song}
    amara.presses("Save and send", **wrong).is_refused(422).sees("There is a problem")
    amara.presses("Save and send", **(record(bird) | {"question": bird.song * 80})).is_refused(422)
    token = amara.form("Save and send").fields["form_token"]
    with _without(house, "drafts"):
        amara.posts(page, record(bird) | {"form_token": token}).is_refused(500)
        amara.posts(f"/desk/{reference}/draft", record(bird) | {"form_token": token})
        amara.is_refused(500)
    amara.posts(page, record(bird) | {"form_token": "of another visit"}).is_refused(403)
    files = {"patient_name": (f"{bird.name}.pdf", bird.song.encode())}
    assert amara.client.post(page, data=record(bird), files=files).status_code == 403
    assert amara.client.post(page, content=_too_long(bird)).status_code == 413
    amara.posts(f"/desk/{reference}/draft", record(bird) | {"form_token": token}).is_refused(200)
    amara.opens(page).sees(bird.given).presses("Save and send", **record(bird))
    amara.is_at(f"/desk/{reference}/saved").sees(bird.given)
    house.world.settle()
    return reference


@contextmanager
def _without(house: House, table: str) -> Iterator[None]:
    """The database broken: what is saved fails, and the error holds what was to be saved."""

    def rename(old: str, new: str) -> None:
        with house.database.engine.begin() as connection:
            connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))

    rename(table, f"{table}_away")
    try:
        yield
    finally:
        rename(f"{table}_away", table)


def _too_long(bird: Canary) -> bytes:
    return (bird.song.encode() * (_LARGEST // len(bird.song) + 1))[: _LARGEST + 1]


def _a_notice_and_its_letter(house: House, bird: Canary) -> None:
    """Elm Road's mail may carry no letter: only word of it, and the letter behind a code."""
    practice = house.browser("elm road").opens(house.mailed_link(ELM_ROAD_MAIL))
    practice.sees("A reply is waiting").presses("Send me a code")
    house.world.settle()
    practice.presses("Continue", code=bird.number).is_refused(422)
    practice.presses("Continue", code=house.mailed_code(ELM_ROAD_MAIL)).sees(bird.given)
    here = practice.address
    for ending in ("pdf", "txt"):
        assert practice.client.get(f"{here}/letter.{ending}").status_code == 200
    received = "Received: a clinician will act"
    practice.presses(received, acknowledged_by=bird.song * 2).is_refused(422)
    practice.presses(received, acknowledged_by=bird.song).sees("Thank you", bird.given)


def _an_addendum(house: House, bird: Canary, reference: str) -> None:
    amara = house.signed_in("amara").opens(f"/desk/{reference}/record")
    amara.presses("Save and send", **(record(bird) | {"addendum_reason": bird.song}))
    amara.is_at(f"/desk/{reference}/saved")
    house.world.settle()


def _a_whole_letter(house: House, bird: Canary) -> None:
    """Under another name first, which is stopped before it is sent."""
    reference = house.called(OAK_LANE_MOBILE)
    amara = house.browser("amara").opens(house.text_link("amara")).presses("Open the record")
    another = record(bird) | {"patient_name": f"{bird.given} Other", "number_missing_reason": ""}
    amara.presses("Save and send", **another).is_refused(409).sees("Is this the right patient?")
    amara.opens(f"/desk/{reference}/record").presses("Save and send", **record(bird))
    amara.is_at(f"/desk/{reference}/saved")
    house.world.settle()


def _a_caller_without_a_number(house: House, bird: Canary) -> None:
    """Keys the patient's number instead of their own, then speaks, and is closed with a word."""
    house.world.everybody(rings_out())
    gp = house.world.person(STRANGER).rings(LINE, withheld=True)
    gp.hears("Your number is withheld").presses(f"{bird.number}#")
    gp.hears("not a telephone number").presses(f"{bird.born:%d%m%Y}#")
    gp.hears("Please leave your number", within=150).hears("[beep]").waits(1)
    gp.says(bird.song).waits(20).hears("Your reference is").is_cut_off()
    house.world.settle()
    amara = house.signed_in("amara")
    reference = house.world.queries()[-1]["reference"]
    amara.opens(f"/desk/{reference}").opens(f"/desk/{reference}/message").is_refused(200)
    closing = {"closed_as": "other", "reason": bird.song}
    amara.opens(f"/desk/{reference}").presses("Close it", **closing).is_refused(200)
    assert house.world.queries()[-1]["state"] == "closed"


def _words_of_the_carrier(house: House, bird: Canary) -> None:
    """Fields that nobody asked for, and requests that are refused."""
    phones, account = house.world.phones, house.carrier.account.sid
    phones.text(ELM_ROAD_MOBILE, LINE, bird.song)
    words = ("CallerName", "SpeechResult", "TranscriptionText", "FromCity", "Body", "SipHeader_x")
    odd = [(name, bird.song) for name in words]
    arrived = [("AccountSid", account), ("To", LINE), ("CallStatus", "ringing"), *odd]
    incoming = f"{PUBLIC_URL}/twilio/voice/incoming"
    assert phones.forge(incoming, [("CallSid", "CA" + "1" * 32), ("From", AMARA), *arrived]) == 200
    named = [("CallSid", "CA" + "2" * 32), ("From", bird.song), *arrived]
    assert phones.forge(incoming, named) == 200
    keyed = [("CallSid", "CA" + "1" * 32), ("Digits", bird.song), *arrived]
    assert phones.forge(f"{PUBLIC_URL}/twilio/voice/greeted", keyed) == 400
    elsewhere = [("RecordingUrl", f"https://example.org/{quote(bird.song)}"), *named]
    assert phones.forge(incoming, elsewhere) == 403
    anothers = [("CallSid", bird.song), ("AccountSid", bird.song), ("To", LINE)]
    assert phones.forge(incoming, anothers) == 403
    nowhere = f"{PUBLIC_URL}/twilio/voice/leg/{quote(f'{bird.name} {bird.number}')}"
    assert phones.forge(nowhere, [*named, ("CallStatus", "completed")]) == 403
    assert phones.forge(nowhere, named, signed=False) == 403
    (told, *_) = [sms for sms in house.carrier.network.messages.values() if sms.status_callback]
    lost = [("MessageStatus", "failed"), ("ErrorCode", bird.song), ("AccountSid", account)]
    moved = told.status_callback.partition("#")[0]
    assert phones.forge(moved, [("MessageSid", told.sid), *lost]) == 204
    house.world.settle()


def _a_text(house: House, bird: Canary) -> None:
    """Words about her in a text of its own, one that joins it, and one with another's reference:
    read on the query's page, answered by a fixed sentence, told to nobody."""
    texted = [query for query in house.world.queries() if query["channel"] == "sms"]
    reference = texted[-1]["reference"]
    house.world.phones.text(ELM_ROAD_MOBILE, LINE, f"{reference}: {bird.song}")
    house.world.phones.text(STRANGER, LINE, f"{reference}: {bird.song}")
    house.world.settle()
    amara = house.signed_in("amara").opens(f"/desk/{reference}").sees(bird.given)
    amara.presses("Text them: please ring us").sees("Please ring us.")
    house.world.settle()
    assert len(house.world.queries()) == len(texted) + 1 + _others(house)


def _others(house: House) -> int:
    return sum(query["channel"] != "sms" for query in house.world.queries())


def _a_case(house: House, bird: Canary, query: str) -> None:
    """Typed back in and refused, confirmed as proposed, approved by a second person."""
    amara = house.signed_in("amara")
    amara.opens(f"/desk/{query}/saved").presses("Offer this case for teaching")
    case = house.world.queries()[0]["case"]["reference"]
    confirm = "Nobody can be recognised in this"
    amara.opens(f"/library/{case}").sees(bird.given)
    amara.presses(confirm, question=bird.song, learning_point=bird.song).is_refused(422)
    amara.opens(f"/library/{case}")
    amara.presses(confirm, topic=bird.song, learning_point="A film before a scan.")
    amara.is_at(f"/library/{case}").is_refused(200)
    _a_picture(house, bird, case)
    chidi = house.signed_in("chidi")
    chidi.opens(f"/library/{case}").presses("Approve").sees("A film before a scan.")
    chidi.presses("It may be taught", looked="yes").never_sees("Not checked yet")
    chidi.opens("/library").opens(f"/library/month/{MONTH}").sees("A film before a scan.")
    for form in ("md", "html", "json", "pdf", "docx", "pptx"):
        assert chidi.client.get(f"/library/month/{MONTH}/{form}").status_code == 200
    for form in ("md", "html", "json", "pdf"):
        assert chidi.client.get(f"/library/{case}/{form}").status_code == 200
    house.command("cases", "export", case)
    _a_list(house, bird, case)


def _a_picture(house: House, bird: Canary, case: str) -> None:
    """Named after her, and with her song in what it says of itself."""
    film = came_with.film(bird.song)
    source = came_with.picture(house.world.ledger, case, film, name=f"{bird.name}.png")
    offer = {"source": source, "looked": "yes"}
    amara = house.signed_in("amara").opens(f"/library/{case}")
    amara.presses("Offer this picture", **offer, shows=bird.name).is_refused(422)
    amara.opens(f"/library/{case}")
    amara.presses("Offer this picture", **offer, shows="Plain film of the back.")
    amara.is_at(f"/library/{case}")


def _a_list(house: House, bird: Canary, case: str) -> None:
    """Her name in its words and in a note, refused; then kept without, and shared."""
    amara = house.signed_in("amara").opens("/library/lists")
    amara.presses("Make the list", name=f"{bird.number} again", said=bird.song).is_refused(422)
    amara.opens("/library/lists").presses("Make the list", name="Films", line="hotdoc")
    here = amara.address
    amara.presses("Keep the list", add=case).is_at(here)
    amara.presses("Keep the list", **{f"note-{case}": bird.song}).is_refused(422)
    amara.opens(here).presses("Keep the list", **{f"note-{case}": "A film first."}).is_at(here)
    chidi = house.signed_in("chidi").opens("/library/lists").sees("Films")
    chidi.opens(here).sees("A film first.")


def _commands(house: House, bird: Canary, reference: str) -> None:
    """`--reveal` alone shows her, to a file of its own here, and its reason may not name her."""
    with pytest.raises(Invalid):
        Facts(house.world.ledger).revealed(SYSTEM, reference, bird.song, "somebody")
    house.reveal(reference)
    house.command("worker", "--once")
    house.command("inbox", "list")
    house.command("queries", "show", reference)
    house.command("education", "pack", "--month", MONTH)
