"""What is said to a few words that ask nothing: a feeling, an age, "cancel"."""

import re
from dataclasses import replace

from nightdesk.base.reply import Reply
from nightdesk.intake.visitors import read_visitor, tells_of_age
from nightdesk.knowledge.clinic_answers import nothing_booked
from nightdesk.talk.context import Turn
from nightdesk.talk.parts import looks_like_question
from nightdesk.talk.topics import only_feels

MOST_WORDS_OF_A_CUE = 4
"""So many words may be nothing but "please cancel" or "I'm 19"."""

MOST_WORDS_OF_COMING = 12

SURE_OF_LEAVE = 0.5
"""The confidence below which nobody is bidden goodbye ("now")."""


_MAKES_NO_WISH = frozenset({"smalltalk", "goodbye", "greet", "thanks", "nlu_fallback"})
"""Intents of words that want nothing, however they sound."""

_COOL = (
    r"(?:cool|neat|nice|wow|awesome|great|interesting|sweet|amazing|impressive|lovely|fair enough"
    r"|good to know|makes sense|gotcha|got it|i see)"
)
_MARVELS = re.compile(
    rf"^\W*(?:(?:oh+|ooh+|ah+|omg|ok|okay|so|very|really|pretty|how|that[’']?s|that is|it[’']?s"
    rf"|lol|haha+|{_COOL})\W+){{0,5}}{_COOL}(?:\W+(?:lol|haha+|then))*[^\w?]*$",
    re.IGNORECASE,
)
"""Words that only find nice what was said."""

_THINKS_IT_OVER = re.compile(
    rf"^\W*(?:(?:ok|okay|k|kk|alright|all right|thanks|thank you|thx|ty|tysm|hmm+|well|so|then|sure"
    rf"|{_COOL})\W+){{0,5}}(?:(?:i[’']?ll|i will|i (?:need|want|have) to|i[’']?m going to"
    r"|i(?:[’']?m| am)? ?gonna|i gotta|let me|lemme|gonna|gotta|need to|will)\s+)"
    r"(?:(?:have to|go|just)\s+)?"
    r"(?:think|sleep|mull|ponder|talk|consider)"
    r"(?:\s+(?:about|on|over|it|this|that|some|more|a|bit|first|for|day|while|through"
    r"|with|to|my|husband|wife|partner|mom))*"
    r"(?:\W+(?:thanks|thank you|thx|ty|though|lol))*[^\w?]*$",
    re.IGNORECASE,
)
"""Words of somebody who goes away to think about it."""

_LATER = (
    r"(?:later(?: on)?|another (?:time|day)|some(?: ?time| ?day| other (?:time|day))|soon"
    r"|eventually|in \w+ (?:few )?(?:days?|weeks?|months?)|next (?:week|month|year)"
    r"|(?:after|when|once) (?:i|my|the|we|christmas|thanksgiving|new year'?s|payday)"
    r"(?: [\w']+){0,4})"
)
_PUTS_OFF = re.compile(
    r"^\W*(?:(?:ok|okay|k|thanks|thx|hmm+|well|so|then|maybe|idk|whatever|nah|no|not sure|yet|not"
    rf"|now|right|just looking|{_COOL})\W+){{0,6}}(?:(?:maybe )?(?:i[’']?ll|i will|i might|i may"
    r"|i[’']?d rather|might|will)(?: (?:probably|maybe|just|prefer to|have to))*"
    rf" (?:(?:book|schedule|sign up|do (?:it|this|that)|decide|come back|reach out)"
    rf"(?: (?:it|this|that|one|something|an? \w+))?\W+{_LATER}"
    r"|(?:call|phone|ring)(?: (?:you|u|them|in|the (?:office|clinic)))?"
    rf"(?:\W+(?:instead|myself|then|{_LATER}))?|come back(?: later)?))"
    r"(?:\W+(?:thanks|thank you|thx|ty|though|lol))*[^\w?]*$",
    re.IGNORECASE,
)
"""Words of somebody who books later, or calls: no wish for a request now."""

_SAD = re.compile(
    r"\b(?:feel(?:ing|s)?|makes? me|i[’']?m|im|been)(?: \w+){0,3}? (?:low|down|ugly|sad|depress\w+"
    r"|hideous|gross|disgusting|insecure|miserable|unattractive|awful|terrible|cry|worthless)\b"
    r"|\bma(?:de|kes?|king) fun of (?:me|my)\b|\b(?:bullied|teased|mocked|laughed at) (?:me|my|for"
    r"|about|because|over)\b"
    r"|\b(?:cry|cried|crying)\b[^.?!]{0,20}\b(?:about|over|because)\b"
    r"|\b(?:hate|can[’']?t stand) (?:my (?:skin|face)|(?:how i|the way i) look|looking at myself)",
    re.IGNORECASE,
)
_OF_LOOKS = re.compile(r"\b(?:skin|face|looks?|looking|mirror|photos?|pictures?)\b", re.IGNORECASE)
MOST_WORDS_OF_SADNESS = 25
_FEARS_NEEDLES = re.compile(
    r"^\W*(?:(?:hi|hey|hello|so|ok|but|oh|omg|honestly|ugh|tbh)\W+){0,3}(?:i(?:['’]?m| am)? )?"
    r"(?:(?:really|just|so|absolutely|super|very|kinda|totally|also) ){0,3}"
    r"(?:hate|fear|dread|(?:scared|afraid|terrified|frightened) of|(?:can(?:no|['’])?t|cannot)"
    r" (?:stand|handle|do)|have (?:a|an) (?:(?:bad|huge|big|real|awful) )?(?:fear|phobia) of)"
    r" (?:(?:the|all|any) )?(?:needles?|needels?|injections?|shots)"
    r"(?:\W+(?:so much|a lot|tho|though|lol|haha|ugh|tbh|btw)){0,3}[^\w?]*$",
    re.IGNORECASE,
)
"""Says no more than that needles are dreaded."""


