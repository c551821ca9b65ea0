"""What somebody in danger is told, and how staff learn whom to call."""

import logging
import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from sqlalchemy.orm import Session

from nightdesk.base.hours import urgent_line
from nightdesk.base.reply import Reply
from nightdesk.intake.merge import merge
from nightdesk.intake.phones import fixed
from nightdesk.intake.start import START_INTENTS
from nightdesk.intake.visitors import could_not_reach_us
from nightdesk.leads.alerts import raise_alert
from nightdesk.leads.of_kind import add_contact, request_of_kind
from nightdesk.safety import (
    TIERS,
    RedFlag,
    after_urgent_wording,
    language,
    still_urgent_wording,
    urgent_wording,
)
from nightdesk.safety.second_net import DISTRESS
from nightdesk.store.conversations import last_said
from nightdesk.store.tables import Conversation, Message, Request
from nightdesk.talk.desk import Desk
from nightdesk.talk.in_spanish import without_names

if TYPE_CHECKING:
    from nightdesk.talk.context import Turn

log = logging.getLogger(__name__)

Spoken = Literal["en", "es"]

SAYS_NOTHING = frozenset({"smalltalk", "decline", "clarify", "defer"})
SELLS = frozenset({"utter_concern_reflect", "utter_concern_noted"})
"""What takes a sign of danger ("it feels like leather") for a wish to look better."""
KEPT = frozenset({"utter_identity"})
"""What is answered all the same: whether a person or a machine writes."""

_WANTS_US = START_INTENTS | {"ask_human"}
"""Intents of who wants to be seen or called."""
_ANEW = re.compile(
    r"\b(?:consult\w*|request|solicitud|finish|continue|(?:go|carry) on"
    r"|what i (?:started|began))\b",
    re.IGNORECASE,
)
"""Speaks of the request in so many words."""
_NOW = re.compile(
    r"\b(?:look(?:ed)? at|check(?:ed)?|see (?:me|it|this)|seen|today|tonight|now|asap|call me|hoy"
    r"|ahora|revis\w+|ver(?:me|lo|la))\b",
    re.IGNORECASE,
)
"""Who wants to be looked at after an alert means what it was for."""
_HAS_CALLED = re.compile(
    r"^\W*(?:(?:si|sí|ok|gracias)\W+)*(?:ya (?:los |las |les )?(?:llam[eé]|llamamos|he llamado)"
    r"|llamé|llamamos|he llamado)(?: ya)?(?: (?:al?|la|los|las|ellos|emergencias|ambulancia"
    r"|l[ií]nea|urgente|911|y|ya|vienen|en|camino|est[aá]n|viene)){0,10}\W*$",
    re.IGNORECASE,
)
"""Says only that the help was called; "llame al 911" alone also bids somebody to call it."""

ANYBODY = "anybody"
"""Whoever's number an alarming message holds is one to call ("my wife passed out 925-555-0142")."""


def alert(
    desk: Desk,
    session: Session,
    conversation: Conversation,
    message: Message,
    *,
    flag: RedFlag,
    at: datetime,
) -> list[Reply]:
    """Put the alert on its way and return what the visitor is told. Does not commit.

    The fixed words for the tier come first; then, once in a talk, one line on whom staff can call.
    """
    before = conversation.talk.get("urgent")
    flag = _no_lower(flag, before)
    if before == flag.tier == "911" and _HAS_CALLED.match(message.text):
        return _has_called(desk, session, conversation, message, at)
    request = raise_alert(session, desk.clinic, conversation, message, flag=flag, at=at)
    _take_contact(desk, request, message.text)
    replies = [urgent_reply(desk, flag, message.text, at)]
    if not conversation.talk.get("asked_who"):
        conversation.talk = {**conversation.talk, "asked_who": True}
        known = bool(request.phone or request.email)
        replies.append(_line("known" if known else "who", language(message.text)))
    return replies


def _has_called(
    desk: Desk, session: Session, conversation: Conversation, message: Message, at: datetime
) -> list[Reply]:
    """What is said to who has called 911 as they were told: no second alert, but a note to it."""
    _note(request_of_kind(session, conversation, "urgent", at), message.text)
    spoken = language(message.text)
    return [Reply("handoff", text=still_urgent_wording("911", spoken, _numbers(desk, at)))]


def _note(request: Request, words: str) -> None:
    request.words = "\n".join(filter(None, [request.words, words]))


def _no_lower(flag: RedFlag, before: str | None) -> RedFlag:
    """The red flag, at least as serious as one `before` it: "it is getting worse" tells of that."""
    bodily = [tier for tier in TIERS if tier != DISTRESS]
    if before in bodily and flag.tier in bodily and bodily.index(before) < bodily.index(flag.tier):
        return replace(flag, tier=before)
    return flag


def _take_contact(desk: Desk, request: Request, text: str) -> None:
    """Give staff the name and number that the alarming message itself holds; never fails."""
    try:
        mentions = desk.lexicon.read(text)
        found = desk.read_details(text, asking=None, mentions=mentions, behalf=ANYBODY)
        if (found.phone or found.email) and not found.name:
            found = desk.read_details(text, asking="name", mentions=mentions, behalf=ANYBODY)
        add_contact(request, name=found.name, phone=found.phone, email=found.email)
    except Exception as error:  # noqa: BLE001 (the alert counts more than whom it names)
        log.error("contact of an alert not read: %s", type(error).__name__)


