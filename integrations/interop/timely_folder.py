"""A folder that answers in time, or is said to be away.

Whoever touches a network share whose server is gone may wait for ever, and nobody can call them
back. So they wait in a thread of their own, and whoever sent them goes on after a while. As long as
one waits for a folder nobody else is sent there; once the share lets it go, it is asked again.
"""

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

from advice_line.errors import DeliveryDelayed
from advice_line.ports.record_folder import FolderFault, RecordFolder

# A letter on a share that is slow takes a second or two.
SECONDS = 10.0

Answer = TypeVar("Answer")


class TimelyFolder:
    """A `ports.record_folder.RecordFolder` in front of another; nothing of it takes longer than
    `seconds`. What is put after all once its time was up lies there, and is found by `holds`."""

    def __init__(self, folder: RecordFolder, seconds: float = SECONDS) -> None:
        self._folder = folder
        self.seconds = seconds
        self._waiting: dict[str, Thread] = {}

    def put(self, folder: str, name: str, files: Mapping[str, bytes]) -> None:
        self._in_time(folder, lambda: self._folder.put(folder, name, files))

    def holds(self, folder: str, name: str) -> bool:
        return self._in_time(folder, lambda: self._folder.holds(folder, name))

    def taken(self, folder: str, names: Collection[str]) -> frozenset[str]:
        try:
            return self._in_time(folder, lambda: self._folder.taken(folder, names))
        except DeliveryDelayed:
            return frozenset()

    def fault(self, folder: str) -> FolderFault | None:
        try:
            return self._in_time(folder, lambda: self._folder.fault(folder))
        except DeliveryDelayed:
            return FolderFault.AWAY

    def _in_time(self, folder: str, asked: Callable[[], Answer]) -> Answer:
        """Raises `errors.DeliveryDelayed` where it is away, and what `asked` raises."""
        before = self._waiting.get(folder)
        if before is not None and before.is_alive():
            raise DeliveryDelayed(FolderFault.AWAY.value)
        answer: Future[Answer] = Future()
        # A daemon: a process that is told to stop does not wait for it.
        thread = Thread(target=_ask, args=(asked, answer), name="record-folder", daemon=True)
        thread.start()
        thread.join(self.seconds)
        if thread.is_alive():
            self._waiting[folder] = thread
            raise DeliveryDelayed(FolderFault.AWAY.value, maybe_sent=True)
        return answer.result()


def _ask(asked: Callable[[], Answer], answer: Future[Answer]) -> None:
    try:
        answer.set_result(asked())
    except BaseException as error:  # whatever it was, whoever asked is to hear of it
        answer.set_exception(error)
