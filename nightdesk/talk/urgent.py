"""What somebody in danger is told, and how staff learn whom to call."""

import logging
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from sqlalchemy.orm import Session

from nightdesk.base.hours import urgent_line
from nightdesk.base.reply import Reply
from nightdesk.intake.merge import merge
from nightdesk.intake.noting import LONGEST_NOTE, add_note
from nightdesk.intake.phones import fixed
from nightdesk.intake.start import START_INTENTS
from nightdesk.intake.state import IntakeState
from nightdesk.intake.text import is_question, squeeze
from nightdesk.intake.visitors import could_not_reach_us
from nightdesk.leads.alerts import raise_alert
from nightdesk.leads.of_kind import add_contact, request_of_kind
from nightdesk.leads.requests import save_draft
from nightdesk.safety import (
    TIERS,
    RedFlag,
    after_urgent_wording,
    language,
    still_urgent_wording,
    urgent_wording,
)
from nightdesk.safety.second_net import DISTRESS, RULE
from nightdesk.safety.wording import wording
from nightdesk.store.conversations import last_said
from nightdesk.store.tables import Conversation, Message, Request
from nightdesk.talk.after_danger import (
    asks_for_number,
    asks_how_long,
    asks_if_open_now,
    asks_when_we_call,
    brings_question_of_doctors,
    found_nobody,
    has_help,
    only_refuses,
    speaks_of_place,
    without_refusal,
)
from nightdesk.talk.danger import check_fully
from nightdesk.talk.desk import Desk
from nightdesk.talk.in_spanish import without_names
from nightdesk.talk.parts import looks_like_question

if TYPE_CHECKING:
    from nightdesk.talk.context import Turn

log = logging.getLogger(__name__)

Spoken = Literal["en", "es"]

SAYS_NOTHING = frozenset({"smalltalk", "decline", "clarify", "defer"})
SELLS = frozenset({"utter_concern_reflect", "utter_concern_noted"})
"""What takes a sign of danger ("it feels like leather") for a wish to look better."""
KEPT = frozenset({"utter_identity"})
"""What is answered all the same: whether a person or a machine writes."""

AT_MOST = 2
"""How often in a row the short advice is said in the same words."""
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

_OF_US = re.compile(r"\b(?:your|clinic\w*|office|front desk|cl[ií]nica)\b", re.IGNORECASE)
"""Said of the clinic's own number."""
_INTRODUCES = re.compile(
    r"(?:\W|\b(?:hi|hello|ok|yes|sorry|and|the|my|im|i'?m|i am|it'?s|it is|this is|name'?s?|is|here"
    r"|me|mi|nombre|es|soy|llamo)\b)*+",
    re.IGNORECASE,
)
"""What may stand beside a name in a message that only tells it."""

UPDATE = "visitor-update"
"""The rule of an alert that tells staff of more to one that they have."""

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
    if before and before != DISTRESS and _only_refuses(desk, message.text, flag):
        _note(request_of_kind(session, conversation, "urgent", at), message.text)
        return [_still(desk, before, language(message.text), at)]
    if before and before != DISTRESS and _only_tells_of_help(desk, message.text, flag, before):
        return _has_called(desk, session, conversation, message, at)
    request = raise_alert(session, desk.clinic, conversation, message, flag=flag, at=at)
    _note_for_provider(desk, session, conversation, message, at)
    conversation.talk = {**conversation.talk, "helped": False, "advice": []}
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
    """What is said to who tells of the help they were sent to: no second alert, but a note to it.

    Where it was called in vain, they are sent on.
    """
    _note(request_of_kind(session, conversation, "urgent", at), message.text)
    spoken, tier = language(message.text), conversation.talk["urgent"]
    if found_nobody(message.text):
        sent_on = _line("unreached", spoken)
        return [sent_on if tier == "urgent_line" else _still(desk, tier, spoken, at)]
    conversation.talk = {**conversation.talk, "helped": True}
    return [_line("noted", spoken, _numbers(desk, at))]


def _only_refuses(desk: Desk, text: str, flag: RedFlag) -> bool:
    """Whether nothing but a refusal of the emergency room sounds like danger, as despair does."""
    rest = without_refusal(text)
    refuses = rest != text.strip(" .,;!") and flag.tier == DISTRESS
    return only_refuses(text) or (refuses and check_fully(desk, rest) is None)


