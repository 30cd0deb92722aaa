"""One fork server for the commands and one prepared database, as in the drills."""

from tests.drills.conftest import forks, on_sqlite

__all__ = ["forks", "on_sqlite"]
