"""No sentence is said a third time: after that other words stand in for it."""

import hashlib

from nightdesk.base.reply import Reply
from nightdesk.talk.context import Turn

AT_MOST = 2
_ALWAYS = frozenset({"urgent", "saved", "ask", "confirm"})
"""Danger and what was saved are said whenever they are so; the intake counts its own questions."""
_AS_OFTEN = frozenset({"utter_intake_later", "utter_greeting_resume"})
"""What answers a pause: who is called away five times reads it five times."""
_INSTEAD = {
    "answer": ("utter_said_answer", "utter_said_more"),
    "": ("utter_said_all", "utter_said_more"),
}
_BESIDE = frozenset({"utter_defer_personal", "utter_defer_rest", "utter_handoff_who"})
"""Lines that are added to an answer: worn out, they are left out."""

_LAST = "utter_said_count"
"""Holds a number that grows, so that it never wears out."""

_UNKNOWN, _UNKNOWN_MORE = "utter_defer_unknown", "utter_defer_more"
"""What is said to a question without an answer, and to the third and further of them."""


def fresh(turn: Turn, replies: list[Reply]) -> list[Reply]:
    """The replies, with others for those that the visitor has read twice already."""
    said = dict(turn.talk.get("said", {}))
    told: list[Reply] = []
    stood_in = False
    if any(reply.response == _UNKNOWN for reply in replies):
        _note_unknown(turn)
    for reply in replies:
        chosen = reply if _is_always_said(reply) or _may_say(turn, said, reply) else None
        if chosen is None and reply.response in _BESIDE and told:
            continue
        if chosen is None and not stood_in:
            chosen, stood_in = _instead(turn, said, reply), True
        if chosen is not None:
            told.append(chosen)
    turn.talk["said"] = said
    return told


def _note_unknown(turn: Turn) -> None:
    """Note the question that has no answer: other ones are no going in circles."""
    asked = hashlib.sha256(" ".join(turn.read.text.lower().split()).encode()).hexdigest()[:12]
    known = turn.talk.get("unknown", [])
    turn.talk["unknown"] = known if asked in known else [*known, asked]


def _is_always_said(reply: Reply) -> bool:
    danger = reply.kind == "handoff" and not reply.response  # fixed words, not of domain/
    return danger or reply.kind in _ALWAYS or reply.response in _AS_OFTEN


def _may_say(turn: Turn, said: dict[str, int], reply: Reply) -> bool:
    """Count the reply; False when it has been read often enough."""
    text = turn.desk.wording.render(reply)
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    if said.get(digest, 0) >= AT_MOST:
        return False
    said[digest] = said.get(digest, 0) + 1
    return True


def _instead(turn: Turn, said: dict[str, int], reply: Reply) -> Reply:
    """Other words, with the same buttons."""
    if reply.response == _UNKNOWN and len(turn.talk["unknown"]) > AT_MOST:
        count = str(len(turn.talk["unknown"]))
        more = Reply("defer", _UNKNOWN_MORE, {**turn.phones, "count": count}, choices=reply.choices)
        if _may_say(turn, said, more):
            return more
    again = f"{reply.response}_again"
    names = [again] if turn.desk.wording.knows(again) else []
    names += _INSTEAD.get(reply.kind, _INSTEAD[""])
    kind = "handoff" if reply.kind == "handoff" else "notice"
    for name in names:
        values = {**reply.values, **turn.phones}
        other = Reply(kind, name, values, choices=reply.choices)
        if _may_say(turn, said, other):
            return other
    count = turn.talk["worn"] = turn.talk.get("worn", 0) + 1
    return Reply(kind, _LAST, {**turn.phones, "count": str(count + 1)}, choices=reply.choices)
