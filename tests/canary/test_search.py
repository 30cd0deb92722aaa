"""The search is no good if it finds nothing: another patient is planted at each place, and found
there, however she is written."""

import base64
import gzip
import json
import quopri
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from fpdf import FPDF

from advice_line.kinds import CaseState
from advice_line.ledger.work import Ledger
from advice_line.tables.cases import Case
from integrations.sandbox.carrier import Carrier
from integrations.sandbox.mail_kept import KeptMail
from integrations.sandbox.posting import LoopbackPost
from integrations.sandbox.records import RestCall, Sms, Webhook
from tests.canary import places
from tests.canary.bird import Canary
from tests.canary.places import Found, Place, PostgresFiles
from tests.canary.wire import Visit
from tests.conftest import MONDAY_NINE
from tests.ledger.test_rotation import a_line
from tests.servers.processes import STOP_SECONDS, Deployment
from tests.stories.scene import ELM_ROAD_MOBILE, LINE, PUBLIC_URL

pytestmark = [pytest.mark.hazard("H07"), pytest.mark.hazard("H08")]

PLANTED = Canary(
    given="Amédée",
    family="Wintersmoor",
    script="鷹鴉鶫",
    number="9990000042",
    born=date(1958, 11, 27),
    postcode="ZE2 8QX",
)
ALL = {
    "given name",
    "family name",
    "name in another script",
    "number",
    "date of birth",
    "postcode",
}
SONG = PLANTED.song
# The carrier keeps telephone numbers, times and opaque ids; nothing of that is a patient.
INNOCENT = f"To {LINE}, call CA{'01' * 16} at 2026-11-23T09:00:00Z, reference K7Q2-M9FX, 999."

WRAPPED: dict[str, Callable[[str], bytes]] = {
    "plain": str.encode,
    "in capitals": lambda words: words.upper().encode(),
    "in small letters": lambda words: words.lower().encode(),
    "accents apart": lambda words: unicodedata.normalize("NFD", words).encode(),
    "utf-16": lambda words: words.encode("utf-16"),
    "utf-16 in hexadecimal": lambda words: words.encode("utf-16").hex().encode(),
    "hexadecimal": lambda words: words.encode().hex().encode(),
    "an address": lambda words: quote(words).encode(),
    "a form": lambda words: quote_plus(words).encode(),
    "json": lambda words: json.dumps({"words": words}).encode(),
    "python": lambda words: ascii(words).encode(),
    "html": lambda words: escape(words).encode("ascii", "xmlcharrefreplace"),
    "quoted-printable": lambda words: quopri.encodestring(words.encode()),
    "base64": lambda words: b"xy" + base64.b64encode(words.encode()),
    "base64 for addresses": lambda words: base64.urlsafe_b64encode(words.encode()),
    "base64 in json": lambda words: json.dumps(base64.b64encode(words.encode()).decode()).encode(),
}


@pytest.mark.parametrize("wrapping", WRAPPED)
def test_every_word_is_found_however_it_is_wrapped(wrapping: str) -> None:
    content = WRAPPED[wrapping](f"before {SONG} after")
    assert PLANTED.in_text(content) == ALL


@pytest.mark.parametrize(
    "number", ["9990000042", "999 000 0042", "999-000-0042", "999  000  0042", "NHS9990000042x"]
)
def test_the_number_is_found_in_every_grouping(number: str) -> None:
    assert PLANTED.in_text(number.encode()) == {"number"}


@pytest.mark.parametrize(
    "day",
    [
        "1958-11-27",
        "27/11/1958",
        "27.11.58",
        "27 11 1958",
        "27 November 1958",
        "27th Nov 1958",
        "27111958",
        "19581127",
    ],
)
def test_the_day_of_birth_is_found_in_every_spelling(day: str) -> None:
    assert PLANTED.in_text(f"born {day}.".encode()) == {"date of birth"}


