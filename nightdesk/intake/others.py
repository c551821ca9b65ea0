"""Find what a visitor writes on behalf of somebody else, so that it is not mixed with their own."""

import re

from nightdesk.intake.text import Span

_KIN = (
    r"(?:sister|brother|mom|mum|mother|dad|father|husband|wife|daughter|son|friend|partner"
    r"|boyfriend"
    r"|girlfriend|bf|gf|aunt|uncle|cousin|roommate|coworker|grandma|grandmother|niece|nephew"
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
