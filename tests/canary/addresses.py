"""What stands in an address, in a field that is not for it, or in no request at all; and the pages
that anybody may open."""

import socket
from urllib.parse import quote

from tests.canary.bird import Canary
from tests.canary.house import House
from tests.canary.typed_record import record
from tests.web.surfing import Surfer

MONTH = "2026-11"


def addresses_and_sign_in(house: House, bird: Canary, reference: str) -> None:
    """What a person types into an address bar, or into a field that is not for it."""
    song, number = quote(bird.song, safe=""), bird.number
    strangers = house.client("stranger", typed=True)
    for path in (
        f"/q/{song}",
        f"/q/{number}",
        f"/q/{song}/code",
        f"/you/tracers/{song}",
        f"/you/tracers/{number}/code",
        f"/r/{song}",
        f"/a/{song}",
        f"/alerts/{song}",
        f"/alerts/new?about={song}",
        f"/desk/{song}",
        f"/desk/{bird.family}",
        f"/desk/{number}/record",
        f"/library/{song}",
        f"/signin?next=/{song}",
        f"/signin?next=/desk/{number}",
        f"/{song}?patient={song}",
        f"/?patient={song}",
        f"/static/{song}.css",
        f"/metrics?patient={song}",
    ):
        headers = {"Referer": f"https://example.org/{song}", "User-Agent": song}
        strangers.get(path, headers=headers)
    strangers.post(f"/desk/{song}/record", data=record(bird))
    for field in (song, bird.song, number, bird.spaced, f"{bird.family}@example.org"):
        Surfer(strangers).opens("/signin").presses("Send me a code", mobile=field)
    Surfer(strangers).opens("/signin/code").presses("Continue", code=bird.song)
    staff = house.signed_in("amara")
    typing = house.client("amara", typed=True)
    typing.cookies = staff.client.cookies
    for path in (
        f"/desk/{song}",
        f"/desk/%00{song}",
        f"/desk/{reference}?patient={song}",
        f"/library/{song}",
        f"/library?month={song}&line={song}",
        f"/library/month/{song}",
        f"/library/month/{MONTH}/{song}",
        f"/api/v1/queries?external={song}",
        f"/api/v1/queries?state={song}&line={song}&limit={song}",
        f"/api/v1/queries/{song}",
    ):
        typing.get(path)


def no_http(house: House, bird: Canary) -> None:
    """A line that is no request: the server must not say what it was."""
    with socket.create_connection(("127.0.0.1", house.port), timeout=5) as connection:
        connection.sendall(f"GET /{bird.song} HTTP/1.1\r\nHost: {bird.family}\r\n\r\n".encode())
        assert b" 400 " in connection.recv(4096)


def pages_for_everybody(house: House, reference: str) -> None:
    nobody = house.client("nobody")
    for path in ("/", "/signin", "/healthz", "/readyz", "/metrics", "/api/v1/openapi.json"):
        assert nobody.get(path).status_code in (200, 503)
    chidi = house.signed_in("chidi")
    for path in (
        "/desk",
        "/desk/list",
        "/desk/today",
        "/desk/today/now",
        "/admin",
        "/admin/outgoing",
        "/library",
        "/api/v1/queries",
        f"/api/v1/queries/{reference}",
    ):
        chidi.opens(path).is_refused(200)
