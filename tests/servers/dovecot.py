"""A real Dovecot on loopback: mail comes in by LMTP and is read by IMAP.

    with running_dovecot({"advice@example.org": "secret"}) as dovecot:
        dovecot.deliver(raw, "advice+now@example.org")
        assert dovecot.folders("advice@example.org") == {"INBOX": 1}
        ... f"imap://advice%40example.org:secret@127.0.0.1:{dovecot.imap_port}/INBOX"

What it lacks of a network that fails is in `tests.servers.cable`, set between it and a client.
"""

import imaplib
import os
import pwd
import shutil
import smtplib
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import quote

from imap_tools import BaseMailBox, MailBoxUnencrypted, MailMessageFlags

from tests.servers.processes import free_port
from tests.servers.required import need

PROGRAM = Path("/usr/sbin/dovecot")
INSTALL = "apt-get install --no-install-recommends dovecot-imapd dovecot-lmtpd"
HOST = "127.0.0.1"
_START_SECONDS = 10.0

_CONFIGURATION = """
protocols = imap lmtp
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
mail_uid = {owner}
mail_gid = {owner}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:~/mail
mail_fsync = never
mail_max_userip_connections = 100
recipient_delimiter = +
{capability}
protocol lmtp {{
  auth_username_format = %Lu
}}
disable_plaintext_auth = no
auth_mechanisms = plain login{xoauth2}
auth_failure_delay = 0
auth_cache_size = 0
{ssl}
passdb {{
  driver = passwd-file
  args = username_format=%Lu {folder}/users
}}
{oauth2}
userdb {{
  driver = passwd-file
  args = username_format=%Lu {folder}/users
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
}}
"""
_OAUTH2 = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2
}}
"""
_TLS = "ssl = yes\nssl_cert = <{certificate}\nssl_key = <{key}\n"


@dataclass(frozen=True)
class Dovecot:
    """`users` are addresses with their passwords."""

    folder: Path
    imap_port: int
    imaps_port: int
    lmtp_port: int
    users: Mapping[str, str]

    def url(self, user: str, scheme: str = "imap", port: int = 0, folder: str = "INBOX") -> str:
        at = port or (self.imaps_port if scheme == "imaps" else self.imap_port)
        name, word = quote(user, safe=""), quote(self.users[user], safe="")
        return f"{scheme}://{name}:{word}@localhost:{at}/{folder}"

    def deliver(self, raw: bytes, *to: str, sender: str = "gp@elmroad.example.org") -> None:
        """By LMTP, to each apart: smtplib does not hear an answer for each recipient. Raises its
        errors where a mail is not taken."""
        self.deliver_every([(raw, each, sender) for each in to])

    def deliver_every(self, mails: Sequence[tuple[bytes, str, str]]) -> None:
        """Many by one connection: each with whom it is to, and from whom its envelope is."""
        with smtplib.LMTP(HOST, self.lmtp_port) as lmtp:
            for raw, to, sender in mails:
                lmtp.sendmail(sender, [to], raw)

    def folders(self, user: str) -> dict[str, int]:
        """How many mails lie in each of the user's folders; of empty ones, INBOX alone."""
        with self._reading(user) as box:
            counts = {
                each.name: box.folder.status(each.name)["MESSAGES"] for each in box.folder.list()
            }
        return {name: count for name, count in counts.items() if count or name == "INBOX"}

    def seen(self, user: str, folder: str = "INBOX") -> list[bool]:
        """Of each mail, whether it is marked as seen."""
        with self._reading(user) as box:
            box.folder.set(folder, readonly=True)
            every = box.fetch(mark_seen=False, headers_only=True)
            return [MailMessageFlags.SEEN in each.flags for each in every]

    @contextmanager
    def _reading(self, user: str) -> Iterator[BaseMailBox]:
        with MailBoxUnencrypted(HOST, self.imap_port, timeout=10) as box:
            box.login_utf8(user, self.users[user], initial_folder=None)
            yield box

    @contextmanager
    def signed_in(self, user: str) -> Iterator[imaplib.IMAP4]:
        with imaplib.IMAP4(HOST, self.imap_port, timeout=10) as client:
            client.login(user, self.users[user])
            yield client

    def change_password(self, user: str, password: str) -> None:
        _write_users(self.folder, {**self.users, user: password})
        # It looks at the file no more than once a second.
        time.sleep(1.1)

    def empty(self) -> None:
        """Every user's mails and folders are gone. Nobody may be signed in meanwhile."""
        for home in (self.folder / "homes").iterdir():
            shutil.rmtree(home)

    def number_anew(self, user: str, folder: str = "INBOX") -> None:
        """Every mail of the folder gets another number, as after a server was restored: its
        UIDVALIDITY changes. Nobody may be looking at the folder meanwhile."""
        every = self.folder / "homes" / user / "mail"
        mail = every if folder == "INBOX" else every / f".{folder}"
        for file in {*mail.glob("dovecot*"), *every.glob("dovecot-uidvalidity*")}:
            file.unlink()
        for file in [*(mail / "new").iterdir(), *(mail / "cur").iterdir()]:
            file.touch()
        # Its own way of choosing one is by the second.
        (every / f"dovecot-uidvalidity.{int(time.monotonic_ns() // 1000) % 2**31:08x}").touch()

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")


