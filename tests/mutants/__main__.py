"""`make mutants`: take each control of a hazard away, and see that a test notices.

Every patch of this folder removes one control, nothing else, and is named after its hazard. It is
applied to a copy of the checkout, where the tests marked with that hazard must then fail: on SQLite
and in one process, because the controls are the same on both databases and minutes count. A patch
that no longer applies, one that breaks the code instead of the control, a hazard that is built and
has no patch, a control whose loss nobody notices: each fails.

    python -m tests.mutants [h06 h10_claim …]      only patches whose names begin so
    python -m tests.mutants --share 2/4            every fourth of them, from the second on
"""

import multiprocessing
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests import in_memory
from tests.mutants import warm
from tests.mutants.patching import DoesNotApply, apply

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
NOTICED_BY = HERE / "noticed_by.txt"
# Hazards whose controls are built; each needs at least one patch and one marked test.
BUILT = (
    "H01",
    "H02",
    "H03",
    "H04",
    "H05",
    "H06",
    "H07",
    "H08",
    "H09",
    "H10",
    "H11",
    "H12",
    "H13",
    "H14",
    "H15",
    "H16",
    "H17",
    "H18",
    "H19",
    "H20",
    "H21",
    "H22",
    "H23",
    "H24",
    "H25",
    "H26",
)
COPIED = ("advice_line", "rota", "integrations", "tests", "docs", "pyproject.toml", "README.md")
NAME = re.compile(r"^(h\d\d)_\w+\.patch$")
# A mutant that such an error gives away is a broken program, not a missing control.
BROKEN = re.compile(r" - (?:\w+\.)*(?:Attribute|Import|ModuleNotFound|Name|Syntax|Type)Error\b")
# The quickest folders come first, so that most mutants are found out in a second or two.
QUICK = (
    *("rules", "rota", "ledger", "twilio", "staffing", "directory", "email", "education"),
    "questions",
)
STORIES = ("stories", "web")
# Of a library that is loaded already, pytest says that it cannot rewrite its assertions.
LOADED = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
ONLY = ["-k", "not postgresql", "-m", "not processes and not browser"]
TESTS_FAILED = 1
AT_ONCE = 2


@dataclass(frozen=True)
class Verdict:
    patch: str
    noticed: bool
    said: str


def main(wanted: list[str]) -> int:
    patches = chosen(wanted)
    verdicts = []
    in_memory.settle()
    warm.load()
    # Forks of a process without threads, each of which then runs one patch after the other.
    with multiprocessing.get_context("fork").Pool(AT_ONCE) as pool:
        for verdict in pool.imap(try_out, patches):
            word = "noticed" if verdict.noticed else "SURVIVED"
            _print(f"{word}  {verdict.patch}  {verdict.said}")
            verdicts.append(verdict)
    survived = sum(not each.noticed for each in verdicts)
    remember(verdicts)
    missing = without_patch()
    for hazard in missing:
        _print(f"MISSING   {hazard}: its control is built and no patch removes it")
    _print(f"{len(patches) - survived} passed, {survived + len(missing)} failed")
    return 1 if survived or missing else 0


def chosen(wanted: list[str]) -> list[Path]:
    """What the command line asks for. Raises SystemExit for a share that is none."""
    if wanted[:1] == ["--share"]:
        found = re.fullmatch(r"([1-9]\d*)/([1-9]\d*)", "".join(wanted[1:]))
        if found is None or int(found[1]) > int(found[2]):
            raise SystemExit("A share is written such as 2/4.")
        return every()[int(found[1]) - 1 :: int(found[2])]
    return [each for each in every() if not wanted or each.name.startswith(tuple(wanted))]


def every() -> list[Path]:
    return sorted(HERE.glob("*.patch"))


def without_patch() -> list[str]:
    return [each for each in BUILT if not any(hazard_of(patch) == each for patch in every())]


