"""When an intake begins, and its first words."""

import re

from nightdesk.base.reply import Reply
from nightdesk.intake.details import Details
from nightdesk.intake.labels import listed
from nightdesk.intake.state import IntakeState

START_INTENTS = frozenset({"want_consultation"})
START_CHOICES = frozenset({"want_consultation"})

_VISIT = r"(?:(?:an?|the|some)\s+(?:\w+\s+)?)?(?:consult\w*|app(?:ointmen)?ts?|slots?)\b"
_WANTS_TO_BOOK = re.compile(
    r"(?<!if )(?<!before )(?<!when )(?<!once )(?<!until )(?<!unless )(?<!after )\b(?:"
    r"i(?:'?d| would)? (?:(?:really|also|still|just) )?(?:like|love|want|wanna|need)(?: to)?"
    r"|i(?:'?m| am) (?:(?:really|also|just) )?(?:looking|interested|ready|hoping|trying)"
    r"(?: to| in)?"
    rf") (?:book(?:ing)?\b(?! club)|schedul(?:e|ing)\b|(?:mak|set|get|hav)\w* (?:up )?{_VISIT})"
    r"|(?<!how )\b(?:can|could|may) (?:i|we|u|you) (?:(?:please|pls) )?"
    rf"(?:get|grab|have|book|make|schedule|set up|reserve|hold)(?: me)? {_VISIT}",
    re.IGNORECASE,
)

_LEADS = r"(?:(?:oh|ah|well|so|then|um+|uh+|hmm+|and|ok(?:ay)?|okey|k+|great|cool|perfect|nice)\W+)"
_YES = (
    r"(?:y|ya|ye+s+|yep|yup|yea+h*|sure(?: thing)?|absolutely|definitely|certainly|of course"
    r"|(?:claro(?: que)? )?s[ií](?: (?:quiero|quiere|claro|gracias|por favor|me interesa))?|quiero"
    r"|claro|dale|vale|por favor|please(?: do)?|pls|plz|go ahead|go for it|i guess(?: so)?"
    r"|i(?:[’']?d| would) (?:really )?(?:like|love)(?: (?:that|to|it|one|an? consult\w*))?"
    r"|i (?:want|need) (?:that|to|one|an? consult\w*)|i(?:[’']?m| am) (?:in|interested)|count me in"
    r"|let[’']?s(?: do| go| try| set)?(?: (?:it|that|this|ahead|for it))?(?: up)?"
    r"|(?:sign|set|book|put) me (?:up|in|down)|(?:book|request|set|do) (?:it|that|one)(?: up)?"
    r"|(?:that|it|this)(?: would|[’']?d| will)? (?:be (?:great|good|nice|lovely|awesome|helpful"
    r"|perfect|amazing|wonderful)|works?(?: for me)?)"
    r"|sounds? (?:good|great|perfect|fine|like a plan))"
)
_NODS = r"(?:ok(?:ay)?|okey|k+|fine|great|cool|good|alright|all right|why not)"
_BESIDE = (
    r"(?:then|thanks?|thank you|thx|ty|so much|very much|gracias|for (?:an?|the) consult\w*"
    r"|(?:an?|the) consult\w*|consult\w*|lol|now|right now|why not|ok(?:ay)?)"
)
_MOST = 6
_TAKES_UP = re.compile(
    rf"^\W*{_LEADS}{{0,3}}{_YES}(?:\W+(?:{_YES}|{_BESIDE})){{0,{_MOST}}}\W*$", re.IGNORECASE
)
"""A yes to an offer, and nothing else: "sure, that would be great", but no "ok too expensive"."""
_NODS_ONLY = re.compile(rf"^\W*{_NODS}(?:\W+{_NODS}){{0,2}}\W*$", re.IGNORECASE)
"""A yes only where the offer was spoken: below an answer it says that that was read."""

_WOULD_LEAVE_NUMBER = re.compile(
    r"\bif (?:i|we) (?:just )?(?:put|leave|give|enter|type|send|share)\b"
    r"(?: (?!(?:my|our|a)\b)\w+){0,2} (?:my|our|a) (?:\w+ )?(?:number|phone|e-?mail|details|info)\b"
    r"[^.?!]{0,40}\b(?:call|text|contact|reach|get back to|e-?mail) me\b",
    re.IGNORECASE,
)


def accepts_offer(text: str, *, in_words: bool) -> bool:
    """Whether a message is a yes to the consultation that was offered last, and nothing else.

    `in_words` says that the offer was spoken, and no mere button below an answer: then "ok" takes
    it up as well.
    """
    return bool(_TAKES_UP.match(text) or (in_words and _NODS_ONLY.match(text)))


def wants_to_book(text: str) -> bool:
    """Whether a message asks for a visit in plain words, whatever else it asks."""
    return bool(_WANTS_TO_BOOK.search(text))


def would_leave_number(text: str) -> bool:
    """Whether somebody asks of the call that they would get if they left their number."""
    return bool(_WOULD_LEAVE_NUMBER.search(text))


def starts(state: IntakeState, details: Details, intent: str, choice: str | None) -> bool:
    """Whether a message begins (or goes on with) a request.

    Somebody who has told a concern begins one also by saying who they are or "call me", anybody by
    saying when they have time.
    """
    if choice in START_CHOICES:
        return True
    if details.signals.cancel_request:
        return False
    if intent in START_INTENTS or wants_after_all(state, details):
        return True
    if details.signals.wants_callback or (state.concerns and details.name):
        return True
    if intent == "give_details" and details.times:
        return True
    about = (
        state.concerns or details.concerns or details.areas or details.treatments or details.name
    )
    reachable = details.phone or details.email or details.phone_problem or details.email_problem
    mends = details.phone_fix  # "it ends in 0171", of a number that is not here
    return bool(reachable or mends or (details.requests and about))


def wants_after_all(state: IntakeState, details: Details) -> bool:
    """Whether somebody who has taken the request back wants it again."""
    taken_back = state.cancelled or state.consents.get("contact") is False
    return taken_back and details.signals.after_all


def reflect(state: IntakeState) -> Reply:
    """What was understood so far, in one sentence."""
    concerns = [name for name in state.concerns if name != "other"]
    about = concerns or state.treatments
    if about and state.areas:
        values = {"concerns": listed(about), "areas": listed(state.areas)}
        return Reply("reflect", "utter_intake_reflect", values)
    if about := about or state.areas:
        return Reply("reflect", "utter_intake_reflect_one", {"about": listed(about)})
    return Reply("notice", "utter_intake_start")
