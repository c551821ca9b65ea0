"""Tell a visitor's own details from those of somebody else.

Another person's share of a message is left out of the request, unless the whole request is for
that person: then their details are the request's.
"""

import re

from nightdesk.intake.text import Span
from nightdesk.intake.visitors import ADULT, ages_of_others

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
    rf"|\btwo of us\b|\b(?:also|too)\b[^.]*\bmy {_KIN}\b"
    rf"|\bfor my {_KIN}\b[^.]*(?<!she )(?<!he )(?<!they )\b(?:too|also"
    rf"|as well)\b",
    re.IGNORECASE,
)
_PARIENTE = (
    r"(?:mam[aá]|pap[aá]|madre|padre|espos[oa]|marido|abuel[oa]|suegr[oa]|t[ií][oa]|herman[oa]"
    r"|amig[oa]|novi[oa]|pareja|prim[oa]|hij[oa])"
)
_AND = r"(?:\s+(?:and|y|n)\s+|\s*[&+]\s*)(?:(?:for|para)\s+)?"
_PAIR = re.compile(
    rf"\b(?:(?:me|i|myself){_AND}my (?:\w+ )?{_KIN}|my (?:\w+ )?{_KIN}{_AND}(?:i|me|myself)"
    rf"|(?:m[ií]|yo){_AND}mi {_PARIENTE}|mi {_PARIENTE}{_AND}(?:m[ií](?=\W*$|[,.;!?])|yo))\b",
    re.IGNORECASE,
)
"""The visitor and whom they come with, as one: what is wished for both is the visitor's too."""
_WE_BOTH = re.compile(r"\bwe both\b|\b(?:both|two) of us\b|\b(?:los|las) dos\b", re.IGNORECASE)
_PAIR_WISH = re.compile(
    r"\b(?:for|para|both|want\w*|need|get|book\w*|schedul\w*|consult\w*|app(?:oin)?t\w*|visit|come"
    r"|like|interested|quiero|queremos|quisiera|cita)\b",
    re.IGNORECASE,
)
_PAIR_END = re.compile(r"[.!?\n;,:\d@]|$")
"""Ends what is said of a pair, before numbers and addresses."""
_WISHED = (
    r"(?:(?:an?|the|some|his|her|their) )?(?:\w+ )?(?:consult\w*|appointment|appt|botox"
    r"|fillers?|microneedling|peels?|facials?|laser|hydrafacial|ipl|prp|skinpen|treatments?"
    r"|something done|it done|this done|help with (?:his|her|their)"
    r"|(?:some(?:one|body)|an? \w+|you(?: guys)?) to (?:look|see|check|take a look|treat|help|fix)"
    r"|(?:his|her|their) (?:[\w-]+ ){1,4}?(?:looked at|checked|seen|treated|fixed|removed|done|gone"
    r"|smoothed|lifted|erased|cleared|faded|taken care of|taken off))"
)
_BOOK_THEM = (
    r"(?:has|have|had|is|gets|got|needs|wants|hates|would|suffers|struggles)\b[^?\n]{0,80}"
    r"(?:\b(?<!to )(?<!i )(?:book|schedule|sign up) (?:him|her|them)\b(?! again| for me)"
    rf"|\b(?:and|so) (?:(?:she|he|they) )?(?:wants?|needs?|would like) {_WISHED}\b"
    r"|\b(?:and|so) (?:she|he|they) wants? (?:it|that|them) (?:gone|off|fixed|treated|removed))"
)
"""After "my mom": what she has, and the wish to book her, or hers to have something done."""
_HEAD = r"(?:^|[.!?,;\n])\W{0,9}(?:(?:hi|hey|hello|so|ok)\b\W{0,9}){0,4}"
"""The beginning of a clause, perhaps after a greeting."""
_OPENS = (
    r"(?:^|[.!?,;\n])\W{0,9}(?:(?:hi|hey|hello|so|ok|okay|yes|please|pls|just|need|want|wanted"
    r"|looking for|i'?d like|interested in|thinking (?:about|of)|considering|looking into)\b\W{1,9}"
    r"){0,4}"
)
"""The beginning of a wish, with or without "I want"."""
_TREATMENT = (
    r"(?:botox|dysport|xeomin|fillers?|micro ?needling|skinpen|(?:chemical )?peels?|facials?"
    r"|hydra ?facials?|laser(?: hair removal)?|ipl|prp)"
)
_MY_KIN = rf"my (?:\w+ )?{_KIN}"
_NOT_THEIRS = r"\b(?!'?s\b|\s+and\b)"
_NO_EVENT = (
    r"\b(?!\s+and\b|'?s (?:\w+ )?(?:birthday|bday|wedding|party|graduation|anniversary|reunion"
    r"|retirement|shower|visit|appointment))"
)
_BEHALF = re.compile(
    rf"\b(?:writing|asking|booking|messaging|inquiring|filling this (?:in|out)|here|calling"
    rf"|on behalf)\b[^.!?\n]{{0,12}}\b(?:for|of) (?P<whom>my (?:\w+ )?{_KIN})\b(?!\s+and\b)"
    rf"|\b(?P<other>my (?:\w+ )?{_KIN}) (?:asked|told|wants|begged|got) me to (?:"
    r"set (?:it|this|something) up|sign (?:her|him|them) up"
    r"|(?:book|write|ask|make|schedule)\b[^.!?\n]{0,30}\bfor (?:her|him|them))\b"
    r"|\b(?:set ?up|schedule|book|get|make|want|need|like|arrange|request|have)\b"
    r"[^.!?\n]{0,30}\b(?:consult(?:ation)?|appointment|appt|visit|session|slot)\b[^.!?\n]{0,12}\b"
    rf"for (?P<wanted>my (?:\w+ )?{_KIN})\b(?!\s+and\b)"
    r"|\b(?:book|schedul\w*|sign(?:ing)? ?up|reserve)(?: (?:this|it|one|something|a spot|an? \w+))?"
    rf" for (?P<booked>my (?:\w+ )?{_KIN})\b(?!'?s\b|\s+and\b)"
    rf"|{_OPENS}(?:an? |the )?(?:(?:free|first|new) )?(?:{_TREATMENT} )?(?:consult(?:ation)?"
    rf"|appointment|appt|visit|session|slot|{_TREATMENT})\b[^.!?,\n]{{0,30}}?"
    rf"\bfor (?P<bare>{_MY_KIN}|{_KIN}){_NO_EVENT}"
    r"|\bi(?:'?m| am|'?ve been| have been|'?d| would)? (?:(?:really|just|also) )?"
    r"(?:thinking (?:about|of)|considering|looking (?:for|into|at)|interested in|want|like|need)\b"
    rf"[^.!?,\n]{{0,20}}?\b(?:{_TREATMENT}|treatments?|something)\b[^.!?,\n]{{0,20}}?"
    rf"\bfor (?P<thought>{_MY_KIN}){_NOT_THEIRS}"
    rf"|\b(?:book|schedule|sign up) (?:in )?(?P<object>{_MY_KIN}){_NOT_THEIRS}"
    rf"|\b(?:get|squeeze|fit) (?P<got>{_MY_KIN}) (?:in\b|booked|scheduled|seen|signed up|an?"
    r" (?:\w+ )?(?:consult|app(?:oin)?t|visit|slot|spot))"
    rf"|^\W*(?:(?:hi|hey|hello|so|ok)\b\W*)*(?P<theirs>my (?:\w+ )?{_KIN})"
    r" (?:wants?|needs?|would like|'?d like|is looking for|is interested in)"
    rf" (?:(?:to (?:get|do|try|book|have|schedule) )?{_WISHED}\b"
    r"|to (?:book|schedule|come in|sign up|be seen|get in)\b(?! (?:me|with me)\b))"
    rf"|\b(?P<friend>{_MY_KIN}|an? (?:\w+ )?friend(?: of mine)?) who"
    r" (?:wants?|needs?|would like|'?d like|is looking for|is interested in)"
    rf" (?:(?:to (?:get|do|try|book|have|schedule) )?{_WISHED}\b"
    r"|to (?:book|schedule|come in|sign up|be seen|get in)\b(?! (?:me|with me)\b))"
    r"|\b(?:book\w*|schedul\w*|consult\w*|appointment|appt|request|one) for"
    r" (?P<one>an? (?:\w+ )?friend(?: of mine)?)\b(?!'?s\b)"
    r"|\b(?:an? |the )?(?:consult(?:ation)?|appointment|appt) (?:is|'s)"
    rf" for (?P<it>my (?:\w+ )?{_KIN})\b"
    r"|\bpara (?P<spanish>mi (?:mam[aá]|pap[aá]|madre|padre|espos[oa]|marido|abuel[oa]|suegr[oa]"
    r"|t[ií][oa]))\b(?!\s+y\b)"
    rf"|\bbuying (?:this|it) for (?P<given>my (?:\w+ )?{_KIN})\b"
    rf"|\b(?P<comes>my (?:\w+ )?{_KIN})\b[^?\n]{{0,80}}\bget (?:him|her) in\b"
    rf"|{_HEAD}(?P<has>my (?:\w+ )?{_KIN}) {_BOOK_THEM}",
    re.IGNORECASE,
)
_RELATIVE = re.compile(rf"\b{_MY_KIN}\b", re.IGNORECASE)
_THEIR = re.compile(
    rf"\b(?:her|his|their|my {_KIN}'?s)(?=\s+(?:name|number|phone|cell|mobile|e-?mail)\b)",
    re.IGNORECASE,
)
_MAY_BE_A_CHILD = re.compile(
    r"\b(?:daughter|son|sister|brother|niece|nephew|cousin)$", re.IGNORECASE
)
_YOUNG_KIN = (
    r"(?:(?:step|grand)?-?(?:sons?|daughters?|kids?|child(?:ren)?)|(?:step|half)?-?(?:brother"
    r"|sister)s?|teen(?:ager)?s?|nieces?|nephews?|cousins?|hij[oa]s?|niet[oa]s?|sobrin[oa]s?)"
    r"\b(?![ -]in[ -]law)"
)
_A_CHILD = re.compile(rf"\b{_YOUNG_KIN}", re.IGNORECASE)
_YOUNG = rf"(?:my|our|mis?|nuestr[oa]s?) (?:[\w']+ ){{0,2}}?{_YOUNG_KIN}"
_NO_MORE = (
    r"(?!'?s\b(?!\s+(?:\w+\s+)?(?:acne|skin|face|scars?|marks?|pimples|breakouts|spots?|birthmark)\b))"
    r"(?!\s+(?:and|y)\s+(?:me|i|my|for|para|m[ií])\b)"
)
"""Not for somebody's wedding, and not for two who come together."""
_ASKED = (
    r"(?:an?|the|some(?:one|body)?|his|her|their|get|have|book|try|see|come|help|facial\w*|treat\w*|consult\w*"
    r"|appointment|appt|visit|session|botox|fillers?|microneedling|peels?|laser|hydrafacial|ipl|prp"
    r"|skinpen)"
)
_FOR_A_CHILD = re.compile(
    r"\b(?:consult\w*|appointment|appt|visit|session|slot|book\w*|schedul\w*|sign(?:ing)? ?up"
    r"|reserve|request|something|treatments?|facials?|peels?|microneedling|writing|asking|messaging"
    r"|inquiring|calling|here|looking|help|set ?up)\b[^.!?\n]{0,30}?\b(?:for|of) "
    rf"(?P<wanted>{_YOUNG}){_NO_MORE}"
    r"|(?:^|[.!?,;\n]|\b(?:it|this|that)(?:'?s| is))\W{0,9}(?:not for me\W{0,9})?"
    rf"(?:just |actually )?for (?P<it>{_YOUNG}){_NO_MORE}"
    rf"|{_HEAD}(?P<theirs>{_YOUNG})\s+(?:wants?|needs?"
    rf"|would like|'?d like|is (?:looking for|interested in)) (?:to )?{_ASKED}\b(?! me\b)"
    rf"|\b(?:book|schedule|sign up) (?:in )?(?P<object>{_YOUNG}){_NO_MORE}"
    rf"|\b(?:bring|get)(?: in)? (?P<brought>{_YOUNG}) (?:in|seen|looked at|checked)\b"
    rf"|\bpara (?P<spanish>{_YOUNG}){_NO_MORE}"
    rf"|{_HEAD}(?P<has>{_YOUNG})\s+{_BOOK_THEM}",
    re.IGNORECASE,
)
_GROWN_UP = re.compile(
    r"\badult[oa]?\b|\bgrown\b|\b(?:in|at|from|finished) (?:college|university|uni"
    r"|(?:grad|med|law|nursing) school)\b|\bcollege (?:student|kid|age)|(?<!i'm )(?<!i am )(?<!im )"
    r"\bmarried\b|\b(?:her|his|their) (?:own )?(?:husband|wife|fianc\w+|kids?|children|baby|son"
    r"|daughter)\b|\b(?:has|have|having|with) (?:(?:a|her|his|two|three|\d) )?(?:own )?(?:kids?"
    r"|children|baby)\b|\b(?:older|elder|big) (?:brother|sister|cousin)s?\b|\bmayor de edad\b"
    r"|\bcasad[oa]\b|\buniversi(?:dad|tari[oa])\b|\b(?:su|tiene) (?:esposo|marido|esposa|hijos)\b",
    re.IGNORECASE,
)


