"""What a question about the clinic asks, by its words; all texts here are plain phrases."""

import re

from nightdesk.knowledge.clinic_words import DAY, LANGUAGE, MONTH

NAMED = "|"
"""Stands for the name of a treatment."""

_NEEDED = {
    "booking": re.compile(
        rf"\b(?:book\w*|appointments?|schedul\w*|sign (?:me )?up|walk ?ins?|show up|drop (?:in|by)"
        rf"|stop by|come (?:in|by|over|on|at)|(?:come|in|on|at) (?:a |this |next )?{DAY}|openings?"
        rf"|availab\w*|slots?|calendar|get (?:me )?in|see me|how soon|wait ?list|consult\w*"
        rf"|reserv\w*|visits?|set up|new (?:patients?|clients?|customers?)|the wait|{MONTH} \d+)\b"
    ),
    "location": re.compile(
        r"\b(?:where\w*|address|locat\w*|directions?|find (?:you|it|the)|get (?:to|there)|near\w*"
        r"|close to|far|streets?|cit(?:y|ies)|towns?|buildings?|offices?|freeway|map|phone|numbers?"
        r"|call|contact|e ?mails?|zip)\b"
    ),
    "parking": re.compile(
        r"\b(?:park\w*|lots?|garages?|valet|validat\w*|place for (?:my|the|our) car)\b"
    ),
}
_PLACE = r"(?:bart|bus(?:es)?|trains?|transit|stations?|hotels?|restaurants?|pharmac(?:y|ies))"
_ELSE = {
    "hours": re.compile(
        r"\bhow (?:long|many years) (?:have|has) (?!to\b)|\bsince when\b"
        r"|\b(?:when|what year) did (?:you|they|the|this|your)\b.*\bopen\b(?!.*\b\w+day\b)"
    ),
    "location": re.compile(
        rf"\b(?:is there|are there|any)\b.*\b{_PLACE}\b.*\b(?:near\w*|close|around)\b"
        rf"|\b(?:near|clos)est {_PLACE}\b"
    ),
}
"""What is asked beside a topic: how old the clinic is, what lies around it."""

_WHEN_OPEN = re.compile(
    r"^(?:(?:hi|hey|hello|so|and|ok|yo) ){0,3}(?:what time|when|till what time|until what time"
    r"|what hours) (?:(?:do|does|are|is|will) )?(?:you|they|the clinic|this place)"
    r" (?:(?:guys|all|be) ){0,2}(?:open|opened|close|closed|closing|opening)\b"
)
_PHONE = re.compile(
    r"^(?:(?:and|so|ok|hi|hey|what|whats|is|the|your|a|clinics|office|do|you|have|can|i|get) ){0,6}"
    r"(?:tele)?phone(?: numbers?| no)?(?: (?:please|there|again))*$"
)
_URGENT_LINE = re.compile(
    r"(?<!my )\b(?:emergency|emergencies|urgent|after ?hours?|24 ?(?:hours?|hrs?|7)|247|on ?call"
    r"|overnight|nighttime|night)\b(?: (?:contact|phone|telephone|help|support|clinic|care|call))?"
    r" (?:number|numbers|line|phone|hotline)\b"
    r"|\b(?:number|(?<!fine )line|hotline|who (?:do|can|should) (?:i|we|people|patients|clients)"
    r" (?:call|contact|reach|phone))\b(?: \w+){0,8}? (?:after ?hours|at night|overnight|emergency"
    r"|emergencies|urgent|urgently|on (?:the )?weekends?|middle of the night"
    r"|when (?:you|youre|your|the clinic|its|everyone)(?: \w+){0,2} (?:closed|home))\b"
    r"|\b(?:after hours|at night|in an emergency|for emergencies)(?: \w+){0,6}?"
    r" (?:what|which|whats|the|a) (?:number|line)\b"
)
_DISTANCE = re.compile(r"\bhow far\b(?! (?:out|ahead|in advance|apart|down)\b)")
_EMAIL = re.compile(r"\be ?mails?\b")
_ALL_TREATMENTS = re.compile(
    r"\b(?:what(?! about)|which|everything|list|menu|services|all (?:the|your) treatments)\b"
)
_OTHERS = re.compile(
    r"\b(?:other(?! one\b)|others|besides|apart from|aside from|else|anything but|list|menu"
    r"|services)\b"
)
_OFFER = re.compile(
    r"^(?:(?:so|and|but|ok|hi|hey|well) )*"
    r"(?:do|does|can) (?:you|you all|they|the clinic|this place)"
    r" (?:guys |all |also |even |still |actually )*(?:do|have|offer|carry|use|provide)"
    r" (?:an? |any |the |your )*(?:\||it|that|this|those|them)(?: treatments?)?"
    r"(?: (?:there|here|too|also|as well|at all|yet|please|with it))*$"
)
_MORE = re.compile(
    r"\b(?:approved?|cleared)\b"
    r"|(?:\||\bit\b) ?(?:(?:facials?|treatments?|injections?|shots?|too|also|sessions?) )*for"
    r" (?!(?:me|us|free|sale|now|today|tomorrow|new|first|the first|people|clients|everyone)\b)"
    r"[^\W\d]"
)
_LANGUAGE = re.compile(
    rf"\b(?:(?:speaks?|habla\w*)(?: \w+){{0,3}} {LANGUAGE}|{LANGUAGE} speak\w*)\b"
    r"|\b(?:what|which|other) languages?\b|\blanguages? (?:do|are|is)\b"
)
_BOOKED = re.compile(
    r"\b(?:(?:its?|that|thats|im|i am|all|everything|appointment)(?: is| am)?"
    r"|(?:is|am|are) (?:it|that|i|we|my (?:appointment|visit)))"
    r" (?:now |all |already |really |then )*(?:booked|scheduled|confirmed)\b"
)
_NO_APPOINTMENT = re.compile(
    r"\b(?:walk ?ins?|show up|drop in|without an? appointment|by appointment|need an appointment)\b"
)

