"""Playing a script against the running product, as its visitor would."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Engine, create_engine, text

from tests.conversations.script import Script, Step
from tests.support.stack import Stack
from tests.support.visitor import Visitor

Messages = list[dict[str, Any]]

YES = (
    "Yes, send it",
    "Send it",
    "Nothing to add",
    "Yes, delete everything",
    "Nothing, go back",
)
"""What is answered for a visitor who agrees, when the script has ended."""
MOST_YES = 4
TWICE = 2


class Product:
    """The running product, and a look into its database."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self._engine: Engine = create_engine(stack.database_url)

    @property
    def url(self) -> str:
        """Where the web process answers."""
        return self.stack.url

    def intake(self, conversation: str) -> dict[str, Any]:
        """The stored state of a conversation's intake."""
        with self._engine.connect() as connection:
            found = connection.execute(
                text("SELECT intake FROM conversation WHERE id = :id"), {"id": conversation}
            ).scalar_one()
        return json.loads(found) if isinstance(found, str) else dict(found)

    def requests(self) -> dict[str, list[dict[str, Any]]]:
        """What staff find, by conversation."""
        found: dict[str, list[dict[str, Any]]] = {}
        for request in self.stack.requests():
            found.setdefault(request["conversation"], []).append(request)
        return found


class Played:
    """The talk of one script: its problems, and what was said."""

    def __init__(self, product: Product, script: Script) -> None:
        self.script = script
        self.product = product
        self.visitor = Visitor(product.url)
        self.problems: list[str] = []
        self.lines: list[str] = []
        self.said: Counter[str] = Counter()
        self.messages = 0
        for step in script.steps:
            self._take(step)
        if script.agrees:
            self._agree()
        self._judge_wording()
        self.visitor.client.close()

    def _take(self, step: Step) -> None:
        if step.press and not _has_button(self.visitor.last, step.press):
            self.problems.append(f"no button {step.press!r} at step {self.messages + 1}")
            return
        self._send(step.say, step.press)
        self.problems += [
            f"after {(step.say or step.press)[:60]!r}: {problem}"
            for problem in (*judge_step(step, self.visitor.last), *self._judge_question(step))
        ]

    def _judge_question(self, step: Step) -> Iterator[str]:
        if step.asks is not None:
            asking = self.product.intake(self.visitor.id).get("asking") or ""
            if asking != step.asks:
                yield f"asks {asking!r}, not {step.asks!r}"

    def _send(self, text: str, button: str = "") -> None:
        replies = self.visitor.press(button) if button else self.visitor.say(text)
        self.messages += 1
        self.lines.append(f"> {(button and f'[{button}]') or text}")
        for reply in replies:
            labels = " ".join(f"[{choice['label']}]" for choice in reply.get("choices", ()))
            self.lines.append(f"  {reply['kind']}: {reply['text']} {labels}".rstrip())
            if reply["kind"] not in ("urgent",):
                self.said[reply["text"]] += 1
        if not replies:
            self.problems.append(f"no reply to {text[:60]!r}")

    def _agree(self) -> None:
        for _ in range(MOST_YES):
            button = next((name for name in YES if _has_button(self.visitor.last, name)), "")
            if not button:
                return
            self._send("", button)

    def _judge_wording(self) -> None:
        for words, times in self.said.items():
            if times > TWICE:
                self.problems.append(f"said {times} times: {words[:80]!r}")
            if "!" in words and not _quotes_visitor(words, self.script):
                self.problems.append(f"exclamation mark: {words[:80]!r}")


def judge_step(step: Step, replies: Messages) -> Iterator[str]:
    """What does not hold of the replies to one message."""
    kinds = [reply["kind"] for reply in replies]
    read = "\n".join(reply["text"] for reply in replies)
    yield from (f"no {kind} in {kinds}" for kind in step.kinds if kind not in kinds)
    yield from (f"{kind} in {kinds}" for kind in step.not_kinds if kind in kinds)
    if "urgent" in step.kinds and kinds[:1] != ["urgent"]:
        yield "urgent is not first"
    yield from (f"not said: {p}" for p in step.says if not re.search(p, read, re.IGNORECASE))
    yield from (f"said: {p}" for p in step.says_not if re.search(p, read, re.IGNORECASE))


def judge_stored(script: Script, requests: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What does not hold of the requests that staff find."""
    if len(requests) != len(script.stored):
        found = [(r["kind"], r["status"]) for r in requests]
        yield f"{len(script.stored)} requests wanted, found {found}"
        return
    order = sorted(requests, key=lambda r: (r["kind"], r["created_at"]))
    wanted = sorted(script.stored, key=lambda r: r.get("kind", ""))
    for found, want in zip(order, wanted, strict=True):
        yield from _judge_request(want, found)


def _judge_request(want: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    for name, value in want.items():
        got = found[name]
        if name == "times":
            words = (got or {}).get("words", "") or ""
            right = bool(words) == bool(value) and bool(re.search(value or "", words, re.I))
        elif name == "words":
            right = bool(re.search(value, got, re.IGNORECASE | re.DOTALL))
        elif name == "flags":
            names = {flag["name"] for flag in got}
            right = names >= set(value) and bool(names) == bool(value)
        elif name == "consents":
            latest = {consent["purpose"]: consent["granted"] for consent in got}
            right = all(latest.get(purpose) == granted for purpose, granted in value.items())
            got = latest
        elif name in ("concerns", "areas", "treatments"):
            right = set(got) == set(value)
        elif name == "name":
            right = (got or "").casefold() == (value or "").casefold()
        else:
            right = got == value
        if not right:
            yield f"{found['kind']}.{name}: wanted {value!r}, stored {got!r}"


def _has_button(messages: Messages, label: str) -> bool:
    return any(c["label"] == label for m in messages for c in m.get("choices", ()))


def _quotes_visitor(text: str, script: Script) -> bool:
    return any("!" in step.say for step in script.steps) and ":" in text
