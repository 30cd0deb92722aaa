"""What SQLAlchemy has made of a statement serves every database of a run.

Each test has a database of its own, and with it an engine that would compile every statement again,
which took a fifth of the tests' time. What comes of it depends on nothing but the dialect: all
engines of a driver get that of the first which has been connected, and one cache.
"""

from functools import wraps
from typing import Any

from sqlalchemy import Dialect, Engine

from advice_line import db

_dialects: dict[str, Dialect] = {}
_compiled: dict[Any, Any] = {}


def pytest_configure() -> None:
    share()


def share() -> None:
    """From now on, for every `Database` of this process."""
    plain = db._engine

    @wraps(plain)
    def sharing(url: str) -> Engine:
        return _shared(plain(url))

    db._engine = sharing


def _shared(engine: Engine) -> Engine:
    known = _dialects.get(engine.driver)
    if known is None or known.default_schema_name is None:  # not connected so far
        _dialects[engine.driver] = engine.dialect
    else:
        engine.dialect = known
    engine.update_execution_options(compiled_cache=_compiled)
    return engine
