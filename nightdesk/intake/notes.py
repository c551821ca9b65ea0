"""Read what a visitor wants staff to know of the way they are reached and met.

Such a sentence is in no field of a request: no voicemail, a woman as provider, an interpreter.
"""

import re

from nightdesk.intake.text import CUT, Span, is_question, squeeze

_LANGUAGE = (
    r"(?:spanish|espa[ñn]ol|russian|chinese|mandarin|cantonese|vietnamese|tagalog|korean|japanese"
    r"|farsi"
    r"|persian|dari|arabic|hindi|punjabi|urdu|portuguese|french|german|italian|ukrainian|polish"
    r"|armenian|hebrew|thai|khmer|hmong|tigrinya|amharic)"
)
_EVENT = (
    r"(?:wedding|party|event|prom|quince\w*|graduation|reunion|trip|interview|photo ?shoot|birthday"
    r"|vacation|honeymoon|big day|deadline|baptism|gala|boda|fiesta)"
)
_SOME_DAY = (
    r"(?:\d|jan|feb|mar|apr|may\b|jun|jul|aug|sep|oct|nov|dec|mon\w*day|tues|wednes|thurs|fri\w*day"
    r"|satur|sun\w*day|next|this|in (?:a|two|three|few)|soon|tomorrow)"
)
_PEOPLE = r"(?:provider|doctor|dr|nurse|esthetician|aesthetician|practitioner|person|staff)"
_NOT_TO_SAY = (
    r"(?<!\bi )(?<!\bthey )(?<!\bwe )(?<!\bpeople )\b(?:don'?t|do not|never)"
    r" (?:say|mention|bring up)(?! (?:that|this|so|no|yes|sorry|i|me|thanks|anything else"
    r"|it(?!'))\b(?!'))"
)
"""Orders not to name something; "don't say that" only objects."""
_KEPT_QUIET = re.compile(rf"{_NOT_TO_SAY} [^.!?;,\n]{{0,60}}", re.IGNORECASE)
_NOTES = re.compile(
    rf"{_NOT_TO_SAY} \w|"
    # where a message may be left, and who is not to know
    r"\bvoice ?mails?\b|\banswering machine\b|\b(?:leave|left) (?:a |any )?(?:messages?|msgs?)\b"
    r"|\bdiscre(?:et|te)(?:ly)?\b|\bkeep (?:it|this) (?:private|quiet|between us|confidential)\b"
    r"|\b(?:husband|wife|partner|mom|mother|dad|father|parents|boyfriend|girlfriend|family|boss)"
    r" (?:doesn'?t|don'?t|does not|do not|must not|can'?t|shouldn'?t|isn'?t to) (?:know|find out)\b"
    r"|\b(?:don'?t|do not) (?:tell|mention\w*|say anything to) (?:it to )?(?:my|anyone|anybody)\b"
    r"|(?<!\bi )(?<!\bthey )\b(?:don'?t|do not|never|not) (?:say|mention|reveal|tell (?:him|her"
    r"|them|anyone|anybody|whoever \w+)|discuss|talk about|bring up) (?:anything about )?"
    r"(?:(?:what|why|that) (?:it|this|the call|i|you|the appointment)"
    r"|(?:the|your|my) (?:name of the )?(?:clinic|treatments?|skin|acne|reason|appointment"
    r"|consult\w*|name|visit|business)"
    r"|where you(?:'?re| are)? (?:call\w*|from))"
    r"|\b(?:don'?t|do not|never) (?:call|text|contact|e-?mail|tell) (?:him|her|them|the house)\b"
    r"|\b(?:don'?t|do not|never) (?:call|text|contact) my (?:husband|wife|partner|mom|mother|dad"
    r"|father|parents|boyfriend|girlfriend|family|boss|job|office|house)\b"
    # by whom
    r"|\b(?:ask(?:ed|ing)? for|want to see|prefer|see) (?:dr|doctor|nurse)\b\.? ?[^\W\d_]"
    rf"|\b(?:female|woman|lady|male|man) {_PEOPLE}\b|\b(?:need|want|prefer|rather (?:have|see)"
    rf"|(?:i'?d|would)"
    r" like|feel (?:better|safer) with)(?: to (?:see|have))?(?: only)? (?:an? )?(?:woman|female"
    r"|lady|male|man)"
    r"\b(?! (?:treat|laser|hair|pattern))|\b(?:only|just) (?:by )?(?:women|females|a woman|a"
    r" female)\b"
    # in which language
    rf"|\b(?:interpreter|translator|int[eé]rprete|traductor[a]?)\b|\b{_LANGUAGE}[- ](?:only"
    rf"|speak\w+)\b"
    rf"|\b(?:speak|talk|hablo|call|text)(?: me)?(?: only| mostly| better| in| s[oó]lo)*"
    rf" {_LANGUAGE}\b"
    rf"|\bin {_LANGUAGE}(?: please|,|$)|\b(?:no|not|don'?t|little|bad|poor)(?: speak| good| much|"
    rf" very"
    r" good)* english\b|\benglish is (?:not|bad|my second)"
    # what makes a call or a visit harder
    r"|\b(?:deaf|hard of hearing|hearing (?:aids?|impair\w*|loss|problem)|sign language|asl|tty)\b"
    r"|\b(?:legally |i'?m |i am |im )blind\b|\b(?:screen reader|visually impaired|wheel ?chair"
    r"|crutches|service (?:dog|animal)|stutter|non ?verbal)\b|\b(?:sord[oa]|silla de ruedas)\b"
    r"|\bcan'?t (?:climb|do|use) (?:the )?stairs\b|\bpronouns\b"
    # until when, and how else
    rf"|\b{_EVENT}\b[^.?!]{{0,12}}\b(?:is|on|in|coming up|es el)\b[^.?!]{{0,8}}{_SOME_DAY}"
    rf"|\b(?:before|by|for|until) (?:my|our|the|a) (?:\w+'?s? )?{_EVENT}\b"
    r"|\bit'?s (?:very |really |kind of )?urgent\b|\b(?:have|has) to be (?:done|finished) by\b"
    r"|\bwhats ?app\b|\bext(?:ension)?\b\.? ?(?:is |#)?\d{1,6}\b",
    re.IGNORECASE,
)
_SEASON = (
    r"(?:(?:the |next |this |early |late |mid |end of |beginning of |start of |middle of ){0,3}"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|aug|sept?|oct|nov|dec|spring|summer|fall|autumn|winter|holidays"
    r"|christmas|xmas|new year'?s?|thanksgiving|easter|school year)\b(?! \d))"
)
_FROM_THEN = r"(?:in|for|from|after|until|till|before|by|during|around|sometime in)"
_COMES = (
    r"(?:book|schedule|put|see|seen|squeeze|fit|come|coming|start\w*|begin|consult\w*|appointment"
    r"|appt|visit|available|free|back in town|(?:do|get|have) (?:it|this|that))"
)
_IN_WHICH_MONTH = re.compile(
    rf"\b(?:can'?t|cannot|won'?t|not|don'?t|unable|no)\b[^.?!,;]{{0,40}}\b(?:before|until|till|in"
    rf"|during) {_SEASON}"
    rf"|\b{_COMES}\b[^.?!;]{{0,40}}\b{_FROM_THEN} {_SEASON}"
    rf"|(?:^|[,;])\W{{0,3}}(?:(?:but|and|only|maybe|ok|so|then|yes|please|sometime)\W{{1,3}}){{0,3}}"
    rf"(?:not )?{_FROM_THEN} {_SEASON}",
    re.IGNORECASE,
)
"""In which month or season somebody can come at the soonest, or wants to."""
_IS_PAST = re.compile(
    r"\b(?:had|was|were|did|got|last|went|ago|since|started|happened|every|gets?|worse|always"
    r"|usually|flares?)\b",
    re.IGNORECASE,
)
"""Tells that a month is one of what happened, or of each year."""
_WISH = re.compile(r"\W*(?:and |so |also |ok |but )?(?:can|could|would) (?:i|you|u|they)\b", re.I)
"""A question that wishes something: "could you not leave a voicemail?"."""
_BEFORE_ADDING = (
    r"^\W*(?:(?:wait|oh|ok|okay|hi|hey|so|and|also|sorry|actually|u+m+|yes|no|just|please|pls|btw"
    r"|one more thing)\b\W{1,9}){0,6}"
)
_THEM = (
    r"(?:them|him|her|(?:the|your|my) (?:team|clinic|staff|provider|doctor|dr|nurse|people|office))"
)
_ADDS = re.compile(
    rf"{_BEFORE_ADDING}(?:"
    r"(?:can|could|may|would|will) (?:i|you|u|we) (?:(?:please|pls|also|just|maybe|still) ){0,3}"
    r"(?:add|note|include|mention|write(?: down)?|put(?= (?:down|in|that|i)\b"
    r"| my\b(?![^.!?]{0,30}\bon\b))"
    rf"|tell {_THEM}|let {_THEM} know)"
    rf"|(?:tell {_THEM}|let {_THEM} know)"
    r"|(?:add|note|include|mention)(?= (?:that|my|i)\b)"
    r"|i (?:(?:just|also|totally) )?(?:forgot|should have|should'?ve|shoulda|meant|wanted|want|need"
    r"|didn'?t|never) (?:to )?(?:say|said|mention(?:ed)?|add(?:ed)?|note|include|tell|told)"
    rf"(?: (?:you|u|{_THEM}))?)\b",
    re.IGNORECASE,
)
"""Asks for more to be put into the request: "could you note that ...", "I forgot to mention"."""
_THING = (
    r"(?:(?:one more|another|some|one|a) (?:thing|note|more)|something(?: else)?|that|this|down|in"
    r"|also|too|about|to (?:it|that|(?:the|my) (?:request|notes?|form)))"
)
_TOLD = re.compile(
    rf"\W*(?:{_THING}\b\W*){{0,6}}(?P<told>(?:i|i'?[md]|i'?ve|s?he|s?he'?s|we|they|they'?re)\b"
    r".*)",
    re.IGNORECASE | re.DOTALL,
)
_FEWEST = 3
"""Fewer words than these tell nothing of anybody."""
_PRIVATE = re.compile(
    r"\W*(?:(?:no|nope|sorry|u+m+|u+h+|but|oh|hey|well)\b\W{1,9}){0,4}"
    r"(?:(?:that'?s|it'?s|(?:this|that|it|my \w+) is) )?"
    r"(?:(?:kind of|kinda|a bit|a little|too|very|pretty|really|so) ){0,2}"
    r"(?:private|personal|confidential)(?: (?:info\w*|data|stuff|question|matter))?[^\w?]*",
    re.IGNORECASE,
)
_PARTS = re.compile(
    rf"(?:\b(?:ext\.(?= ?\d)|dr\.(?= ?\w))|[^.!?\n;{re.escape(CUT)}])+[?]?", re.IGNORECASE
)
"""Sentences; the stop of "ext. 12" or "Dr. Ames" ends none."""
_LONGEST = 200


