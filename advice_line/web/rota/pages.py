"""The rota's pages, in the order in which their addresses are tried."""

from advice_line.web.rota import month, week

ALL = (week, month)
