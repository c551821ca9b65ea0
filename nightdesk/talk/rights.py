"""What visitors may ask of their own data: to see it, take it along, have it erased."""

from nightdesk.base.reply import Choice, Reply
from nightdesk.intake.labels import summary
from nightdesk.intake.merge import told_of_boxes
from nightdesk.intake.state import IntakeState
from nightdesk.leads import ledger
from nightdesk.privacy.wishes import (
    for_staff,
    wants_all_erased,
    wants_copy,
    wants_erased,
    wants_to_see,
)
from nightdesk.store.conversations import history
from nightdesk.store.tables import Request
from nightdesk.store.visitor_data import erase_talk, requests_of
from nightdesk.talk.context import Turn
from nightdesk.talk.task import hand_over

ERASE_NOW = Choice("Yes, delete everything", "erase_yes")
KEEP = Choice("No, keep it", "erase_no")
ERASE = Choice("Delete everything", "erase_ask")


def rights(turn: Turn) -> list[Reply]:
    """The replies to a visitor who speaks of their own data; none otherwise."""
    text, choice = turn.read.text, turn.read.choice
    erases = _erases(turn)
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
    see, copy = wants_to_see(text), wants_copy(text)
    if (see or copy) and for_staff(text) and not turn.talk.get("who"):
        return hand_over(turn, "privacy")
    if see:
        values = {"listing": _listing(turn)}
        return [Reply("privacy", "utter_privacy_have", values, choices=(ERASE,))]
    if copy:
        return [Reply("privacy", "utter_privacy_copy", {"listing": _listing(turn)})]
    return []


def _ends_it(turn: Turn) -> bool:
    """Whether the refusal to keep anything also ends the request: that is told where it ends."""
    busy = turn.state.active or turn.state.submitted
    return bool(busy) and turn.read.details.contact_consent is False


def _erases(turn: Turn) -> bool:
    text, found = turn.read.text, turn.read.details
    if wants_erased(text):
        return True
    return wants_all_erased(text) and not (found.concerns or found.treatments)


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
