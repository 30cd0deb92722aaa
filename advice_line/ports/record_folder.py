"""The folder from which the hospital's own record system takes letters, as we use it."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Protocol


class FolderFault(StrEnum):
    """Why nothing can be put there, as failures are called."""

    MISSING = "folder_missing"
    NOT_WRITABLE = "folder_not_writable"
    FULL = "folder_full"
    AWAY = "folder_away"


class RecordFolder(Protocol):
    def put(self, folder: str, name: str, files: Mapping[str, bytes]) -> None:
        """Every file, each whole or not at all, and the manifest last; `files` are by their
        endings. Once it returns they are on the disk. Again under the same name, it is once.

        Raises `errors.DeliveryDelayed` with a `FolderFault` as its code.
        """
        ...

    def holds(self, folder: str, name: str) -> bool:
        """Whether all of it was put there, whatever the record system has done with it since.

        Raises `errors.DeliveryDelayed` while the folder cannot be read.
        """
        ...

    def taken(self, folder: str, names: Collection[str]) -> frozenset[str]:
        """Which of these, all known to be put, the record system says that it has; none of a folder
        that is away."""
        ...

    def fault(self, folder: str) -> FolderFault | None:
        """What would keep us from putting something there now."""
        ...
