"""Who looks into the record's folder and at what is said of it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.stories.world import HOTDOC
from tests.web.people import Scene

RECORD_MAIL = "record@full.example.org"
# Through which everybody comes.
PROXY = "192.0.2.1"


def seen_in(folder: Path) -> list[str]:
    """The names that somebody who looks into it sees, in order."""
    return sorted(each.name for each in folder.glob("[!.]*"))


@dataclass
class Office:
    scene: Scene
    folder: Path

    def files_in_folder(self) -> "Office":
        return self.set_up(f'{{ folder = "{self.folder}" }}')

    def set_up(self, record: str, more: str = "") -> "Office":
        """`record` is the line's own, `more` are other fields of it."""
        text = HOTDOC.read_text(encoding="utf-8")
        line = text.partition("\n[[organisations]]")[0]
        fields = f"record = {record}\n{more}\ndesks = ["
        self.scene.world.set_up(line.replace("desks = [", fields, 1))
        return self

    def with_viewer(self, viewer: str) -> "Office":
        return self.set_up(f'{{ folder = "{self.folder}" }}', viewer)

    def names(self) -> list[str]:
        return seen_in(self.folder)

    def name(self) -> str:
        """Of the one letter that is there."""
        (manifest,) = self.folder.glob("*.manifest.json")
        return manifest.name.removesuffix(".manifest.json")

    def filed(self, reference: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.query(reference)["filed"]
        return found

    def query(self, reference: str) -> dict[str, Any]:
        return next(q for q in self.scene.world.queries() if q["reference"] == reference)

    def owed(self, reference: str) -> int:
        """How many are open."""
        every = self.query(reference)["tasks"]
        return sum(each["kind"] == "file_letter" and each["state"] == "open" for each in every)

    def adds_to(self, reference: str, **changed: str) -> None:
        surfer = self.scene.signed_in("amara").opens(f"/desk/{reference}/record")
        surfer.presses("Save and send", **({"addendum_reason": "Seen again."} | changed))
        self.scene.world.settle()

    def bundle(self, name: str) -> Any:
        return json.loads((self.folder / f"{name}.json").read_bytes())

    def passes(self, seconds: float) -> None:
        self.scene.world.wait(seconds)
        self.scene.world.settle()
