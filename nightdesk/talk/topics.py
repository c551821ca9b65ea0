"""What each topic says by itself, when there is no question to answer."""

import re
from dataclasses import replace

from nightdesk.base.reply import Reply
from nightdesk.intake.channel import asks_for_way
from nightdesk.intake.flow import bears_on
from nightdesk.intake.health import says_nothing
from nightdesk.intake.merge import merge
from nightdesk.intake.turn import ASK_WHO, CHANGED_BY
from nightdesk.knowledge.hours_words import open_words
from nightdesk.talk.buttons import GO_ON, LEAVE_DETAILS
from nightdesk.talk.context import Turn
from nightdesk.talk.labels import SURE_OF_INTENT
from nightdesk.talk.private import on_privacy
from nightdesk.talk.task import PASSED_ON, adds_to_request, hand_over
from nightdesk.talk.understand import NO_WISH, PLAIN, SURE_IN_INTAKE
from nightdesk.talk.unnamed import SCARS

SURE_OF_TOPIC = 0.5
"""The classifier's confidence from which a topic interrupts an intake."""

SURE_OF_TASK = 0.4
"""The confidence from which words without any of a door's own make a task for staff."""

SURE_OF_ABUSE = 0.6
"""The confidence from which somebody is asked to be respectful."""

ANSWERS_TO_NOTHING = frozenset({"affirm", "deny", "skip", "cancel"})
"""Intents of the intake that say nothing when no question is open."""

