"""A miniature mail server on loopback, as strict as a real one, that tests and the demo read.

    with MailServer() as mail:
        ...  # something sends to 127.0.0.1 at mail.port
        assert mail.mailbox("elmroad@example.org")[0].subject == "A reply is waiting"

It keeps every mail it takes, in order. It is told what to do wrong by `set(...)`, see `Switches`.
As a process: `python -m integrations.sandbox.mail --help`.
"""

import argparse
import asyncio
import json
import logging
import signal
import socket
import ssl
import sys
import threading
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack
from weakref import WeakSet

from aiosmtpd.smtp import SMTP

from integrations.sandbox.mail_certificate import write_certificate
from integrations.sandbox.mail_control import control_face
from integrations.sandbox.mail_kept import KeptMail
from integrations.sandbox.mail_session import Answers
from integrations.sandbox.mail_store import HeldMail, MailStore
from integrations.sandbox.mail_switches import Changes, Switches

HOST = "127.0.0.1"
_START_SECONDS = 10.0

T = TypeVar("T")


class Tls(StrEnum):
    NONE = "none"
    STARTTLS = "starttls"  # offered, and required before anything else
    IMPLICIT = "implicit"


class MailServer:
    """`port` 0 takes a free one. `users` are names with passwords; empty means no sign-in.

    With TLS the certificate for `localhost` and 127.0.0.1 is made at the start; clients trust it
    by the file `certificate`.
    """

    def __init__(
        self, *, port: int = 0, tls: Tls = Tls.NONE, users: Mapping[str, str] | None = None
    ) -> None:
        self.store = MailStore()
        self.switches = Switches()
        self.port = port
        self.certificate: Path | None = None
        self._tls = tls
        self._answers = Answers(self.store, lambda: self.switches, users or {})
        self._sessions: WeakSet[SMTP] = WeakSet()
        self._listener: asyncio.Server | None = None

    def start(self) -> Self:
        # aiosmtpd warns at each sign-in of an attribute that it sets itself.
        logging.getLogger("mail.log").setLevel(logging.ERROR)
        self._folder = TemporaryDirectory(prefix="mail-")
        self._context = self._tls_context() if self._tls is not Tls.NONE else None
        self._reserve_port()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="mail", daemon=True)
        self._thread.start()
        self._run(self._open_port())
        return self

    def stop(self) -> None:
        for held in self.store.held:
            held.drop(keep=False)
        self._run(self._close_port())
        self._run(self._finish())
        self._reserved.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.stop()

    def set(self, **changes: Unpack[Changes]) -> None:
        """Turn switches; those not named stay as they are."""
        before, self.switches = self.switches, self.switches.changed(**changes)
        if self.switches.down and not before.down:
            self._run(self._close_port())
            self._reserve_port()
        elif before.down and not self.switches.down:
            self._run(self._open_port())

    @property
    def messages(self) -> tuple[KeptMail, ...]:
        return self.store.kept

    def mailbox(self, address: str) -> tuple[KeptMail, ...]:
        """What came for one recipient, oldest first."""
        return tuple(mail for mail in self.store.kept if mail.is_for(address))

    @property
    def held(self) -> tuple[HeldMail, ...]:
        return self.store.held

    def wait_for(self, count: int, seconds: float = 10.0) -> tuple[KeptMail, ...]:
        return self.store.wait_for_kept(count, seconds)

    def wait_for_held(self, count: int = 1, seconds: float = 10.0) -> tuple[HeldMail, ...]:
        return self.store.wait_for_held(count, seconds)

    def _tls_context(self) -> ssl.SSLContext:
        self.certificate, key = write_certificate(Path(self._folder.name))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)
        return context

    def _reserve_port(self) -> None:
        """Bind without listening: connections are refused, and nobody else gets the port."""
        # Named as TCP, without which asyncio lets each small answer wait 40 ms (TCP_NODELAY).
        self._reserved = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._reserved.bind((HOST, self.port))
        self.port = self._reserved.getsockname()[1]

    async def _open_port(self) -> None:
        self._listener = await self._loop.create_server(
            self._session,
            sock=self._reserved,
            ssl=self._context if self._tls is Tls.IMPLICIT else None,
        )

    async def _close_port(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        for session in tuple(self._sessions):
            if isinstance(session.transport, asyncio.WriteTransport):
                # Up to Python 3.11.2 one that was closed twice has nothing left to abort.
                with suppress(AttributeError):
                    session.transport.abort()

    async def _finish(self) -> None:
        """Let every session notice that its connection is gone."""
        others = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*others, return_exceptions=True)

    def _session(self) -> SMTP:
        starttls = self._tls is Tls.STARTTLS
        session = SMTP(
            self._answers,
            hostname="mail.example.org",
            ident="miniature",
            enable_SMTPUTF8=True,
            tls_context=self._context if starttls else None,
            require_starttls=starttls,
            auth_require_tls=starttls,
            authenticator=self._answers.sign_in,
            loop=self._loop,
        )
        self._sessions.add(session)
        return session

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_START_SECONDS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until SIGINT or SIGTERM; prints one line of JSON that says where."""
    given = _parser().parse_args(arguments)
    ends = {signal.SIGINT, signal.SIGTERM}
    # Blocked before any thread starts, so that every thread leaves them to sigwait below.
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    users = dict(user.partition(":")[::2] for user in given.user)
    with (
        MailServer(port=given.port, tls=Tls(given.tls), users=users) as server,
        control_face(server, given.control_port) as control,
    ):
        certificate = str(server.certificate) if server.certificate else None
        where = {"host": HOST, "port": server.port, "control": control, "certificate": certificate}
        sys.stdout.write(json.dumps(where) + "\n")
        sys.stdout.flush()
        signal.sigwait(ends)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m integrations.sandbox.mail",
        description="A mail server on loopback that keeps what it is sent and delivers nothing.",
    )
    parser.add_argument("--port", type=int, default=0, help="SMTP port; 0 takes a free one")
    parser.add_argument("--control-port", type=int, default=0, help="port of the control face")
    parser.add_argument("--tls", choices=[tls.value for tls in Tls], default=Tls.NONE.value)
    parser.add_argument(
        "--user", action="append", default=[], metavar="NAME:PASSWORD", help="may sign in"
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
