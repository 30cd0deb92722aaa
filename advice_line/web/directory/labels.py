"""What the directory's pages call what they show."""

from collections.abc import Mapping
from typing import Any

from advice_line.directory import part_words
from advice_line.directory.kept.finding import Look
from advice_line.directory.kept.history import Happened
from advice_line.directory_kinds import OrganisationKind, Origin, Part
from advice_line.web.rendering import Choice

KINDS = (
    Choice(OrganisationKind.PRACTICE, "A practice"),
    Choice(OrganisationKind.DEPARTMENT, "A department of the hospital"),
)
SHAPES = (
    Choice("", "Find out by its first row"),
    Choice(Origin.ODS, "A report of the Organisation Data Service, such as epraccur"),
    Choice(Origin.LIST, "A list of our own, with headings"),
)
LOOKS: Mapping[Look, str] = {
    Look.CORRECTIONS: "Corrections by practices, to accept",
    Look.DIFFERS: "A file says otherwise than people did",
    Look.BOUNCED: "Mail came back",
    Look.CLOSED: "Code closed, and something is open",
    Look.STALE: "Asked us, and nobody has confirmed how to reach them lately",
    Look.SHARED: "A telephone that others have too",
}
_DONE = {
    "added": "Added",
    "changed": "Changed",
    "closed": "Code closed",
    "reopened": "Code opened again",
    "unchanged": "Kept against a file",
    "confirmed": "Confirmed",
    "corrected": "Put right by the practice, waits for the office",
    "correction_accepted": "Correction accepted",
    "correction_declined": "Correction declined",
    "file_left": "What a file said was left",
    "merged": "Another was merged into this one",
    "merged_away": "Merged into another",
}


def happened(of: Happened) -> str:
    """ "Changed: telephones, email", from ids and closed lists alone."""
    done = of.action.rpartition(".")[2]
    said = [_DONE.get(done, done.replace("_", " "))]
    if parts := _parts(of.detail.get("parts", ())):
        said.append(parts)
    if done in ("merged", "merged_away"):
        moved = sum(of.detail.get("moved", {}).values())
        said.append(f"{of.detail['gone']} into {of.detail['into']}, {moved} rows moved")
    return ": ".join(said)


def who(by: str) -> str:
    return "the setup file or a command" if by == "system" else by


def source(name: str) -> str:
    return part_words.SOURCES[Origin(name)] if name in set(Origin) else name


def confirmer(by: str | None) -> str:
    """ "Ola Example", or "the practice list"."""
    return source(by) if by else ""


def kept(by_source: str, value: Mapping[str, Any], part: Part) -> str:
    return f"{source(by_source)} says {part_words.told(part, value)}"


def _parts(names: Any) -> str:
    return ", ".join(part_words.NAMES[Part(each)].lower() for each in names if each in set(Part))
