"""The files beside a page of guidance as files of a folder, each by the mark with which the page's
text names it, so that where both are brought the text still leads to them."""

import re
from collections.abc import Iterator, Sequence

from sqlmodel import col, select

from advice_line.directory.guidance import files, given_files
from advice_line.directory.guidance.given_files import Given
from advice_line.errors import Invalid, Problem
from advice_line.ledger.work import Work
from advice_line.tables.guidance import Guidance, GuidanceFile

# After the page's key.
FOLDER = ".files"
_NAME = re.compile(r"([0-9A-Z]{16})-(.+)")


def taken(work: Work, row: Guidance) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each, in the order in which they were added."""
    for each in files.shown(work, row):
        found = files.content(work, row, each.id)
        yield f"{each.id}-{found.name}", found.content


def bring(work: Work, row: Guidance, given: Sequence[Given], by: str) -> int:
    """How many are new: one whose mark is there already is left as it is. Raises
    `errors.Invalid`."""
    fresh = [each for each in map(_marked, given) if not _is_there(work, row, each)]
    if fresh:
        # Whoever brings a folder has chosen what lies in it, and an export must come back whole.
        files.add(work, row, fresh, by, as_they_are=True)
    return len(fresh)


def _marked(given: Given) -> Given:
    found = _NAME.fullmatch(given.name)
    if found is None:
        said = (
            f"“{given.name}” does not begin with the mark of a file and a dash. Leave it out, and "
            "add it on the page."
        )
        raise Invalid([Problem(given_files.FIELD, said)])
    return Given(found[2], given.content, mark=found[1])


def _is_there(work: Work, row: Guidance, given: Given) -> bool:
    of = work.session.exec(
        select(GuidanceFile.guidance_id).where(col(GuidanceFile.public_id) == given.mark)
    ).first()
    if of not in (None, row.id):
        said = f"“{given.mark}-{given.name}” is beside another page already. Leave it out."
        raise Invalid([Problem(given_files.FIELD, said)])
    return of is not None
