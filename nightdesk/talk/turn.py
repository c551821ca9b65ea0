"""One turn: the replies to a stored message, decided once and recorded with their effects."""

import logging
import re
from dataclasses import replace

from nightdesk.base.reply import Reply
from nightdesk.intake.flow import captured
from nightdesk.intake.start import START_INTENTS
from nightdesk.intake.state import IntakeState
from nightdesk.intake.text import is_command, is_question
from nightdesk.intake.turn import ASK_WHO
from nightdesk.intake.visitors import looks_elsewhere, names_other_office, read_visitor
from nightdesk.knowledge.clinic_asked import asks_for_urgent_line
from nightdesk.knowledge.clinic_words import plain_phrase
from nightdesk.knowledge.search import ASKING
from nightdesk.knowledge.topics import OF_WHAT_COMES_AFTER
from nightdesk.reading.model import unpack
from nightdesk.safety import RedFlag
from nightdesk.store.conversations import lock_turn
from nightdesk.talk.age import settle_age
from nightdesk.talk.buttons import GO_ON, LEAVE_DETAILS, NONE_OF_THESE, OFFER, SHOWN, SPOKEN
from nightdesk.talk.context import Turn
from nightdesk.talk.desk import Desk
from nightdesk.talk.few_words import feelings, of_few_words, puts_off
from nightdesk.talk.in_spanish import spanish
from nightdesk.talk.intake import continue_intake
from nightdesk.talk.labels import AT_STAFF, AWAY, DESCRIBES_THE_WISH, SURE_OF_INTENT
from nightdesk.talk.meant import says_too_little
from nightdesk.talk.outlook import outlook
from nightdesk.talk.parts import looks_like_question
from nightdesk.talk.private import more_on_privacy
from nightdesk.talk.reactions import reactions
from nightdesk.talk.rights import note_consents, rights
from nightdesk.talk.subject import with_subject
from nightdesk.talk.task import (
    OF_A_VISIT,
    PASSED_ON,
    add_to_task,
    adds_to_request,
    door_of,
    hand_over,
    holds_back,
    only_names_medicine,
)
from nightdesk.talk.topics import (
    ANSWERS_TO_NOTHING,
    SURE_OF_TOPIC,
    asks_who_we_are,
    harmed_elsewhere,
    is_small_talk,
    only_asks_who_we_are,
    topic_replies,
)
from nightdesk.talk.under_age import child_beside, notice_age, under_age
from nightdesk.talk.understand import (
    UNKNOWN,
    answers_open,
    understand,
)
from nightdesk.talk.urgent import (
    about_the_danger,
    about_the_help,
    alert,
    in_other_words,
    keep_to_danger,
    still_urgent,
    urgent_number,
    whom_to_call,
)
from nightdesk.talk.worn import AT_MOST, fresh

log = logging.getLogger(__name__)

ONLY_SHOWN = frozenset({"utter_objects", "utter_said_more", "utter_said_answer", "utter_said_all"})
"""What speaks of no consultation, though the button stands below it: "ok" does not take it up."""

MOST_WORDS_OF_A_WHY = 10
"""A longer message asks more than why something is asked of the visitor."""

_LONG_AGO = re.compile(
    r"\b(?:once|last (?:time|week|month|year)|(?:days?|weeks?|months?|years?) ago|used to)\b",
    re.IGNORECASE,
)
"""Said of what happened at another office, not of what is wanted there."""

MOST_TOLD = 10
"""How many of the answers given are remembered, to go on from ("and after that?")."""


class UnknownMessage(LookupError):  # noqa: N818
    """There is no such message (any more)."""


