"""An instant comes back from a table as the same instant, aware and in UTC."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert, make_url, select
from sqlalchemy.exc import StatementError

from rota.instants import UtcDateTime

LONDON = ZoneInfo("Europe/London")
SECOND_HALF_PAST_ONE = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1)


def kept(value: datetime | None) -> object:
    metadata = MetaData()
    moments = Table("moments", metadata, Column("id", Integer, primary_key=True))
    moments.append_column(Column("at", UtcDateTime()))
    with create_engine("sqlite://").begin() as connection:
        metadata.create_all(connection)
        connection.execute(insert(moments).values(id=1, at=value))
        return connection.execute(select(moments.c.at)).scalar_one()


def test_london_summer_time_is_kept_as_the_instant_it_was() -> None:
    assert kept(datetime(2026, 7, 1, 8, 0, tzinfo=LONDON)) == datetime(2026, 7, 1, 7, tzinfo=UTC)


def test_the_doubled_hour_survives_the_table() -> None:
    back = kept(SECOND_HALF_PAST_ONE)
    assert back == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert isinstance(back, datetime)
    assert back.tzinfo is UTC


def test_nothing_stays_nothing() -> None:
    assert kept(None) is None


def test_a_naive_datetime_is_refused_in_words() -> None:
    with pytest.raises(StatementError, match="names no time zone"):
        kept(datetime(2026, 7, 1, 8, 0))  # noqa: DTZ001 -- the mistake that must be refused


@pytest.mark.parametrize("url", ["sqlite://", "postgresql+psycopg://"])
def test_each_database_is_spoken_to_in_its_own_form(url: str) -> None:
    dialect = make_url(url).get_dialect()()
    bound = UtcDateTime().process_bind_param(SECOND_HALF_PAST_ONE, dialect)
    assert bound is not None
    assert (bound.tzinfo is None) == (dialect.name == "sqlite")
    back = UtcDateTime().process_result_value(bound, dialect)
    assert back is not None
    assert back == SECOND_HALF_PAST_ONE.astimezone(UTC)
    assert back.tzinfo is UTC
