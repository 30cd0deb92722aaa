"""docs/roles.md is written from the tables that the service asks, and says nothing else."""

from advice_line.kinds import Role
from advice_line.trust.reach import REACH, Reach, allows, of
from advice_line.trust.roles import RULES, Action
from advice_line.web import access_table
from tests.house.documents import DOCS


def test_the_page_says_what_the_tables_say() -> None:
    """To write it again: `python -m advice_line.web.access_table > docs/roles.md`."""
    assert (DOCS / "roles.md").read_text(encoding="utf-8") == access_table.page()


def test_every_action_has_its_roles_and_its_reach() -> None:
    assert set(RULES) == set(REACH) == set(Action)


def test_what_reaches_far_reaches_what_is_near() -> None:
    for role in Role:
        for action in Action:
            reaches = {each for each in Reach if allows(role, action, each)}
            assert (of(role, action) is None) is (reaches == set())
            assert not reaches or Reach.OWN in reaches
            assert Reach.ALL not in reaches or reaches == set(Reach)


def test_who_may_advise_and_who_may_see_whom_an_advice_is_about() -> None:
    """By the guide: the office cannot advise (H15), whoever teaches sees no identifier (H08), and
    whoever keeps the information sees no clinical text unless they say why (H07)."""
    identified = {Action.SEE_QUERY, Action.WRITE_RECORD, Action.CLEAR_MAIL, Action.SEE_TRACERS}
    advises = {Action.CLAIM, Action.WRITE_RECORD, Action.COUNTERSIGN, Action.APPROVE_CASE}
    nobody = Role.EDUCATOR, Role.CLINICAL_MEMBER, Role.ROTA_MANAGER, Role.SERVICE_LEAD
    for role in (*nobody, Role.DIRECTORY_ADMIN):
        assert [each for each in identified if role in RULES[each]] == [], role
    governs = {each for each in Action if Role.INFORMATION_GOVERNANCE in RULES[each]}
    assert governs.isdisjoint(identified)
    assert Role.EDUCATOR not in RULES[Action.BREAK_GLASS] | RULES[Action.OPEN_AT_REVIEW]
    assert all(RULES[each] == {Role.RESPONDER} for each in advises)