def take_turn(
    desk: Desk,
    message_id: int,
    *,
    topic: str,
    intent: str,
    confidence: float,
    vector: str | None = None,
    conversation_id: str | None = None,
) -> list[Reply]:
    """Decide the replies to a stored message and record them with everything they change.

    A message whose turn is decided already gets the same replies again and changes nothing.
    Raises UnknownMessage when it was erased meanwhile, or is not of the conversation that is named.
    """
    read = understand(desk, message_id, intent, confidence, unpack(vector), conversation_id)
    if read is None:
        raise UnknownMessage
    with desk.db.writing() as session:
        found = lock_turn(session, message_id, conversation_id)
        if found is None:
            raise UnknownMessage
        conversation, message = found
        if message.outcome is not None:
            return [Reply.from_dict(item) for item in message.outcome]
        if conversation.held_at and not read.danger:
            message.outcome = []  # staff have taken over meanwhile: it is theirs to answer
            session.commit()
            return []
        turn = Turn(
            desk=desk,
            session=session,
            conversation=conversation,
            message=message,
            topic=topic,
            intent=intent,
            confidence=confidence,
            read=read,
            at=desk.clock(),
            state=IntakeState.from_dict(conversation.intake),
            talk=dict(conversation.talk),
        )
        decided = decide(turn)
        noted = note_consents(turn)
        if not decided:
            decided = [Reply("smalltalk", "utter_smalltalk_ok")] if noted else not_understood(turn)
        replies = with_captured(turn, fresh(turn, decided))
        turn.talk["offered"] = how_offered(replies)
        turn.talk["privacy"] = any(reply.kind == "privacy" for reply in replies)
        if read.asks_by_itself or read.details.concerns:
            turn.talk["asked"] = message_id if read.asks_by_itself else None
        conversation.intake = turn.state.to_dict()
        conversation.talk = {**conversation.talk, **turn.talk, "treatment": read.about.goes_on}
        message.outcome = [reply.to_dict() for reply in replies]
        session.commit()
    return replies


def decide(turn: Turn) -> list[Reply]:
    """All needs of a message in order: its questions, its topic, then the intake.

    Nothing is said to what was not understood.
    """
    if turn.read.danger:
        return urgent(turn, turn.read.danger)
    if turn.talk.get("urgent"):
        return in_other_words(turn, _after_alert(turn) or _decided(turn))
    return _decided(turn)


def _after_alert(turn: Turn) -> list[Reply]:
    """What is said to what still bears on a danger that was alerted; empty for all else."""
    if told := about_the_help(turn):
        return told
    if told := whom_to_call(turn):
        return told + answers(turn)
    return about_the_danger(turn)


def _decided(turn: Turn) -> list[Reply]:
    replies = rights(turn) or special(turn)
    if not replies:
        first = spanish(turn)
        said = at_once(turn) or answers(turn) or topic_replies(turn)
        turn.read = with_subject(turn)
        waits = holds_back(turn) or puts_off(turn) or _asks_when(said)
        goes_on = [] if waits else continue_intake(turn, answered=bool(said))
        if turn.state.active:
            said = [_without_offer(reply) for reply in said]
        replies = first + said + goes_on
    if turn.talk.get("urgent"):
        replies = keep_to_danger(turn, replies)
    if replies:
        turn.talk["not_understood"] = 0
    return replies


def _without_offer(reply: Reply) -> Reply:
    """The reply without the button for a consultation, where one is asked for already."""
    left = tuple(c for c in reply.choices if c not in (OFFER, LEAVE_DETAILS))
    return replace(reply, choices=left)


def _asks_when(said: list[Reply]) -> bool:
    """Whether it was asked when the clinic calls about what it has: that is no new wish."""
    return bool(said) and said[0].response in ("utter_reply_due", "utter_reply_late")


def at_once(turn: Turn) -> list[Reply]:
    """What is said to a few words that no entry answers; empty for all others."""
    if turn.read.choice or turn.read.names_self:
        return []
    if _asks_for_urgent_line(turn):
        return urgent_number(turn)
    said = harmed_elsewhere(turn) or feelings(turn) or outlook(turn)
    return said or more_on_privacy(turn) or of_few_words(turn) or identity(turn) or reactions(turn)


def _asks_for_urgent_line(turn: Turn) -> bool:
    """Whether a number for emergencies is asked for; a number of the visitor's own asks nothing."""
    found, text = turn.read.details, turn.read.text
    given = found.phone or found.phone_problem or found.email
    answers_us = turn.state.active and not (turn.read.is_question or is_question(text))
    return not (given or answers_us) and asks_for_urgent_line(plain_phrase(text))


