"""Starts the web process: `python -m web`."""

import logging

import uvicorn

from nightdesk.app import Nightdesk
from web.app import create_app


def main() -> None:
    """Serve until told to stop."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    core = Nightdesk.from_environment()
    uvicorn.run(
        create_app(core),
        host=core.settings.host,
        port=core.settings.port,
        access_log=False,  # addresses and paths of visitors are nobody's business
        log_level="warning",
        server_header=False,
        proxy_headers=bool(core.settings.trusted_proxies),
        forwarded_allow_ips=core.settings.trusted_proxies or None,
        timeout_graceful_shutdown=5,
    )


if __name__ == "__main__":
    main()
