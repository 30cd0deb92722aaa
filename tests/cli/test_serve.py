"""`serve` as the process that a site runs: it answers, it says why not, it stops when told to."""

import http.client
import shutil
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from advice_line.cli.serve import listening
from advice_line.errors import Invalid
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.servers.processes import READY_SECONDS, STOP_SECONDS, Child, Deployment, free_port

HOTDOC = Path(__file__).parents[1] / "stories" / "hotdoc.toml"
PICTURE = "/static/mark.svg"


@contextmanager
def deployed(folder: Path, database_url: str) -> Iterator[Deployment]:
    settings = {"SECRET_KEY": SECRET_KEY, "DATA_KEYS": DATA_KEYS, "DATABASE_URL": database_url}
    with Deployment(folder, settings) as deployment:
        yield deployment


@pytest.fixture
def site(sqlite_template: Path, tmp_path: Path) -> Iterator[Deployment]:
    shutil.copyfile(sqlite_template, tmp_path / "site.sqlite3")
    with deployed(tmp_path, "sqlite:///site.sqlite3") as deployment:
        yield deployment


def get(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def serving(site: Deployment, *more: str) -> tuple[Child, int]:
    port = free_port()
    web = site.start("web", "serve", "--port", str(port), *more)
    return web.wait_until(lambda: get(port, PICTURE) == 200), port


@pytest.mark.processes
@pytest.mark.hazard("H05")
def test_it_says_the_next_fortnights_opening_first_and_stops_in_order(site: Deployment) -> None:
    site.run("setup", str(HOTDOC))
    web, port = serving(site)
    assert web.stderr.count("opening") == 14
    assert "08:00-19:00" in web.stderr
    get(port, "/q/a-secret-of-a-link")
    assert web.stop() == 0
    assert "a-secret-of-a-link" not in site.output().decode()


@pytest.mark.processes
def test_it_says_where_it_listens_a_key_stops_it_and_a_taken_port_is_one_line(
    site: Deployment,
) -> None:
    web, port = serving(site)
    said = f"Listening at http://127.0.0.1:{port} for http://localhost:8000. Stop it with Ctrl-C.\n"
    assert web.stdout == said
    other = site.start("other", "serve", "--port", str(port))
    assert other.process.wait(READY_SECONDS) == 2
    assert other.stdout == ""
    assert other.stderr == (
        f"Port {port} at 127.0.0.1 cannot be used (address already in use). "
        "Choose another with --port.\n"
    )
    web.process.send_signal(signal.SIGINT)
    assert web.process.wait(STOP_SECONDS) == 0
    assert web.stderr == ""


@pytest.mark.processes
def test_several_processes_answer_over_postgresql(database_url: str, tmp_path: Path) -> None:
    with deployed(tmp_path, database_url) as site:
        if database_url.startswith("sqlite"):
            refused = site.start("web", "serve", "--workers", "2")
            assert refused.process.wait(READY_SECONDS) == 2
            assert "SQLite takes 1" in refused.stderr
            return
        web, port = serving(site, "--workers", "2")
        assert web.stdout.startswith(f"Starting 2 processes at http://127.0.0.1:{port} for ")
        assert web.stop() == 0


@pytest.mark.processes
def test_it_refuses_a_database_without_its_tables(site: Deployment) -> None:
    site.environment["DATABASE_URL"] = "sqlite:///empty.sqlite3"
    web = site.start("web", "serve", "--port", str(free_port()))
    assert web.process.wait(READY_SECONDS) == 2
    assert web.stderr == "The database is not up to date. Run: advice-line db upgrade\n"


def test_small_answers_leave_at_once() -> None:
    """Only on a socket known as TCP does asyncio set TCP_NODELAY, however many processes share it;
    without it an answer of two parts waits for an acknowledgement."""
    with listening("127.0.0.1", free_port()) as reserved:
        assert reserved.proto == socket.IPPROTO_TCP


def test_a_host_that_does_not_exist_is_said_plainly() -> None:
    with pytest.raises(Invalid, match="cannot be used"):
        listening("nowhere.invalid", 8000)
