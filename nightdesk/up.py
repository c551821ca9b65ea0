"""`nightdesk up`: the whole product under one supervisor."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

from nightdesk.supervise import PortTaken, Service, Supervisor, say

PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "NIGHTDESK_MODEL")
"""What the engine's process inherits. No database address and no secret of ours is among it."""


FRUGAL = {"OPENBLAS_NUM_THREADS": "1", "MALLOC_TRIM_THRESHOLD_": "131072"}
"""A message's matrices are small: a second thread costs more than it brings. And what loading took
is given back to the system: glibc raises its own threshold by itself, and then keeps 25 MB."""


RELAY_STOPS_WITHIN_S = 26.0
"""It ends the delivery under way, or that would be made twice: its own limits take 25 s at most."""


def up() -> int:
    """Prepare the database, then run everything until a signal; returns an exit code."""
    prepared = subprocess.run([sys.executable, "-m", "nightdesk", "prepare"], check=False)
    if prepared.returncode:
        return prepared.returncode
    from nightdesk.base.clinic import load_clinic
    from nightdesk.base.settings import Settings
    from nightdesk.handoff.service import StartError, check

    settings = Settings()
    try:
        check(settings, load_clinic(settings.path("clinic.yml")))
    except StartError as error:
        say(str(error))
        return 1
    secret = settings.engine_secret.get_secret_value()
    ports = settings.port, settings.engine_port, settings.actions_port
    services = services_for(*ports, secret, host=reachable(settings.host))
    trial = settings.environment == "development"
    address = settings.public_url
    page = f"    A clinic page with the chat:  {address}/\n" if trial else ""
    login = development_login(settings.home) if trial else ""
    announcement = f"""
  Nightdesk is running.
{page}    The staff inbox:              {address}/staff
{login}  Ctrl-C stops it.
"""
    say("starting; the engine takes some seconds")
    try:
        asyncio.run(Supervisor(services).run(announcement))
    except PortTaken as error:
        say(f"{error}; stop that program, or set NIGHTDESK_PORT, _ENGINE_PORT or _ACTIONS_PORT")
        return 1
    return 0


def services_for(
    port: int, engine_port: int, actions_port: int, secret: str, host: str = "127.0.0.1"
) -> list[Service]:
    """The product's processes; the engine alone runs in its own environment."""
    ours = dict(os.environ) | FRUGAL
    engine = FRUGAL | {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    engine |= {
        "NIGHTDESK_ENGINE_SECRET": secret,
        "NIGHTDESK_ENGINE_PORT": str(engine_port),
        "NIGHTDESK_ACTIONS_PORT": str(actions_port),
        "RASA_TELEMETRY_ENABLED": "false",
    }
    ours["NIGHTDESK_ACTIONS_PORT"] = str(actions_port)
    python = sys.executable
    return [
        Service("web", [python, "-m", "web"], ours, port, host),
        Service("actions", [python, "-m", "actions"], ours, actions_port),
        Service(
            "relay", [python, "-m", "nightdesk.handoff"], ours, stop_within_s=RELAY_STOPS_WITHIN_S
        ),
        Service("engine", [engine_python(), "-m", "engine.serve"], engine, engine_port),
    ]


def reachable(host: str) -> str:
    """The address at which we reach a server that listens on `host`."""
    return {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(host, host)


def engine_python() -> str:
    """The engine environment's Python: NIGHTDESK_ENGINE_PYTHON, or the one that make builds."""
    default = Path(".envs/engine/bin/python")
    return os.environ.get("NIGHTDESK_ENGINE_PYTHON", str(default))


def development_login(home: Path) -> str:
    """The line with the development login, if there is one."""
    path = home / "var" / "development_login.txt"
    return f"    Log in with:                  {path.read_text()}\n" if path.exists() else ""
