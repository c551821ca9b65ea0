"""Runs the product's processes: starts them, restarts the ones that die, stops them all.

Only the standard library is imported here, so that the process that watches stays small.
"""

import asyncio
import ctypes
import os
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

LONGEST_PAUSE_S = 10.0
"""Between two restarts of a process that keeps dying."""

DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux's prctl: no process outlives a killed supervisor."""


@dataclass
class Service:
    """One process to run. It is ready when its port answers (at once without a port)."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    port: int | None = None
    host: str = "127.0.0.1"
    stop_within_s: float = 10.0
    """How long it may take to end by itself."""
    process: asyncio.subprocess.Process | None = field(default=None, init=False)


class PortTaken(RuntimeError):  # noqa: N818
    """Another program listens on a port that we need."""


class Supervisor:
    """Keeps the services running until it is told to stop."""

    def __init__(self, services: Sequence[Service]) -> None:
        self.services = services
        self._stopping = asyncio.Event()

    async def run(self, announcement: str) -> None:
        """Start everything, print `announcement` when all is ready, and stay until a signal."""
        for service in self.services:
            if service.port is not None and port_answers(service.port, service.host):
                raise PortTaken(f"port {service.port} ({service.name}) is in use already")
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stopping.set)
        keepers = [asyncio.create_task(self._keep(service)) for service in self.services]
        announcer = asyncio.create_task(self._announce(announcement))
        await self._stopping.wait()
        announcer.cancel()
        say("Stopping …")
        await asyncio.gather(*keepers)

    async def _announce(self, announcement: str) -> None:
        async with asyncio.TaskGroup() as group:
            for service in self.services:
                group.create_task(self._wait_ready(service))
        print(announcement, flush=True)

    async def _wait_ready(self, service: Service) -> None:
        while service.port is not None and not port_answers(service.port, service.host):
            await asyncio.sleep(0.1)
        say(f"{service.name} is ready")

    async def _keep(self, service: Service) -> None:
        """Run one service again and again, with growing pauses while it keeps dying."""
        pause = 0.2
        while not self._stopping.is_set():
            started = asyncio.get_running_loop().time()
            try:
                await self._run_once(service)
            except OSError as error:  # no memory, no such program: it may be there later
                say(f"{service.name} cannot be started: {service.command[0]}: {error.strerror}")
            if self._stopping.is_set():
                return
            if asyncio.get_running_loop().time() - started > 30:
                pause = 0.2
            say(f"{service.name} ended; starting it again")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)

    async def _run_once(self, service: Service) -> None:
        service.process = await asyncio.create_subprocess_exec(
            *service.command,
            env=dict(service.env),
            start_new_session=True,  # Ctrl-C reaches us alone, and we stop them in order
            preexec_fn=die_with_parent,
        )
        ended = asyncio.create_task(service.process.wait())
        stopping = asyncio.create_task(self._stopping.wait())
        await asyncio.wait({ended, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not ended.done():
            await _stop(service.process, service.stop_within_s)


async def _stop(process: asyncio.subprocess.Process, within_s: float) -> None:
    """Ask the process to end, and end its whole group when it does not."""
    with suppress(ProcessLookupError):
        process.terminate()
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), within_s)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()


def die_with_parent() -> None:
    """Run in the child: be ended when the supervisor is gone (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


def port_answers(port: int, host: str = "127.0.0.1") -> bool:
    """Whether something accepts connections there."""
    with suppress(OSError), socket.create_connection((host, port), 0.5):
        return True
    return False


def say(line: str) -> None:
    """A line of progress."""
    print(f"nightdesk: {line}", flush=True)
