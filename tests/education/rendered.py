"""A document as LibreOffice shows it: its pages, and where each word stands on them."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from PIL import Image

# Of an inch: the strokes of small letters are some dots wide, and have their full colour.
_DOTS = 144
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


def contrasts(pages: list[Page], folder: Path) -> Iterator[tuple[str, float]]:
    """Of each word of `pages`, which were made in `folder`: the contrast (WCAG 2.2) between the
    darkest and the lightest dot around it, as it is drawn."""
    (shown,) = folder.glob("given.pdf")
    asked = ["pdftoppm", "-r", f"{_DOTS}", "-png", str(shown), str(folder / "dots")]
    subprocess.run(asked, check=True, capture_output=True, timeout=120)
    for page, file in zip(pages, sorted(folder.glob("dots-*.png")), strict=True):
        with Image.open(file) as drawn:
            picture = drawn.convert("RGB")
        for word in page.words:
            edges = (word.left, word.top, word.right, word.bottom)
            left, top, right, bottom = (round(each * _DOTS / 72) for each in edges)
            part = picture.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
            dots = part.tobytes()
            seen = set(zip(dots[::3], dots[1::3], dots[2::3], strict=True))
            lights = sorted(map(luminance, seen))
            yield word.text, (lights[-1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: tuple[int, int, int]) -> float:
    """WCAG 2.2, relative luminance."""
    parts = (each / 255 for each in colour)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _read(text: str) -> Iterator[Page]:
    for width, height, body in _PAGE.findall(text):
        words = tuple(
            Word(unescape(each), float(left), float(top), float(right), float(bottom))
            for left, top, right, bottom, each in _WORD.findall(body)
        )
        yield Page(float(width), float(height), words)
