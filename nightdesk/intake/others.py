"""Find what a visitor writes on behalf of somebody else, so that it is not mixed with their own."""

import re

from nightdesk.intake.text import Span

_KIN = (
    r"(?:sister|brother|mom|mum|mother|dad|father|husband|wife|daughter|son|friend|partner|boyfriend"
    r"|girlfriend|bf|gf|aunt|uncle|cousin|roommate|coworker|grandma|grandmother|niece|nephew|fianc[eé]e?)"
)
_SUBJECT = rf"(?:she|he|her|his|they|their|my {_KIN}(?:'?s)?|hers)"
_CLAUSE = re.compile(
    rf"[^.;!?\n]*?(?:(?<=[.;!?\n])|(?<=,)|^|\b(?:and|but|while)\b)\s*"
    rf"(?P<clause>\b{_SUBJECT}(?:'?s)?\b(?!\s+and\s+(?:i|me)\b)[^;!?\n]*?)(?=$|[;!?\n]|\.\s|,?\s+(?:and\s+)?(?:i|my|mine|me|i'?m)\b(?!\s+{_KIN}))",
    re.IGNORECASE,
)
_OWN_DETAILS = re.compile(
    rf"\d{{3}}\D{{0,3}}\d{{4}}|@|\b(?:{_SUBJECT})(?:'?s)?\s+(?:is\s+|name'?s?\s+(?:is\s+)?)?[A-Z][\w'’-]+\s+[A-Z]"
    r"|\bname(?:'s| is)|\b(?:number|phone|cell|e-?mail)\b",
)
_TOGETHER = re.compile(
    rf"\bmy {_KIN} and (?:i|me)\b|\b(?:me|i|myself) and my {_KIN}\b|\bboth (?:of us|want|need)\b"
    rf"|\btwo of us\b|\b(?:also|too)\b[^.]*\bmy {_KIN}\b|\bfor my {_KIN}\b[^.]*\b(?:too|also|as well)\b",
    re.IGNORECASE,
)


def read_others(text: str) -> list[Span]:
    """The clauses that give another person's details or share of a request made together."""
    together = bool(_TOGETHER.search(text))
    spans = [match.span("clause") for match in _CLAUSE.finditer(text)]
    return [
        (start, end) for start, end in spans if together or _OWN_DETAILS.search(text[start:end])
    ]