def try_out(patch: Path) -> Verdict:
    """Apply one patch to a copy and run the tests of its hazard there."""
    hazard = hazard_of(patch)
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        copy = Path(folder) / "checkout"
        _copy_to(copy)
        try:
            changed = apply(patch.read_text(encoding="utf-8"), copy)
        except DoesNotApply as reason:
            return Verdict(patch.name, False, f"does not apply, renew it: {reason}")
        for path, text in changed.items():
            path.write_text(text, encoding="utf-8")
        tests = [str(each.relative_to(ROOT)) for each in proofs(hazard)]
        *sooner, every_test = in_turn(noticed_by().get(patch.name), tests)
        for asked in sooner:
            verdict = _told(patch, hazard, copy, asked)
            if verdict.noticed:
                return verdict
        return _told(patch, hazard, copy, every_test)


def in_turn(known: str | None, tests: list[str]) -> list[list[str]]:
    """What to ask until one of them notices: the test that did the last time, which will in a tenth
    of the time, its file where that test has another name now, then all that there is."""
    file, _, test = (known or "").partition("::")
    if file not in tests:
        return [tests]
    return [*([[f"{file}::{test}"]] if test else []), [file], tests]


def _told(patch: Path, hazard: str, copy: Path, tests: list[str]) -> Verdict:
    plugins = ["-p", "no:cacheprovider", "-p", "tests.mutants.unshrunk"]
    asked = ["-x", "-q", *plugins, *LOADED, *ONLY, "--hazard", hazard, *tests]
    code, printed = warm.run(asked, copy)
    said = _first_failure(printed)
    noticed = code == TESTS_FAILED and said.startswith("FAILED")
    return Verdict(patch.name, noticed and not BROKEN.search(said), said)


def noticed_by() -> dict[str, str]:
    """The test that noticed each patch, as far as it was written down; of some its file alone."""
    if not NOTICED_BY.exists():
        return {}
    lines = NOTICED_BY.read_text(encoding="utf-8").splitlines()
    return dict(tuple(line.split()) for line in lines)  # type: ignore[misc]  # two words a line


def remember(verdicts: list[Verdict]) -> None:
    known = noticed_by() | {each.patch: test_in(each.said) for each in verdicts if each.noticed}
    there = {each.name for each in every()}
    lines = [f"{patch} {test}\n" for patch, test in sorted(known.items()) if patch in there]
    NOTICED_BY.write_text("".join(lines), encoding="utf-8")


def test_in(said: str) -> str:
    """The test of a line of pytest such as `FAILED tests/a.py::test_b[it has spaces] - why`."""
    return re.split(r"\[| - ", said.removeprefix("FAILED "), maxsplit=1)[0].strip()


def proofs(hazard: str) -> list[Path]:
    """The test files that hold a test marked with this hazard, the quickest first."""
    mark = re.compile(rf'hazard\([^)]*"{hazard}"')
    marked = [
        each
        for each in (ROOT / "tests").rglob("test_*.py")
        if mark.search(each.read_text(encoding="utf-8"))
    ]
    return sorted(marked, key=lambda each: (_slowness(each.parent.name), each))


def _slowness(folder: str) -> int:
    return 0 if folder in QUICK else 1 if folder in STORIES else 2


def hazard_of(patch: Path) -> str:
    found = NAME.match(patch.name)
    if found is None:
        raise SystemExit(f"{patch.name}: a patch is named such as h06_no_press_one.patch")
    return found[1].upper()


def _copy_to(copy: Path) -> None:
    copy.mkdir()
    # Compiled files come along: they hold for what the patch leaves as it is, and save seconds.
    ignored = shutil.ignore_patterns("node_modules", "pictures")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=ignored)
        elif source.exists():
            shutil.copy(source, copy / name)


def _first_failure(text: str) -> str:
    """The first failing test and why, else the last line there is."""
    lines = [line for line in text.splitlines() if line.strip()] or ["nothing was printed"]
    return next((line for line in lines if line.startswith("FAILED ")), lines[-1])[:300]


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