_ONLY_THEM = re.compile(
    rf"^\W*(?:(?:hi|hey|hello|so|ok)\b\W*)*(?P<only>{_YOUNG})\b(?!'?s\b)", re.IGNORECASE
)
_OF_ME = re.compile(r"\b(?:i|i'?m|i'?d|i'?ve|me|mine|myself)\b", re.IGNORECASE)
_THEIR_NAME = re.compile(r"\b(?:her|his|their) name\b", re.IGNORECASE)


def _only_of(text: str) -> re.Match[str] | None:
    """Somebody's child of whom the whole message is: "my son is 30. … His name is Lee Park"."""
    return _ONLY_THEM.match(text) if _THEIR_NAME.search(text) and not _OF_ME.search(text) else None


def may_be_child(text: str) -> str:
    """For whom a request plainly is who may be under 18, such as "my daughter"; else empty.

    Empty too where an age is said of them, or what only grown-up people do ("in college").
    """
    match = _FOR_A_CHILD.search(text)
    if not match or ages_of_others(text) or _TOGETHER.search(text) or _GROWN_UP.search(text):
        return ""
    return _whom(match)


def _whom(match: re.Match[str]) -> str:
    return next(name for name in match.groups() if name).lower()


def _is_grown_up(text: str) -> bool:
    return any(age >= ADULT for age in ages_of_others(text)) or bool(_GROWN_UP.search(text))