_GET_IN = re.compile(
    r"\b(?:tak(?:e|es|ing)|accept(?:s|ing)?|see(?:ing)?|want(?:ing)?|open (?:to|for)|room for"
    r"|welcom\w+)(?: (?:on|any|in|more))* (?:new|first time) (?:patients?|clients?|people"
    r"|customers?)\b"
    r"|\bhow long (?:is|are) (?:the|your) (?:wait(?:s|ing)?|wait ?lists?)(?: (?:lists?|times?))?"
    r"(?:$| (?:for (?:an?|the) (?:appointments?|consults?|visit)|to (?:get|be|see|book)\b|there|now"
    r"|right now|at the moment))"
)
_ASKED = re.compile(
    r"^(?:(?:hi|hey|hello|so|and|but|ok|also) ){0,3}(?:what|which|do|does|can|is|are|any\w*|hablan?"
    r"|will|could)\b"
)


def fits(topic: str, phrase: str) -> bool:
    """Whether a question has a word of its topic, without which it was taken for it wrongly.

    "Can i bring a friend" only sounds like booking, "i live in phoenix" like location, and "how
    long have you been open" like hours.
    """
    if topic in _ELSE and _ELSE[topic].search(phrase):
        return False
    return not phrase or topic not in _NEEDED or bool(_NEEDED[topic].search(phrase))


def asks_when_open(phrase: str) -> bool:
    """Whether it is plainly asked when the clinic opens or closes ("what time you open")."""
    return bool(_WHEN_OPEN.search(phrase))


def asks_for_phone(phrase: str) -> bool:
    """Whether the clinic's phone number is all that is asked for ("phone?")."""
    return bool(_PHONE.match(phrase))


def asks_for_urgent_line(phrase: str) -> bool:
    """Whether a number is asked for that is answered in an emergency, or while all is closed."""
    return bool(_URGENT_LINE.search(phrase))


def asks_for_distance(phrase: str) -> bool:
    """Whether it is asked how far away the clinic is, which the address alone does not tell."""
    return bool(_DISTANCE.search(phrase))


def asks_for_email(phrase: str) -> bool:
    """Whether the clinic's e-mail address is asked for."""
    return bool(_EMAIL.search(phrase))


def asks_for_language(phrase: str) -> bool:
    """Whether it is asked which languages are spoken, or whether a certain one is."""
    return bool(_LANGUAGE.search(phrase))


def asks_to_get_in(phrase: str) -> bool:
    """Whether it is asked if new clients are taken, or how long the wait for a visit is."""
    return bool(_GET_IN.search(phrase))


def is_asked(phrase: str) -> bool:
    """Whether a phrase begins like a question ("i speak arabic" does not)."""
    return bool(_ASKED.match(phrase))


def asks_if_booked(phrase: str) -> bool:
    """Whether somebody takes it that a visit is booked ("so its booked?")."""
    return bool(_BOOKED.search(phrase))


def asks_without_appointment(phrase: str) -> bool:
    """Whether it is asked if one may come without an appointment."""
    return bool(_NO_APPOINTMENT.search(phrase))


def asks_if_offered(phrase: str) -> bool:
    """Whether only that is asked of a treatment, named (`NAMED` for its name) or called "it"."""
    return bool(_OFFER.match(" ".join(phrase.split())))


def asks_more(phrase: str) -> bool:
    """Whether more is asked of a treatment (`NAMED`) than if it is offered: what it is for."""
    return bool(_MORE.search(phrase))


def asks_for_all(phrase: str) -> bool:
    """Whether it is asked what there is, when no treatment is named."""
    return not phrase or bool(_ALL_TREATMENTS.search(phrase))


def asks_for_others(phrase: str) -> bool:
    """Whether it is asked what there is beside the treatments that are named."""
    return bool(_OTHERS.search(phrase))
