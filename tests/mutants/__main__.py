"""`make mutants`: take each control of a hazard away, and see that a test notices.

Every patch of this folder removes one control, nothing else, and is named after its hazard. It is
applied to a copy of the checkout, where the tests marked with that hazard must then fail. A patch
that no longer applies, a hazard that is built and has no patch, a control whose loss nobody
notices: each fails.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
# Hazards whose controls are built; each needs at least one patch.
BUILT = ("H03", "H05", "H06", "H07", "H09", "H10", "H12", "H16", "H21")
COPIED = ("advice_line", "rota", "integrations", "tests", "docs", "pyproject.toml", "README.md")
NAME = re.compile(r"^(h\d\d)_\w+\.patch$")
TESTS_FAILED = 1
AT_ONCE = 2


@dataclass(frozen=True)
class Verdict:
    patch: str
    noticed: bool
    said: str


def main() -> int:
    patches = sorted(HERE.glob("*.patch"))
    missing = [each for each in BUILT if not any(_hazard(patch) == each for patch in patches)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        verdicts = list(pool.map(try_out, patches))
    for verdict in verdicts:
        _print(f"{'noticed' if verdict.noticed else 'SURVIVED'}  {verdict.patch}  {verdict.said}")
    for hazard in missing:
        _print(f"MISSING   {hazard}: its control is built and no patch removes it")
    survived = [verdict for verdict in verdicts if not verdict.noticed]
    _print(f"{len(verdicts) - len(survived)} passed, {len(survived) + len(missing)} failed")
    return 1 if survived or missing else 0


def try_out(patch: Path) -> Verdict:
    """Apply one patch to a copy and run the tests of its hazard there."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        copy = Path(folder) / "checkout"
        _copy_to(copy)
        applied = _run(["patch", "--strip=1", "--fuzz=0", f"--input={patch}"], copy)
        if applied.returncode:
            return Verdict(patch.name, False, "does not apply: renew it")
        quiet = ["-x", "-q", "-p", "no:cacheprovider"]
        chosen = ["--hazard", _hazard(patch)]
        tests = _run([sys.executable, "-m", "pytest", *quiet, *chosen], copy)
        return Verdict(patch.name, tests.returncode == TESTS_FAILED, _last_line(tests.stdout))


def _hazard(patch: Path) -> str:
    found = NAME.match(patch.name)
    if found is None:
        raise SystemExit(f"{patch.name}: a patch is named such as h06_no_press_one.patch")
    return found[1].upper()


def _copy_to(copy: Path) -> None:
    copy.mkdir()
    ignored = shutil.ignore_patterns("__pycache__", "node_modules", "pictures")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=ignored)
        elif source.exists():
            shutil.copy(source, copy / name)


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    # The copy's packages come before the installed ones.
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "nothing was printed"


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