_WHO = re.compile(
    r"\b(?:(?:are|r) (?:you|u|ya)(?: guys| all)?"
    r"|(?:is|am i (?:talking|speaking|chatting) (?:to|with)) ?(?:this|it)?"
    r"|you(?:'?re| are)?|u)\s*(?:even |really |actually |just )?"
    r"(?:an?\s+)?(?:real |actual )?"
    r"(?:bot|robot|human|person|ai|a\.i\.|machine|computer|chat\s?bot|automated|real|chatgpt"
    r"|(?P<treats>doctors?|dr|nurses?|providers?|estheticians?|clinicians?)|receptionist|staff)"
    r"(?:\W*$|\s+(?:or|lol|haha|right|tho|though|here)\b)|\bhuman or (?:a )?(?:bot|robot|ai)\b"
    r"|\bwho (?:am i (?:talking|speaking|chatting|texting) (?:to|with)|is this|are you|r u)\W*$"
    r"|\bwhat(?:'?s| is) (?:your|ur) name\b"
    r"|\b(?:what|which) (?:(?:kind|sort|type) of )?(?:(?:language|ai|llm|large|chat) ){0,3}"
    r"(?:model|ai|llm|bot|chat ?bot|gpt|assistant) (?:(?:are|r) (?:you|u|ya)|is this|powers)\b"
    r"|\bis (?:this|it) (?:even |really |actually )?an? (?:real|actual|legit|fake|test) "
    r"(?:\w+ )?(?:clinic|place|business|office|company|website|site|chat)\b",
    re.IGNORECASE,
)
_MOST_WORDS_BESIDE = 3
"""So many words beside such a question ask nothing else ("or a test")."""
_TREATS = r"(?:do|giv|perform|inject|administ|treat|handl|carr)\w*"
_WHO_TREATS = re.compile(
    r"\bwho(?:'?s|'?ll)?(?: (?:is|are|will|would|be|it|actually|usually|that|there)){0,4}"
    rf" {_TREATS}"
    rf"|\b(?:do|will|would) (?:you|u|they) (?:guys )?(?:be )?{_TREATS}"
    rf"|\b(?:person|one|people) (?:who |that )?{_TREATS}",
    re.IGNORECASE,
)
"""Asks who gives the treatments: "is it a doctor" beside it asks nothing of who writes here."""
_WORRYING = re.compile(
    r"\b(?:moles?|rash(?:es)?|lumps?|lesions?|growths?|bleeding|skin cancer|melanoma|diagnos\w+)\b",
    re.IGNORECASE,
)
_NEW_TO_IT = (
    r"(?:(?:cause|because|bc|since|and|as)\s+)?"
    r"(?:i(?:[’']?ve)?\s+)?(?:have\s+)?(?:"
    r"never\s+(?:ever\s+)?(?:done|had|tried|been)"
    r"|(?:(?:it[’']?s|it is|this is|its|is|be)\s+)?(?:(?:my|the|a)\s+)?(?:very\s+)?first\s+"
    r"(?:time|one|visit|treatment))"
    r"(?:\s+(?:this|that|it|anything|one|like|before|ever|here|for|me|doing|trying|any|of|to"
    r"|treatments?|ones?))*"
)
"""What people add who are nervous: that they have never done it before."""
_FEELS = re.compile(
    r"^\W*(?:(?:omg|oh|ok|okay|well|honestly|so|tbh|ngl|hi|hey|lol|ugh)\W+){0,3}"
    r"(?:i[’']?m|i am|i feel|feeling|kinda|i[’']?m just)\s+"
    r"(?:(?:so|really|very|a (?:bit|little)|kinda|kind of|just|too|honestly|super)\s+)*"
    r"(?:scared|nervous|afraid|anxious|embarrassed|ashamed|self[- ]conscious|terrified|shy)"
    rf"(?:\W+(?:tho|though|ngl|lol|haha+|to be honest|tbh|right now|about (?:it|this)|{_NEW_TO_IT}"
    r"))*[^\w?]*$",
    re.IGNORECASE,
)
_ANOTHER_PLACE = re.compile(
    r"\b(?:somewhere else|elsewhere|(?:at|from|with|by) (?:an?other|a different|some other|some)"
    r" (?:\w+ )?(?:place|spa|med ?spa|clinic|salon|office|provider|doctor|dermatologist)"
    r"|(?:at|from|with|by) (?-i:(?:[A-Z][\w'&]+ ){1,3}(?:Spa|Med ?[Ss]pa|Clinic|Skin\w*|Derm\w*"
    r"|Laser|Beauty|Aesthetics|Medical|Salon|Center)))\b",
    re.IGNORECASE,
)
"""Another clinic by its name, or by "another place"."""
_PLACE_BEFORE = re.compile(
    r"\b(?:the|my) (?:last|old|previous|other|first) (?:place|(?:med ?)?spa|clinic|salon|provider"
    r"|esthetician|injector)\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:burn(?:ed|t|s)|scarred|bad (?:reaction|experience|burn|result)s?"
    r"|(?:allergic )?reaction|botched|messed (?:me|up|my)|messed|ruined|wrecked|destroyed|damaged"
    r"|went (?:\w+ )?(?:wrong|bad|badly)|infect\w+|hurt me|blister\w*|disfigured|nightmare"
    r"|left (?:me|my \w+) (?:with|worse|scarred|red|dark\w*|spotty|lopsided))\b",
    re.IGNORECASE,
)
_ASKS_ON = re.compile(
    r"\?|\b(?:is|are|does|do|will|would|can|could|should)"
    r" (?:it|this|that|these|they|you|i|there)\b",
    re.IGNORECASE,
)
"""Goes on with a question."""
_THEIR_DOING = re.compile(
    r"\b(?:why|how) (?:would|will|should|is|are|do|can)\b|\b(?:fix|undo|repair|help|correct|trust"
    r"|different|differently|better|sue|worse|same)\b",
    re.IGNORECASE,
)
"""Asks what we would make of such harm: that is for the provider, who sees it."""
_REFUSES = re.compile(
    r"\W*(?:(?:ok|oh|um+|actually|sorry|muy caro|gracias|pero)\W+){0,3}"
    r"(?:(?P<thanks>(?:no+|nah|nope),? (?:thanks|thank you|thx|ty|gracias))"
    r"|(?P<plainly>not interested|i'?ll pass|(?:ya|mejor|pues) no|no me interesa)"
    r"|no+|nah|nope|i'?m good)"
    r"(?:\W+(?:thanks|thank you|thx|sorry|gracias|no|nope))*\W*$",
    re.IGNORECASE,
)
_TAKES_NO_BACK = re.compile(r"\W*actually\W{1,5}(?:no+|nah|nope)\W*$", re.IGNORECASE)
_NO_IS_AN_ANSWER = frozenset({"health", "email_typo", "change"})
"""Questions that a "no thanks" answers."""
_LETS_BE = re.compile(
    r"\W*(?:(?:ok|oh|um+|actually|sorry|gracias|pero|well)\W+){0,3}(?:never\s?mind|nvm"
    r"|forget (?:it|this|about it)|(?:ya|mejor) no|d[eé]jal[oa]|olv[ií]d[ae]l[oa]|not interested"
    r"|no me interesa|i'?ll pass)(?:\W+(?:thanks|thank you|thx|sorry|gracias|then))*\W*$",
    re.IGNORECASE,
)
"""May take back what was sent, or only the last words."""
GREETINGS = {
    "greet": "utter_greeting_back",
    "thanks": "utter_greeting_thanks",
    "goodbye": "utter_greeting_bye",
    "smalltalk": "utter_smalltalk",
}
DECLINES = {"out_of_scope": "utter_out_of_scope", "abuse": "utter_abuse"}


