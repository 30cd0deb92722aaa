"""A file is what its bytes are, and a picture is made anew without what was hidden in it (H07)."""

from io import BytesIO

import pytest
from PIL import Image

from advice_line.rules import file_kinds
from advice_line.rules.file_kinds import DICOM, UNKNOWN, NotAPicture

_ORIENTATION, _MAKER = 0x0112, 0x010F


def picture(form: str, *, mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> bytes:
    made = BytesIO()
    image = Image.new(mode, size)
    exif = image.getexif()
    exif[_MAKER] = "Larkspur"
    exif[_ORIENTATION] = 6
    image.save(made, form, exif=exif)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (picture("JPEG"), "image/jpeg"),
        (picture("PNG"), "image/png"),
        (b"%PDF-1.7 a letter", "application/pdf"),
        (b"\0" * 128 + b"DICM and a film", DICOM),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", UNKNOWN),
        (b"<!doctype html><script>alert(1)</script>", UNKNOWN),
        (b"", UNKNOWN),
        (b"PK\3\4 a document with macros", "application/zip"),
    ],
)
def test_its_first_bytes_say_what_it_is(content: bytes, what: str) -> None:
    assert file_kinds.kind(content) == what


@pytest.mark.parametrize(("form", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_a_picture_keeps_nothing_but_what_is_seen_and_stands_upright(
    form: str, media_type: str
) -> None:
    before = picture(form)
    assert b"Larkspur" in before
    after = file_kinds.anew(before, media_type)
    assert b"Larkspur" not in after
    with Image.open(BytesIO(after)) as seen:
        assert (seen.format, seen.size, dict(seen.getexif())) == (form, (20, 40), {})


def test_a_film_of_sixteen_bits_keeps_its_depth() -> None:
    after = file_kinds.anew(picture("PNG", mode="I;16"), "image/png")
    with Image.open(BytesIO(after)) as seen:
        assert seen.mode == "I;16"


def test_what_is_behind_a_picture_is_gone() -> None:
    hidden = picture("PNG") + b"<script>alert(1)</script>"
    assert b"script" not in file_kinds.anew(hidden, "image/png")


@pytest.mark.parametrize(
    "content",
    [b"\xff\xd8\xff and no more", b"\x89PNG\r\n\x1a\n and no more", picture("PNG")[:60]],
)
def test_what_only_begins_as_a_picture_is_none(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        file_kinds.anew(content, file_kinds.kind(content))


def test_a_picture_that_would_fill_the_memory_is_not_opened() -> None:
    with pytest.raises(NotAPicture):
        file_kinds.anew(picture("PNG", mode="1", size=(9_000, 9_000)), "image/png")


def test_a_document_stays_as_it_came() -> None:
    assert file_kinds.anew(b"%PDF-1.7 a letter", "application/pdf") == b"%PDF-1.7 a letter"