_DAY = (
    r"(?:today|tonight|tomorrow|tmrw|tmr|(?:mon|tues?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)"
    r"(?:day)?|next week|this (?:week|weekend|morning|afternoon|evening)|the \d+(?:st|nd|rd|th)"
    r"|at \d{1,2}|noon|\d{1,2} ?[ap]m)(?!\w)"
)
_COMES = re.compile(
    r"^\W*(?:(?:ok|okay|k|kk|alright|all right|cool|great|perfect|good|fine|thanks|thank you|thx"
    r"|yes|yeah|sure|so|then|well)\W+){0,4}(?:(?:i|we)(?:[’']?ll| will|[’']?m| am|[’']?re| are)"
    r" (?:just |then |probably )?(?:(?:gonna|going to) )?(?:come|be there|be in|stop|drop|swing"
    r"|show up|pop|walk in|coming|stopping|dropping|swinging)\b|(?:see|c) (?:you|u|ya)\b|cu\b)"
    rf"[^.?!\n]{{0,25}}?\b{_DAY}[^?]*$",
    re.IGNORECASE,
)
"""Words of somebody who comes on a day or at an hour: "I'll stop by monday"."""
_NOT_COMING = re.compile(
    r"\b(?:if|when|unless|can[’']?t|cannot|won[’']?t|not|never|called|call|work|school|home)\b",
    re.IGNORECASE,
)


def comes(turn: Turn) -> list[Reply]:
    """To who says that they come on a day: that none is booked here; the intake sets none."""
    text = turn.read.text
    if len(text.split()) > MOST_WORDS_OF_COMING or not _COMES.match(text):
        return []
    if _NOT_COMING.search(text) or looks_like_question(text):
        return []
    said = nothing_booked(turn.desk.clinic)
    return [replace(said, choices=turn.offer)]


def feelings(turn: Turn) -> list[Reply]:
    """A kind word to somebody who says how they feel, and asks nothing."""
    if turn.state.active:
        return []
    if only_feels(turn.read.text) or _FEARS_NEEDLES.match(turn.read.text):
        return [Reply("smalltalk", "utter_feelings", turn.phones)]
    if not _is_sad(turn):
        return []
    return [Reply("smalltalk", "utter_feelings", turn.phones, choices=turn.offer)]


def _is_sad(turn: Turn) -> bool:
    """Whether somebody tells how low their looks make them feel, and asks or names nothing."""
    text, found = turn.read.text, turn.read.details
    named = any(name != "other" for name in found.concerns) or found.treatments
    if named or turn.read.answers or turn.read.wishes or len(text.split()) > MOST_WORDS_OF_SADNESS:
        return False
    sad = _SAD.search(text) and _OF_LOOKS.search(text)
    return bool(sad) and not (looks_like_question(text) or turn.talk.get("door"))


def puts_off(turn: Turn) -> bool:
    """Whether somebody thinks it over, books later or calls: nothing is begun for them now."""
    text = turn.read.text
    if turn.state.active or turn.state.submitted or turn.read.choice:
        return False
    return bool(_THINKS_IT_OVER.match(text) or _PUTS_OFF.match(text))


def friendly(turn: Turn) -> list[Reply]:
    """To who only finds something nice, or wants to think about it: that we are here later too."""
    text = turn.read.text
    if turn.state.active or turn.state.submitted:
        return []
    marvels = turn.intent in _MAKES_NO_WISH - {"thanks"} and _MARVELS.match(text)
    if not (puts_off(turn) or (marvels and not (turn.read.answers or turn.read.wishes))):
        return []
    return [Reply("smalltalk", "utter_smalltalk_ok")]


def of_few_words(turn: Turn) -> list[Reply]:
    """To who cancels where nothing is under way, who only tells their age, or comes on a day."""
    if said := friendly(turn) or comes(turn):
        return said
    text, state = turn.read.text, turn.state
    busy = state.active or state.submitted or state.behalf
    if busy or turn.talk.get("door") or len(text.split()) > MOST_WORDS_OF_A_CUE:
        return []
    if looks_like_question(text):
        return []
    if turn.intent == "goodbye" and turn.confidence < SURE_OF_LEAVE and not turn.read.answers:
        return [Reply("smalltalk", "utter_smalltalk")]
    if turn.read.details.signals.cancel and "cancel" in text.lower():
        return [Reply("handoff", "utter_nothing_to_cancel", turn.phones)]
    if read_visitor(text) == "adult" or tells_of_age(text):
        return [Reply("smalltalk", "utter_smalltalk")]
    return []
