"""How the pages are served, by the command and by the demonstration alike."""

from typing import Any

# What `uvicorn.Config` is given besides the application.
OPTIONS: dict[str, Any] = {
    "ws": "none",
    # An address of ours may carry a link's secret, so no line of a log may hold one; and what a
    # proxy says about the caller is never believed.
    "access_log": False,
    "proxy_headers": False,
    "server_header": False,
    # Its own would write errors with their words; ours are written by `logs.py`.
    "log_config": None,
    "log_level": "warning",
}