def identity(turn: Turn) -> list[Reply]:
    """Who writes here, and the answers to what is asked beside it."""
    aside = turn.state.active and not turn.read.is_question
    if aside or not asks_who_we_are(turn.read.text):
        return []
    of_us = only_asks_who_we_are(turn.read.text)
    told = [] if of_us else turn.read.answers
    others = [r for r in told if r.answer and r.answer[0]["topic"] != "who_performs"]
    turn.read = replace(turn.read, answers=others)
    said = answers(turn) if others else []
    return [Reply("smalltalk", "utter_identity", turn.phones), *said]


def special(turn: Turn) -> list[Reply]:
    """What is said to those from whom no consultation request is taken; none to all others."""
    clinic = turn.desk.clinic
    if replies := settle_age(turn, answers) or child_beside(turn, answers):
        return replies
    who = read_visitor(turn.read.text)
    notice_age(turn, who)
    if is_command(turn.read.text) and not turn.state.active:
        return [Reply("decline", "utter_out_of_scope")]
    if turn.talk.get("who"):
        return under_age(turn, said=answers(turn))
    another = turn.read.details.another
    if not another and (door := door_of(turn)):
        return [*beside(turn, door), *hand_over(turn, door)]
    if _is_elsewhere(turn) and not turn.state.active:
        place = {"clinic": clinic.name, "city": clinic.address.city, **turn.phones}
        return [Reply("decline", "utter_elsewhere", place)]
    if another or ends(turn) or (turn.state.active and _is_of_the_request(turn)):
        return continue_intake(turn, answered=False)
    if turn.state.submitted and (standing := _how_it_stands(turn)):
        return standing
    if who in ("job", "sales") and not turn.state.active:
        return [Reply("decline", "utter_not_for_this"), *hand_over(turn, who)]
    return more_for_task(turn)


def more_for_task(turn: Turn) -> list[Reply]:
    """What is said to more of what was passed on; a worry about health gets its advice besides."""
    if asks_who_we_are(turn.read.text) or outlook(turn):
        return []
    replies = add_to_task(turn)
    if not replies or turn.topic != "fallback" or only_names_medicine(turn):
        return replies
    return [*replies, *(r for r in topic_replies(turn) if r.response == "utter_health_worry")]


def beside(turn: Turn, door: str) -> list[Reply]:
    """Answers to what a client asks or tells of their health beside what is handed over."""
    asks = turn.read.personal or looks_like_question(turn.read.text)
    if door != "existing_client" or not asks:
        return []
    said = [replace(reply, choices=()) for reply in answers(turn) if reply.kind == "answer"]
    return [reply for reply in said if reply.answer[0]["topic"] not in OF_A_VISIT]


def _is_of_the_request(turn: Turn) -> bool:
    """Whether somebody asks what the request still needs, pauses it, or is back at it."""
    signals = turn.read.details.signals
    leaves = signals.calls_themselves and turn.state.asking in ASK_WHO
    return _asks_how_it_stands(turn) or signals.pauses or signals.back or leaves


def _how_it_stands(turn: Turn) -> list[Reply]:
    """To who asks of the request they sent: whether it arrived, or when they hear from us."""
    if _asks_how_it_stands(turn):
        return [Reply("notice", "utter_intake_already_sent", turn.phones)]
    return outlook(turn)


def _is_elsewhere(turn: Turn) -> bool:
    """Whether another place is looked for, and not only mentioned beside what is ours to answer."""
    text, city = turn.read.text, turn.desk.clinic.address.city
    asks_ours = turn.intent == "ask_treatment" and turn.confidence >= SURE_OF_TOPIC
    if looks_elsewhere(text, city):
        return not (asks_ours and turn.read.about.named)
    found = turn.read
    health = any(m.kind in ("condition", "medicine") for m in found.mentions)
    ours = found.details.concerns or found.about.named or health
    answered = any(reply.answer for reply in found.answers)
    meant = ours or answered or is_small_talk(turn) or _LONG_AGO.search(text)
    return names_other_office(text) and not meant


def _asks_how_it_stands(turn: Turn) -> bool:
    """Whether somebody asks what their request still needs, or whether it has arrived."""
    return turn.read.details.signals.asks_left and not turn.read.answers