def _only_tells_of_help(desk: Desk, text: str, flag: RedFlag, before: str) -> bool:
    """Whether news of the help sounds like despair only together with what was said before.

    "They are here now", "they don't pick up".
    """
    surmised = flag.rule == RULE and flag.tier == DISTRESS
    news = has_help(text, before) or found_nobody(text)
    return surmised and news and check_fully(desk, text) is None


def _note_for_provider(
    desk: Desk, session: Session, conversation: Conversation, message: Message, at: datetime
) -> None:
    """Keep the words in the intake too, if it has just asked what the provider should know."""
    state = IntakeState.from_dict(conversation.intake)
    if not (state.active and state.asking == "health"):
        return
    add_note(state, squeeze(message.text)[:LONGEST_NOTE])
    state.health_known = True
    conversation.intake = state.to_dict()
    if not state.submitted:
        save_draft(session, desk.clinic, conversation, state, at)


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
    spoken = _spoken(turn)
    if turn.talk.get("helped"):
        return _again(turn, spoken)
    return _still(turn.desk, turn.talk["urgent"], spoken, turn.at)


def _still(desk: Desk, tier: str, spoken: Spoken, at: datetime) -> Reply:
    return Reply("handoff", text=still_urgent_wording(tier, spoken, _numbers(desk, at)))


def _again(turn: "Turn", spoken: Spoken, tier: str = "") -> Reply:
    """The advice in words that also suit who has called already."""
    said = wording("again")[tier or turn.talk["urgent"]][spoken]
    return Reply("handoff", text=said.format(**_numbers(turn.desk, turn.at)))


def _noted(turn: "Turn", spoken: Spoken) -> Reply:
    """That the message is kept for staff, which it is from then on."""
    request = request_of_kind(turn.session, turn.conversation, "urgent", turn.at)
    if turn.message.text not in (request.words or "").split("\n"):
        _note(request, turn.message.text)
    return _noted_line(turn, spoken)


def _noted_line(turn: "Turn", spoken: Spoken) -> Reply:
    name = "noted_distress" if turn.talk["urgent"] == DISTRESS else "noted"
    return _line(name, spoken, _numbers(turn.desk, turn.at))


def in_other_words(turn: "Turn", replies: list[Reply]) -> list[Reply]:
    """The replies; the short advice that was said twice in a row stands there in other words."""
    spoken, before = _spoken(turn), turn.talk.get("advice", [])
    tier, at = turn.talk["urgent"], turn.at
    still, again = _still(turn.desk, tier, spoken, at), _again(turn, spoken)
    others = {
        still.text: again,
        _line("unreached", spoken).text: _again(turn, spoken, tier="er_today"),
        _noted_line(turn, spoken).text: again,
        again.text: still,
    }
    worn = next((r.text for r in replies if [r.text] * AT_MOST == before[-AT_MOST:]), None)
    if worn in others:
        helped = worn == again.text and turn.talk.get("helped")
        other = _noted(turn, spoken) if helped else others[worn]
        replies = [other if reply.text == worn else reply for reply in replies]
    first = next((reply.text for reply in replies if reply.kind == "handoff" and reply.text), None)
    turn.talk["advice"] = [*before, first][-AT_MOST:] if first else []
    return replies


def keep_to_danger(turn: "Turn", replies: list[Reply]) -> list[Reply]:
    """The replies for somebody who was told of a danger: chat and deferrals say nothing to it."""
    empty = [r for r in replies if r.kind in SAYS_NOTHING or r.response in SELLS]
    kept = [reply for reply in replies if reply not in empty or reply.response in KEPT]
    told = any(reply.kind == "handoff" and reply.text for reply in kept)
    if kept and not told and asks_if_open_now(turn.read.text):
        kept.append(still_urgent(turn))  # a clinic that is closed has its urgent line all the same
    return kept or [still_urgent(turn)]