def read_notes(text: str, *, months: bool = True) -> tuple[str, ...]:
    """The sentences for staff, in the visitor's words. What is asked is no note.

    In `text` contact details are replaced by `text.CUT`. `months` says that the month in which
    somebody wants to come is one, as it is where it answers no question for the times.
    """
    said = (squeeze(note) for part in _PARTS.findall(text) for note in _told(part, months))
    return tuple(dict.fromkeys(note[:_LONGEST] for note in said if note))


def kept_quiet(text: str) -> list[Span]:
    """What staff are asked not to name ("don't say botox"): it tells of no wish."""
    return [found.span() for found in _KEPT_QUIET.finditer(text)]


def asks_to_add(text: str) -> bool:
    """Whether somebody wants more in their request, if in the words of a question."""
    return bool(_ADDS.match(text))


def told_besides(text: str) -> str:
    """What somebody says of themselves who asks to add it; empty for nothing of that kind."""
    adds = _ADDS.match(text)
    told = _TOLD.match(text[adds.end() :]) if adds else None
    words = squeeze(told["told"]) if told else ""
    return words if len(words.split()) >= _FEWEST and not is_question(words) else ""


def says_private(text: str) -> bool:
    """Whether somebody answers that it is private, and asks nothing about it."""
    return bool(_PRIVATE.fullmatch(text.replace("’", "'")))


def _told(part: str, months: bool) -> list[str]:
    """The sentence if it tells; of a question the clauses that do."""
    if not is_question(part) or _WISH.match(part):
        return [part.rstrip("?")] if _is_note(part, months) else []
    clauses = part.split(",")
    return [one for one in clauses if _is_note(one, months) and not is_question(one)]


def _is_note(words: str, months: bool) -> bool:
    month = months and _IN_WHICH_MONTH.search(words) and not _IS_PAST.search(words)
    return bool(month or _NOTES.search(words))
