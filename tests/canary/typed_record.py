"""The record's form, filled in about her."""

from tests.canary.bird import Canary


def record(bird: Canary) -> dict[str, str]:
    """The record's form, with her in every field that takes words."""
    song = bird.song
    return {
        "requester_name": f"Dr {bird.name}",
        "requester_role": song,
        "registration": "NMC 99A0001E",
        "supervising_gp": song,
        "patient_name": bird.name,
        "date_of_birth": bird.birthday,
        "nhs_number": bird.spaced,
        "number_missing_reason": song,
        "question": f"Cough for eight weeks. {song}.",
        "would_have_done_note": song,
        "images_reviewed": "yes",
        "image_modality": song,
        "image_date": song,
        "accession": bird.number,
        "booking_reference": f"00{bird.number}",
        "missing_information": song,
        "advice": f"A chest film first. {song}.",
        "test_advised": "yes",
        "test_name": song,
        "action_owner": song,
        "action_by": "Friday",
        "guideline": song,
        "red_flags": song,
        "alternative": song,
        "for_patient": song,
    }
