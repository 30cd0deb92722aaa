"""Files beside a page of guidance: each is what its bytes say, bears a name that tells nobody's
secret, and comes out as a download; whoever may not read the page does not get them."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.email import pictures
from tests.rules import pdfs
from tests.web.people import Scene
from tests.web.surfing import Surfer
from tests.web.test_guidance_pages import edits, writes

AT = "/guidance/back-pain-in-adults"
PDF = pdfs.written()
SCRIPT = b"<script>alert(1)</script>"
MEGABYTE = 1024 * 1024


EDUCATOR = """version = 1
[[responders]]
key = "olu"
name = "Olu Example"
role = "radiologist"
mobile = "+447700900777"
email = "olu@example.org"
roles = ["educator"]
"""


def adds(surfer: Surfer, *files: tuple[str, bytes], **typed: str) -> Surfer:
    form = surfer.opens(f"{AT}/edit").form("Add")
    (at,) = (each.action or form.action for each in form.buttons if each.label == "Add")
    # The browser says what each is; nobody believes it.
    sent = [("files", (name, content, "application/pdf")) for name, content in files]
    return surfer.took(surfer.client.post(at, data=form.fields | typed, files=sent))


def link(surfer: Surfer, name: str) -> str:
    before = surfer.page[: surfer.page.index(f">{name}<")]
    return before[before.rindex('href="') + 6 :].partition('"')[0]


def test_a_file_comes_out_as_a_download_and_as_nothing_else(either: Scene) -> None:
    amara, anybody = either.signed_in("amara"), either.browser()
    writes(amara)
    adds(amara, (r"C:\Patients\Larkspur\..\Which scan?.exe.pdf", PDF)).sees("Files (1)")
    page = anybody.opens(AT).sees("Which-scan-exe.pdf").never_sees("Larkspur")
    got = anybody.opens(link(page, "Which-scan-exe.pdf"))
    assert got.headers["content-disposition"] == 'attachment; filename="Which-scan-exe.pdf"'
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-type"] == "application/pdf"
    assert "Larkspur" not in got.address
    content = anybody.client.get(got.address).content
    assert pdfs.words(content) == [pdfs.WORDS, "Second page."]
    assert b"Larkspur" not in content
    assert PdfReader(BytesIO(content)).metadata == {"/Title": "Which scan exe"}


@pytest.mark.hazard("H07")
def test_a_picture_loses_what_its_camera_kept_and_stands_in_the_text(scene: Scene) -> None:
    amara = scene.signed_in("amara")
    writes(amara)
    adds(amara, ("../../etc/table.html", pictures.photograph())).sees("table.jpg")
    at = link(amara, "table.jpg")
    body = f"![Which scan]({at.removeprefix(f'{AT}/')})"
    edits(amara, "back-pain-in-adults", body=body, changed="A picture.").sees("Published.")
    anybody = scene.browser()
    page = anybody.opens(AT).page
    assert f'src="{at}"' in page
    assert 'alt="Which scan"' in page
    content = anybody.client.get(at).content
    assert pictures.NOTE not in content
    assert pictures.size(content) == (40, 60)


BAD = [
    (("form.pdf", SCRIPT), "“form.pdf” is no PDF, PNG or JPEG file"),
    (("form.pdf", b"%PDF-1.4\n" + SCRIPT), "“form.pdf” cannot be opened"),
    (("film.png", pictures.bomb()), "“film.png” cannot be opened"),
    (("form.svg", b"<svg onload='alert(1)'/>"), "“form.svg” is no PDF, PNG or JPEG file"),
    (("large.pdf", PDF + b" " * 5 * MEGABYTE), "“large.pdf” is larger than 5 MB"),
    (("", b""), "Choose a PDF, PNG or JPEG file."),
    (("Larkspur 999-000-0018.pdf", PDF), "has a patient's number, birthday or postcode"),
    (("Larkspur_999_000_0018.pdf", PDF), "has a patient's number, birthday or postcode"),
    (("1950-02-01.pdf", PDF), "has a patient's number, birthday or postcode"),
]


@pytest.mark.hazard("H07")
def test_what_cannot_be_kept_is_named_and_none_of_those_with_it_is(scene: Scene) -> None:
    amara = scene.signed_in("amara")
    writes(amara)
    for bad, said in BAD:
        adds(amara, ("good.pdf", PDF), bad) if bad[0] else adds(amara)
        amara.is_refused(422).sees(said, "Files (0)")
    adds(amara, *[(f"{number}.pdf", PDF) for number in range(11)]).is_refused(422)
    amara.sees("There is room for 10 files beside a page")
    adds(amara, ("one.pdf", PDF)).sees("Files (1)").presses("Take it away").sees("The file is gone")


NOT_CLEANED = [
    (pdfs.locked(), "it is protected by a password. They are: author: Dr Olu Larkspur;"),
    (pdfs.signed(), "it is signed, and the signature would break. They are: author: Dr Olu"),
    (pdfs.broken(), "it could not be read here."),
]
AS_IT_IS = "Add PDFs with what they say of who wrote them"


@pytest.mark.hazard("H07")
@pytest.mark.parametrize(("content", "said"), NOT_CLEANED, ids=["locked", "signed", "broken"])
def test_what_a_pdf_says_that_cannot_be_taken_out_is_told_before_anybody_reads_it(
    scene: Scene, content: bytes, said: str
) -> None:
    amara = scene.signed_in("amara")
    writes(amara).never_sees(AS_IT_IS)
    adds(amara, ("form.pdf", content), summary="Typed.").is_refused(422)
    amara.sees("The properties of “form.pdf”, such as who wrote it", said, AS_IT_IS, "Files (0)")
    assert amara.form("Add").fields["summary"] == "Typed."
    adds(amara, ("form.pdf", content), as_they_are="yes").sees("Files (1)")
    assert scene.browser().client.get(link(amara, "form.pdf")).content == content


@pytest.mark.hazard("H07")
def test_a_pdf_that_can_be_cleaned_is_whatever_is_ticked_and_no_number_goes_out(
    scene: Scene,
) -> None:
    amara = scene.signed_in("amara")
    writes(amara)
    adds(amara, ("form.pdf", PDF), as_they_are="yes").sees("Files (1)")
    assert b"Larkspur" not in scene.browser().client.get(link(amara, "form.pdf")).content
    number = pdfs.locked(author="Larkspur 999 000 0018")
    adds(amara, ("number.pdf", number), as_they_are="yes").is_refused(422)
    amara.sees("The properties of “number.pdf” have a patient's number", "Files (1)")


@pytest.mark.hazard("H07")
@pytest.mark.hazard("H25")
def test_who_may_not_read_the_page_gets_no_file_of_it(scene: Scene) -> None:
    amara, anybody = scene.signed_in("amara"), scene.browser()
    writes(amara, review_on="2026-11-24")
    adds(amara, ("form.pdf", PDF))
    at = link(amara, "form.pdf")
    anybody.opens(at).is_refused(200)
    edits(amara, "back-pain-in-adults", audience="staff", changed="Ours.")
    anybody.opens(at).is_refused(404)
    edits(amara, "back-pain-in-adults", audience="requesters", changed="Theirs.")
    anybody.opens(at).is_refused(404)
    edits(amara, "back-pain-in-adults", audience="everyone", changed="Everybody's.")
    other = at.replace("back-pain-in-adults", "another")
    writes(amara, title="Another")
    anybody.opens(other).is_refused(404)
    scene.world.phones.advance(2 * 24 * 3600)
    anybody.opens(at).is_refused(404)
    scene.signed_in("ben").opens(at).is_refused(200)


@pytest.mark.hazard("H25")
def test_who_may_only_draft_changes_no_file_that_is_read(scene: Scene) -> None:
    scene.world.set_up(EDUCATOR)
    amara, olu = scene.signed_in("amara"), scene.signed_in_by("+447700900777")
    writes(amara, then="draft")
    adds(olu, ("drafted.pdf", PDF)).sees("Files (1)")
    form = olu.form("Add").fields
    remove = f"{link(olu, 'drafted.pdf')}/remove"
    amara.opens(f"{AT}/edit").presses("Publish the newest version")
    whom = "Ask its owner, Dr Amara Example, or a service lead."
    page = olu.opens(f"{AT}/edit").sees("drafted.pdf", whom)
    assert {each.label for each in page.form("Save as a draft").buttons} == {"Save as a draft"}
    for state in ("published", "retired"):
        sent = [("files", ("read.pdf", PDF, "application/pdf"))]
        typed = form | {"summary": f"Typed while {state}."}
        olu.took(olu.client.post(f"{AT}/files", data=typed, files=sent)).is_refused(403)
        olu.sees(whom, "Nothing was changed.", "Files (1)")
        assert f"Typed while {state}." in olu.page
        olu.posts(remove, typed).is_refused(403).sees(whom, "Files (1)")
        assert f"Typed while {state}." in olu.page
        if state == "published":
            scene.browser().opens(AT).sees("drafted.pdf").never_sees("read.pdf")
            amara.opens(f"{AT}/edit").presses("Retire this page")
    chidi = scene.signed_in("chidi").opens(f"{AT}/edit").presses("Publish the newest version")
    adds(chidi, ("lead.pdf", PDF)).sees("Files (2)").presses("Take it away").sees("Files (1)")


def test_no_word_is_lost_when_a_file_is_added_refused_or_taken_away(scene: Scene) -> None:
    amara = scene.signed_in("amara")
    writes(amara)
    typed = {"body": "Typed & not saved.", "changed": "What is new.", "keywords": "sciatica"}
    adds(amara, ("form.txt", SCRIPT), **typed).is_refused(422).sees("Files (0)")
    assert typed.items() <= amara.form("Add").fields.items()
    adds(amara, ("form.pdf", PDF), **typed).sees("The files are beside the page", "Files (1)")
    assert typed.items() <= amara.form("Add").fields.items()
    amara.presses("Take it away").sees("The file is gone", "Files (0)")
    assert typed.items() <= amara.form("Add").fields.items()
    scene.browser().opens(AT).never_sees("Typed &amp; not saved.")
    amara.presses("Save and publish").sees("Published.")
    scene.browser().opens(AT).sees("Typed & not saved.")
