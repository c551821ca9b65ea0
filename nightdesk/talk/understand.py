"""Reading a message once, before anything is decided or stored."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from nightdesk.base.reply import Reply
from nightdesk.intake.details import Details, of_the_other, with_times
from nightdesk.intake.merge import merge
from nightdesk.intake.others import ANOTHER
from nightdesk.intake.start import accepts_offer, wants_to_book
from nightdesk.intake.state import IntakeState
from nightdesk.intake.text import is_question, plain
from nightdesk.intake.times import Times, asks_for_day, moved_to
from nightdesk.intake.visitors import wants_to_be_seen, was_treated, without_treatment_told
from nightdesk.knowledge.clinic_answers import plain_answer
from nightdesk.knowledge.questions import parts_within, split_questions
from nightdesk.knowledge.search import ASKING
from nightdesk.lexicon import Mention
from nightdesk.reading.model import Once, topic_of
from nightdesk.safety import RedFlag
from nightdesk.store.conversations import find_message
from nightdesk.store.tables import Conversation, Message
from nightdesk.talk.about import About
from nightdesk.talk.buttons import SPOKEN
from nightdesk.talk.danger import earlier_texts, unscreened
from nightdesk.talk.desk import Desk, Knowledge
from nightdesk.talk.earlier import Earlier
from nightdesk.talk.follow_ups import sums_up
from nightdesk.talk.further import asks_the_same, follows_up, next_on_topic, same_topic, what_it_is
from nightdesk.talk.going_on import (
    LISTED,
    about_what_was_told,
    above,
    goes_on,
    named_in,
    only_goes_on,
)
from nightdesk.talk.labels import AT_STAFF, AWAY, SURE_OF_INTENT
from nightdesk.talk.meant import with_facial
from nightdesk.talk.own_name import introduces, is_remark, may_name_themselves
from nightdesk.talk.parts import (
    Part,
    looks_like_question,
    of_several,
    read_part,
    read_parts,
    without_names,
    without_treatment,
)
from nightdesk.talk.questions import Found, answer_questions, chosen, clarify
from nightdesk.talk.scars import told_cause
from nightdesk.talk.told_before import with_what_was_told
from nightdesk.talk.unnamed import unnamed_concerns

MOST_AREA_WORDS = 3

_ONLY_WISHES = re.compile(
    r"^\W*(?:(?:hi|hey|hello|so|ok)\W+){0,3}(?:(?:i|we)(?:['’]?d| would|['’]?m| am|['’]?re| are)?"
    r" (?:(?:really|just) )?(?:like|love|want|wanna|need|interested in|looking|hoping|trying)"
    r"|interested in|looking|hoping|wanting|want|wanna)(?: (?:to|for))?"
    r"(?: (?:get|have|try|do|come in for|getting|trying|doing))?(?: some| my)? it"
    r"(?:\W+(?:done|please|pls|treatment|injections?))*"
    r"(?: (?:for|on|in|around) (?:my|the) (?:[\w'’-]+ ){0,2}[\w'’-]+)?(?:\W+(?:please|pls))?\W*$",
    re.IGNORECASE,
)
"""Nothing but that somebody wants a treatment, for which "it" stands."""
_OF_OWN_VISIT = re.compile(
    r"\b(?:i|i['’]?(?:m|ve|d)|my|mine|we|our|instead|re-?sched\w*|cancel\w*|move|change|switch)\b",
    re.IGNORECASE,
)
"""Said of a visit that somebody has; who only asks if there is an opening says none of it."""

MOST_WORDS_OF_A_NAME = 3
"""Where the name was asked for, so few words that may be one are it, whatever they sound like."""

PLAIN = frozenset({"concern", "area", "times", "health"})
"""Questions that any words answer."""
SURE_IN_INTAKE = 0.7
"""The confidence from which words without the form of a question interrupt an intake."""

CLEAR_AS_A_WHOLE = 0.6
"""The confidence from which a message is answered as a whole, when its parts say too little ("My
stretch marks are old. I was told nothing works. True or no?")."""


DISPLEASED, OBJECTS, NO_WISH = "displeased", "objects", "no_wish"
"""How somebody reacts who asks nothing: finds an answer no help, finds what it tells too much, or
wants no consultation (now). Topics of examples in data/greeting and data/intake."""

SURE_OF_MANNER, SURE_BESIDE_PLAIN = 0.5, 0.8

UNKNOWN = "nlu_fallback"
"""The intent of what the engine can make nothing of."""


@dataclass(frozen=True)
class Understood:
    """What a message says."""

    text: str
    choice: str
    """What the pressed button means; empty for typed text."""
    ticked: Sequence[str]
    """The boxes that came along, by their ids."""
    mentions: Sequence[Mention]
    details: Details
    is_question: bool
    asks_by_itself: bool
    """Whether it asks something, and does not only go on from the question before it."""
    about: About
    answers: list[Reply]
    open_questions: int
    """Parts that plainly ask something and have no approved answer."""
    away: float
    """How likely the whole of it is friendly or rude words, or not for a clinic."""
    wishes: bool
    """Whether a part asks for an appointment or to be contacted."""
    names_self: bool
    """Whether the answer to an offered consultation is the visitor's name."""
    danger: RedFlag | None
    """What the second net found."""
    manner: str = ""
    """How somebody reacts who asks nothing; empty for all others."""

    @property
    def personal(self) -> bool:
        """Whether the visitor speaks of a condition or medicine of their own."""
        return bool(self.details.flags)


@dataclass(frozen=True)
class _Said:
    """A message, and what is known before it is read."""

    desk: Desk
    session: Session
    conversation: Conversation
    message: Message
    intent: str
    confidence: float
    state: IntakeState
    choice: str
    text: str
    """What was typed; empty for a pressed button."""
    split: Sequence[str]
    """Its parts."""
    reader: Once
    earlier: Earlier


def understand(
    desk: Desk,
    message_id: int,
    intent: str,
    confidence: float,
    rows: Any = None,
    conversation_id: str | None = None,
) -> Understood | None:
    """Read the stored message; None when it is gone. `rows` are those of its text and parts."""
    with desk.db.reading() as session:
        message = find_message(session, message_id, conversation_id)
        if message is None:
            return None
        conversation = session.get_one(Conversation, message.conversation_id)
        choice = message.body.get("choice", {}).get("means", "")
        text = "" if choice else with_facial(message.text)
        split = split_questions(text)
        said = _Said(
            desk=desk,
            session=session,
            conversation=conversation,
            message=message,
            intent=intent,
            confidence=confidence,
            state=IntakeState.from_dict(conversation.intake),
            choice=choice,
            text=text,
            split=split,
            reader=_reader(desk, text, split, rows if text == message.text else None),
            earlier=Earlier(session, conversation, message),
        )
        return _read(said)


def _read(said: _Said) -> Understood:
    text, state, reader = said.text, said.state, said.reader
    mentions = named_in(said.desk, said.earlier, text)
    if state.asking == "area":
        mentions += _bare_area(said.desk, text, mentions)
    of_care = _asked_of_care(text, said.intent)
    asked = of_care or with_what_was_told(said.desk.lexicon, text, state, mentions)
    parts = read_parts(reader, asked, said.split if asked == text else None)
    if not state.concerns and said.intent not in AT_STAFF:
        mentions += unnamed_concerns(reader, parts, text, mentions)
    if state.asking in (None, "concern", "area"):
        mentions += told_cause(said.desk.lexicon, state.words, text)
    offered = "" if state.active else said.earlier.talk.get("offered", "")
    may_name = _may_name(said, offered)
    details = _details(said, mentions, asking="name" if may_name else _asking(said))
    moved = _moved(text, state)
    details = with_times(details, moved) if moved else details
    only_wishes = bool(_ONLY_WISHES.match(without_treatment(text, mentions)))
    plainly = only_wishes or moved is not None or bool(details.another)
    begins = moved is not None and not (state.active or state.submitted)
    asks = not (said.choice or plainly or _only_named(text, details, state))
    sure = said.confidence >= SURE_IN_INTAKE
    is_question = asks and _is_question(parts, said.intent, details, state, sure=sure)
    about = About.of(mentions, said.earlier.talk.get("treatment"), text)
    knowledge = said.desk.knowledge(said.session)
    shelf = knowledge.shelf
    parts = without_names(reader, text, parts, mentions=mentions, about=about, shelf=shelf)
    parts = of_several(reader, said.desk.lexicon, parts, about)
    danger = None if said.choice else _danger(said)
    alone = bool(said.choice or danger or state.active or plainly)
    follows = None
    if not alone:
        follows = goes_on(said.desk, knowledge, reader, said.earlier, text, mentions)
    if said.choice or danger:
        found = Found(chosen(said.desk, knowledge, said.choice))
    elif follows:  # "and sunday?" says nothing of when the visitor has time
        found = follows
        details = replace(details, times=None, times_normalised=())
    elif not plainly and _may_answer(
        "ask_treatment" if of_care and is_question else said.intent,
        said.confidence / 2 if about.other(shelf) else said.confidence,
        details,
        state,
        parts,
        is_question=is_question,
    ):
        found, about = _answered(said, knowledge, parts, about, mentions)
    else:
        found = Found()
    unsure = all(reply.kind == "clarify" for reply in found.replies)
    if unsure and not (plainly or state.active or said.choice or danger or follows):
        found = _plainly_asked(said) or found
    accepts = _accepts(text, offered) and not follows
    by_itself = bool(found.replies or is_question) and not only_goes_on(text, found.replies)
    return Understood(
        text=text,
        choice=said.choice,
        ticked=said.message.body.get("ticked", ()),
        mentions=mentions,
        details=details,
        is_question=is_question or follows is not None,
        asks_by_itself=by_itself,
        about=about,
        answers=found.replies,
        open_questions=found.open_questions,
        danger=danger,
        away=min((part.away for part in parts), default=0.0),
        wishes=accepts
        or _for_other(details, state)
        or _wishes(parts, said.intent, text, plainly=only_wishes or begins),
        names_self=bool(may_name and details.name),
        manner="" if said.choice or danger or found.replies else _manner(reader, text, state),
    )


def _manner(reader: Once, text: str, state: IntakeState) -> str:
    """How somebody reacts; where any words answer, only what is surely no answer."""
    label, chance = reader.read(text).ranking[0]
    manner = topic_of(label)
    enough = SURE_BESIDE_PLAIN if state.active and state.asking in PLAIN else SURE_OF_MANNER
    known = manner in (DISPLEASED, OBJECTS, NO_WISH) and chance >= enough
    return manner if known else ""


def _may_name(said: _Said, offered: str) -> bool:
    """Whether the visitor may say who they are: after an offer, or beside a concern told before."""
    state = said.state
    told = state.concerns and not state.active and introduces(said.text)
    return bool(offered or told) and may_name_themselves(said.intent, said.confidence, said.text)


def _asking(said: _Said) -> str | None:
    """The open question; a remark ("thats vague") answers none for the name."""
    chats = said.intent in AWAY and said.confidence >= SURE_IN_INTAKE and is_remark(said.text)
    return None if said.state.asking == "name" and chats else said.state.asking


def _details(said: _Said, mentions: Sequence[Mention], *, asking: str | None) -> Details:
    state = said.state
    details = said.desk.read_details(
        said.text, asking=asking, mentions=mentions, behalf=state.behalf, beside=state.beside
    )
    return of_the_other(details, said.text) if state.beside == ANOTHER else details


def _danger(said: _Said) -> RedFlag | None:
    """What no rule has found."""
    session, message = said.session, said.message
    return unscreened(
        said.reader,
        said.text,
        lambda: earlier_texts(session, said.conversation.id, message.at, message.id),
        intent=said.intent,
        confidence=said.confidence,
    )


def _accepts(text: str, offered: str) -> bool:
    """Whether a yes takes up what was offered; "is that a no" sums up an answer."""
    if not offered or sums_up(text):
        return False
    return accepts_offer(text, in_words=offered == SPOKEN)


def _answered(
    said: _Said,
    knowledge: Knowledge,
    parts: Sequence[Part],
    about: About,
    mentions: Sequence[Mention],
) -> tuple[Found, About]:
    """The answers to what is asked, and what the talk is about with them."""
    desk, text = said.desk, said.text
    beside = without_treatment(text, mentions)
    found = _find(desk, knowledge, parts, about, said.earlier.told, beside)
    if not found.replies and len(parts) > 1:
        whole = read_part(said.reader, text)
        found.replies = _answers_to_whole(desk, knowledge, whole, about)
    found.replies = found.replies or clarify(found.unsure)
    about = about_what_was_told(desk, knowledge, parts, about, found.replies)
    found.replies = above(desk, said.earlier, text, parts, found.replies)
    return found, about


def _plainly_asked(said: _Said) -> Found | None:
    """What the clinic's own file tells of a day, where nothing else was found to say."""
    for_staff = said.intent in AT_STAFF and said.confidence >= SURE_OF_INTENT
    if for_staff and _OF_OWN_VISIT.search(said.text):
        return None
    clinic, at = said.desk.clinic, said.desk.clock()
    reply = plain_answer(clinic, said.text, at, to_come=asks_for_day(said.text))
    return Found([reply]) if reply else None


def _moved(text: str, state: IntakeState) -> Times | None:
    """Other times for the request that is open, sent or wished for, and nothing else."""
    known = state.submitted or state.times
    return moved_to(plain(text)) if known else None


def _reader(desk: Desk, text: str, split: Sequence[str], rows: Any) -> Once:
    """What reads the message; where the engine gave no `rows` they are computed, or other ones."""
    parts = parts_within(text, split)
    if text and (rows is None or len(rows) != 1 + len(parts)):
        rows = desk.reader.vectors(text, parts)
    return Once(desk.reader, text, parts, rows)


def _find(
    desk: Desk,
    knowledge: Knowledge,
    parts: Sequence[Part],
    about: About,
    told: Sequence[str],
    beside: str,
) -> Found:
    """The answers; after one, "and then?" asks what else is known on its topic, and "and peels?"
    the same of another treatment. `beside` is the text with "it" for the treatment it names.
    """
    more: list[Reply] = []
    if len(parts) == 1 and follows_up(parts[0].asked.text):
        more = next_on_topic(knowledge, parts, told, desk.today())
    elif len(about.named) == 1 and asks_the_same(beside):
        more = same_topic(knowledge, parts, told, next(iter(about.named)), desk.today())
        points = bool(told) and told[-1] == LISTED
        if not more and (points or re.fullmatch(r"\W*it\W*", beside)):
            more = what_it_is(desk, knowledge, parts, next(iter(about.named)))
    if more:
        return Found(more)
    return answer_questions(desk, knowledge, parts, about)


def _answers_to_whole(desk: Desk, knowledge: Knowledge, whole: Part, about: About) -> list[Reply]:
    """The answers to a message whose parts say too little, when as a whole it is clear."""
    if not topic_of(whole.label) or whole.clearness < CLEAR_AS_A_WHOLE:
        return []
    return answer_questions(desk, knowledge, [whole], about).replies


def _may_answer(
    intent: str,
    confidence: float,
    details: Details,
    state: IntakeState,
    parts: Sequence[Part],
    *,
    is_question: bool,
) -> bool:
    """Whether a message is looked at for questions at all.

    Not when it is surely something else ("can you write my essay?" is out of scope, "can I talk to
    a person?" is for staff), nor when it is the answer to a question of the intake.
    """
    if any(part.plain for part in parts):
        return True
    if intent in AWAY | AT_STAFF and confidence >= SURE_OF_INTENT:
        return False
    return is_question or not (state.active or _only_details(details, state))


def _bare_area(desk: Desk, text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The area that a word names in answer to "where?", though it has other meanings ("back")."""
    if any(m.kind == "area" for m in mentions) or len(text.split()) > MOST_AREA_WORDS:
        return []
    found = desk.lexicon.read(f"on my {text}")
    return [replace(m, start=0, end=len(text)) for m in found if m.kind == "area"]


def _for_other(details: Details, state: IntakeState) -> bool:
    """Whether somebody asks to book for another person."""
    new = bool(details.behalf) and not (state.behalf or state.active or state.submitted)
    return new and details.requests


def _wishes(parts: Sequence[Part], intent: str, text: str, *, plainly: bool) -> bool:
    """Whether a message asks for an appointment or to be contacted, and is not for staff."""
    if intent in AT_STAFF | AWAY:
        return False
    return plainly or wants_to_book(text) or any(part.wishes for part in parts)


def _only_named(text: str, details: Details, state: IntakeState) -> bool:
    """Whether the question for the name was answered, and no more ("Will Price" asks nothing)."""
    few = len(text.split()) <= MOST_WORDS_OF_A_NAME and "?" not in text
    return state.asking == "name" and details.name_sure and few


def _is_question(
    parts: Sequence[Part], intent: str, details: Details, state: IntakeState, *, sure: bool
) -> bool:
    """Whether something is asked; in an intake only where its form says so, or almost certainly."""
    if any(looks_like_question(p.asked.text) or is_question(p.asked.text) for p in parts):
        return True
    if state.active and (answers_open(state, details) or state.asking in PLAIN or not sure):
        return False
    return intent in ASKING and not _only_details(details, state)


def answers_open(state: IntakeState, details: Details) -> bool:
    """Whether a message says something to the intake under way: a value, a yes, a no."""
    signals = details.signals
    told = signals.affirm or signals.deny or signals.skip or signals.later or signals.cancel
    told = told or (signals.wants_change and state.asking == "confirm")  # "something is wrong"
    return told or bool(merge(state.copy(), details))


def _asked_of_care(text: str, intent: str) -> str:
    """What a client asks after a treatment, if that only sounds like a visit to change; else ""."""
    if intent != "existing_client" or wants_to_be_seen(text) or not was_treated(text):
        return ""
    asked = without_treatment_told(text)
    return asked if looks_like_question(asked) or is_question(asked) else ""


def _only_details(details: Details, state: IntakeState) -> bool:
    """Whether the message answers the intake rather than asks something."""
    given = details.phone or details.email or details.name_sure
    answered = state.active and (details.times or details.channel or details.name)
    return bool(given or answered)
