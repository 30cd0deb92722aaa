"""`make mutants` takes minutes; that its patches still fit the code is known at once."""

from pathlib import Path

import pytest

from tests.mutants import __main__ as mutants
from tests.mutants.patching import DoesNotApply, apply, hunks

CODE = "one\n    two\nthree\n"
PATCH = """--- a/code.py
+++ b/code.py
@@ -1,3 +1,2 @@
 one
-    two
 three
"""


@pytest.mark.parametrize("hazard", mutants.BUILT)
def test_each_hazard_whose_control_is_built_has_a_patch_and_a_proof(hazard: str) -> None:
    assert mutants.proofs(hazard)
    assert hazard not in mutants.without_patch()


@pytest.mark.parametrize("patch", mutants.every(), ids=lambda patch: patch.stem)
def test_each_patch_fits_and_takes_away_a_control_of_the_product(patch: Path) -> None:
    text = patch.read_text(encoding="utf-8")
    assert mutants.hazard_of(patch) in mutants.BUILT
    assert apply(text, mutants.ROOT)
    touched = {hunk.path.partition("/")[0] for hunk in hunks(text)}
    assert touched <= {"advice_line", "rota", "integrations"}


def test_a_patch_goes_where_its_words_stand_whatever_is_written_above(tmp_path: Path) -> None:
    path = tmp_path / "code.py"
    path.write_text(f"zero\n{CODE}", encoding="utf-8")
    assert apply(PATCH, tmp_path) == {path: "zero\none\nthree\n"}


@pytest.mark.parametrize("code", ["one\n  two\nthree\n", CODE * 2, f"x{CODE}"])
def test_a_patch_whose_words_are_gone_or_stand_twice_does_not_apply(
    tmp_path: Path, code: str
) -> None:
    (tmp_path / "code.py").write_text(code, encoding="utf-8")
    with pytest.raises(DoesNotApply):
        apply(PATCH, tmp_path)


def test_a_mutant_is_shown_first_to_what_noticed_it_and_then_to_ever_more() -> None:
    tests = ["tests/a.py", "tests/b.py"]
    said = "FAILED tests/b.py::test_c[1 - 2 and [3]] - AssertionError: 4"
    assert mutants.in_turn(mutants.test_in(said), tests) == [
        ["tests/b.py::test_c"],
        ["tests/b.py"],
        tests,
    ]
    assert mutants.in_turn("tests/b.py", tests) == [["tests/b.py"], tests]
    assert mutants.in_turn("tests/gone.py::test_c", tests) == [tests]
    assert mutants.in_turn(None, tests) == [tests]
