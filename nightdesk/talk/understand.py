"""Reading a message once, before anything is decided or stored."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from nightdesk.base.reply import Reply
from nightdesk.intake.details import Details, read_details
from nightdesk.intake.merge import merge
from nightdesk.intake.names import only_introduces
from nightdesk.intake.start import accepts_offer, wants_to_book
from nightdesk.intake.state import IntakeState
from nightdesk.intake.text import is_question, plain
from nightdesk.intake.times import Times, moved_to
from nightdesk.intake.visitors import wants_to_be_seen, was_treated, without_treatment_told
from nightdesk.knowledge.clinic_words import MONTH
from nightdesk.knowledge.questions import parts_within
from nightdesk.knowledge.topics import CLINIC_TOPICS
from nightdesk.lexicon import Mention
from nightdesk.reading.model import Once, intent_of, topic_of
from nightdesk.reading.spanish import in_english
from nightdesk.safety import RedFlag
from nightdesk.store.tables import Conversation, Message
from nightdesk.talk.about import AND, TREATMENT, About, by_order, in_order
from nightdesk.talk.danger import earlier_texts, unscreened
from nightdesk.talk.desk import Desk, Knowledge
from nightdesk.talk.follow_ups import (
    MOST_EMPTY_WORDS,
    MOST_WORDS,
    SAID_ABOVE,
    after_decline,
    by_names,
    follow_up,
    leans,
    of_another,
    said_above,
    sums_up,
    turned_to,
)
from nightdesk.talk.meant import with_facial
from nightdesk.talk.questions import (
    ASKING,
    AWAY,
    OFFERED,
    SPOKEN,
    Found,
    Part,
    answer_questions,
    asks_the_same,
    chosen,
    clarify,
    follows_up,
    looks_like_question,
    next_on_topic,
    of_several,
    read_part,
    read_parts,
    same_topic,
    serve,
    what_it_is,
    without_names,
    without_treatment,
)

TELLING = frozenset({"state_concern", "want_consultation", "give_details"})
"""Labels of parts in which visitors tell their concern."""

CONCERN = 0.25
"""The probability from which a concern is noted that no word names ("raccoon eyes"). At 0.25 nine
messages in ten have all of theirs, at the price of one too many in seven (docs/measurements.md)."""

BESIDE_NAMED = 0.5
"""The same where a word has named another concern: "acne scars" do not tell of acne as well. What
goes together with the named one is noted from CONCERN on."""

GO_TOGETHER = (
    {"fine_lines", "wrinkles"},
    {"melasma", "discoloration"},
    {"discoloration", "uneven_tone"},
    {"loose_skin", "stretch_marks"},
)
"""Concerns of which people have both, or name the one and mean the other."""

MOST_AREA_WORDS = 3

_UNWANTED = re.compile(
    r"^\W*(?:and |but )?(?:i|we) (?:do ?n.?t|do not|never) want\b", re.IGNORECASE
)
"""Begins what is no concern ("I don't want surgery")."""
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
_STOPS_IT = re.compile(
    r"\b(i (?:\w+ ){0,3}(?:stop|quit|pause|skip|discontinue|(?:come|go|get) off)"
    r"(?: (?:taking|using|of))?) (?:it|them|that|this)\b(?! (?:from|again)\b)",
    re.IGNORECASE,
)
"""Asks whether to stop something that is not named: "do I need to stop it before"."""

_INTRODUCES = re.compile(
    r"\b(?:name|i'?m|i am|this is|it'?s|me llamo|soy)\b|@|\d{4}", re.IGNORECASE
)
"""A name is said beside this, whatever else is asked."""
_DATED = re.compile(rf"\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b", re.IGNORECASE)
_SAYS_NOTHING = re.compile(
    r"\b(?:i['’]?(?:m|ve)|i|am|have|had|has|got|was|been|diagnosed|with|my|an?|and|also|too|but|so|oh"
    r"|btw|by the way|though|tho|well|type|for|since|few|couple of|years?|now|\d+)\b",
    re.IGNORECASE,
)
"""Words that only tell that somebody has a condition."""
_STATES = """
    alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho
    illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota
    mississippi missouri nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah
    vermont wisconsin wyoming ca nv az tx
