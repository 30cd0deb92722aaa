"""What the rota's addresses tell to nobody whom it does not concern."""

from tests.staffing.ward import MORE_PEOPLE
from tests.web.people import Scene
from tests.web.test_rota_api import Program


def test_why_somebody_is_away_is_told_to_them_and_managers_only(scene: Scene) -> None:
    scene.world.set_up(MORE_PEOPLE)
    chidi = Program(scene, "chidi")
    chidi.does("take-overs", line="hotdoc", tier="1", instead_of="amara", reason="Amara is ill")
    away = {"start": "2026-11-23T09:00", "end": "2026-11-23T19:00"}
    chidi.does("absences", person="amara", kind="sickness", **away, reason="A broken wrist")
    chidi.does("absences", person="chidi", kind="other", **away, reason="A funeral")
    seen = {who: str(Program(scene, who).gets("history")) for who in ("amara", "ben", "chidi")}
    assert ["broken wrist" in seen[who] for who in seen] == [True, False, True]
    assert ["funeral" in seen[who] for who in seen] == [False, False, True]