@pytest.mark.parametrize("coding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_files_are_searched_for_the_spellings_they_may_hold(coding: str) -> None:
    page = bytes(range(256)) * 8
    assert PLANTED.in_file(page + SONG.encode(coding) + page) == ALL
    assert PLANTED.in_file(page + SONG.upper().encode(coding) + page) == ALL


@pytest.mark.parametrize("before", range(3))
def test_files_are_searched_for_base64_wherever_it_begins(before: int) -> None:
    content = base64.b64encode(b"." * before + PLANTED.family.encode() + b" and more")
    assert PLANTED.in_file(content) == {"family name"}


def test_what_is_nothing_of_hers_is_not_found() -> None:
    assert PLANTED.in_text(INNOCENT.encode()) == set()
    assert PLANTED.in_file(INNOCENT.encode()) == set()
    # A file of bytes that mean nothing: sealed text looks like that.
    assert PLANTED.in_text(gzip.compress(SONG.encode(), mtime=0)) == set()


def carrier(plant: Callable[[Carrier], None]) -> Iterator[Found]:
    made = Carrier(MONDAY_NINE, LoopbackPost())
    plant(made)
    return places.of_carrier(made)


def a_request(made: Carrier) -> None:
    made.rest_log.append(RestCall(MONDAY_NINE, "POST", "/Calls.json", [], [("Url", quote(SONG))]))


def an_answer(made: Carrier) -> None:
    answer = f"<Response><Say>{SONG}</Say></Response>".encode()
    made.webhooks.append(Webhook(MONDAY_NINE, "voice", PUBLIC_URL, [], {}, 200, {}, answer))


def a_text(made: Carrier) -> None:
    made.network.messages["SM"] = Sms(
        "SM", LINE, ELM_ROAD_MOBILE, SONG, MONDAY_NINE, "outbound-api"
    )


def an_address(made: Carrier) -> None:
    url = f"{PUBLIC_URL}/twilio/voice/greeted/{quote(SONG)}"
    made.webhooks.append(Webhook(MONDAY_NINE, "voice", url, [], {}, 200))


def mail(to: str = "oaklane@full.example.org", **parts: str | bytes) -> Iterator[Found]:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = str(parts.get("subject", "Radiology advice"))
    message.set_content(str(parts.get("body", "Nothing.")), cte="quoted-printable")
    file = parts.get("file", b"%PDF-")
    assert isinstance(file, bytes)
    name = str(parts.get("file_name", "advice.pdf"))
    message.add_attachment(file, maintype="application", subtype="pdf", filename=name)
    kept = KeptMail("advice@example.org", (to,), message.as_bytes())
    return places.of_mail([kept], "full.example.org")


def a_titled_pdf() -> bytes:
    document = FPDF()
    document.set_title(SONG)
    document.add_page()
    return bytes(document.output())


def visit(
    target: str = "/desk", body: str = "", *, by: str = "nobody", **headers: str
) -> Iterator[Found]:
    kind = {"content-type": "text/html"}
    return places.of_visits(
        [Visit(by, False, "GET", target, 200, kind | headers, body.encode())],
    )


_CARRIED = base64.b64encode(f"\xff\xd8 Exif {SONG}".encode()).decode()
HER_PICTURE = f'<img src="data:image/jpeg;base64,{_CARRIED}">'
PLANTS: list[tuple[Place, Callable[[], Iterable[Found]]]] = [
    (Place.REST, partial(carrier, a_request)),
    (Place.ANSWERS, partial(carrier, an_answer)),
    (Place.TEXTS, partial(carrier, a_text)),
    (Place.ADDRESSES, partial(carrier, an_address)),
    (Place.ADDRESSES, lambda: visit(f"/signin?next=/desk/{quote(SONG)}")),
    (Place.HEADS, lambda: mail(subject=SONG)),
    (Place.NOTICES, lambda: mail("elmroad@example.org", body=SONG)),
    (Place.ATTACHMENTS, lambda: mail(file_name=f"{SONG.replace('/', '-')}.pdf")),
    (Place.ATTACHMENTS, lambda: mail(file=a_titled_pdf())),
    (Place.HEADERS, lambda: visit(location=f"/desk/{quote(SONG)}")),
    (Place.TITLES, lambda: visit("/desk/K7Q2-M9FX", f"<title>{SONG}</title>", by="amara")),
    (Place.PAGES, lambda: visit("/metrics", SONG)),
    (Place.PAGES, lambda: visit("/desk/K7Q2-M9FX", SONG, by="chidi")),
    (Place.PACKS, lambda: visit("/library/month/2026-11/md", SONG)),
    (Place.PACKS, lambda: visit("/library/CK7Q-2M9/md", SONG, by="chidi")),
    (Place.PACKS, lambda: visit("/library/CK7Q-2M9/html", HER_PICTURE, by="chidi")),
    (Place.PAGES, lambda: visit("/library/CK7Q-2M9/md", SONG, by="amara")),
]


@pytest.mark.parametrize(("place", "plant"), PLANTS)
def test_she_is_found_at_each_place(place: Place, plant: Callable[[], Iterable[Found]]) -> None:
    found = [each for each in plant() if PLANTED.in_text(each.content)]
    assert place in {each.place for each in found}
    assert {what for each in found if each.place is place for what in traces(each)} >= {
        "family name",
        "number",
        "postcode",
    }


def traces(found: Found) -> set[str]:
    return {trace.rpartition(": ")[2] for trace in found.traces(PLANTED)}


def test_the_whole_letter_alone_may_be_mailed_and_only_to_whom_it_may_go() -> None:
    assert [trace for each in mail(body=SONG) for trace in each.traces(PLANTED)] == []


@pytest.mark.processes
def test_she_is_found_in_what_a_process_says(tmp_path: Path) -> None:
    code = f"import sys; print({SONG!r}); sys.stderr.write(ascii({SONG!r}))"
    with Deployment(tmp_path, {}) as deployment:
        child = deployment.start_program("child", [sys.executable, "-c", code])
        assert child.process.wait(STOP_SECONDS) == 0
    files = sorted(tmp_path.glob("*.std*"))
    assert [traces(each) for each in places.of_output(files)] == [ALL, ALL]


def test_she_is_found_in_rows_and_on_the_disk_unless_she_is_sealed(
    ledger: Ledger, database_url: str, tmp_path: Path
) -> None:
    def watched() -> Callable[[], Iterable[Found]]:
        """For one look: a busy server uses its log again once it was looked at."""
        if ledger.db.sqlite:
            return partial(places.of_folder, tmp_path)
        return PostgresFiles(database_url).found

    on_disk = watched()

    with ledger.work("test") as work:
        line = a_line(work).id or 0

    def add(question: str | None = None, proposal: str | None = None) -> None:
        with ledger.work("test") as work:
            work.add(
                Case(
                    line_id=line,
                    born_at=MONDAY_NINE,
                    state=CaseState.DRAFT,
                    question=question,
                    sealed_proposal=proposal,
                )
            )

    add(proposal=ledger.vault.seal(SONG, "cases.sealed_proposal"))
    assert [traces(each) for each in (*places.of_rows(ledger.db), *on_disk()) if traces(each)] == []
    on_disk = watched()
    add(question=SONG)
    in_rows = {each.place: traces(each) for each in places.of_rows(ledger.db) if traces(each)}
    assert in_rows == {Place.ROWS: ALL, Place.CASES: ALL}
    where = {each.what.partition("/")[0]: traces(each) for each in on_disk() if traces(each)}
    assert where == (
        {"test.sqlite3-wal": ALL} if ledger.db.sqlite else {"base": ALL, "pg_wal": ALL}
    )
