"""Says in plain words what the tests need and do not find, before they fail one by one."""

import shutil
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def missing() -> list[str]:
    """What to install, one line each."""
    lines = []
    if not any(map(shutil.which, BROWSERS)):
        lines.append("Chromium, for the browser tests (Debian: apt-get install chromium)")
    if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")) and not shutil.which("initdb"):
        lines.append("PostgreSQL's server (Debian: apt-get install postgresql)")
    return lines


if __name__ == "__main__":
    if lines := missing():
        print("The tests also need:\n  - " + "\n  - ".join(lines), file=sys.stderr)
        print("or leave those tests out: make test ARGS=\"-m 'not browser and not postgres'\"")
        sys.exit(1)