"""
STATES = frozenset(_STATES.split())
"""Who ends with one of these names a place ("Reno Nevada"); those that are also names are left."""
_INTRODUCED = re.compile(r"(?<![\w'’-])[A-Z][\w'’-]+ [A-Z][\w'’-]+")
MOST_NAMES = 2
"""More words in small letters are a name only where they are taken for details."""
MOST_NAME_PARTS, SURE_BESIDE_A_NAME = 4, 0.5
"""A name in capitals has so many parts at most, as "Rutger van den Berg", and may be taken for a
question with less than this confidence: the classifier knows few names."""
MOST_WORDS_OF_A_NAME = 3
"""Where the name was asked for, so few words that may be one are it, whatever they sound like."""
MOST_NAME_WORDS = 25
"""After an offer to take a request, a message of no more words may be just the visitor's name."""

PLAIN = frozenset({"concern", "area", "times", "health"})
"""Questions that any words answer."""
SURE_IN_INTAKE = 0.7
"""The confidence from which words without the form of a question interrupt an intake."""

CLEAR_AS_A_WHOLE = 0.6
"""The confidence from which a message is answered as a whole, when its parts say too little ("My
stretch marks are old. I was told nothing works. True or no?")."""

AT_STAFF = frozenset({"ask_human", "existing_client", "complaint", "ask_privacy"})
SURE_OF_INTENT = 0.35
"""The confidence from which such a message is not searched for questions. It is spread over fifty
labels, so a third is much."""

MOST_TURNS = 8
"""So many messages back a question is looked for, from those that only turn to a treatment."""

_MET = frozenset({"answer", "defer", "clarify"})
_NOT_AGAIN = frozenset({"decline", "urgent"})
"""Kinds of replies to a question, and those to what is not asked once more of another treatment."""

_OF_THE_PLACE = CLINIC_TOPICS - {OFFERED}
"""Topics that are the same for all treatments: who was told of them asks for none with a name."""

_OWN_SUBJECTS = frozenset({"treatment", "concern"})
"""What a message names that speaks of something else than the one before it."""

LISTED = "clinic-other-treatments-offered"
"""What an answer is called that lists treatments: who points at one of them asks what it is."""

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

    @property
    def personal(self) -> bool:
        """Whether the visitor speaks of a condition or medicine of their own."""
        return bool(self.details.flags)


def understand(
    desk: Desk, message_id: int, intent: str, confidence: float, rows: Any = None
) -> Understood | None:
    """Read the stored message; None when it is gone. `rows` are those of its text and parts."""
    with desk.db.reading() as session:
        message = session.get(Message, message_id)
        if message is None:
            return None
        conversation = session.get_one(Conversation, message.conversation_id)
        state = IntakeState.from_dict(conversation.intake)
        choice = message.body.get("choice", {}).get("means", "")
        text = "" if choice else with_facial(message.text)
        rows = rows if text == message.text else None
        mentions = _mentions(desk, session, message, text)
        if state.asking == "area":
            mentions += _bare_area(desk, text, mentions)
        reader = _reader(desk, text, rows)
        of_care = _asked_of_care(text, intent)
        parts = read_parts(reader, of_care or _with_medicine(desk, text, state, mentions))
        if not state.concerns and intent not in AT_STAFF:
            mentions += _unnamed_concerns(reader, parts, text, mentions)
        offered = "" if state.active else conversation.talk.get("offered")
        told = state.concerns and not state.active and _INTRODUCED.search(text)
        may_name = (offered or told) and _may_name_themselves(intent, confidence, text)
        asking = "name" if may_name else state.asking
        details = read_details(
            text,
            asking=asking,
            mentions=mentions,
            behalf=state.behalf,
            clinic_phone=desk.clinic.phone.e164,
        )
        offered = "" if sums_up(text) else offered
        accepts = bool(offered) and accepts_offer(text, details, in_words=offered == SPOKEN)
        sure = confidence >= SURE_IN_INTAKE
        only_wishes = bool(_ONLY_WISHES.match(without_treatment(text, mentions)))
        moved = _moved(text, state)
        details = _with_times(details, moved)
        plainly = only_wishes or moved is not None
        asks = not (choice or plainly or _only_named(text, details, state))
        is_question = asks and _is_question(parts, intent, details, state, sure=sure)
        about = About.of(mentions, conversation.talk.get("treatment"), text)
        knowledge = desk.knowledge(session)
        shelf = knowledge.shelf
        parts = without_names(reader, text, parts, mentions=mentions, about=about, shelf=shelf)
        parts = of_several(reader, desk.lexicon, parts, about)
        danger = None
        if not choice:
            danger = unscreened(
                reader,
                text,
                lambda: earlier_texts(session, conversation.id, message.at, message.id),
                intent=intent,
                confidence=confidence,
            )
        answered = conversation.talk.get("told", [])
        alone = bool(choice or danger or state.active or plainly)
        goes_on = None if alone else _goes_on(desk, knowledge, reader, session, message, mentions)
        if choice or danger:
            found = Found(chosen(desk, knowledge, choice))
        elif goes_on:  # "and sunday?" says nothing of when the visitor has time
            found = goes_on
            details = replace(details, times=None, times_normalised=())
        elif not plainly and _may_answer(
            "ask_treatment" if of_care and is_question else intent,
            confidence / 2 if about.other(shelf) else confidence,
            details,
            state,
            parts,
            is_question=is_question,
        ):
            beside = without_treatment(text, mentions)
            found = _find(desk, knowledge, parts, about, answered, beside)
            if not found.replies and len(parts) > 1:
                found.replies = _answers_to_whole(desk, knowledge, read_part(reader, text), about)
            found.replies = found.replies or clarify(found.unsure)
            about = _goes_on_with(desk, knowledge, parts, about, found.replies)
            found.replies = _above(desk, session, message, parts, found.replies)
        else:
            found = Found()
        return Understood(
            text=text,
            choice=choice,
            ticked=message.body.get("ticked", ()),
            mentions=mentions,
            details=details,
            is_question=is_question or goes_on is not None,
            asks_by_itself=bool(found.replies or is_question) and not _leans(text, found.replies),
            about=about,
            answers=found.replies,
            open_questions=found.open_questions,
            danger=danger,
            away=min((part.away for part in parts), default=0.0),
            wishes=(accepts and not goes_on) or _wishes(parts, intent, text, plainly=only_wishes),
            names_self=bool(may_name and details.name),
        )


