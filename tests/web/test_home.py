"""What the front page tells whoever is about to ring."""

from tests.stories.world import HOTDOC
from tests.web.people import Scene


def test_it_asks_for_the_number_that_patients_of_its_nation_have(scene: Scene) -> None:
    text = HOTDOC.read_text(encoding="utf-8")
    for nation, number in (
        ("england", "NHS number"),
        ("scotland", "CHI number"),
        ("northern_ireland", "Health and Care number"),
    ):
        scene.world.set_up(text.replace('"england"', f'"{nation}"'))
        assert f"date of birth and {number} to hand" in scene.world.browser.get("/").text
