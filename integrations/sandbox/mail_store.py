"""What the miniature mail server has taken, and what it holds with its answer still owed."""

import threading
from collections.abc import Sequence
from concurrent.futures import Future

from integrations.sandbox.mail_kept import KeptMail


class HeldMail:
    """A text that came in whole and waits for its answer; settled once, by release or drop.

    Both work as well when the sender is gone by then: that is what a kill drill asks for.
    """

    def __init__(self, mail: KeptMail, store: "MailStore") -> None:
        self.mail = mail
        self.accepted: Future[bool] = Future()
        self._store = store

    def release(self) -> None:
        """Keep the mail and give the answer."""
        self._settle(keep=True, accepted=True)

    def drop(self, *, keep: bool) -> None:
        """Close the connection without an answer; `keep` is whether the mail was taken all the
        same, which the sender cannot know."""
        self._settle(keep=keep, accepted=False)

    def _settle(self, *, keep: bool, accepted: bool) -> None:
        self._store.settle(self, keep=keep)
        self.accepted.set_result(accepted)


class MailStore:
    """Kept in order of arrival; safe to read while the server takes more."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._kept: list[KeptMail] = []
        self._held: list[HeldMail] = []

    def keep(self, mail: KeptMail) -> None:
        with self._changed:
            self._kept.append(mail)
            self._changed.notify_all()

    def hold(self, mail: KeptMail) -> HeldMail:
        held = HeldMail(mail, self)
        with self._changed:
            self._held.append(held)
            self._changed.notify_all()
        return held

    def settle(self, held: HeldMail, *, keep: bool) -> None:
        """Raises ValueError when it was settled before."""
        with self._changed:
            self._held.remove(held)
            if keep:
                self._kept.append(held.mail)
            self._changed.notify_all()

    def forget(self) -> None:
        with self._changed:
            self._kept.clear()

    @property
    def kept(self) -> tuple[KeptMail, ...]:
        with self._changed:
            return tuple(self._kept)

    @property
    def held(self) -> tuple[HeldMail, ...]:
        with self._changed:
            return tuple(self._held)

    def wait_for_kept(self, count: int, seconds: float) -> tuple[KeptMail, ...]:
        """All mails, once there are `count`. Raises TimeoutError after `seconds`."""
        self._wait(self._kept, count, seconds, "kept")
        return self.kept

    def wait_for_held(self, count: int, seconds: float) -> tuple[HeldMail, ...]:
        """All held mails, once there are `count`. Raises TimeoutError after `seconds`."""
        self._wait(self._held, count, seconds, "held")
        return self.held

    def _wait(self, mails: Sequence[object], count: int, seconds: float, what: str) -> None:
        with self._changed:
            if not self._changed.wait_for(lambda: len(mails) >= count, seconds):
                raise TimeoutError(f"{len(mails)} of {count} mails {what} within {seconds} s")