def ends(turn: Turn) -> bool:
    """Whether somebody plainly stops a request, or takes back one that was sent."""
    found = turn.read.details
    refused = found.contact_consent is False
    if turn.state.active:
        return refused or found.signals.cancel or found.signals.start_over
    return bool(turn.state.submitted) and (refused or found.signals.cancel_request)


def urgent(turn: Turn, flag: RedFlag) -> list[Reply]:
    """The second net found what the screen did not: the same wording, the same alert."""
    log.warning("gap in the red-flag rules: message %s, tier %s", turn.message.id, flag.tier)
    desk, conversation = turn.desk, turn.conversation
    replies = alert(desk, turn.session, conversation, turn.message, flag=flag, at=turn.at)
    turn.talk |= conversation.talk  # or the end of the turn would put back the tier before it
    turn.state = IntakeState.from_dict(conversation.intake)
    return replies


def answers(turn: Turn) -> list[Reply]:
    """Answers from approved knowledge; for a question without one, an honest deferral."""
    if _asks_why_we_ask(turn):
        return []
    found = list(turn.read.answers)
    if turn.talk.get("urgent") and not _may_be_told(turn, found):
        return [still_urgent(turn)]
    asked_back = bool(found) and found[0].kind == "clarify"
    went_back = turn.talk.get("asked_back")
    if asked_back and went_back:
        found = []  # not twice in a row: then it is honest to say that there is no answer
    turn.talk["asked_back"] = asked_back and bool(found)
    told = [entry["entry"] for reply in found for entry in reply.answer]
    turn.talk["told"] = [*turn.talk.get("told", []), *told][-MOST_TOLD:]
    if turn.intent in START_INTENTS:  # "can i get a consult" is a wish, worded as a question
        found = [r for r in found if r.answer and r.answer[0]["topic"] not in DESCRIBES_THE_WISH]
    none_of_these = turn.read.choice == NONE_OF_THESE.means
    if not found and (none_of_these or _asks_in_vain(turn)):
        found = [(not went_back and _asked_back(turn)) or _passed_on(turn)]
    elif _left_a_question_open(turn, found):
        turn.pass_on()
        found.append(Reply("defer", "utter_defer_rest", turn.phones))
    if found and turn.read.personal:
        found += _for_the_provider(turn)
    told_a_concern = bool(turn.read.details.concerns)
    # Beside the buttons that are there: the widget takes presses on the latest ones only.
    at = next((i for i in reversed(range(len(found))) if found[i].choices), -1)
    if found and _may_offer(turn) and (told_a_concern or not found[at].choices):
        found[at] = replace(found[at], choices=(*found[at].choices, OFFER))
    return found


def _asked_back(turn: Turn) -> Reply | None:
    """What is said to words that only point at something: staff could make nothing of them."""
    if turn.talk.get("urgent") or not says_too_little(turn.read.text):
        return None
    turn.talk["asked_back"] = True
    return Reply("clarify", "utter_not_understood")


def _passed_on(turn: Turn) -> Reply:
    """That the question goes to staff, and that it does."""
    turn.pass_on()
    return unanswered(turn)


def _has_task(turn: Turn) -> bool:
    """Whether what is told of one's health goes to staff with what was passed on before."""
    return turn.talk.get("door") in PASSED_ON and not turn.state.active


def _has_request(turn: Turn) -> bool:
    """Whether what is told of one's health goes into a request, open or sent."""
    return bool(turn.state.active or turn.state.submitted)


def _for_the_provider(turn: Turn) -> list[Reply]:
    """That the provider decides, and who learns of what is told here; not a third time."""
    response = "utter_defer_personal"
    if _has_task(turn):
        response += "_task"
    elif turn.state.consents.get("chat") is False and not _has_request(turn):
        response += "_unkept"
    count = turn.talk.get("for_provider", 0)
    turn.talk["for_provider"] = count + 1
    return [Reply("defer", response)] if count < AT_MOST else []


def _may_offer(turn: Turn) -> bool:
    """Not beside what was added to a client's task: they are coming anyway."""
    return turn.may_offer and not (turn.read.personal and _has_task(turn))


