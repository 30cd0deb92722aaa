"""Visits to practices are kept, and what was agreed until it is done; a practice is handed a sheet
that says how to reach the line, on paper, by mail and for its telephones."""

from io import BytesIO

import pypdf

from tests.web.people import OAK_LANE_MAIL, Scene

ENTRY = {
    "kind": "visit",
    "on_day": "2026-11-20",
    "organisation": "Y99001",
    "met": "Dr Rowan Hill",
    "said": "Letters come late on Fridays.",
    "action": "Look at the post.",
    "action_owner": "amara",
    "action_by": "27 Nov 2026",
}


def test_what_was_agreed_stands_until_it_is_done(scene: Scene) -> None:
    chidi = scene.signed_in("chidi").opens("/admin/liaison")
    chidi.presses("Keep", **(ENTRY | {"said": ""})).is_refused(422).sees("Write what was said")
    chidi.presses("Keep", said=ENTRY["said"]).sees("To do (1)", "Look at the post.")
    scene.world.phones.advance(7 * 24 * 3600)
    again = scene.signed_in("chidi").opens("/admin/liaison")
    again.sees("was to be done by 27 November 2026").presses("Done").sees("To do (0)")
    with scene.world.ledger.db.engine.connect() as connection:
        kept = str(connection.exec_driver_sql("SELECT * FROM liaison_entries").all())
    assert "Fridays" not in kept
    assert "Rowan" not in kept


def test_a_practice_is_named_by_its_code_or_by_a_part_of_its_name(scene: Scene) -> None:
    chidi = scene.signed_in("chidi").opens("/admin/liaison")
    for typed, said in (
        ("nowhere", "No practice here has “nowhere” as its code or in its name"),
        ("a", "Give the code of one of these: "),
    ):
        chidi.presses("Keep", **(ENTRY | {"organisation": typed})).is_refused(422)
        chidi.sees(said, "Letters come late on Fridays.")
    chidi.presses("Keep", **(ENTRY | {"organisation": "elm r"})).sees("Elm Road Surgery")


def test_a_practice_is_mailed_a_sheet_of_its_own(scene: Scene) -> None:
    chidi = scene.signed_in("chidi").opens("/admin/welcome")
    chidi.presses("Find", wanted="oak lane").presses("Send by email").sees("It is on its way")
    scene.world.settle()
    (pdf,) = scene.mails(OAK_LANE_MAIL)[-1].attachments
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf.content)).pages)
    for words in ("For Oak Lane", "01632 960000", "8am to 7pm", "ring 999", OAK_LANE_MAIL):
        assert words in text
    card = scene.browser().opens("/welcome/hotdoc/contact.vcf")
    assert "TEL;TYPE=WORK,VOICE,PREF:+441632960000" in card.page
    assert card.headers["content-type"].startswith("text/vcard")
