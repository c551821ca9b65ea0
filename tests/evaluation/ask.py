"""Sending labelled messages to the running product, each in a conversation of its own."""

import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.evaluation.judge import Replies, Verdict, judge
from tests.evaluation.messages import Message
from tests.support.receivers import Mailbox, WebhookReceiver
from tests.support.stack import WEBHOOK_SECRET, Stack, make_home
from tests.support.visitor import Visitor


@dataclass(frozen=True)
class Result:
    """A message, what was replied, the verdict, and how long the reply took."""

    message: Message
    replies: Replies
    verdict: Verdict
    seconds: float


@contextmanager
def running() -> Iterator[Stack]:
    """The whole product on free ports with a database of its own; gone afterwards."""
    mailbox, webhooks = Mailbox(), WebhookReceiver(WEBHOOK_SECRET)
    with tempfile.TemporaryDirectory() as folder:
        home = make_home(Path(folder) / "home", webhooks.url)
        url = f"sqlite:///{home}/nightdesk.db"
        unhurried = {"NIGHTDESK_RATE_FACTOR": "1000"}
        stack = Stack(home, url, mailbox, webhooks, home / "log.txt", unhurried)
        try:
            yield stack.start()
        finally:
            stack.stop()
            mailbox.stop()
            webhooks.stop()


def ask(url: str, messages: Iterable[Message]) -> Iterator[Result]:
    """Send each message and judge its replies."""
    for message in messages:
        visitor = Visitor(url)
        began = time.perf_counter()
        replies = visitor.say(message.text)
        seconds = time.perf_counter() - began
        visitor.client.close()
        yield Result(message, replies, judge(message, replies), seconds)


def cpu_seconds(stack: Stack) -> float:
    """The processor time that all processes of `stack` have used so far."""
    assert stack.process is not None
    supervisor = psutil.Process(stack.process.pid)
    used = [p.cpu_times() for p in (supervisor, *supervisor.children(recursive=True))]
    return sum(times.user + times.system for times in used)