def _moved(text: str, state: IntakeState) -> Times | None:
    """Other times for the request that is open or sent, where nothing else is said."""
    known = state.submitted or (state.active and state.times)
    return moved_to(plain(text)) if known else None


def _with_times(details: Details, times: Times | None) -> Details:
    if times is None:
        return details
    slots = times.normalised
    return replace(details, times=times.words, times_normalised=slots, times_add=times.adds)


def _reader(desk: Desk, text: str, rows: Any) -> Once:
    """What reads the message; where the engine gave no `rows` they are computed, or other ones."""
    parts = parts_within(text)
    if text and (rows is None or len(rows) != 1 + len(parts)):
        rows = desk.reader.vectors(text, parts)
    return Once(desk.reader, text, parts, rows)


def _with_medicine(desk: Desk, text: str, state: IntakeState, mentions: Sequence[Mention]) -> str:
    """The text with the medicine that was told last for "it", where somebody asks to stop it.

    Where none was told it is some medicine, which nobody should stop by themselves.
    """
    named = any(m.kind in ("medicine", "treatment") for m in mentions)
    if named or not _STOPS_IT.search(text):
        return text
    told = [
        mention.words
        for flag in state.flags
        for mention in desk.lexicon.read(flag["words"])
        if mention.kind == "medicine"
    ]
    return _STOPS_IT.sub(rf"\1 {told[-1] if told else 'my medicine'}", text)


def _asked_before(session: Session, conversation: Conversation) -> str:
    """The last message that asked something by itself; empty for none."""
    asked = conversation.talk.get("asked")
    message = session.get(Message, asked) if asked else None
    return message.text if message else ""


def _goes_on(
    desk: Desk,
    knowledge: Knowledge,
    reader: Once,
    session: Session,
    message: Message,
    mentions: Sequence[Mention],
) -> Found | None:
    """What is known of a message that goes on from the one before it; None for others."""
    conversation = session.get_one(Conversation, message.conversation_id)
    if found := _turns(desk, knowledge, reader, session, message, mentions):
        return found
    before, told = _asked_before(session, conversation), conversation.talk.get("told", [])
    talk = conversation.talk.get("treatment") or ""
    asked = session.get(Message, conversation.talk.get("asked") or 0)
    held = bool(told) and asked is not None and told[-1] in _entries_told(asked)
    found = follow_up(desk, knowledge, reader, message.text, before, told, talk, held=held)
    found = found and _varied(knowledge, session, message, told, found)
    found = found or by_names(desk, knowledge, reader, message.text, mentions=mentions, talk=talk)
    return found or _on_decline(reader, message.text, session, message, mentions)