@contextmanager
def running_dovecot(
    users: Mapping[str, str],
    *,
    token_info: str | None = None,
    certificate: tuple[Path, Path] | None = None,
    prefix: str = "",
    capability: str = "",
) -> Iterator[Dovecot]:
    """Skips the test where Dovecot is not installed, or fails it with REQUIRE_ALL=1.

    `token_info` is the address that knows whose an access token is; with it XOAUTH2 is offered.
    `certificate` are the files of one and of its key. `prefix`, such as `INBOX.`, is before the
    name of every folder but INBOX. `capability` is all that it says it can do once somebody has
    signed in, such as `IMAP4rev1`.
    """
    if not PROGRAM.exists():
        need("Dovecot", INSTALL)
    # Not in a folder of the tests' own: only root gets there, and a socket's path must be short.
    folder = Path(mkdtemp(prefix="dovecot-"))
    try:
        dovecot = _set_up(folder, users, token_info, certificate, prefix, capability)
        process = subprocess.Popen([str(PROGRAM), "-F", "-c", str(folder / "conf")])
        try:
            _wait_for(dovecot, process)
            yield dovecot
        finally:
            process.terminate()
            process.wait(_START_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _set_up(
    folder: Path,
    users: Mapping[str, str],
    token_info: str | None,
    certificate: tuple[Path, Path] | None,
    prefix: str,
    capability: str,
) -> Dovecot:
    dovecot = Dovecot(folder, free_port(), free_port(), free_port(), dict(users))
    (folder / "homes").mkdir()
    _write_users(folder, users)
    (folder / "oauth2").write_text(
        f"tokeninfo_url = {token_info}\nusername_attribute = email\nforce_introspection = yes\n"
        "active_attribute = active\nactive_value = yes\n"
    )
    configuration = _CONFIGURATION.format(
        folder=folder,
        imap=dovecot.imap_port,
        imaps=dovecot.imaps_port,
        lmtp=dovecot.lmtp_port,
        xoauth2=" xoauth2" if token_info else "",
        oauth2=_OAUTH2.format(folder=folder) if token_info else "",
        ssl=_tls(certificate),
        separator=prefix[-1:] or "/",
        prefix=prefix,
        capability=f"imap_capability = {capability}" if capability else "",
        **_people(),
    )
    (folder / "conf").write_text(configuration)
    _give_away(folder)
    return dovecot


def _write_users(folder: Path, users: Mapping[str, str]) -> None:
    lines = [f"{name}:{{PLAIN}}{word}::::{folder}/homes/{name}::" for name, word in users.items()]
    unfinished = folder / "users.new"
    unfinished.write_text("\n".join(lines) + "\n")
    unfinished.chmod(0o644)
    unfinished.replace(folder / "users")


def _tls(certificate: tuple[Path, Path] | None) -> str:
    return _TLS.format(certificate=certificate[0], key=certificate[1]) if certificate else "ssl=no"


def _people() -> dict[str, str]:
    """Who it runs as: root may not own mail, and anybody else is all there is."""
    me = pwd.getpwuid(os.getuid()).pw_name
    if os.getuid() != 0:
        return {"internal": me, "login": me, "group": str(os.getgid()), "owner": str(os.getuid())}
    return {"internal": "dovecot", "login": "dovenull", "group": "dovecot", "owner": "65534"}


def _give_away(folder: Path) -> None:
    folder.chmod(0o755)
    if os.getuid() == 0:
        os.chown(folder / "homes", 65534, 65534)


def _wait_for(dovecot: Dovecot, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError, imaplib.IMAP4.error), imaplib.IMAP4(HOST, dovecot.imap_port, 1):
            return
        time.sleep(0.02)
    raise RuntimeError(f"Dovecot does not start: {dovecot.log[-2000:]}")