def _asks_why_we_ask(turn: Turn) -> bool:
    """Whether somebody asks only why the intake wants to know: that is told there."""
    text = turn.read.text
    only = text.count("?") <= 1 and len(text.split()) <= MOST_WORDS_OF_A_WHY
    return turn.state.active and turn.read.details.signals.why and only


def _asks_in_vain(turn: Turn) -> bool:
    """Whether a message asks something, by its intent or in a part beside what else it is.

    In an intake also what is worded as a question and not surely one for staff, nor surely chat:
    its topic would say nothing to it (talk/topics.py).
    """
    if adds_to_request(turn):
        return False
    beside = turn.read.open_questions > 0 and turn.intent not in AT_STAFF | AWAY
    sure = max(turn.confidence, turn.read.away) >= SURE_OF_TOPIC
    unsure = turn.intent in AT_STAFF | AWAY | {UNKNOWN} and not sure
    unheard = turn.state.active and unsure and not answers_open(turn.state, turn.read.details)
    asks = turn.intent in ASKING or unheard or _only_sounds_else(turn)
    return beside or (turn.read.is_question and asks)


def _only_sounds_else(turn: Turn) -> bool:
    """Whether a question was taken for a yes, a no or chat where nothing was asked.

    "Why not" and "does that matter" ask something; "will do" and "is fine" only look like it.
    """
    if turn.state.active:
        return False
    text = turn.read.text
    if turn.intent in ANSWERS_TO_NOTHING:
        unsure = turn.confidence < SURE_OF_TOPIC and len(text.split()) > 2
        return is_question(text) or (unsure and looks_like_question(text))
    sure = max(turn.confidence, turn.read.away) >= SURE_OF_INTENT
    return turn.intent in AWAY | {UNKNOWN} and not sure and is_question(text)


def _may_be_told(turn: Turn, found: list[Reply]) -> bool:
    """Whether answers may be said to somebody in danger: plainly asked for, and no reassurance."""
    asked = looks_like_question(turn.read.text) or not found
    return asked and not any(_is_reassuring(reply) for reply in found)


def _is_reassuring(reply: Reply) -> bool:
    """Whether it may calm somebody in danger, or makes them choose."""
    topics = {topic for told in reply.answer for topic in told["topics"]}
    above = reply.response in ("utter_said_answer", "utter_said_more")
    return above or reply.kind == "clarify" or not OF_WHAT_COMES_AFTER.isdisjoint(topics)


def _left_a_question_open(turn: Turn, found: list[Reply]) -> bool:
    """Whether something was answered and something else was not, and no provider decides it."""
    answered = bool(found) and found[0].kind == "answer"
    return answered and turn.read.open_questions > 0 and not turn.read.personal


def unanswered(turn: Turn) -> Reply:
    """What is said to a question without an approved answer."""
    if turn.talk.get("urgent"):
        return still_urgent(turn)
    return Reply("defer", "utter_defer_unknown", turn.phones)


def not_understood(turn: Turn) -> list[Reply]:
    """Say so once; the second time in a row offer other ways."""
    times = turn.talk.get("not_understood", 0) + 1
    turn.talk["not_understood"] = times
    if times == 1:
        return [Reply("clarify", "utter_not_understood")]
    turn.talk["not_understood"] = 0
    turn.pass_on()
    return [Reply("handoff", "utter_not_understood_again", turn.phones, choices=turn.offer)]


def how_offered(replies: list[Reply]) -> str:
    """How the replies offer to take a request; empty for not at all."""
    offers = {OFFER, LEAVE_DETAILS, GO_ON}
    found = [reply for reply in replies if not offers.isdisjoint(reply.choices)]
    if not found:
        return ""
    shown = all(r.kind in ("answer", "defer") or r.response in ONLY_SHOWN for r in found)
    return SHOWN if shown else SPOKEN


def with_captured(turn: Turn, replies: list[Reply]) -> list[Reply]:
    """Show on the turn's last reply what was understood from this message."""
    found = captured(turn.read.details)
    if not replies or not any(found.values()):
        return replies
    at = next((i for i, reply in enumerate(replies) if reply.kind == "reflect"), -1)
    replies[at] = replace(replies[at], captured=found)
    return replies
