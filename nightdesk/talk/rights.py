"""What visitors may ask of their own data: to see it, take it along, have it erased."""

import re

from nightdesk.base.reply import Choice, Reply
from nightdesk.intake.labels import summary
from nightdesk.intake.merge import told_of_boxes
from nightdesk.intake.state import IntakeState
from nightdesk.leads import ledger
from nightdesk.store.conversations import history
from nightdesk.store.tables import Request
from nightdesk.store.visitor_data import erase_talk, requests_of
from nightdesk.talk.context import Turn
from nightdesk.talk.task import hand_over

_MINE = r"(?:me|my\s+(?:\w+\s+){0,2}(?:data|info\w*|details?|stuff|record\w*|file))"
_SEE = re.compile(
    r"\bwhat(?:'?s| is| are| all)?\s+(?:\w+\s+){0,3}(?:do|did|does|have|has|is|are)?\s*(?:you|u"
    r"|y'?all|they|the clinic|ya)?\s*(?:guys )?(?:have|has|got|know|store[ds]?|ke?pt?|keep|saved?"
    r"|hold|collect\w*|wrote down)\b[^.?!]{0,20}\b(?:about|on|of|from) me\b"
    r"|\bwhat (?:info\w*|data|details|personal \w+)\b[^.?!]{0,30}\b(?:about|on|of|from) me\b"
    r"|\bwhat (?:did i|have i) (?:tell|told|give|given) (?:you|u)\b(?! wrong)"
    r"|\bshow me (?:what you have|my (?:data|info\w*|details|record\w*))",
    re.IGNORECASE,
)
_COPY = re.compile(
    r"\b(?:copy|export|download|transcript|record)\b[^.?!]{0,25}\b(?:of|my)\b[^.?!]{0,25}"
    r"\b(?:chat|conversation|data|info\w*|everything|this|messages)\b"
    r"|\b(?:send|give|e-?mail) me\b[^.?!]{0,20}\b(?:copy|transcript|my data|my info\w*)\b"
    r"|^\W*(?:(?:please|pls|can (?:you|i)|and|then)\W+)*"
    r"(?:export|download) (?:it|them)(?: all)?\W*$"
    r"|\b(?:export|download) (?:my|this|the|everything)\b|\bcan i (?:get|have) a copy\b",
    re.IGNORECASE,
)
_ERASE = re.compile(
    r"\b(?:delete|erase|remove|wipe|destroy|get rid of|clear|forget)\b(?! what you said)"
    r"[^.?!]{0,25}\b(?:my (?:\w+ ){0,2}(?:data|info\w*|details|stuff"
    r"|chat|messages|conversation|record\w*|history|name and \w+)"
    r"|(?:this|the|our) (?:whole |entire )?(?:chat|conversation|talk|messages)"
    r"|everything (?:i|you|u|y'?all|they|about (?:me|my)|on me|of mine|that i)"
    r"|what i (?:wrote|said|told you|typed))\b|\bforget (?:about )?me\b|\bdelete me\b"
    r"|\bborr(?:a|ar|en) (?:todo|mis datos)\b",
    re.IGNORECASE,
)
_ERASE_ALL = re.compile(
    r"\b(?:delete|erase|wipe|destroy|forget)\b(?! what you said)[^.?!]{0,25}"
    r"\b(?:everything|all of (?:it|this))\b|\bdelete (?:it|them|this) all\b"
    r"|^\W*(?:please |pls |plz |can you |could you |just )*(?:remove|clear|get rid of) everything"
    r"\W*$",
    re.IGNORECASE,
)
"""Means the data, unless it is said of the skin ("erase all of this sun damage")."""
_OF_STAFF = re.compile(
    r"\b(?:medical (?:record|file|histor)\w*|chart|patient (?:file|record|portal)\w*"
    r"|(?:my|the) (?:before(?: and |/)after )?(?:photos?|pictures?|pics)|consent forms?|hipaa"
    r"|my account|mailing list|email list|unsubscribe"
    r"|from my (?:\w+ )?(?:visits?|appointments?|sessions?|treatments?))\b",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"\bstop (?:(?:texting|calling|e-?mailing|messaging|spamming|contacting) me"
    r"|(?:sending (?:me )?|with )?(?:the|your|ur|these|those|all) (?:\w+ )?"
    r"(?:texts|e-?mails|calls))\b",
    re.IGNORECASE,
)
"""What the clinic sends goes out from elsewhere."""
_ACTS = re.compile(
    r"\b(?:delete|erase|remove|take (?:down|off|me off)|copy|copies|send|transfer|release|get|want"
    r"|need|request|correct|fix|report|unsubscribe|complain\w*|violat\w*)\b",
    re.IGNORECASE,
)

