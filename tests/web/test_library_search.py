"""The library searched on its page, without a script, and a search that is kept."""

from tests.web.people import Scene

CONFIRM = "Nobody can be recognised in this"


def test_a_case_is_found_by_a_word_and_the_search_is_kept(scene: Scene) -> None:
    reference = scene.advised(guideline="iRefer M05")
    amara = scene.signed_in("amara")
    amara.opens(f"/desk/{reference}/saved").presses("Offer this case for teaching")
    case = scene.world.query()["case"]["reference"]
    amara.opens(f"/library/{case}").sees("iRefer M05", "75-79")
    amara.presses(CONFIRM, topic="spine", question_type="which")
    amara.sees("few cases are like this one").presses(CONFIRM)

    ben = scene.signed_in("ben").opens("/library").follows("Search the library")
    ben.presses("Find", wanted="night").sees("No case was found")
    ben.opens("/library/search").presses("Find", topic="spine").sees(case, "1 case")
    ben.never_sees("Night pain")
    ben.opens(f"/library/{case}").presses("Approve")
    ben.presses("Keep this", status="discuss").sees("To discuss")
    ben.opens("/library/search").presses("Find", wanted="nights the", status="discuss")
    ben.sees(case, "Night pain", "Keep this search")
    ben.presses("Keep it", name="").sees("Give it a name", "Night pain")
    ben.presses("Keep it", name="Nights").is_at("/library/search")
    ben.presses("Look again").sees(case)
    ben.presses("Take away").never_sees("Nights")
    ben.presses("Find", wanted="the and").sees("Type a word to look for")


def test_what_is_looked_for_stands_in_no_address(scene: Scene) -> None:
    scene.called()
    ben = scene.signed_in("ben").opens("/library/search")
    ben.presses("Find", wanted="Edith Larkspur").sees("No case was found")
    ben.is_at("/library/search")


def test_a_month_that_is_none_is_refused_with_its_shape(scene: Scene) -> None:
    ben = scene.signed_in("ben").opens("/library/search")
    ben.presses("Find", month="Novembe").is_refused(422).sees("Write it as 2026-11")
