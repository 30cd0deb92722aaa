"""Who has left what they owe is looked for every few seconds: the look stays cheap."""

from tests.staffing.test_what_is_owed import claims, promised
from tests.staffing.ward import Ward
from tests.statements import asked
from tests.stories.scene import ELM_ROAD_MOBILE, STRANGER_MOBILE


def test_the_rotas_are_read_once_however_much_is_owed(ward: Ward) -> None:
    ward.at("2026-11-23 10:00")
    claims(ward, "amara", promised(ward, ELM_ROAD_MOBILE))
    with asked(ward.world.ledger.db.engine) as few:
        assert ward.owing.pass_on() == 0
    claims(ward, "amara", promised(ward, STRANGER_MOBILE))
    with asked(ward.world.ledger.db.engine) as many:
        assert ward.owing.pass_on() == 0
    assert len(many) == len(few)
    assert sum("rota_lines" in each for each in many) == 1
