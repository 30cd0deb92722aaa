"""docs/safety/hazard-log.md and what it rests on: the marks of the tests and the mutants' patches.

    python -m tests.house.hazard_log

writes the lines "Tests:" and "Mutants:" anew; whatever else stands there is people's own.
"""

import ast
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tests.house.documents import DOCS, ROOT

FILE = DOCS / "safety" / "hazard-log.md"
HAZARDS = tuple(f"H{number:02}" for number in range(1, 27))
STATES = ("Built", "Partly", "Not yet built")
_SECTION = re.compile(r"^## (H\d\d)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def sections(text: str) -> dict[str, str]:
    return dict(_SECTION.findall(text))


def state(section: str) -> str | None:
    found = re.search(r"^\*\*([^*]+)\.\*\* \S", section, re.MULTILINE)
    return found[1] if found else None


def proofs(hazard: str) -> tuple[str, str]:
    """The two lines that say where the proof of a hazard's control is."""
    tests = [file for file, hazards in marks().items() if hazard in hazards]
    return f"Tests: {_linked(tests)}", f"Mutants: {_linked(patches(hazard))}"


def patches(hazard: str) -> list[Path]:
    return sorted((ROOT / "tests" / "mutants").glob(f"{hazard.lower()}_*.patch"))


@cache
def marks() -> dict[Path, frozenset[str]]:
    """Which hazards the tests of a file are marked with, `pytest.mark.hazard("H06")`."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return {file: frozenset(_marks(file.read_text(encoding="utf-8"))) for file in files}


def _marks(source: str) -> Iterable[str]:
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "hazard"
        ):
            yield from (str(each.value) for each in node.args if isinstance(each, ast.Constant))


def _linked(files: Iterable[Path]) -> str:
    found = [file.relative_to(ROOT / "tests").as_posix() for file in files]
    return " · ".join(f"[{name}](../../tests/{name})" for name in found) or "none"


def written_anew(text: str) -> str:
    def anew(section: re.Match[str]) -> str:
        tests, mutants = proofs(section[1])
        with_tests = re.sub(r"^Tests: .*$", tests, section[0], flags=re.MULTILINE)
        return re.sub(r"^Mutants: .*$", mutants, with_tests, flags=re.MULTILINE)

    return _SECTION.sub(anew, text)


if __name__ == "__main__":
    FILE.write_text(written_anew(FILE.read_text(encoding="utf-8")), encoding="utf-8")