def _leans(text: str, replies: Sequence[Reply]) -> bool:
    """Whether a message is nothing to go on from: it went on itself."""
    return leans(text) or any(reply.response == SAID_ABOVE for reply in replies)


def _last_before(session: Session, message: Message) -> Message | None:
    """The visitor's message before this one that was replied to."""
    earlier = (
        select(Message)
        .where(Message.conversation_id == message.conversation_id)
        .where(Message.id < message.id, Message.outcome.is_not(None))
        .order_by(Message.id.desc())
        .limit(1)
    )
    return session.scalar(earlier)


def _entries_told(message: Message) -> list[str]:
    """What a message was answered with."""
    return [s["entry"] for reply in message.outcome or () for s in reply.get("answer") or ()]


def _above(
    desk: Desk, session: Session, message: Message, parts: Sequence[Part], replies: list[Reply]
) -> list[Reply]:
    """The replies; for the very answer that was just given, that it stands above.

    Only to few words that are no whole question: they ask on ("not even cigna").
    """
    last = _last_before(session, message)
    told = _entries_told(last) if last else []
    only = [str(source["entry"]) for reply in replies for source in reply.answer]
    whole = looks_like_question(message.text) and not any(part.plain for part in parts)
    few = len(message.text.split()) <= MOST_WORDS and len(parts) == 1 and not whole
    if not (last and few and len(told) == 1 and told == only):
        return replies
    if last.text.strip(" .?!").lower() == message.text.strip(" .?!").lower():
        return replies
    return [said_above(desk)]


def _varied(
    knowledge: Knowledge, session: Session, message: Message, told: Sequence[str], found: Found
) -> Found:
    """What was found; who was sent to the answer above just now reads that answer once more."""
    last = _last_before(session, message)
    before = [reply["response"] for reply in last.outcome or ()] if last else []
    above = [reply.response for reply in found.replies] == [SAID_ABOVE]
    if not above or SAID_ABOVE not in before or not told or told[-1] not in knowledge.entries:
        return found
    entry = knowledge.entries[told[-1]]
    return replace(found, replies=[serve(knowledge, entry, entry.topic)])


def _mentions(desk: Desk, session: Session, message: Message, text: str) -> list[Mention]:
    """What a text names, also of the treatments that were just listed by their place."""
    named = [*desk.lexicon.read(text)]
    if any(m.kind == TREATMENT for m in named):
        return named
    return in_order([*named, *by_order(text, _listed(desk, session, message))])


def _listed(desk: Desk, session: Session, message: Message) -> list[str]:
    """The treatments in the last reply, if that told which ones the clinic has."""
    last = _last_before(session, message)
    told = [
        reply["text"]
        for reply in (last.outcome or () if last else ())
        for source in reply.get("answer") or ()
        if source["entry"] == LISTED
    ]
    text = " ".join(told)
    named = [found for found in desk.clinic.treatments if found.name in text]
    return [found.id for found in sorted(named, key=lambda found: text.index(found.name))]


def _goes_on_with(
    desk: Desk, knowledge: Knowledge, parts: Sequence[Part], about: About, replies: Sequence[Reply]
) -> About:
    """What the talk is about after a question what there is: the treatments of the answer.

    Who is told what works without needles and asks if "it" hurts means none with needles.
    """
    if about.named or not any(part.plain for part in parts):
        return about
    told = [str(source["entry"]) for reply in replies for source in reply.answer]
    entries = [knowledge.entries[name] for name in told if name in knowledge.entries]
    others = {found.id for found in desk.clinic.treatments} - {e.treatment for e in entries}
    named = [m.name for e in entries for m in desk.lexicon.read(e.text) if m.name in others]
    return replace(about, talk=AND.join(dict.fromkeys(named)), together=()) if named else about


def _turns(
    desk: Desk,
    knowledge: Knowledge,
    reader: Once,
    session: Session,
    message: Message,
    mentions: Sequence[Mention],
) -> Found | None:
    """The last question once more, for who only turns to another treatment; None for others."""
    conversation = session.get_one(Conversation, message.conversation_id)
    talk = conversation.talk.get("treatment") or ""
    turned = turned_to(message.text, mentions, talk)
    if turned is None:
        return None
    told: list[str] | None = None
    for earlier in _asked_so_far(session, conversation):
        said = earlier.outcome or ()
        kinds = {reply["kind"] for reply in said}
        if kinds & _NOT_AGAIN:
            return None
        if not kinds & _MET:
            continue
        answers = [source for reply in said for source in reply.get("answer") or ()]
        if answers and all(source["topic"] in _OF_THE_PLACE for source in answers):
            continue
        # What was told last counts, the words of the one that asked more than a name.
        told = told or [source["entry"] for source in answers]
        if not turned_to(earlier.text, desk.lexicon.read(earlier.text), talk):
            return of_another(desk, knowledge, reader, turned, earlier.text, told=told, talk=talk)
    return None


