"""An alert about another patient than its query's, whose number nobody knows: that it is missing is
no reason why the name is another (H02)."""

import pytest

from advice_line.desk.query import reading
from advice_line.rules.record import Patient
from tests.alerts.alerting import FIELDS, Alerting
from tests.alerts.test_differing import asked


@pytest.mark.hazard("H02")
def test_a_missing_number_is_no_reason_for_another_name(alerting: Alerting) -> None:
    reference = asked(alerting)
    with alerting.world.ledger.work("test") as work:
        hers = Patient(patient_name="Edith Larkspur").model_dump_json()
        sealed = work.vault.seal(hers, "queries.sealed_patient")
        work.update(reading.by_reference(work, reference), sealed_patient=sealed)
    page = alerting.scene.signed_in("amara").opens(f"/alerts/new?about={reference}")
    given = FIELDS | {
        "patient_name": "Oren Whitlock",
        "nhs_number": "",
        "number_missing_reason": "He is unconscious.",
    }
    page.presses("Look it over", **given).is_refused(409).sees("Is this the right patient?")
    page.presses("Look it over, all the same").is_refused(409).sees("Oren Whitlock")
    page.presses("Look it over, all the same", difference_reason="It is his twin's film.")
    page.sees("Send this alert?", "Oren Whitlock").presses("Send the alert")
    alerting.world.settle()
    mail = alerting.mails()[-1]
    why = "not given: He is unconscious; differs from what was on file: It is his twin's film."
    assert why in " ".join(mail.text.split())