def topic_replies(turn: Turn) -> list[Reply]:
    """The topic's own replies; none where the message is the intake's or was not understood."""
    if turn.read.choice == "human" or _speaks_of_our_number(turn):
        return _handoff(turn, "ask_human")
    for_intake = turn.state.active and not turn.read.is_question and _is_for_the_intake(turn)
    if turn.read.choice or turn.read.names_self or for_intake:
        return []
    if turn.state.submitted and not turn.state.active and _LETS_BE.match(turn.read.text):
        return [Reply("notice", "utter_intake_already_sent", turn.phones)]
    if turn.topic in ("handoff", "privacy"):
        if _may_be_misread(turn):
            return []
        return _TOPICS[turn.topic](turn, turn.intent)
    idle = not (turn.state.active or turn.read.wishes)
    if turn.intent in ANSWERS_TO_NOTHING and idle and not _has_more(turn):
        return _to_nothing(turn)
    if turn.read.wishes and turn.read.details.signals.affirm:
        return []  # "ok great" to an offer, which sounds like small talk
    if turn.topic in ("greeting", "fallback") and (_is_aside(turn) or not _has_more(turn)):
        return _TOPICS[turn.topic](turn, turn.intent)
    return []


def _speaks_of_our_number(turn: Turn) -> bool:
    """Whether a message names the clinic's own phone number, and nothing that is taken or told."""
    found = turn.read.details
    told = turn.read.answers or turn.read.wishes or merge(turn.state.copy(), found)
    return found.names_clinic and not told and turn.topic not in ("handoff", "privacy")


def _to_nothing(turn: Turn) -> list[Reply]:
    """To a yes or a no where nothing was asked; "is that a yes or a no" is none."""
    if "?" in turn.read.text or " or " in turn.read.text:
        return []
    more = turn.intent == "affirm"
    if more and turn.state.rested and not turn.state.submitted:
        return [Reply("smalltalk", "utter_greeting_resume", choices=(GO_ON,))]
    if more and turn.state.submitted:
        return [Reply("notice", "utter_intake_already_sent", turn.phones)]
    return [Reply("smalltalk", "utter_smalltalk" if more else "utter_smalltalk_ok")]


def _may_be_misread(turn: Turn) -> bool:
    """Whether it is not sure enough that staff are spoken to, or another thing comes first."""
    later = turn.read.details.signals.later  # "ill finish this tomorrow" is no appointment
    if turn.state.active and (turn.confidence < SURE_OF_TOPIC or later):
        return True
    way = turn.read.details.channel
    if turn.state.submitted and way != turn.state.channel and asks_for_way(turn.read.text, way):
        return True  # of what was sent: "can you text me instead"
    passed_on = turn.intent in PASSED_ON
    if passed_on and adds_to_request(turn):
        return True
    return passed_on and (turn.confidence < SURE_OF_TASK or bool(turn.talk.get("urgent")))


def _is_aside(turn: Turn) -> bool:
    """Whether somebody says a few friendly or rude words in the middle of an intake."""
    aside = turn.intent in GREETINGS or turn.intent in DECLINES
    nothing_new = not merge(turn.state.copy(), turn.read.details)
    enough = SURE_IN_INTAKE if turn.state.asking in PLAIN else SURE_OF_TOPIC
    sure = max(turn.confidence, turn.read.away) >= enough
    return turn.state.active and aside and nothing_new and sure


def _is_for_the_intake(turn: Turn) -> bool:
    """Whether the message answers the open question, whatever else it sounds like.

    Where any words answer, only what is surely something else is taken for it.
    """
    if leaves(turn):
        return True
    found, asking = turn.read.details, turn.state.asking or ""
    told = found.signals.affirm or found.signals.deny or found.signals.skip
    tried = found.phone_problem or found.email_problem or found.email_suggestion
    changed = merge(turn.state.copy(), found)
    if asking == "health" and says_nothing(turn.read.text):
        return True
    named = asking == "name" and found.name_sure  # as it stands in the request already
    if told or tried or named or changed & CHANGED_BY.get(asking, set()):
        return True
    unsure = turn.confidence < (SURE_OF_INTENT if turn.intent == "ask_human" else SURE_OF_TOPIC)
    return asking in PLAIN and unsure and turn.read.away < SURE_IN_INTAKE


def leaves(turn: Turn) -> bool:
    """Whether somebody takes their leave in the middle of an intake, and says nothing for it."""
    bye = turn.intent == "goodbye" and turn.confidence >= SURE_IN_INTAKE
    ends = bye or turn.read.manner == NO_WISH or _refuses_who_they_are(turn)
    return ends and turn.state.active and not merge(turn.state.copy(), turn.read.details)


def _refuses_who_they_are(turn: Turn) -> bool:
    """Whether somebody says no to what a request cannot do without, or plainly to any of it."""
    found, asking = _REFUSES.match(turn.read.text), turn.state.asking
    if found and asking in ASK_WHO and not turn.state.has_contact:
        return True
    if found and found["thanks"] and _summary_asks(turn):
        return False  # nothing to note
    plainly = found and (found["plainly"] or found["thanks"])
    plainly = plainly or _TAKES_NO_BACK.match(turn.read.text)
    return bool(plainly) and asking not in _NO_IS_AN_ANSWER


