"""Each test gets a PostgreSQL database of its own, made from one migrated template."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.drills.waiting import until
from tests.servers.holding import HoldingProxy, containing
from tests.servers.postgres import INSTALL, PostgresServer, running_postgres


@contextmanager
def connected(url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql")) as connection:
        yield connection


def migrate(url: str) -> None:
    with connected(url) as connection:
        connection.execute("CREATE TABLE version AS SELECT 7 AS number")
        connection.execute("CREATE TABLE lines (name text, id serial UNIQUE)")
        connection.execute("CREATE TABLE calls (line integer REFERENCES lines (id))")


@pytest.fixture
def template(postgres: PostgresServer) -> str:
    return postgres.template("servers_self_test", migrate)


def names(connection: psycopg.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT name FROM lines")]


def test_databases_of_two_tests_see_nothing_of_each_other(
    postgres: PostgresServer, template: str
) -> None:
    with postgres.database(template) as one, postgres.database(template) as other:
        with connected(one) as connection:
            connection.execute("INSERT INTO lines (name) VALUES ('hotdoc')")
        with connected(one) as here, connected(other) as there:
            assert (names(here), names(there)) == (["hotdoc"], [])


def test_what_a_test_has_written_is_gone_for_the_next(
    postgres: PostgresServer, template: str
) -> None:
    with postgres.database(template) as url, connected(url) as connection:
        connection.execute("INSERT INTO lines (name) VALUES ('hotdoc')")
        connection.execute("INSERT INTO calls VALUES (1)")
        connection.commit()
        made = oid(connection)
    with postgres.database(template) as url, connected(url) as connection:
        assert oid(connection) == made, "it was copied again"
        assert names(connection) == []
        connection.execute("INSERT INTO lines (name) VALUES ('other')")
        assert connection.execute("SELECT id, ctid::text FROM lines").fetchall() == [(1, "(0,1)")]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE version SET number = 8",
        "DELETE FROM version",
        "ALTER TABLE lines ALTER name SET NOT NULL",
        "DROP TABLE calls",
        "CREATE INDEX ON lines (name)",
    ],
)
def test_what_is_not_again_as_it_was_made_serves_no_other(
    postgres: PostgresServer, template: str, change: str
) -> None:
    with postgres.database(template) as url, connected(url) as connection:
        connection.execute(change)
        connection.commit()
        spoilt = oid(connection)
    with postgres.database(template) as url, connected(url) as connection:
        assert oid(connection) != spoilt


def oid(connection: psycopg.Connection) -> int:
    asked = "SELECT oid::int FROM pg_database WHERE datname = current_database()"
    return int(connection.execute(asked).fetchall()[0][0])


def test_the_template_is_made_once(postgres: PostgresServer, template: str) -> None:
    def must_not_run(_url: str) -> None:
        raise AssertionError("the template was there")

    assert postgres.template(template, must_not_run) == template


def test_a_template_that_failed_is_no_template(postgres: PostgresServer) -> None:
    def fails(_url: str) -> None:
        raise RuntimeError("half done")

    with pytest.raises(RuntimeError, match="half done"):
        postgres.template("servers_failing", fails)
    assert postgres.template("servers_failing", migrate) == "servers_failing"


def test_the_database_goes_with_its_test_although_somebody_is_connected(
    postgres: PostgresServer, template: str
) -> None:
    with postgres.database(template) as url:
        left_open = psycopg.connect(url.replace("postgresql+psycopg", "postgresql"))
    with pytest.raises(psycopg.OperationalError):
        left_open.execute("SELECT 1")
    left_open.close()
    with pytest.raises(psycopg.OperationalError, match="does not exist"), connected(url):
        pass


def test_a_commit_that_the_proxy_cuts_never_happened(
    postgres: PostgresServer, template: str
) -> None:
    with postgres.database(template) as url, HoldingProxy(("127.0.0.1", postgres.port)) as proxy:
        through = url.replace(str(postgres.port), str(proxy.port))
        hold = proxy.hold_request(containing(b"COMMIT"))
        with connected(through) as connection:
            connection.execute("INSERT INTO lines (name) VALUES ('hotdoc')")
            hold.cut()
            with pytest.raises(psycopg.OperationalError):
                connection.commit()
        with connected(url) as direct:
            assert names(direct) == []


@pytest.mark.usefixtures("postgres")  # skips where it is not installed
def test_a_killed_run_of_the_tests_leaves_no_server_behind(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.servers.postgres import *\n"
        "with running_postgres(Path(sys.argv[1])) as server:\n"
        "    print(server.port, flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        env={"PATH": os.environ["PATH"]},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as tests:
        assert tests.stdout is not None
        port = int(tests.stdout.readline())
        assert answers(port)
        tests.kill()
    until(lambda: not answers(port))
    with running_postgres(tmp_path) as server:
        assert answers(server.port)


def answers(port: int) -> bool:
    try:
        with psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/postgres"):
            return True
    except psycopg.OperationalError:
        return False


def test_a_missing_installation_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("REQUIRE_ALL", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(Path, "glob", lambda *_: iter(()))
    with pytest.raises(pytest.skip.Exception, match=INSTALL), running_postgres(tmp_path):
        pass
