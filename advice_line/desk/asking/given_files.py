"""Files that somebody gives with what they ask: what each is by its own bytes, pictures made anew.
One that cannot be kept is named to who gave it while they can still choose another."""

from collections.abc import Iterator, Sequence

from advice_line.desk.questions import files
from advice_line.desk.questions.asked import File
from advice_line.errors import Invalid, Problem
from advice_line.rules import file_kinds
from advice_line.written_kinds import Refused

FIELD = "files"
_MEGABYTE = 1024 * 1024
_SAID = {
    Refused.TOO_MANY: f"There is room for {files.MOST} files. Leave out the others.",
    Refused.EMPTY: "“{name}” is empty. Choose it again, or send without it.",
    Refused.TOO_LARGE: (
        f"“{{name}}” is larger than {files.LARGEST // _MEGABYTE} MB. Make it smaller, or send "
        "without it."
    ),
    Refused.KIND: (
        "“{name}” is no picture (JPEG or PNG), PDF or DICOM file. Choose another, or send without "
        "it."
    ),
}
_UNREADABLE = "“{name}” cannot be opened. Choose it again, or send without it."


def sound(given: Sequence[File]) -> tuple[File, ...]:
    """Raises `errors.Invalid` with a problem for each that cannot be kept."""
    problems = list(_problems(given))
    if problems:
        raise Invalid([Problem(FIELD, said) for said in dict.fromkeys(problems)])
    return tuple(_anew(each) for each in given)


def _problems(given: Sequence[File]) -> Iterator[str]:
    for place, file in enumerate(given):
        kind = file_kinds.kind(file.content)
        why = files.refused(File(file.name, kind, file.content), place)
        if why is not None:
            yield _SAID[why].format(name=file.name)
        elif not _opens(file.content, kind):
            yield _UNREADABLE.format(name=file.name)


def _opens(content: bytes, kind: str) -> bool:
    try:
        file_kinds.anew(content, kind)
    except file_kinds.NotAPicture:
        return False
    return True


def _anew(file: File) -> File:
    kind = file_kinds.kind(file.content)
    return File(file.name, kind, file_kinds.anew(file.content, kind))