_TOO = re.compile(r"(?<!she )(?<!he )(?<!they )\b(?:also|too|as well|tambi[eé]n)\b", re.IGNORECASE)
"""Another's wish beside one's own: "my husband wants botox too"."""
_HER_NAME_IS = re.compile(r"\bse llama\b", re.IGNORECASE)


def read_behalf(text: str) -> str:
    """For which adult the whole request is, such as "my mom"; empty for the visitor's own.

    Who may be a child has to be said to be grown up: no minor's details are taken.
    """
    if _TOGETHER.search(text) or _TOO.search(text):
        return ""
    grown_up = _is_grown_up(text)
    match = _BEHALF.search(text)
    if not match and grown_up:
        match = _FOR_A_CHILD.search(text) or _only_of(text)
    whom = _whom(match) if match else ""
    return "" if _MAY_BE_A_CHILD.search(whom) and not grown_up else whom


OPEN, ANOTHER, SENT = "open", "another", "sent"
"""The request of a talk beside which somebody may want one: under way, with the last message of
another person; or sent."""
OWN = "me"
_ELSE = (
    r"(?:some(?:one|body) else|another person|a different person|a (?:\w+ )?friend(?: of mine)?)"
)
_ONE_MORE = (
    r"(?:one|another|(?:an?|the|my) (?:second|separate|new|other|extra|different|2nd) \w+|request"
    r"|consult\w*|appointments?|appt|visit|slot|spot|form|book|schedule|sign ?up|reserve|do this)"
)
_WANTS_ANOTHER = re.compile(
    rf"\b{_ONE_MORE}\b[^.!?\n]{{0,20}}?(?<!\bis)(?<!'s) for (?P<other>{_MY_KIN}|{_ELSE}){_NO_EVENT}"
    rf"|\b(?:add|include|book|schedule|sign up|bring)(?: in)?"
    rf" (?P<object>{_MY_KIN}|{_ELSE}){_NO_EVENT}"
    rf"|\b(?P<theirs>{_MY_KIN}) (?:(?:also|too) )?"
    r"(?:wants?|needs?|would (?:also )?(?:like|love)|'?d (?:also )?like|is (?:also )?interested)"
    r" (?:(?:to|in) (?:\w+ )?)?(?:one\b|(?:to )?"
    r"(?:come|coming|join|book|schedule|sign up|the same)\b"
    rf"|{_WISHED}\b)",
    re.IGNORECASE,
)
"""A wish for one more person, beside the request of this talk."""
_ASKS_OF_IT = re.compile(
    r"\W*(?:how|what|whats|when|where|why|is|are|does|do|did|will|would|should)\b", re.IGNORECASE
)
"""Begins a question on it, and no wish; "can you add my aunt" is one."""
_MADE_ME = re.compile(r"\b(?:to|for) (?:help )?me\b", re.IGNORECASE)
_BACK_TO_ME = re.compile(
    rf"[,.;!?\n]?\s(?:(?:and|but)\s)?(?:i|my|mine|me|i'?m)\b(?!\s+(?:\w+\s+)?{_KIN}\b)|$",
    re.IGNORECASE,
)
_OWN_TOO = re.compile(
    r"\b(?:one|consult\w*|app(?:oin)?t\w*|request|visit|spot|something|just|only|also|now|but) for"
    r" (?:me\b(?! and\b)|myself\b)|\bfor (?:myself|me (?:too|also|as well|instead))\b"
    r"|\bi (?:also |too )?(?:want|need|would like|'?d like) (?:one|it)"
    r" (?:too|also|as well|myself)\b"
    r"|\b(?:i (?:also|too)|me too,? i) (?:want|need|would like)\b"
    r"|\b(?:just|only) (?:mine|myself|me)\b(?! and\b)",
    re.IGNORECASE,
)