def _summary_asks(turn: Turn) -> bool:
    """Whether the summary asks what the provider should know as well."""
    state = turn.state
    known = state.flags or state.health_known or "health" in state.skipped
    return state.asking == "confirm" and not known


def only_feels(text: str) -> bool:
    """Whether somebody says how they feel, and nothing else."""
    return bool(_FEELS.match(text))


def asks_who_we_are(text: str) -> bool:
    """Whether somebody asks if a person or a machine writes; not if a doctor treats."""
    treats = bool(_WHO_TREATS.search(text))
    return any(not (treats and found["treats"]) for found in _WHO.finditer(text))


def only_asks_who_we_are(text: str) -> bool:
    """Whether that is all that is asked ("what model are you" asks nothing of a device)."""
    return len(_WHO.sub(" ", text).split()) <= _MOST_WORDS_BESIDE


def _has_more(turn: Turn) -> bool:
    """Whether the message says something that the intake can use."""
    details = turn.read.details
    if _is_of_what_was_cut_out(turn):
        return True
    if turn.intent in DECLINES and (turn.confidence >= SURE_OF_INTENT or _is_health_worry(turn)):
        return False
    if is_small_talk(turn) and not turn.state.active:
        # "lol microneedling sounds like knitting", "evening, all"
        details = replace(details, treatments=(), times=None, times_normalised=())
    return bool(bears_on(turn.state, details, turn.read.text) or details.concerns or details.flags)


def is_small_talk(turn: Turn) -> bool:
    """Whether a message surely only chats, whatever it names."""
    return turn.intent in GREETINGS and turn.confidence >= SURE_OF_INTENT


def _is_of_what_was_cut_out(turn: Turn) -> bool:
    """Whether a scar is told of that a cancer or a mole has left: that is a concern."""
    scars = any(m.kind == "concern" and m.name in SCARS for m in turn.read.mentions)
    return scars and bool(_WORRYING.search(turn.read.text))


def _is_health_worry(turn: Turn) -> bool:
    """Whether somebody asks us to judge a condition of theirs: that is a doctor's to do."""
    if _is_of_what_was_cut_out(turn):
        return False
    told = turn.read.details.flags or _WORRYING.search(turn.read.text)
    return turn.intent == "out_of_scope" and bool(told)


def _greeting(turn: Turn, intent: str) -> list[Reply]:
    state = turn.state
    if turn.read.details.signals.back and state.rested and not state.active:
        return []
    if intent == "greet" and state.rested and not (state.active or state.submitted):
        return [Reply("smalltalk", "utter_greeting_resume", choices=(GO_ON,))]
    return [Reply("smalltalk", GREETINGS[intent])]


def _handoff(turn: Turn, intent: str) -> list[Reply]:
    if intent in PASSED_ON:
        if _is_of_another_place(turn):
            return [Reply("decline", "utter_complaint_elsewhere", choices=turn.offer)]
        return hand_over(turn, intent)
    choices = () if turn.state.active or turn.state.submitted else (LEAVE_DETAILS,)
    values = {**turn.phones, "open_words": open_words(turn.desk.clinic, turn.at)}
    return [Reply("handoff", "utter_handoff_person", values, choices=choices)]


def harmed_elsewhere(turn: Turn) -> list[Reply]:
    """A word of regret to who tells of harm that another place did, and asks nothing else."""
    text = turn.read.text
    harm = _HARM.search(text)
    if turn.state.active or not (harm and _is_of_another_place(turn)):
        return []
    after = text[harm.end() :]
    asks_else = _ASKS_ON.search(after) and not _THEIR_DOING.search(after)
    if asks_else and turn.read.answers:
        return []
    return [Reply("decline", "utter_complaint_elsewhere", choices=turn.offer)]


def _is_of_another_place(turn: Turn) -> bool:
    """Whether what is complained about was done by somebody else."""
    text = turn.read.text
    named = _ANOTHER_PLACE.search(text) or _PLACE_BEFORE.search(text)
    return bool(named) and turn.desk.clinic.name.lower() not in turn.read.text.lower()


def _privacy(turn: Turn, _: str) -> list[Reply]:
    return on_privacy(turn)


def _decline(turn: Turn, intent: str) -> list[Reply]:
    if _is_health_worry(turn):
        return [Reply("decline", "utter_health_worry")]
    if intent not in DECLINES:
        return []
    if intent == "abuse" and turn.confidence < SURE_OF_ABUSE:
        intent = "out_of_scope"  # nobody likes to be called rude for a blunt word
    return [Reply("decline", DECLINES[intent])]


_TOPICS = {
    "greeting": _greeting,
    "handoff": _handoff,
    "privacy": _privacy,
    "fallback": _decline,
}
