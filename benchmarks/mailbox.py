"""How fast a mailbox is emptied: `python -m benchmarks.mailbox`.

A thousand mails wait in a real Dovecot: questions of forty practices as Outlook writes them, every
fifth with a photograph, every tenth an answer to an earlier mail of its sender, every twentieth of
a machine. Each is fetched, kept sealed, read, given its fate and moved, here and over SQLite.
The floor fetches the same mails from the same server and does nothing with them. No test holds a
time; exit code 1 where a mail has no fate or lies elsewhere than it should.
"""

import argparse
import io
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from imap_tools import MailBoxUnencrypted
from PIL import Image
from pydantic import SecretStr
from sqlalchemy import func
from sqlmodel import col, select

from advice_line.assembly import Service, build
from advice_line.settings import Settings
from advice_line.staffing.exchange import setting_up
from advice_line.tables.mails import Mail
from advice_line.trust.roles import SYSTEM
from benchmarks import site
from tests.servers.dovecot import HOST, Dovecot, running_dovecot

MAILS = 1_000
LINE = "advice@example.org"
_WORDS = "A man of 62 with a cough for six weeks; the film shows a mass. What should come next? "


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mailbox")
    parser.add_argument("--mails", type=int, default=MAILS)
    given = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory(prefix="advice-line-bench-") as name,
        running_dovecot({LINE: "secret"}) as dovecot,
    ):
        service = _service(Path(name), dovecot)
        try:
            print("\n".join(_measured(service, dovecot, given.mails)))
        except ValueError as failed:
            print(failed, file=sys.stderr)
            return 1
        finally:
            service.close()
    return 0


def _service(folder: Path, dovecot: Dovecot) -> Service:
    given = site.settings(f"sqlite:///{folder / 'site.sqlite3'}")
    settings = Settings(
        _env_file=None,
        database_url=given["DATABASE_URL"],
        public_url=given["PUBLIC_URL"],
        secret_key=SecretStr(given["SECRET_KEY"]),
        data_keys=SecretStr(given["DATA_KEYS"]),
        imap_url=SecretStr(dovecot.url(LINE)),
    )
    service = build(settings)
    service.ledger.db.upgrade()
    setting_up.set_up(service.ledger, site.setup_file(), by=SYSTEM, reason=None)
    return service


def _measured(service: Service, dovecot: Dovecot, count: int) -> Iterator[str]:
    mails = [_mail(number) for number in range(count)]
    dovecot.deliver_every([(raw, LINE, f"{_practice(n)}") for n, raw in enumerate(mails)])
    yield f"{count} mails, {sum(map(len, mails)) / 1024 / count:.0f} kB each"
    floor = _timed(lambda: _fetched(dovecot))
    jobs = {job.name: job.run for job in service.jobs}
    kept = _timed(jobs["mailboxes"])
    read = _timed(lambda: _until_nothing(jobs["mails"]))
    moved = _timed(jobs["mailboxes"])
    _look(service, dovecot, count)
    yield f"{'':<24}{'a second':>9}{'cpu ms':>9}"
    yield _line("floor: fetched alone", [floor], count)
    yield _line("fetched and kept", [kept], count)
    yield _line("read and given a fate", [read], count)
    yield _line("moved", [moved], count)
    yield _line("all but the floor", [kept, read, moved], count)


def _look(service: Service, dovecot: Dovecot, count: int) -> None:
    """Raises ValueError unless every mail has a fate and has left the mailbox."""
    with service.ledger.look("benchmark") as work:
        fates = select(func.count()).select_from(Mail).where(col(Mail.fate).is_not(None))
        with_fate = work.session.exec(fates).one()
    folders = dovecot.folders(LINE)
    if with_fate != count or folders["INBOX"] or sum(folders.values()) != count:
        raise ValueError(f"{with_fate} of {count} mails have a fate; folders: {folders}")


def _until_nothing(run: Callable[[], int]) -> None:
    while run():
        pass


def _line(name: str, parts: Sequence["Took"], count: int) -> str:
    seconds = sum(part.seconds for part in parts)
    cpu = sum(part.cpu for part in parts) * 1000 / count
    return f"{name:<24}{count / seconds:>9.0f}{cpu:>9.1f}"


@dataclass(frozen=True)
class Took:
    """In seconds: by the wall, and of this process's processor."""

    seconds: float
    cpu: float


def _timed(run: Callable[[], object]) -> Took:
    began, cpu = time.perf_counter(), time.process_time()
    run()
    return Took(time.perf_counter() - began, time.process_time() - cpu)


def _fetched(dovecot: Dovecot) -> None:
    with MailBoxUnencrypted(HOST, dovecot.imap_port) as box:
        box.login(LINE, "secret")
        for uid in box.uids():
            box.client.uid("FETCH", uid, "(BODY.PEEK[])")


def _practice(number: int) -> str:
    return f"practice{number % site.PRACTICES + 1}@example.org"


def _mail(number: int) -> bytes:
    """As Outlook writes it: the same as plain text and as HTML with its styles."""
    before = number - site.PRACTICES
    answers = f"In-Reply-To: <mail-{before}@example.org>\r\n" if number % 10 == 9 else ""
    machine = "Auto-Submitted: auto-replied\r\n" if number % 20 == 19 else ""
    head = (
        f"From: Practice <{_practice(number)}>\r\nTo: {LINE}\r\nSubject: Chest film {number}\r\n"
        f"Date: Mon, 23 Nov 2026 09:00:00 +0000\r\nMessage-ID: <mail-{number}@example.org>\r\n"
        f"{answers}{machine}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n"
    )
    words = f"{_WORDS * 6}\r\n\r\nNumber {number}"
    style = "<style>p.MsoNormal { margin: 0cm; font-size: 11pt }</style>" * 20
    both = (
        "--m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n"
        f"--a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"
        "--a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        f"<html><head>{style}</head><body><p class=MsoNormal>{words}</p></body></html>\r\n--a--\r\n"
    )
    picture = _photograph(number) if number % 5 == 4 else ""
    return f"{head}{both}{picture}--m--\r\n".encode()


def _photograph(number: int) -> str:
    written = io.BytesIO()
    noise = Image.effect_noise((1200, 900), 40 + number % 20)
    noise.convert("RGB").save(written, "JPEG", quality=80)
    content = b64encode(written.getvalue()).decode()
    return (
        'Content-Type: image/jpeg; name="film.jpg"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        f"{content}\r\n"
    ).join(["--m\r\n", ""])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