def wants_own(text: str) -> bool:
    """Whether somebody who wrote for another person wants a request of their own."""
    return bool(_OWN_TOO.search(text))


def wants_another(text: str) -> str:
    """For whom one more request is wished, such as "my mom" or "someone else"; else empty.

    Empty too for a question on it, and for somebody who is told to be under 18.
    """
    if _ASKS_OF_IT.match(text) or any(age < ADULT for age in ages_of_others(text)):
        return ""
    match = _WANTS_ANOTHER.search(text)
    return "" if match is None or _MADE_ME.search(match.group()) else _whom(match)


def another_child(text: str) -> str:
    """The same, only of who may be a child and is not said to be grown up."""
    whom = wants_another(text)
    return whom if _MAY_BE_A_CHILD.search(whom) and not _is_grown_up(text) else ""


def who_else(text: str, behalf: str, beside: str) -> str:
    """Who wants a request beside the one that there is for `behalf` (empty for the visitor's own).

    Who may be a child gets none before they are said to be grown up.
    """
    if beside != SENT:
        found = wants_another(text) if beside else ""
    elif behalf and wants_own(text):
        found = OWN
    else:
        found = "" if another_child(text) else wants_another(text)
    return "" if found == behalf else found


def for_whom(text: str, behalf: str, another: str, beside: str, asking: str | None) -> str:
    """For whom a message is: whom the request there is for, or who wants one of their own.

    Who is told of in answer to what bothers somebody is whom the request is for.
    """
    if not another:
        told = asking == "concern" and only_of_relative(text)
        return behalf or read_behalf(text) or (relative_in(text) if told else "")
    if beside != SENT:
        return behalf
    return "" if another == OWN else another


