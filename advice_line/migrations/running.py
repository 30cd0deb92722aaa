"""The migrations at work. Imported only by who upgrades: Alembic costs every process that loads it
a dozen megabytes, and one that answers calls only asks which migration is the newest."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run what is missing up to `to`, in the transaction of `connection`."""
    command.upgrade(configured(connection), to)


def configured(connection: Connection) -> Config:
    # Built here because an installed wheel carries no alembic.ini.
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config
