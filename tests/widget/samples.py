"""Messages of every kind, as a server would send them."""

from typing import Any

type Json = dict[str, Any]

SOURCE: Json = {
    "title": "Instructions for use",
    "publisher": "An example maker",
    "year": 2018,
    "address": "https://label.example/ifu.pdf",
}
FACT: Json = {
    "entry": "mn-1",
    "authority": "device_label",
    "source": SOURCE,
    "reviewed_on": "2026-10-01",
}
SECOND: Json = {
    "entry": "mn-2",
    "authority": "fda",
    "source": {
        "title": "A notice",
        "publisher": "FDA",
        "year": 2025,
        "address": "https://fda.example/n",
    },
    "reviewed_on": "2026-09-12",
}
BOXES: list[Json] = [
    {"id": "marketing", "label": "The clinic may also e-mail me news.", "version": "marketing-1"},
    {"id": "chat", "label": "Keep this whole chat with my request.", "version": "chat-1"},
]
FORM: Json = {
    "kind": "error",
    "text": "I cannot answer at the moment. You can leave a request here.",
    "form": "request",
    "consent": {"wording": "The clinic may keep this request and contact me about it."},
    "boxes": BOXES,
}
SUMMARY: Json = {
    "kind": "confirm",
    "text": "Please check:\nName: Ana Example\nE-mail: ana@example.com",
    "boxes": BOXES,
    "choices": [{"id": "yes", "label": "Send it"}, {"id": "other", "label": "Change something"}],
}
CONVERSATION: list[Json] = [
    {"kind": "answer", "text": "It is a series of fine punctures.", "answer": [FACT, SECOND]},
    {"kind": "urgent", "text": "Call 911 now.", "urgent": {"tier": "911"}},
    {"kind": "confirm", "text": "Please check:\nName: Ana Example\nPhone: 925-555-0142"},
    {"kind": "saved", "text": "Your request is saved."},
    {"kind": "notice", "author": "system", "text": "A person has joined."},
    {"kind": "staff", "author": "staff", "text": "This is the clinic."},
    {"kind": "defer", "text": "That is not in my files."},
    {
        "kind": "ask",
        "text": "What next?",
        "choices": [{"id": "a", "label": "Go on"}, {"id": "b", "label": "Stop"}],
    },
]
