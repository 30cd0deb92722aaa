"""A document as LibreOffice shows it: its pages, and where each word stands on them."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
)


@dataclass(frozen=True)
class Word:
    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    words: tuple[Word, ...]


def pages(content: bytes, suffix: str, folder: Path) -> list[Page]:
    """Skips where LibreOffice is not installed; a PDF is measured as it is."""
    for program in ("soffice", "pdftotext"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed: apt-get install libreoffice poppler-utils")
    given = folder / f"given.{suffix}"
    given.write_bytes(content)
    if suffix != "pdf":
        profile = f"-env:UserInstallation=file://{folder}/profile"
        converted = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
        ]
        subprocess.run([*converted, str(given)], check=True, capture_output=True, timeout=120)
    boxes = folder / "boxes.html"
    asked = ["pdftotext", "-bbox", str(given.with_suffix(".pdf")), str(boxes)]
    subprocess.run(asked, check=True, capture_output=True, timeout=60)
    return list(_read(boxes.read_text(encoding="utf-8")))


def _read(text: str) -> Iterator[Page]:
    for width, height, body in _PAGE.findall(text):
        words = tuple(
            Word(unescape(each), float(left), float(top), float(right), float(bottom))
            for left, top, right, bottom, each in _WORD.findall(body)
        )
        yield Page(float(width), float(height), words)
