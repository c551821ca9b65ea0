"""A stand-in for the visitor chat API, for what a real server cannot easily be made to do."""

import json
import queue
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".svg": "image/svg+xml",
}
CLINIC: dict[str, Any] = {
    "name": "BlossomMD (example clinic)",
    "assistant": "Nightdesk",
    "disclosure": "I am an automated assistant, not a clinician. A person is at 925-555-0100.",
    "open_now": False,
    "next_open": "2026-11-23T09:00:00-08:00",
    "phone": "925-555-0100",
    "urgent_phone": "925-555-0111",
}
HELLO = "Hello, you have reached BlossomMD. Ask about treatments, or ask for a consultation."

type Json = dict[str, Any]


@dataclass
class Conversation:
    """One visitor's messages, and the streams that listen to them."""

    messages: list[Json] = field(default_factory=list)
    replies: dict[str, list[Json]] = field(default_factory=dict)
    listeners: list[queue.Queue[Json]] = field(default_factory=list)


class FakeClinic:
    """State and switches of the stand-in; `script` maps a visitor's text to replies."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.conversations: dict[str, Conversation] = {}
        self.script: dict[str, list[Json]] = {}
        self.pages: dict[str, tuple[str, str]] = {}
        self.calls: list[tuple[str, str]] = []
        self.requests: list[Json] = []
        self.sent: list[Json] = []
        self.faults: list[str] = []
        self.requests_unheard = False
        self.refusals: list[tuple[int, Json, dict[str, str]]] = []
        self.later: set[str] = set()
        self.down = False
        self.streams = True
        self.started = 0
        self.next_id = 0
        self.stopping = threading.Event()

    def new_session(self) -> tuple[str, Conversation]:
        self.started += 1
        token = f"token-{self.started}"
        self.conversations[token] = Conversation()
        self.say(token, text=HELLO, kind="greeting")
        return token, self.conversations[token]

    def expire_all(self) -> None:
        """Every token becomes unknown."""
        with self.lock:
            self.conversations.clear()

    def say(self, token: str, **message: Any) -> Json:
        """Add a message to a conversation and tell its listeners."""
        with self.lock:
            self.next_id += 1
            whole: Json = {
                "id": self.next_id,
                "at": "2026-11-22T22:41:07-08:00",
                "author": "assistant",
                "kind": "answer",
                "text": "",
                "choices": [],
            }
            whole.update(message)
            conversation = self.conversations[token]
            conversation.messages.append(whole)
            for listener in conversation.listeners:
                listener.put(whole)
            return whole

    def receive(self, token: str, body: Json) -> list[Json]:
        """Store a visitor's message once and answer it by the script."""
        with self.lock:
            conversation = self.conversations[token]
            client_id = body["client_id"]
            if client_id not in conversation.replies:
                self.sent.append(body)
                text = body.get("text") or self.label(conversation, body["choice"])
                self.say(token, author="visitor", kind="", text=text, client_id=client_id)
                default = [{"kind": "smalltalk", "text": f"You wrote: {text}"}]
                replies = [self.say(token, **r) for r in self.script.get(text, default)]
                conversation.replies[client_id] = replies
            return conversation.replies[client_id]

    def label(self, conversation: Conversation, choice: str) -> str:
        known = {c["id"]: c["label"] for m in conversation.messages for c in m["choices"]}
        return str(known.get(choice, choice))

    def visitor_texts(self) -> list[str]:
        """Texts that the server holds from the visitor, over all sessions."""
        held = [m for c in self.conversations.values() for m in c.messages]
        return [m["text"] for m in sorted(held, key=lambda m: m["id"]) if m["author"] == "visitor"]


