"""How long what is put on a rota may last. Longer is a slip of the year or the month: duty that
goes on for good is a pattern."""

from datetime import timedelta

COVER = timedelta(days=31)
ABSENCE = timedelta(days=731)
