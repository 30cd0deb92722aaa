"""The folder of the hospital's own record in the demonstration, and its record system, which takes
letters by their manifests."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advice_line.demo.stage import Stage
from advice_line.errors import Invalid, Problem

_MANIFEST = ".manifest.json"
# How it says that it has one.
_TAKEN = "filed"
_SHOWN = 3
_NOTHING = "No letter waits to be taken."


def shown(folder: Path) -> dict[str, Any]:
    """RECORD of the page: how many letters were put there, and the newest."""
    taken = {each.name for each in (folder / _TAKEN).glob(f"*{_MANIFEST}")}
    put = _newest_first([*folder.glob(f"*{_MANIFEST}"), *(folder / _TAKEN).glob(f"*{_MANIFEST}")])
    return {
        "folder": str(folder),
        "count": len(put),
        "letters": [_letter(folder, each, taken) for each in put[:_SHOWN]],
        "waiting": len(put) - len(taken),
    }


@dataclass(frozen=True)
class RecordActs:
    stage: Stage

    def each(self) -> Mapping[str, Callable[[Mapping[str, Any]], str]]:
        return {"record_take": self.takes}

    def takes(self, _body: Mapping[str, Any]) -> str:
        """Raises `errors.Invalid` where there is none to take."""
        folder = self.stage.record
        waiting = list(folder.glob(f"*{_MANIFEST}"))
        if not waiting:
            raise Invalid([Problem("record", _NOTHING)])
        (folder / _TAKEN).mkdir(exist_ok=True)
        for each in waiting:
            each.rename(folder / _TAKEN / each.name)
        return "The record system has them. The page of each query says so in a moment."


def _letter(folder: Path, manifest: Path, taken: set[str]) -> dict[str, Any]:
    name = manifest.name.removesuffix(_MANIFEST)
    files = sorted(each.name for each in folder.glob(f"{name}.*") if not each.name.startswith("."))
    return {"name": name, "files": files, "taken": manifest.name in taken}


def _newest_first(manifests: list[Path]) -> list[Path]:
    return sorted(manifests, key=lambda each: each.stat().st_mtime, reverse=True)