def read_another(text: str, another: str, beside: str) -> list[Span]:
    """What is said of one more person beside an open request, up to where the visitor speaks of
    themselves again."""
    match = _WANTS_ANOTHER.search(text) if another and beside != SENT else None
    end = _BACK_TO_ME.search(text, match.end()) if match else None
    return [(match.start(), end.start())] if match and end else []


_OF_MINE = re.compile(r"\bmy (?:name|number|phone|cell|e-?mail)\b", re.IGNORECASE)


def speaks_of_self(text: str) -> bool:
    """Whether the visitor is in a message."""
    return bool(_OF_ME.search(text) or _OF_MINE.search(text))


_OF_RELATIVE = re.compile(
    rf"^\W*(?:(?:it'?s |its |it is )?(?:for|about) )?{_MY_KIN}(?:'?s\b|\b)"
    r"(?! (?:says?|said|thinks?|told|tells|recommend\w*|referred|sent|works|goes|and\b))",
    re.IGNORECASE,
)
_MY_OWN = re.compile(rf"\bmy (?!(?:\w+ )?{_KIN}\b)", re.IGNORECASE)


def only_of_relative(text: str) -> bool:
    """Whether a relative is told of, and nothing of the visitor: "my uncle has a scar"."""
    own = _OF_ME.search(text) or _MY_OWN.search(text) or _TOGETHER.search(text)
    return bool(_OF_RELATIVE.match(text)) and not own


