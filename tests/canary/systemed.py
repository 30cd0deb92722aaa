"""A question about her from a practice's own system: sent wrong, sent whole, asked back, fetched;
and what that system is told meanwhile, which is nothing of her."""

from urllib.parse import quote

from tests.canary.bird import Canary
from tests.canary.house import House
from tests.servers.receiver import Receiver

_PLACE = "/api/v1/queries"


def systemed(house: House, bird: Canary) -> None:
    with Receiver(house.folder, tls=False) as receiver:
        whose = ("--organisation", "Y99001")
        house.command("webhooks", "add", *whose, "--url", receiver.url)
        scopes = "raise,read,letter,acknowledge"
        made = house.command("api-keys", "add", *whose, "--name", "Records", "--scopes", scopes)
        reference = _asks(house, bird, f"Bearer {made.split()[0]}")
        house.world.settle()
        house.command("webhooks", "list")
        house.command("api-keys", "list", "--json")
        assert reference.encode() in receiver.posts[0].body
        house.told.extend(receiver.posts)


def _asks(house: House, bird: Canary, key: str) -> str:
    system = house.client("elm road's system")
    system.headers["Authorization"] = key
    fields = ("requester_name", "patient_name", "number_missing_reason", "question")
    whole = dict.fromkeys(fields, bird.song) | {
        "date_of_birth": f"{bird.born}",
        "nhs_number": bird.number,
        "urgency_asked": "today",
        "registration": "GMC 9990002",
        "booking_reference": f"00{bird.number}",
    }
    faulty = ("urgency_asked", "nhs_number", "email", "egfr", "registration")
    wrong = whole | dict.fromkeys(faulty, bird.song)
    once = {"Idempotency-Key": bird.family}
    refused = system.post(_PLACE, json=wrong | {bird.family: bird.song}, headers=once)
    assert refused.status_code == 422
    assert system.post(_PLACE, content=bird.song.encode(), headers=once).status_code == 400
    told = system.post(_PLACE, json=whole, headers=once)
    assert told.status_code == 201
    reference = str(told.json()["reference"])
    amara = house.signed_in("amara").opens(f"/desk/{reference}").presses("Claim")
    amara.presses("Look over before sending", ask_back=bird.song).presses("Send to requester")
    assert bird.song in system.get(f"{_PLACE}/{reference}").json()["asked_back"]["words"]
    system.post(f"{_PLACE}/{reference}/answers", json={"words": bird.song}, headers=once)
    answered = {"Idempotency-Key": "answered"}
    words = {"words": bird.song}
    answer = system.post(f"{_PLACE}/{reference}/answers", json=words, headers=answered)
    assert answer.status_code == 200
    for lost in (f"/{quote(bird.song, safe='')}", f"?since={quote(bird.song)}"):
        typing = house.client("elm road's system", typed=True)
        assert typing.get(f"{_PLACE}{lost}", headers={"Authorization": key}).status_code >= 400
    return reference
