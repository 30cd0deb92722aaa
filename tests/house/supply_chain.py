"""What the project is made of, and whether any of it is known to be faulty.

    python -m tests.house.supply_chain sbom FILE     a CycloneDX list of all that is pinned
    python -m tests.house.supply_chain audit         exits 1 for a known fault, 3 if it cannot tell

The audit asks a service of advisories. Where that does not answer, its tool leaves every library
out and still ends well: here that is an end of its own, so that nobody takes silence for soundness.
"""

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.house.documents import ROOT

LOCK = ROOT / "requirements.lock"
STATIC = ROOT / "advice_line" / "web" / "static"
KNOWN_FAULT, CANNOT_TELL = 1, 3
_OF_THE_BROWSER = re.compile(r"(?P<name>[a-z-]+)-(?P<version>\d+(?:\.\d+)+)\.min\.js")


@dataclass(frozen=True)
class Audited:
    looked_at: int
    left_out: int
    faults: tuple[str, ...]

    @property
    def code(self) -> int:
        if self.faults:
            return KNOWN_FAULT
        return CANNOT_TELL if self.left_out or not self.looked_at else 0

    def said(self) -> str:
        if self.code == CANNOT_TELL:
            return f"{self.left_out} libraries could not be looked up: this says nothing of them."
        return "\n".join(self.faults) or f"{self.looked_at} libraries, none with a known fault."


def judged(report: dict[str, Any]) -> Audited:
    """Of what pip-audit prints as JSON."""
    all_of_them = report["dependencies"]
    looked_at = [each for each in all_of_them if "skip_reason" not in each]
    return Audited(
        looked_at=len(looked_at),
        left_out=len(all_of_them) - len(looked_at),
        faults=tuple(
            f"{each['name']} {each['version']}: {fault['id']}"
            for each in looked_at
            for fault in each["vulns"]
        ),
    )


def audit() -> int:
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", "-r", LOCK, "--disable-pip", "-f", "json"],
        capture_output=True,
        text=True,
        check=False,
    )
    found = judged(json.loads(done.stdout) if done.stdout else {"dependencies": []})
    print(found.said())  # noqa: T201 # a command
    return found.code


def sbom(to: Path) -> int:
    """The pinned libraries, those for building and testing too, and what browsers are sent."""
    to.parent.mkdir(parents=True, exist_ok=True)
    listing = ["requirements", str(LOCK), "--pyproject", str(ROOT / "pyproject.toml")]
    shape = ["--output-reproducible", "--of", "JSON", "-o", str(to)]
    made = [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", *listing, *shape]
    subprocess.run(made, check=True)
    written = json.loads(to.read_text(encoding="utf-8"))
    written["components"] += list(of_the_browser())
    to.write_text(json.dumps(written, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def of_the_browser() -> Iterator[dict[str, Any]]:
    for file in sorted(STATIC.glob("*.min.js")):
        named = _OF_THE_BROWSER.fullmatch(file.name)
        if named is None:
            raise ValueError(f"{file.name} does not say which version it is")
        yield {
            "type": "library",
            "bom-ref": file.name,
            "name": named["name"],
            "version": named["version"],
            "purl": f"pkg:npm/{named['name'].replace('htmx', 'htmx.org')}@{named['version']}",
            "hashes": [
                {"alg": "SHA-256", "content": hashlib.sha256(file.read_bytes()).hexdigest()}
            ],
        }


if __name__ == "__main__":
    sys.exit(audit() if sys.argv[1] == "audit" else sbom(Path(sys.argv[2])))