class Handler(BaseHTTPRequestHandler):
    """The contract's routes, the widget's files and the pages of a test."""

    protocol_version = "HTTP/1.1"
    clinic: FakeClinic

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        self.answer("GET")

    def do_POST(self) -> None:
        self.answer("POST")

    def do_DELETE(self) -> None:
        self.answer("DELETE")

    def answer(self, method: str) -> None:
        path = self.path.partition("?")[0]
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else {}
        self.clinic.calls.append((method, self.path))
        if not path.startswith("/api/chat/"):
            return self.file(path)
        if self.clinic.down:
            return self.cut()
        route = f"{method} {path.removeprefix('/api/chat/')}"
        if route == "POST sessions":
            return self.start()
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        if token not in self.clinic.conversations:
            return self.problem(401, {"code": "session_unknown", "detail": "This chat has ended."})
        return self.session_route(route, token, body)

    def session_route(self, route: str, token: str, body: Json) -> None:
        if route == "POST messages":
            self.message(token, body)
        elif route == "POST requests":
            self.request_form(token, body)
        elif route == "GET messages":
            self.history(token)
        elif route == "GET stream" and self.clinic.streams:
            self.stream(token)
        elif route == "GET session/export":
            self.json(200, {"messages": self.clinic.conversations[token].messages})
        elif route == "DELETE session":
            del self.clinic.conversations[token]
            self.json(200, {})
        else:
            self.problem(404, {"detail": "Not found."})

    def start(self) -> None:
        with self.clinic.lock:
            token, conversation = self.clinic.new_session()
        session = {
            "id": f"s{self.clinic.started}",
            "token": token,
            "expires_at": "2026-11-23T10:00Z",
        }
        self.json(201, {"session": session, "clinic": CLINIC, "messages": conversation.messages})

    def message(self, token: str, body: Json) -> None:
        fault = self.clinic.faults.pop(0) if self.clinic.faults else ""
        if fault == "lost":  # the message never reached the server
            return self.cut()
        if self.clinic.refusals:
            status, problem, headers = self.clinic.refusals.pop(0)
            return self.problem(status, problem, headers)
        if body.get("text") in self.clinic.later:
            threading.Timer(0.2, self.clinic.receive, (token, body)).start()
            return self.json(202, {})
        replies = self.clinic.receive(token, body)
        if fault == "unheard":  # stored, but the answer is lost on the way back
            return self.cut()
        return self.json(200, {"messages": replies})

    def request_form(self, token: str, body: Json) -> None:
        if self.clinic.refusals:
            status, problem, headers = self.clinic.refusals.pop(0)
            return self.problem(status, problem, headers)
        self.clinic.requests.append(body)
        if self.clinic.requests_unheard:
            return self.cut()
        saved = self.clinic.say(token, kind="saved", text="Your request is saved.")
        return self.json(201, {"messages": [saved]})

    def history(self, token: str) -> None:
        after = int(self.path.partition("after=")[2] or 0)
        messages = [m for m in self.clinic.conversations[token].messages if m["id"] > after]
        self.json(200, {"messages": messages, "clinic": CLINIC, "session": {"id": "s"}})

    def stream(self, token: str) -> None:
        seen = int(self.headers.get("Last-Event-ID") or 0)
        waiting: queue.Queue[Json] = queue.Queue()
        with self.clinic.lock:
            conversation = self.clinic.conversations[token]
            for message in conversation.messages:
                if message["id"] > seen:
                    waiting.put(message)
            conversation.listeners.append(waiting)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            while not self.clinic.stopping.is_set():
                self.wfile.write(next_event(waiting))
                self.wfile.flush()
        except OSError:
            pass
        finally:
            conversation.listeners.remove(waiting)
            self.close_connection = True

    def file(self, path: str) -> None:
        if path in self.clinic.pages:
            policy, html = self.clinic.pages[path]
            return self.reply(
                200, html.encode(), "text/html; charset=utf-8", {"Content-Security-Policy": policy}
            )
        name = "widget/demo/index.html" if path == "/" else path.lstrip("/")
        target = (ROOT / name).resolve()
        if not target.is_file() or ROOT / "widget" not in target.parents:
            return self.reply(404, b"", "text/plain")
        return self.reply(200, target.read_bytes(), TYPES[target.suffix])

    def json(self, status: int, value: Json) -> None:
        self.reply(status, json.dumps(value).encode(), "application/json")

    def problem(self, status: int, value: Json, headers: dict[str, str] | None = None) -> None:
        self.reply(status, json.dumps(value).encode(), "application/problem+json", headers)

    def reply(
        self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            if value:
                self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def cut(self) -> None:
        """End the connection without an answer, as a broken network does."""
        self.close_connection = True
        self.connection.close()


def next_event(waiting: queue.Queue[Json]) -> bytes:
    """The next event, or a comment that keeps the line alive."""
    try:
        message = waiting.get(timeout=0.2)
    except queue.Empty:
        return b": still here\n\n"
    if "typing" in message:
        return f"event: typing\ndata: {json.dumps({'on': message['typing']})}\n\n".encode()
    return f"event: message\nid: {message['id']}\ndata: {json.dumps(message)}\n\n".encode()


class FakeServer:
    """The stand-in on a free port; use as a context manager."""

    def __init__(self) -> None:
        self.clinic = FakeClinic()
        handler = type("BoundHandler", (Handler,), {"clinic": self.clinic})
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.http.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *args: object) -> None:
        self.clinic.stopping.set()
        self.http.shutdown()
        self.http.server_close()


def wait_until(condition: Any, seconds: float = 10) -> None:
    """Wait for something on the server's side; fails after `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError("did not happen in time")
        time.sleep(0.02)
