"""A missing program is a skip at a desk and a failure in CI."""

import pytest

from tests.servers.required import need

INSTALL = "apt-get install --no-install-recommends chromium"


def test_a_missing_program_skips_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("REQUIRE_ALL", raising=False)
    with pytest.raises(pytest.skip.Exception, match=INSTALL):
        need("Chromium", INSTALL)


def test_where_everything_is_required_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUIRE_ALL", "1")
    with pytest.raises(pytest.fail.Exception, match=INSTALL):
        need("Chromium", INSTALL)
