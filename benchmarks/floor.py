"""The floor: the least that a web service can do and still keep as many rows.

A bare Starlette route that reads nothing, checks nothing and decides nothing: it commits a number
of inserts into one narrow table through the raw driver, as safely as the real service does: the
same pragmas and one write lock on SQLite, one connection for each thread on both.

    FLOOR_DATABASE=… FLOOR_INSERTS=5 uvicorn --factory benchmarks.floor:create
"""

import os
import sqlite3
import threading
from collections.abc import Callable

import psycopg
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.calls import PATH

WORDS = "x" * 100
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
_TABLE = "CREATE TABLE floor (id {key} PRIMARY KEY, words TEXT NOT NULL)"

Keep = Callable[[], None]


def create() -> Starlette:
    url, inserts = os.environ["FLOOR_DATABASE"], int(os.environ["FLOOR_INSERTS"])
    keep = _sqlite(url, inserts) if url.startswith("sqlite") else _postgresql(url, inserts)

    def answer(_request: Request) -> Response:
        keep()
        return Response("<Response/>", media_type="text/xml")

    return Starlette(routes=[Route(PATH, answer, methods=["POST"])])


def _sqlite(url: str, inserts: int) -> Keep:
    path = url.removeprefix("sqlite:///")
    own, turn = threading.local(), threading.Lock()

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=1.5, isolation_level=None)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def keep() -> None:
        if not hasattr(own, "connection"):
            own.connection = connect()
        with turn:
            own.connection.execute("BEGIN IMMEDIATE")
            for _ in range(inserts):
                own.connection.execute("INSERT INTO floor (words) VALUES (?)", (WORDS,))
            own.connection.execute("COMMIT")

    connect().execute(_TABLE.format(key="INTEGER"))
    return keep


def _postgresql(url: str, inserts: int) -> Keep:
    address = url.replace("postgresql+psycopg:", "postgresql:")
    own = threading.local()

    def keep() -> None:
        if not hasattr(own, "connection"):
            own.connection = psycopg.connect(address)
        for _ in range(inserts):
            own.connection.execute("INSERT INTO floor (words) VALUES (%s)", (WORDS,))
        own.connection.commit()

    with psycopg.connect(address) as connection:
        connection.execute(_TABLE.format(key="BIGINT GENERATED ALWAYS AS IDENTITY"))
    return keep