def urgent_reply(
    desk: Desk, flag: RedFlag, text: str, at: datetime, *, alerted: bool = True
) -> Reply:
    """The fixed wording for a red flag, in the language of `text`, with the line open at `at`.

    `alerted` is whether the alert is stored with it.
    """
    values = _numbers(desk, at)
    spoken = language(text)
    wording = urgent_wording(flag.tier, spoken, values, alerted=alerted)
    line = values["urgent_phone"]
    about = {"tier": flag.tier, "rule": flag.rule, "lang": spoken, "phone": line}
    return Reply("urgent", text=wording, urgent=about)


def still_urgent(turn: "Turn") -> Reply:
    """What somebody who was told of a danger reads instead of small talk or a deferral."""
    tier, spoken = turn.talk["urgent"], _spoken(turn)
    return Reply("handoff", text=still_urgent_wording(tier, spoken, _numbers(turn.desk, turn.at)))


def keep_to_danger(turn: "Turn", replies: list[Reply]) -> list[Reply]:
    """The replies for somebody who was told of a danger: chat and deferrals say nothing to it."""
    empty = [r for r in replies if r.kind in SAYS_NOTHING or r.response in SELLS]
    kept = [reply for reply in replies if reply not in empty or reply.response in KEPT]
    return kept or [still_urgent(turn)]


def _numbers(desk: Desk, at: datetime) -> dict[str, str]:
    return {
        "clinic": desk.clinic.name,
        "phone": desk.clinic.phone.display,
        "urgent_phone": urgent_line(desk.clinic, at).display,
    }


def whom_to_call(turn: "Turn") -> list[Reply]:
    """After an alert, give staff the name and number that the message holds.

    It is said, and no intake is begun for it, unless one is wished for or has asked for it.
    """
    if not turn.talk.get("urgent") or turn.read.choice:
        return []
    found = turn.read.details
    if found.phone_fix and not found.phone:
        request = request_of_kind(turn.session, turn.conversation, "urgent", turn.at)
        request.phone = fixed(request.phone, found.phone_fix)
        return []
    if not (found.phone or found.email or found.name_sure):
        return _incomplete(turn)
    if not found.name:
        found = turn.desk.read_details(turn.read.text, asking="name", mentions=turn.read.mentions)
    request = request_of_kind(turn.session, turn.conversation, "urgent", turn.at)
    add_contact(request, name=found.name, phone=found.phone, email=found.email)
    if turn.intent in START_INTENTS or (turn.state.active and _intake_asked(turn)):
        return []
    if turn.state.active:
        merge(turn.state, found)  # so that the request does not ask for it again
    return [_line("taken", _spoken(turn))]


def _incomplete(turn: "Turn") -> list[Reply]:
    """Keep for staff what may still tell whom to call: half a number, a mistyped address."""
    found = turn.read.details
    busy = turn.state.active or turn.intent in START_INTENTS
    if busy or not (found.phone_problem or found.email_problem):
        return []
    request = request_of_kind(turn.session, turn.conversation, "urgent", turn.at)
    add_contact(request, name=found.name, phone=None, email=None)
    _note(request, turn.message.text)
    return [_line("incomplete", _spoken(turn))]


def about_the_danger(turn: "Turn") -> list[Reply]:
    """To who wants to be seen or called after an alert: the advice, and that staff read it.

    No consultation is sold to them, unless they wish for one about something else.
    """
    if not turn.talk.get("urgent") or turn.read.choice:
        return []
    text, signals = turn.read.text, turn.read.details.signals
    wants = turn.intent in _WANTS_US or turn.read.wishes or signals.wants_callback
    if not (wants or could_not_reach_us(text)) or _means_else(turn):
        return []
    request = request_of_kind(turn.session, turn.conversation, "urgent", turn.at)
    _note(request, turn.message.text)
    lines = ["taken"] if request.phone or request.email else ["taken", "who"]
    return [still_urgent(turn), *(_line(line, _spoken(turn)) for line in lines)]


def _means_else(turn: "Turn") -> bool:
    """Whether a request is wished for or gone on with, or another concern is told."""
    if turn.state.active and _intake_asked(turn):
        return True
    found, text = turn.read.details, turn.read.text
    named, anew = bool(found.concerns or found.treatments), bool(_ANEW.search(text))
    return (named and anew) or ((named or anew) and not _NOW.search(text))


def _intake_asked(turn: "Turn") -> bool:
    """Whether the last that the visitor read was a question of the intake, and not the advice."""
    last = last_said(turn.session, turn.message, ("visitor",))
    said = (last.outcome or ()) if last else ()
    return any(reply["kind"] in ("ask", "confirm") for reply in said)


def _spoken(turn: "Turn") -> Spoken:
    """The language of a message; a name alone is of none, so then that of the danger told before.

    "Ella" is a name as well as a word of Spanish.
    """
    text = turn.read.text
    found = turn.desk.read_details(text, asking="name", mentions=turn.read.mentions)
    rest = without_names(text, found)
    before = language(request_of_kind(turn.session, turn.conversation, "urgent", turn.at).words)
    if not any(char.isalpha() for char in rest):
        return before
    return language(f"{text} {_EITHER}" if before == "es" else text)


_EITHER = "el"
"""One word of Spanish: it tips words that are of neither language ("Ambulancia llamada")."""


def _line(name: str, spoken: Spoken) -> Reply:
    return Reply("handoff", text=after_urgent_wording(name, spoken))