def _asked_so_far(session: Session, conversation: Conversation) -> Sequence[Message]:
    """The visitor's last messages from the last that asked something back; none without it."""
    asked = conversation.talk.get("asked")
    earlier = (
        select(Message)
        .where(Message.conversation_id == conversation.id)
        .where(Message.id <= (asked or 0), Message.outcome.is_not(None))
        .order_by(Message.id.desc())
        .limit(MOST_TURNS)
    )
    return session.scalars(earlier).all()


def _on_decline(
    reader: Once, text: str, session: Session, message: Message, mentions: Sequence[Mention]
) -> Found | None:
    """What is said to words that name no subject of their own after a message was declined."""
    few = 0 < len(text.split()) <= MOST_EMPTY_WORDS
    if not few or any(m.kind in _OWN_SUBJECTS for m in mentions):
        return None
    last = _last_before(session, message)
    if last is None:
        return None
    said = [reply["response"] for reply in last.outcome or () if reply["kind"] == "decline"]
    return after_decline(reader, text, last.text, said)


def _may_name_themselves(intent: str, confidence: float, text: str) -> bool:
    """Whether words after an offer may be a name, rather than an exclamation ("yikesss").

    Nor the name of an insurer or a place, a date, or a question in Spanish.
    """
    words = text.split()
    several = len(words) > 1 or text.strip()[:1].isupper()
    chats = intent in AWAY and confidence >= SURE_OF_INTENT
    if len(words) > MOST_NAME_WORDS or (not several and chats):
        return False
    if _INTRODUCES.search(text) and not _DATED.search(text):
        return True
    clauses = [part.split() or [""] for part in re.split(r"[.!?,;]\s+", text.strip(" .!,"))]
    first = clauses[0] if len(clauses[0]) > 1 else clauses[-1]
    last = first if _is_titled(first) else clauses[-1]
    titled = _is_titled(last)
    if len(words) > MOST_NAMES and not titled and intent != "give_details":
        return False
    said = " ".join(last) if titled else text
    sure = SURE_BESIDE_A_NAME if titled else SURE_OF_INTENT
    asks = intent in ASKING and confidence >= sure
    other = _DATED.search(said) or last[-1].lower() in STATES or in_english(said) != said
    return not (asks or other)


def _is_titled(words: Sequence[str]) -> bool:
    """Whether words are written like a name."""
    return len(words) <= MOST_NAME_PARTS and all(w[:1].isupper() for w in (words[0], words[-1]))


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


def _unnamed_concerns(
    reader: Once, parts: Sequence[Part], text: str, mentions: Sequence[Mention]
) -> Iterator[Mention]:
    """Concerns that are told without any word the lexicon knows for them."""
    if any(m.other_person for m in mentions):
        return
    named = {m.name for m in mentions if m.kind == "concern"}
    for part in parts:
        if intent_of(part.label) not in TELLING:
            continue
        words = part.asked.text
        start = max(text.find(words), 0)
        here = [m for m in mentions if start <= m.start < start + len(words)]
        kinds = {m.kind for m in here}
        details = intent_of(part.label) == "give_details" or _only_names(text, words, here)
        health = details and "condition" in kinds and "concern" not in kinds
        if only_introduces(words) or health or _UNWANTED.match(words):
            continue
        before = frozenset(named)
        for name, chance in reader.concerns(words).items():
            if chance >= _enough(name, before) and name not in named and name != "other":
                named.add(name)
                yield Mention("concern", name, words, start, start)


def _only_names(text: str, words: str, here: Sequence[Mention]) -> bool:
    """Whether a part says nothing beside what is mentioned in it ("I also have PCOS btw")."""
    for mention in here:
        words = words.replace(text[mention.start : mention.end], " ")
    return not _SAYS_NOTHING.sub(" ", words).strip(" .,;!?'’")


def _enough(concern: str, named: frozenset[str]) -> float:
    """The probability from which a concern is noted beside those that words have named."""
    near = any(concern in pair and not named.isdisjoint(pair) for pair in GO_TOGETHER)
    return CONCERN if near or not named else BESIDE_NAMED


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