def child_in(text: str) -> str:
    """Of whom only is told who may be a child and is not said to be grown up; else empty."""
    match = _RELATIVE.search(text) if only_of_relative(text) else None
    whom = match.group().lower() if match else ""
    return whom if _MAY_BE_A_CHILD.search(whom) and not _is_grown_up(text) else ""


def relative_in(text: str) -> str:
    """Whom a message that tells of somebody's skin speaks of, such as "my mom"; empty for nobody.

    Who may be a child has to be said to be grown up.
    """
    match = _RELATIVE.search(text)
    whom = match.group().lower() if match else ""
    return "" if _MAY_BE_A_CHILD.search(whom) and not _is_grown_up(text) else whom


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


_REACH_THEM = re.compile(
    rf"\b(?:can|could|would) (?:you|u)(?: please)? {_REACH} (?:him|her)\b", re.IGNORECASE
)
_A_NUMBER = re.compile(r"\d{3}\D{0,3}\d{4}")


def read_go_between(text: str) -> list[Span]:
    """Whom to call in the visitor's place: "call my husband Rob". The number is that person's."""
    found = _GO_BETWEEN.search(text)
    if not found and _A_NUMBER.search(text):
        found = _REACH_THEM.search(text)
    return [found.span()] if found and not _NOT_TO.search(text[: found.start()]) else []


_NOT_TO = re.compile(
    r"\b(?:don'?t|do not|never|not|to|i|you|can you|could you|and|will|i'll)\s+$", re.IGNORECASE
)
"""Before "call my husband" this makes it no order, or one not to do so."""


