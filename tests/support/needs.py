"""Says in plain words what the tests need and do not find, before they fail one by one."""

import shutil
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def missing(options: str) -> list[str]:
    """What to install for the tests that pytest's `options` leave in, one line each."""
    lines = []
    if "not browser" not in options and not any(map(shutil.which, BROWSERS)):
        lines.append("Chromium, for the browser tests (Debian: apt-get install chromium)")
    postgres = [*Path("/usr/lib/postgresql").glob("*/bin/initdb"), shutil.which("initdb")]
    if "not postgres" not in options and not any(postgres):
        lines.append("PostgreSQL's server (Debian: apt-get install postgresql)")
    if not shutil.which("openssl"):
        lines.append("openssl, for a certificate that lasts one test")
    return lines


if __name__ == "__main__":
    if lines := missing(" ".join(sys.argv[1:])):
        print("The tests also need:\n  - " + "\n  - ".join(lines), file=sys.stderr)
        print("or leave those tests out: make test ARGS=\"-m 'not browser and not postgres'\"")
        sys.exit(1)
