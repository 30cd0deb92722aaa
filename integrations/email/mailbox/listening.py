"""Keeps an eye on mailboxes: a thread for each, which hears at once of what comes, and a full look
at each that anybody may ask for."""

import socket
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

import structlog
from imap_tools import BaseMailBox

from advice_line.errors import Busy
from advice_line.ports.inbound_mail import MailboxDesk, MailTrouble
from advice_line.ports.mail_deleting import MailsThere
from integrations.email.mailbox import idling
from integrations.email.mailbox.address import MailboxAddress
from integrations.email.mailbox.connection import Unread, opened
from integrations.email.mailbox.emptying import Emptying
from integrations.email.tokens import AccessTokens

# A person mends these: to ask on and on would lock the account.
_FOR_A_PERSON = (MailTrouble.SIGN_IN, MailTrouble.CONSENT)
_log = structlog.get_logger()


@dataclass(frozen=True)
class Pace:
    """In seconds. `idle` is a slice of waiting; `soon` the next look after one that found
    something, to move what was read by then; `first` and `longest` the pauses after failures."""

    idle: float = 60.0
    soon: float = 2.0
    first: float = 5.0
    longest: float = 300.0
    for_a_person: float = 60.0
    longest_for_a_person: float = 900.0

    def after(self, failures: int, why: MailTrouble | None) -> float:
        ours = why in _FOR_A_PERSON
        first, longest = (
            (self.for_a_person, self.longest_for_a_person) if ours else (self.first, self.longest)
        )
        return float(min(longest, first * 2 ** min(failures - 1, 10)))


class Mailboxes:
    """All mailboxes of a deployment. Any number of processes may watch the same."""

    def __init__(
        self,
        addresses: Sequence[MailboxAddress],
        desk: MailboxDesk,
        tokens: AccessTokens | None = None,
        *,
        pace: Pace | None = None,
        there: MailsThere | None = None,
    ) -> None:
        self._desk = desk
        self._names = [each.name for each in addresses]
        self._watches = [_Watch(each, desk, tokens, pace or Pace(), there) for each in addresses]

    def look(self) -> int:
        """One full look at each; how many mails were fetched, moved or deleted. Raises
        `errors.Busy`; what is wrong with a mailbox is told to the desk."""
        self._desk.watched(self._names)
        # At once: a server that is frozen holds up its own mailboxes alone.
        with ThreadPoolExecutor(len(self._watches)) as pool:
            return sum(pool.map(_Watch.look, self._watches))

    @property
    def none(self) -> bool:
        return not self._watches

    def start(self) -> None:
        """Where there is none any more, that is told too."""
        with suppress(Busy):
            self._desk.watched(self._names)
        for watch in self._watches:
            watch.start()

    def stop(self) -> None:
        """Returns once each has let go of what it had in hand."""
        for watch in self._watches:
            watch.wake()
        for watch in self._watches:
            watch.join()


class _Watch:
    """One mailbox."""

    def __init__(
        self,
        address: MailboxAddress,
        desk: MailboxDesk,
        tokens: AccessTokens | None,
        pace: Pace,
        there: MailsThere | None,
    ) -> None:
        self._address, self._tokens, self._pace = address, tokens, pace
        self._desk = desk
        self._emptying = Emptying(address.name, desk, there)
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._failures = 0

    def look(self) -> int:
        try:
            with opened(self._address, self._tokens) as box:
                done = self._emptying.look(box, self._address.folder)
        except Unread as unread:
            self._desk.not_read(self._address.name, unread.why)
            return 0
        return done.fetched + done.moved + done.deleted

    def start(self) -> None:
        self._woken, self._waker = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="mailbox", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        self._stopped.set()
        if self._thread is not None:
            self._waker.send(b"x")

    def join(self) -> None:
        if self._thread is not None:
            # A server that does not answer holds it no longer than an answer may take.
            self._thread.join(self._address.timeout_seconds + 5)
            self._woken.close()
            self._waker.close()

    def _run(self) -> None:
        while not self._stopped.is_set():
            why = self._stay()
            self._failures += 1
            self._stopped.wait(self._pace.after(self._failures, why))

    def _stay(self) -> MailTrouble | None:
        """Until the connection ends; why, where the mailbox is to blame."""
        try:
            with opened(self._address, self._tokens) as box:
                self._watch(box)
        except Unread as unread:
            self._tell(unread.why)
            return unread.why
        except Busy:
            return None
        except Exception as error:  # the next turn comes all the same; its class says enough
            _log.error("mailbox_failed", error=type(error).__name__)
            self._tell(MailTrouble.FAULT)
            return MailTrouble.FAULT
        return None

    def _watch(self, box: BaseMailBox) -> None:
        while not self._stopped.is_set():
            done = self._emptying.look(box, self._address.folder)
            self._failures = 0
            seconds = self._pace.idle if done.nothing else self._pace.soon
            if idling.can_idle(box):
                idling.idle(box, seconds, self._woken)
            else:
                self._stopped.wait(min(seconds, self._pace.idle / 2))

    def _tell(self, why: MailTrouble) -> None:
        if self._stopped.is_set():
            return
        try:
            self._desk.not_read(self._address.name, why)
        except Busy:
            _log.error("mailbox_trouble_not_kept", why=why.value)
