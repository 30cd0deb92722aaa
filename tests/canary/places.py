"""Where words of a patient must never be, and what there was to read at each place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy import select

from advice_line.db import Database
from advice_line.education.packs.pack import Form
from advice_line.tables.every import metadata
from integrations.sandbox.carrier import Carrier
from integrations.sandbox.mail_kept import KeptMail
from integrations.sandbox.slack.miniature import Miniature
from tests.canary import workspace
from tests.canary.bird import Canary
from tests.canary.wire import Visit
from tests.education import reading
from tests.servers.receiver import Post

# What leaves as a file: of the library a month or a case, of the audit a report.
_LEFT = re.compile(
    r"/(?:library/(?:month/[^/]+|C[^/]+)|audit/reports/[^/]+)/(?:html|pdf|md|json|docx|pptx|xlsx|csv)$"
)
_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n.*?\r?\nendstream", re.DOTALL)
_WAL_SEGMENT = 16 * 1024 * 1024


class Place(StrEnum):
    REST = "asked of the carrier"
    CHAT = "asked of the chat, or answered to it"
    ANSWERS = "answered to the carrier"
    TEXTS = "text messages"
    HEADS = "heads of mails"
    NOTICES = "mails where no letter may go"
    ATTACHMENTS = "names and metadata of attached files"
    OUTPUT = "what processes say"
    ADDRESSES = "addresses that we lead to"
    HEADERS = "headers of our answers"
    TITLES = "titles of pages"
    PAGES = "pages for others"
    CASES = "cases"
    PACKS = "education packs and reports"
    ROWS = "rows of the database"
    FILES = "files of the database and of the site"
    WEBHOOKS = "told to a practice's own system"
    RECORD = "names and lists of files for the hospital's own record"


@dataclass(frozen=True)
class Found:
    """Something to search; `what` says where it comes from."""

    place: Place
    what: str
    content: bytes

    def traces(self, bird: Canary) -> Iterator[str]:
        search = bird.in_file if self.place is Place.FILES else bird.in_text
        return (f"{self.place}: {self.what}: {trace}" for trace in sorted(search(self.content)))


def of_carrier(carrier: Carrier) -> Iterator[Found]:
    for call in carrier.rest_log:
        asked = repr((call.path, call.query, call.form)).encode()
        yield Found(Place.REST, f"{call.method} {call.path[:80]}", asked)
    for sms in carrier.network.messages.values():
        if sms.direction != "inbound":
            yield Found(Place.TEXTS, f"to {sms.to_number}", sms.body.encode())
    for hook in carrier.webhooks:
        if hook.kind != "forged":
            yield Found(Place.ADDRESSES, hook.kind, hook.url.encode())
        yield Found(Place.ANSWERS, hook.kind, hook.answer)
        yield Found(Place.ANSWERS, f"headers, {hook.kind}", repr(hook.answer_headers).encode())


def of_chat(slack: Miniature) -> Iterator[Found]:
    for what, content in (*workspace.asked_of(slack), *workspace.answered_to(slack)):
        yield Found(Place.CHAT, what, content)


def of_mail(mails: Iterable[KeptMail], letters_may_go_to: str) -> Iterator[Found]:
    """`letters_may_go_to` is the domain whose mails alone may hold a letter, in text and file; what
    is told to every practice, and says how to get no more of it, is none."""
    for mail in mails:
        head = re.split(rb"\r?\n\r?\n", mail.raw, maxsplit=1)[0]
        heads = f"{head!r} {mail.message.items()} {mail.sender} {mail.recipients}"
        yield Found(Place.HEADS, mail.subject, heads.encode())
        yield Found(Place.HEADS, mail.subject, head)
        for attached in mail.attachments:
            yield Found(Place.ATTACHMENTS, mail.subject, attached.file_name.encode())
            if attached.file_name.endswith(".pdf"):
                outside = _STREAM.sub(b"", attached.content)
                yield Found(Place.ATTACHMENTS, f"{attached.file_name}, its metadata", outside)
        theirs = all(each.endswith(f"@{letters_may_go_to}") for each in mail.recipients)
        if not theirs or mail.header("List-Unsubscribe") is not None:
            yield Found(Place.NOTICES, mail.subject, mail.raw)
            yield Found(Place.NOTICES, mail.subject, mail.text.encode())


def of_output(files: Iterable[Path]) -> Iterator[Found]:
    for file in files:
        yield Found(Place.OUTPUT, file.name, file.read_bytes())


def of_visits(visits: Iterable[Visit]) -> Iterator[Found]:
    for visit in visits:
        what = f"{visit.status} {visit.method} {visit.path[:40]} by {visit.by}"
        if not visit.typed:
            yield Found(Place.ADDRESSES, what, visit.target.encode())
        yield Found(Place.HEADERS, what, repr(dict(visit.headers)).encode())
        for title in _TITLE.findall(visit.body):
            yield Found(Place.TITLES, what, title)
        if not is_theirs(visit):
            yield Found(Place.PAGES, what, visit.body)
        if _LEFT.match(visit.path) or visit.path.endswith("/certificate.pdf"):
            yield Found(Place.PACKS, what, _inside(visit.body))


def _inside(body: bytes) -> bytes:
    """What a pack holds, of one that is an archive or a PDF too, as a reader sees it, and each of
    its pictures as it is."""
    if body.startswith(b"PK"):
        form = Form.SLIDES
    else:
        form = Form.PDF if body.startswith(b"%PDF") else Form.HTML
    words = body if form is Form.HTML else reading.words(body, form).encode()
    return b"\n".join((words, *reading.pictures(body, form)))


def is_theirs(visit: Visit) -> bool:
    """Whether this page is where its reader sees the patient, or gets back what they typed."""
    match visit.by:
        case "amara":  # the responder, who is also the author
            # Notes that are refused are given back.
            back = visit.method == "POST" and visit.status == 422
            if back and visit.path.startswith("/meetings/"):
                return True
            own = ("/desk/", "/alerts/", "/library/C", "/library/lists")
            return visit.path.startswith(own) and not _LEFT.match(visit.path)
        # The office, which reads what nobody could tell whose it is, and who asks; and who approves
        # a case, before whom the original lies with what was taken out of it.
        case "chidi":
            # So are words of a lead, and a period, that are refused.
            if visit.status == 422 and visit.path.startswith("/audit"):
                return True
            theirs = (
                *("/admin/mail/", "/admin/tracers/", "/admin/tasks/", "/library/C"),
                "/guidance-gaps/",
            )
            return visit.path.startswith(theirs) and not _LEFT.match(visit.path)
        case "elm road":
            return visit.path.startswith(("/q/", "/a/", "/you/tracers/"))
        case "elm road's system":
            return visit.path.startswith("/api/v1/queries")
        case "asker":
            return visit.path.startswith(("/q/", "/ask", "/you"))
        case "stranger":
            return visit.typed and visit.method == "POST"
    return False


def of_rows(database: Database) -> Iterator[Found]:
    with database.reading() as session:
        for table in metadata().sorted_tables:
            for row in session.execute(select(table)):
                content = repr(dict(row._mapping)).encode()
                yield Found(Place.ROWS, table.name, content)
                if table.name == "cases":
                    yield Found(Place.CASES, table.name, content)


def of_posts(posts: Iterable[Post]) -> Iterator[Found]:
    for post in posts:
        yield Found(Place.WEBHOOKS, post.path, f"{post.path} {post.headers}".encode() + post.body)


def of_record(folder: Path) -> Iterator[Found]:
    """The letters themselves are hers; what they are called and listed as is read by others."""
    for file in folder.iterdir():
        yield Found(Place.RECORD, file.name, file.name.encode())
        if file.name.endswith(".manifest.json"):
            yield Found(Place.RECORD, "a list of files", file.read_bytes())


def of_folder(folder: Path) -> Iterator[Found]:
    """Every file: a database of SQLite with its log, what processes said, what they left."""
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        yield Found(Place.FILES, file.name, file.read_bytes())


class PostgresFiles:
    """What one database of a PostgreSQL server has on the disk, and what the server wrote into
    its log of transactions and its own log since this was made. A busy server uses the files of
    its log again, so a replication slot holds them back until they are first asked for.
    """

    def __init__(self, url: str) -> None:
        self._url = url.replace("+psycopg", "")
        self._slot = f"canary_{uuid4().hex}"
        with psycopg.connect(self._url, autocommit=True) as connection:
            hold = "SELECT pg_create_physical_replication_slot(%s, true)"
            connection.execute(hold, [self._slot])
            self._since = _position(connection)

    def found(self) -> Iterator[Found]:
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute("CHECKPOINT")  # what is only in memory goes to the disk
            folder = Path(_one(connection, "SHOW data_directory"))
            name = "SELECT oid FROM pg_database WHERE datname = current_database()"
            own = folder / "base" / str(_one(connection, name))
            until = _position(connection)
        for file in sorted(own.iterdir()):
            yield Found(Place.FILES, f"base/{file.name}", file.read_bytes())
        yield Found(Place.FILES, "pg_wal", b"".join(_wal(folder / "pg_wal", self._since, until)))
        with psycopg.connect(self._url, autocommit=True) as connection:
            held = "FROM pg_replication_slots WHERE slot_name = %s"
            connection.execute(f"SELECT pg_drop_replication_slot(slot_name) {held}", [self._slot])
        yield Found(Place.OUTPUT, "the server's log", (folder.parent / "log").read_bytes())


def _one(connection: psycopg.Connection, statement: str) -> str:
    row = connection.execute(statement.encode()).fetchone()
    assert row is not None
    return str(row[0])


def _position(connection: psycopg.Connection) -> int:
    """How many bytes of the log of transactions there are so far."""
    return int(_one(connection, "SELECT pg_current_wal_lsn() - '0/0'::pg_lsn"))


def _wal(folder: Path, since: int, until: int) -> Iterator[bytes]:
    for number in range(since // _WAL_SEGMENT, until // _WAL_SEGMENT + 1):
        name = f"{1:08X}{number // 256:08X}{number % 256:08X}"
        content = (folder / name).read_bytes()
        begins = number * _WAL_SEGMENT
        yield content[max(0, since - begins) : max(0, until - begins)]
