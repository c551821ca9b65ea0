"""`make bench`: this product's whole turn beside that of the starter project of `rasa init`.

Both are started on this machine, one after the other, several rounds in turn; both answer the same
number of messages in conversations of the same length. Ours goes through the web process, the
engine, the action server and the database; the starter is Rasa alone.
"""

import argparse
import json
import os
import signal
import statistics
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx
import psutil

from tests.support.postgres import free_port
from tests.support.receivers import Mailbox, WebhookReceiver
from tests.support.stack import ROOT, WEBHOOK_SECRET, Stack, make_home
from tests.support.visitor import Visitor

ENGINE_PYTHON = ROOT / ".envs" / "engine" / "bin" / "python"
TURNS_PER_TALK = 15
OUR_TALK = ["hello", "does it hurt?", "how long is the downtime", "what is microneedling", "thanks"]
STARTER_TALK = ["hello", "i am sad", "yes", "i am happy", "bye"]


@dataclass
class Round:
    """What one round measured."""

    cold_start_s: float
    turns_ms: list[float]
    cpu_ms_per_turn: float
    memory_mb: float


@dataclass
class Summary:
    """All rounds of one product together."""

    median_ms: float
    p95_ms: float
    cpu_ms_per_turn: float
    cold_start_s: float
    memory_mb: float


def main() -> None:
    """Measure both, print a table and the ratios, and write them as JSON if asked to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--talks", type=int, default=8, help="conversations a round")
    parser.add_argument("--json", type=Path, default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        starter = make_starter(Path(folder) / "starter")
        rounds: dict[str, list[Round]] = {"nightdesk": [], "starter": []}
        for number in range(options.rounds):
            home = Path(folder) / f"ours{number}"
            rounds["starter"].append(measure_starter(starter, options.talks))
            rounds["nightdesk"].append(measure_ours(home, options.talks))
    results = {name: summarise(found) for name, found in rounds.items()}
    report(results)
    if options.json:
        options.json.write_text(json.dumps({k: asdict(v) for k, v in results.items()}, indent=2))


def make_starter(folder: Path) -> Path:
    """The starter project, trained."""
    folder.mkdir()
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    for arguments in (["init", "--no-prompt", "--init-dir", str(folder)],):
        subprocess.run(
            [str(ENGINE_PYTHON), "-m", "rasa", *arguments],
            cwd=folder,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    return folder


def measure_starter(folder: Path, talks: int) -> Round:
    """One round of the starter project on Rasa's own REST channel."""
    port = free_port()
    (folder / "credentials.yml").write_text("rest:\n")
    command = [str(ENGINE_PYTHON), "-m", "rasa", "run", "-i", "127.0.0.1", "-p", str(port)]
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30)

    def say(sender: str, text: str) -> bool:
        body = {"sender": sender, "message": text}
        return bool(client.post("/webhooks/rest/webhook", json=body).json())

    started = time.monotonic()
    with process(command, folder, environment) as pid:
        wait_until(lambda: say("warm", "hello"))
        cold_start_s = time.monotonic() - started

        def talk() -> Iterator[Callable[[], bool]]:
            sender = uuid.uuid4().hex
            for number in range(TURNS_PER_TALK):
                text = STARTER_TALK[number % len(STARTER_TALK)]
                yield lambda text=text: say(sender, text)

        return measure(pid, talks, talk, cold_start_s)


def measure_ours(folder: Path, talks: int) -> Round:
    """One round of this product, started as an operator starts it."""
    mailbox, receiver = Mailbox(), WebhookReceiver(WEBHOOK_SECRET)
    home = make_home(folder, receiver.url)
    stack = Stack(home, f"sqlite:///{home}/bench.db", mailbox, receiver, home / "log.txt")
    started = time.monotonic()
    command = [str(ROOT / ".envs/app/bin/python"), "-m", "nightdesk", "up"]
    with process(command, ROOT, stack.environment) as pid:
        wait_until(stack.is_up)
        wait_until(lambda: answers(Visitor(stack.url)), pause_s=1.0)
        cold_start_s = time.monotonic() - started

        def talk() -> Iterator[Callable[[], bool]]:
            visitor = Visitor(stack.url)
            for number in range(TURNS_PER_TALK):
                text = OUR_TALK[number % len(OUR_TALK)]
                yield lambda text=text: bool(visitor.say(text))

        return measure(pid, talks, talk, cold_start_s)


def answers(visitor: Visitor) -> bool:
    """Whether a turn went through the engine (the fallback is no answer)."""
    return all(message["kind"] != "error" for message in visitor.say("hello"))


def measure(
    pid: int, talks: int, talk: Callable[[], Iterator[Callable[[], bool]]], cold_start_s: float
) -> Round:
    """Run the talks and read time, CPU time and memory of the whole process tree."""
    for turn in talk():  # warm up
        turn()
    turns_ms: list[float] = []
    before = cpu_s(pid)
    for _ in range(talks):
        for turn in talk():
            begin = time.perf_counter()
            if not turn():
                raise RuntimeError("a turn without an answer")
            turns_ms.append((time.perf_counter() - begin) * 1000)
    cpu_ms = (cpu_s(pid) - before) * 1000 / len(turns_ms)
    return Round(cold_start_s, turns_ms, cpu_ms, memory_mb(pid))


def tree(pid: int) -> list[psutil.Process]:
    """A process and all below it."""
    root = psutil.Process(pid)
    return [root, *root.children(recursive=True)]


def cpu_s(pid: int) -> float:
    """CPU seconds of a process tree so far."""
    return sum(sum(process.cpu_times()[:2]) for process in tree(pid))


def memory_mb(pid: int) -> float:
    """Proportional set size of a process tree: shared pages are counted once."""
    return sum(process.memory_full_info().pss for process in tree(pid)) / 2**20


@contextmanager
def process(command: list[str], cwd: Path, environment: dict[str, str]) -> Iterator[int]:
    """A process that is stopped afterwards."""
    running = subprocess.Popen(
        command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield running.pid
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(timeout=60)


def wait_until(condition: Callable[[], bool], pause_s: float = 0.1) -> None:
    """Poll for up to three minutes."""
    end = time.monotonic() + 180
    while time.monotonic() < end:
        try:
            if condition():
                return
        except (httpx.HTTPError, ValueError):
            pass
        time.sleep(pause_s)
    raise TimeoutError("it did not come up")


def summarise(rounds: list[Round]) -> Summary:
    """Medians over the rounds; times of all turns together."""
    turns = sorted(ms for one in rounds for ms in one.turns_ms)
    return Summary(
        median_ms=statistics.median(turns),
        p95_ms=turns[int(len(turns) * 0.95)],
        cpu_ms_per_turn=statistics.median(one.cpu_ms_per_turn for one in rounds),
        cold_start_s=statistics.median(one.cold_start_s for one in rounds),
        memory_mb=statistics.median(one.memory_mb for one in rounds),
    )


def report(results: dict[str, Summary]) -> None:
    """A table: ours, the starter's, and the ratio."""
    print(f"{'':18}{'nightdesk':>12}{'starter':>12}{'ratio':>8}")
    for name in asdict(results["starter"]):
        ours, theirs = getattr(results["nightdesk"], name), getattr(results["starter"], name)
        print(f"{name:18}{ours:12.1f}{theirs:12.1f}{ours / theirs:8.2f}")


if __name__ == "__main__":
    main()
