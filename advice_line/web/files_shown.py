"""A file that came with something written, as a page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from advice_line.desk.staff import timeline
from advice_line.written_kinds import Refused

_REFUSED = {
    Refused.TOO_LARGE: "too large: not kept",
    Refused.TOO_MANY: "one too many: not kept",
    Refused.KIND: "of a kind that is not taken: not kept",
    Refused.EMPTY: "empty: not kept",
    Refused.DELETED: "deleted when its time was up",
}
_KILO = 1024


@dataclass(frozen=True)
class FileShown:
    """`href` is None for one that was not kept; `note` says what it is, or why not."""

    name: str
    href: str | None
    note: str


def files(reference: str, kept: Sequence[timeline.FileKept]) -> tuple[FileShown, ...]:
    return tuple(_file(reference, each) for each in kept)


def _file(reference: str, file: timeline.FileKept) -> FileShown:
    if file.refused is not None:
        return FileShown(file.name, None, _REFUSED[file.refused])
    size = f"{max(1, round(file.size / _KILO))} kB"
    kind = file.media_type.partition("/")[2].upper()
    return FileShown(file.name, f"/desk/{reference}/files/{file.id}", f"{kind}, {size}")
