"""Secrets as files: one per setting, in the folder that SECRETS_DIR names."""

from pathlib import Path

import pytest

from advice_line.cli.app import run
from advice_line.settings import Settings
from tests.conftest import DATA_KEYS, SECRET_KEY


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing in the environment but the folder; no `.env` to be found."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    folder = tmp_path / "secrets"
    folder.mkdir()
    monkeypatch.setenv("SECRETS_DIR", str(folder))
    (folder / "SECRET_KEY").write_text(f"{SECRET_KEY}\n", encoding="utf-8")
    (folder / "data_keys").write_text(f"{DATA_KEYS}\n", encoding="utf-8")
    return folder


def test_a_file_holds_a_setting_and_its_last_line_break_is_no_part_of_it(folder: Path) -> None:
    (folder / "smtp_url").write_text("smtp://localhost:2525\n", encoding="utf-8")
    settings = Settings()
    assert settings.secret_key.get_secret_value() == SECRET_KEY
    assert settings.data_keys.get_secret_value() == DATA_KEYS
    assert settings.smtp_url is not None
    assert settings.smtp_url.get_secret_value() == "smtp://localhost:2525"


@pytest.mark.usefixtures("folder")
def test_the_environment_wins_over_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "another-secret-of-at-least-32-characters")
    assert Settings().secret_key.get_secret_value().startswith("another-secret")


@pytest.mark.usefixtures("folder")
def test_a_folder_that_is_not_there_is_said_and_nothing_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SECRETS_DIR", str(tmp_path / "gone"))
    assert run(["db", "check"]) == 2
    assert "SECRETS_DIR: there is no folder" in capsys.readouterr().err
