"""Tell a visitor's own details from those of somebody else.

Another person's share of a message is left out of the request, unless the whole request is for
that person: then their details are the request's.
"""

import re

from nightdesk.intake.text import Span

_KIN = (
    r"(?:(?:mother|father|mom|dad|brother|sister|son|daughter)[ -]in[ -]law"
    r"|sister|brother|mom|mum|mother|dad|father|husband|wife|daughter|son|friend|partner"
    r"|boyfriend"
    r"|girlfriend|bf|gf|aunt|uncle|cousin|roommate|coworker|grandma|grandmother|grandpa|grandfather|niece|nephew"
    r"|fianc[eé]e?)"
)
_SUBJECT = rf"(?:she|he|her|his|they|their|my {_KIN}(?:'?s)?|hers)"
_START = re.compile(
    rf"(?:^|[.;!?\n,]|\b(?:and|but|while)\b)\s{{0,3}}(?=\b{_SUBJECT}(?:'?s)?\b(?!\s+and\s+(?:i"
    rf"|me)\b))",
    re.IGNORECASE,
)
_END = re.compile(
    rf"[;!?\n]|\.(?:\s|$)|$|,?\s(?:and\s)?(?:i|my|mine|me|i'?m)\b(?!\s+{_KIN})", re.IGNORECASE
)
_OWN_DETAILS = re.compile(
    rf"\d{{3}}\D{{0,3}}\d{{4}}|@|\b(?:{_SUBJECT})(?:'?s)?\s+(?:is\s+"
    rf"|name'?s?\s+(?:is\s+)?)?[A-Z][\w'’-]+\s+[A-Z]"
    r"|\bname(?:'s| is)|\b(?:number|phone|cell|e-?mail)\b",
)
_TOGETHER = re.compile(
    rf"\bmy {_KIN} and (?:i|me)\b|\b(?:me|i|myself) and my {_KIN}\b|\bboth (?:of us|want|need)\b"
    rf"|\btwo of us\b|\b(?:also|too)\b[^.]*\bmy {_KIN}\b|\bfor my {_KIN}\b[^.]*\b(?:too|also"
    rf"|as well)\b",
    re.IGNORECASE,
)
_WISHED = (
    r"(?:(?:an?|the|some|his|her|their) )?(?:\w+ )?(?:consult\w*|appointment|appt|botox"
    r"|fillers?|microneedling|peels?|facials?|laser|hydrafacial|ipl|prp|skinpen|treatments?"
    r"|something done|it done|this done|help with (?:his|her|their))"
)
_BEHALF = re.compile(
    rf"\b(?:writing|asking|booking|messaging|inquiring|filling this (?:in|out)|here|calling"
    rf"|on behalf)\b[^.!?\n]{{0,12}}\b(?:for|of) (?P<whom>my (?:\w+ )?{_KIN})\b(?!\s+and\b)"
    rf"|\b(?P<other>my (?:\w+ )?{_KIN}) (?:asked|told|wants|begged|got) me to (?:"
    r"set (?:it|this|something) up|sign (?:her|him|them) up"
    r"|(?:book|write|ask|make|schedule)\b[^.!?\n]{0,30}\bfor (?:her|him|them))\b"
    r"|\b(?:set ?up|schedule|book|get|make|want|need|like|arrange)\b[^.!?\n]{0,30}\b(?:consult"
    r"(?:ation)?|appointment|appt|visit|session|slot)\b[^.!?\n]{0,12}\b"
    rf"for (?P<wanted>my (?:\w+ )?{_KIN})\b(?!\s+and\b)"
    r"|\b(?:book|schedul\w*|sign(?:ing)? ?up|reserve)(?: (?:this|it|one|something|a spot|an? \w+))?"
    rf" for (?P<booked>my (?:\w+ )?{_KIN})\b(?!'?s\b|\s+and\b)"
    rf"|^\W*(?:(?:hi|hey|hello|so|ok)\b\W*)*(?P<theirs>my (?:\w+ )?{_KIN})"
    r" (?:wants?|needs?|would like|'?d like|is looking for|is interested in)"
    rf" (?:to (?:get|do|try|book|have|schedule) )?{_WISHED}\b"
    r"|\b(?:an? |the )?(?:consult(?:ation)?|appointment|appt) (?:is|'s)"
    rf" for (?P<it>my (?:\w+ )?{_KIN})\b"
    r"|\bpara (?P<spanish>mi (?:mam[aá]|pap[aá]|madre|padre|espos[oa]|marido|abuel[oa]|suegr[oa]"
    r"|t[ií][oa]))\b(?!\s+y\b)"
    rf"|\bbuying (?:this|it) for (?P<given>my (?:\w+ )?{_KIN})\b"
    rf"|\b(?P<comes>my (?:\w+ )?{_KIN})\b[^?\n]{{0,80}}\bget (?:him|her) in\b",
    re.IGNORECASE,
)
_THEIR = re.compile(
    rf"\b(?:her|his|their|my {_KIN}'?s)(?=\s+(?:name|number|phone|cell|mobile|e-?mail)\b)",
    re.IGNORECASE,
)
_MAY_BE_A_CHILD = re.compile(
    r"\b(?:daughter|son|sister|brother|niece|nephew|cousin)$", re.IGNORECASE
)
_GROWN_UP = re.compile(
    r"\b(?:1[89]|[2-9]\d)\b(?!\s*(?:%|days?|weeks?|months?))|\badult\b", re.IGNORECASE
)


