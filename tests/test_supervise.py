"""The supervisor keeps processes running and leaves none behind."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from nightdesk.supervise import Service, Supervisor
from tests.conftest import ROOT
from tests.support.postgres import free_port
from tests.support.stack import is_alive, runs

PROGRAM = """
import asyncio, os, sys
from nightdesk.supervise import PortTaken, Service, Supervisor
port = int(sys.argv[1])
serve = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port)]
stubborn = [sys.executable, "-c", sys.argv[2]]
services = [Service("server", serve, os.environ, port), Service("other", stubborn, os.environ)]
try:
    asyncio.run(Supervisor(services).run("all ready"))
except PortTaken as error:
    sys.exit(str(error))
"""
FOREVER = "import time; time.sleep(3600)"


def start(tmp_path: Path, port: int, other: str = FOREVER) -> subprocess.Popen[bytes]:
    with (tmp_path / "log").open("wb") as log:
        command = [sys.executable, "-c", PROGRAM, str(port), other]
        return subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def ready(tmp_path: Path) -> bool:
    return "all ready" in (tmp_path / "log").read_text()


def test_a_killed_process_is_started_again_and_ctrl_c_leaves_none(tmp_path: Path) -> None:
    supervisor = start(tmp_path, free_port())
    wait_for(lambda: ready(tmp_path))
    children = psutil.Process(supervisor.pid).children()
    assert len(children) == 2
    victim = next(c for c in children if runs(c, "http.server"))
    victim.kill()

    def again() -> bool:
        now = psutil.Process(supervisor.pid).children()
        return any(runs(c, "http.server") and c.pid != victim.pid for c in now)

    wait_for(again)
    left = psutil.Process(supervisor.pid).children()
    supervisor.send_signal(signal.SIGINT)
    assert supervisor.wait(timeout=30) == 0
    assert [process for process in left if is_alive(process)] == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_no_process_outlives_a_killed_supervisor(tmp_path: Path) -> None:
    supervisor = start(tmp_path, free_port())
    wait_for(lambda: ready(tmp_path))
    children = psutil.Process(supervisor.pid).children()
    os.kill(supervisor.pid, signal.SIGKILL)
    supervisor.wait(timeout=30)
    wait_for(lambda: not any(is_alive(child) for child in children))


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    port = free_port()
    first = start(tmp_path, port)
    wait_for(lambda: ready(tmp_path))
    second = start(tmp_path, port)
    assert second.wait(timeout=30) == 1
    assert str(port) in (tmp_path / "log").read_text()
    first.send_signal(signal.SIGTERM)
    assert first.wait(timeout=30) == 0


@pytest.mark.anyio
async def test_a_program_that_is_not_there_yet_is_tried_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "program"
    supervisor = Supervisor([Service("late", [str(program)], dict(os.environ))])
    keeper = asyncio.create_task(supervisor._keep(supervisor.services[0]))
    async with asyncio.timeout(30):
        while "late cannot be started" not in "".join(capsys.readouterr()):
            await asyncio.sleep(0.02)
        program.write_text("#!/bin/sh\nsleep 60\n")
        program.chmod(0o755)
        while supervisor.services[0].process is None:
            await asyncio.sleep(0.02)
    supervisor._stopping.set()
    await keeper