def about_the_help(turn: "Turn") -> list[Reply]:
    """To who speaks of the help they were sent to after an alert: the advice, and staff read it.

    No entry tells what an emergency room costs, or how long an ambulance takes.
    """
    if not turn.talk.get("urgent") or turn.read.choice:
        return []
    text, tier = turn.read.text, turn.talk["urgent"]
    if brings_question_of_doctors(text):
        return _for_doctors(turn)
    if asks_for_number(text) and not intake_asked(turn):
        of_us = tier in ("911", DISTRESS) and _OF_US.search(text)
        return [still_urgent(turn), *(urgent_number(turn) if of_us else [])]
    if has_help(text, tier) and not found_nobody(text):
        turn.talk["helped"] = True
        _take_contact(turn.desk, _request(turn), text)
        return [_noted(turn, _spoken(turn))]
    if tier != DISTRESS and only_refuses(text):
        _note(_request(turn), turn.message.text)
        return [still_urgent(turn)]
    asks = turn.read.is_question or looks_like_question(text) or is_question(text)
    return [still_urgent(turn)] if asks_how_long(text) or (asks and speaks_of_place(text)) else []


def _for_doctors(turn: "Turn") -> list[Reply]:
    """Those who treat the visitor now want to know something: staff are alerted to it."""
    flag = RedFlag(turn.talk["urgent"], UPDATE, "")
    clinic, told = turn.desk.clinic, turn.conversation
    request = raise_alert(turn.session, clinic, told, turn.message, flag=flag, at=turn.at)
    _take_contact(turn.desk, request, turn.message.text)
    turn.talk["helped"] = True
    spoken = _spoken(turn)
    lines = [_line("doctors", spoken, _numbers(turn.desk, turn.at))]
    return lines if request.name else [*lines, _line("who", spoken)]


def urgent_number(turn: "Turn") -> list[Reply]:
    """The clinic's urgent line, and 911 for an emergency."""
    return [_line("line", language(turn.read.text), _numbers(turn.desk, turn.at))]


def _request(turn: "Turn") -> Request:
    return request_of_kind(turn.session, turn.conversation, "urgent", turn.at)


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
    if not (found.phone or found.email or found.name_sure or _only_names(turn)):
        return _incomplete(turn)
    if not found.name:
        found = turn.desk.read_details(turn.read.text, asking="name", mentions=turn.read.mentions)
    request = request_of_kind(turn.session, turn.conversation, "urgent", turn.at)
    add_contact(request, name=found.name, phone=found.phone, email=found.email)
    if turn.intent in START_INTENTS or (turn.state.active and intake_asked(turn)):
        return []
    if turn.state.active:
        merge(turn.state, found)  # so that the request does not ask for it again
    return [_line("taken", _spoken(turn))]


def _only_names(turn: "Turn") -> bool:
    """Whether a message is only a name, where staff know none: they are asked for one."""
    if intake_asked(turn) or _request(turn).name:
        return False
    text = turn.read.text
    name = turn.desk.read_details(text, asking="name", mentions=turn.read.mentions).name
    if not name or speaks_of_place(name):
        return False
    return bool(_INTRODUCES.fullmatch(text.replace(name, " ", 1)))


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
    unreached = could_not_reach_us(text) or found_nobody(text)
    if not (wants or unreached or asks_when_we_call(text)) or _means_else(turn):
        return []
    request = request_of_kind(turn.session, turn.conversation, "urgent", turn.at)
    _note(request, turn.message.text)
    who = [] if request.phone or request.email else [_line("who", _spoken(turn))]
    if unreached and turn.talk["urgent"] == "urgent_line":
        return [_line("unreached", _spoken(turn)), *who]
    return [still_urgent(turn), _line("taken", _spoken(turn)), *who]


def _means_else(turn: "Turn") -> bool:
    """Whether a request is wished for or gone on with, or another concern is told."""
    if turn.state.active and intake_asked(turn):
        return True
    found, text = turn.read.details, turn.read.text
    named, anew = bool(found.concerns or found.treatments), bool(_ANEW.search(text))
    return (named and anew) or ((named or anew) and not _NOW.search(text))


def intake_asked(turn: "Turn") -> bool:
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


def _line(name: str, spoken: Spoken, numbers: Mapping[str, str] = MappingProxyType({})) -> Reply:
    return Reply("handoff", text=after_urgent_wording(name, spoken).format(**numbers))