_TOO = re.compile(r"\b(?:also|too|as well|tambi[eé]n)\b", re.IGNORECASE)
"""Another's wish beside one's own: "my husband wants botox too"."""
_HER_NAME_IS = re.compile(r"\bse llama\b", re.IGNORECASE)


def read_behalf(text: str) -> str:
    """For which adult the whole request is, such as "my mom"; empty for the visitor's own.

    Who may be a child has to be said to be grown up: no minor's details are taken.
    """
    match = _BEHALF.search(text)
    if not match or _TOGETHER.search(text) or _TOO.search(text):
        return ""
    whom = next(name for name in match.groups() if name).lower()
    return "" if _MAY_BE_A_CHILD.search(whom) and not _GROWN_UP.search(text) else whom


def as_own(text: str) -> str:
    """The text with "her name" read as "my name"; every other character stays in its place."""
    own = _THEIR.sub(lambda match: "my".ljust(len(match.group())), text)
    return _HER_NAME_IS.sub("me llamo", own)


_REACH = r"(?:call|text|ring|phone|contact|reach|talk to|speak (?:to|with))"
_GO_BETWEEN = re.compile(
    rf"\b{_REACH} my (?:\w+ )?(?:{_KIN}|assistant|secretary|manager|caregiver|nurse)\b(?!'?s\b)"
    r"(?:[:,]?\s+(?-i:[A-Z][\w'’-]+)(?: (?-i:[A-Z][\w'’-]+))?)?",
    re.IGNORECASE,
)


def read_go_between(text: str) -> list[Span]:
    """Whom to call in the visitor's place: "call my husband Rob". The number is that person's."""
    found = _GO_BETWEEN.search(text)
    return [found.span()] if found and not _NOT_TO.search(text[: found.start()]) else []


_NOT_TO = re.compile(
    r"\b(?:don'?t|do not|never|not|to|i|you|can you|could you|and|will|i'll)\s+$", re.IGNORECASE
)
"""Before "call my husband" this makes it no order, or one not to do so."""


def reaches(words: str) -> bool:
    """Whether words that were kept of another person say that they are to be called."""
    return bool(_GO_BETWEEN.match(words))


def read_others(text: str) -> list[Span]:
    """The clauses that give another person's details or share of a request made together."""
    together = bool(_TOGETHER.search(text))
    spans: list[Span] = []
    for start in _START.finditer(text):
        if spans and start.end() < spans[-1][1]:
            continue
        if end := _END.search(text, start.end() + 2):
            spans.append((start.end(), end.start()))
    return [span for span in spans if together or _OWN_DETAILS.search(text[slice(*span)])]