ERASE_NOW = Choice("Yes, delete everything", "erase_yes")
KEEP = Choice("No, keep it", "erase_no")
ERASE = Choice("Delete everything", "erase_ask")


def rights(turn: Turn) -> list[Reply]:
    """The replies to a visitor who speaks of their own data; none otherwise."""
    text, choice = turn.read.text, turn.read.choice
    erases = _wants_erased(turn)
    sure = turn.talk.get("erasing") and (turn.read.details.signals.affirm or erases)
    turn.talk["erasing"] = False
    if choice == ERASE_NOW.means or sure:
        return _erase(turn)
    if choice == KEEP.means:
        return [Reply("privacy", "utter_privacy_kept")]
    if choice == ERASE.means or erases:
        turn.talk["erasing"] = True
        return [Reply("privacy", "utter_privacy_sure", choices=(ERASE_NOW, KEEP))]
    if turn.read.details.chat is False and not _ends_it(turn):
        return [Reply("privacy", "utter_privacy_chat", choices=(ERASE,))]
    if (_SEE.search(text) or _COPY.search(text)) and for_staff(text) and not turn.talk.get("who"):
        return hand_over(turn, "privacy")
    if _SEE.search(text):
        values = {"listing": _listing(turn)}
        return [Reply("privacy", "utter_privacy_have", values, choices=(ERASE,))]
    if _COPY.search(text):
        return [Reply("privacy", "utter_privacy_copy", {"listing": _listing(turn)})]
    return []


def _ends_it(turn: Turn) -> bool:
    """Whether the refusal to keep anything also ends the request: that is told where it ends."""
    busy = turn.state.active or turn.state.submitted
    return bool(busy) and turn.read.details.contact_consent is False


def _wants_erased(turn: Turn) -> bool:
    text, found = turn.read.text, turn.read.details
    if _ERASE.search(text):
        return True
    return bool(_ERASE_ALL.search(text)) and not (found.concerns or found.treatments)


def note_consents(turn: Turn) -> bool:
    """Keep what the visitor said of marketing and of keeping the talk; False when it was nothing.

    It holds wherever it was said, and for the requests that were sent already.
    """
    said = told_of_boxes(turn.state, turn.read.details)
    if not said:
        return False
    for request in filter(_is_sent, requests_of(turn.session, turn.conversation.id)):
        for purpose, yes in said.items():
            ledger.add(request, purpose, yes, turn.at)
    return True


def _is_sent(request: Request) -> bool:
    return request.kind == "consultation" and request.status != "draft"


def for_staff(text: str) -> bool:
    """Whether data is spoken of that the clinic keeps elsewhere: staff have to see to it."""
    return bool(_STOPS.search(text) or (_OF_STAFF.search(text) and _ACTS.search(text)))


def _listing(turn: Turn) -> str:
    """What is kept, in a few lines: the request under way, those sent, how many messages."""
    known = _known(turn.state)
    lines = [known] if known else ["No name and no contact details."]
    sent = [r for r in requests_of(turn.session, turn.conversation.id) if r.status != "draft"]
    lines.append(f"Sent to our team: {len(sent) or 'nothing'}.")
    written = [m for m in history(turn.session, turn.conversation.id) if m.author == "visitor"]
    lines.append(f"This chat, with {len(written)} messages of yours.")
    return "\n".join(lines)


def _known(state: IntakeState) -> str:
    return summary(state) if (state.name or state.has_contact or state.concerns) else ""


def _erase(turn: Turn) -> list[Reply]:
    erase_talk(turn.session, turn.conversation, turn.message, turn.at)
    turn.state = turn.state.anew()
    turn.talk.clear()
    return [Reply("privacy", "utter_privacy_erased", erased=True)]