def reaches(words: str) -> bool:
    """Whether words that were kept of another person say that they are to be called."""
    return bool(_GO_BETWEEN.match(words) or _REACH_THEM.match(words))


_WISHES = re.compile(
    rf"(?!{_YOUNG}){_MY_KIN} (?:also )?(?:wants?|needs?|would like|'?d like"
    rf"|is (?:looking for|interested in)) (?:to (?:get|do|try|book|have) )?{_WISHED}\b",
    re.IGNORECASE,
)
"""Another's wish, a clause of its own beside the visitor's: "and my husband wants fillers"."""


_COMES_TOO = re.compile(
    rf"\b(?:can|could|may|if|put|pencil|bring) (?:{_MY_KIN}|a friend)(?: also)? (?:to )?(?:comes?"
    r"|joins?|tag along|be seen|down|in|along)\b[^.!?\n]{0,20}?\b(?:too|also|as well)\b",
    re.IGNORECASE,
)
"""Somebody who is to come to the visit of the request as well: "can my wife come too"."""


_CHILD_COMES = re.compile(
    rf"\b(?:can|could|may|if|put|bring) {_YOUNG} (?:also )?(?:(?:to )?(?:come|join|be seen|get"
    r"|have)|down|in|along)\b",
    re.IGNORECASE,
)
_OWN_THEN_CHILD = re.compile(
    rf"\b(?:for|on) (?:me|myself|my (?!(?:[\w'-]+ ){{0,4}}?{_YOUNG_KIN})\w+)\b[^.!?\n]{{0,60}}?"
    rf"(?P<child>(?:,|&|\b(?:and|plus))\s(?:(?:also|one|another(?: one)?"
    r"|(?:an?|the) \w+)\s)?for (?:my|our) )",
    re.IGNORECASE,
)


def child_comes(text: str) -> bool:
    """Whether it is asked if somebody's child, who is not said to be grown up, may come as well."""
    return bool(_CHILD_COMES.search(text)) and not _is_grown_up(text)


def own_before_child(text: str) -> str:
    """The visitor's own wish, up to where one for a child follows; empty for no such message."""
    match = _OWN_THEN_CHILD.search(text)
    return text[: match.start("child")] if match else ""


def _pairs(text: str) -> list[re.Match[str]]:
    comes = _COMES_TOO.search(text)
    if comes and (_is_grown_up(text) or not _A_CHILD.search(comes.group())):
        return [comes]
    if not _PAIR_WISH.search(text):
        return []
    found = list(_PAIR.finditer(text))
    return found or (list(_RELATIVE.finditer(text)) if _WE_BOTH.search(text) else [])


def read_pairs(text: str) -> list[Span]:
    """Where it is said who comes with the visitor for the same: "me and my mom want peels".

    The wish stays the visitor's own. Of who may be a child there is no more than that they come.
    """
    return [(pair.start(), _end_of_pair(text, pair)) for pair in _pairs(text)]


def _end_of_pair(text: str, pair: re.Match[str]) -> int:
    end = None if _A_CHILD.search(pair.group()) else _PAIR_END.search(text, pair.end())
    return end.start() if end else pair.end()


def read_others(text: str) -> list[Span]:
    """The clauses that give another person's details or share of a request made together."""
    together = bool(_TOGETHER.search(text))
    pairs = [pair.span() for pair in _pairs(text)]
    spans: list[Span] = []
    for start in _START.finditer(text):
        if spans and start.end() < spans[-1][1]:
            continue
        if any(begin <= start.end() < end for begin, end in pairs):
            continue
        if end := _END.search(text, start.end() + 2):
            spans.append((start.end(), end.start()))
    return [
        (begin, end)
        for begin, end in spans
        if together or _OWN_DETAILS.search(text[begin:end]) or _wishes_beside(text, begin)
    ]


def _wishes_beside(text: str, begin: int) -> bool:
    """Whether another's wish begins there, after one of the visitor's own."""
    return bool(_WISHES.match(text, begin) and _OF_ME.search(text[:begin]))
