"""Read e-mail addresses, typed or dictated, and notice the usual slips."""

import re
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from nightdesk.intake.names import STOPS
from nightdesk.intake.phones import as_digits
from nightdesk.intake.text import CUT, Span, squeeze

_PROVIDERS = (
    "gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "comcast.net",
    "protonmail.com", "sbcglobal.net", "verizon.net", "googlemail.com",
)  # fmt: skip
_BARE = ("gmail", "yahoo", "hotmail", "outlook", "icloud", "aol")
"""Providers that people name without their ending: ".com" is asked about."""
_REAL = frozenset({"mail.com", "email.com", "ymail.com", "gmx.com", "aol.com", "yahoo.co"})
"""Addresses that are close to a large provider's and exist themselves."""
_ENDINGS = {
    "con": "com", "cmo": "com", "ocm": "com", "comm": "com", "vom": "com", "xom": "com",
    "cpm": "com", "coom": "com", "ogr": "org", "orgg": "org", "rog": "org", "ent": "net",
    "nett": "net", "ner": "net", "eduu": "edu",
}  # fmt: skip
_TLD = r"(?:com|org|net|edu|gov|io|co|us|me|info|biz|mx|ca|uk|de|fr|es|dev|app)"

_AT = r"(?:at|arroba)"
_DOT = r"(?:dot|punto|point)"
_IN_BRACKETS = re.compile(r"[\[({]\s*(at|dot)\s*[\])}]", re.IGNORECASE)
_NOT_LOCAL = frozenset(
    {"me", "us", "look", "looking", "you", "site", "website", "visit", "work", "is"}
)
_MARKS = {
    "dot": ".", "punto": ".", "point": ".", "underscore": "_", "dash": "-", "hyphen": "-",
    "minus": "-", "plus": "+",
}  # fmt: skip
_ATOM = r"[\w+\-.]{1,64}"
_MARK = "|".join(_MARKS)
_SPOKEN = re.compile(
    rf"(?<![\w@])(?P<local>(?:\w\s+){{2,30}}\w|{_ATOM}(?:\s+(?:{_MARK})\s+{_ATOM}){{0,6}})"
    rf"(?:\s+{_AT}\s+|\s*@\s*)"
    rf"(?P<domain>[\w\-]+(?:(?:\s+{_DOT}\s+|\s?\.\s?)[a-z]{{2,}}){{1,4}}|(?:{'|'.join(_BARE)}))\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    rf"[{re.escape(CUT)},;:\n]|[.!?]\s"
    r"|\b(?:e-?mail|correo|address|it'?s|(?<!name )(?<!nombre )(?:is|es)"
    r"|use|to|(?:me|us) (?:at|on)|hi|hey|hello|hola|yes|yeah|ok|okay|sure)\b",
    re.IGNORECASE,
)
"""After this, or at the very start, the words before an "at" are the address and nothing else."""
_LIKE_A_LOCAL = re.compile(r"[^\W\d][\w+\-.]*[\d._](?:\w*)")
"""A word of letters with a digit or dot in it is one of an address, even if none was asked for."""
_WORD_OF_IT = re.compile(r"[\w+\-.]{1,30}")
_NO_WORD_OF_IT = (STOPS | _NOT_LOCAL | {"name", "nombre"}) - {"will"}
_MOST_WORDS, _MOST_DIGITS = 6, 4
"""Of a dictated address; more digits beside it are a number."""
_WINDOW = 80
_NO_DOT = re.compile(
    rf"(?<![\w@])(?P<local>(?:\w\s+){{2,30}}\w|{_ATOM}(?:\s+(?:{_MARK})\s+{_ATOM}){{0,6}})"
    rf"(?:\s+{_AT}\s+|\s*@\s*)(?P<domain>[\w\-]{{1,63}})\s+(?P<ending>com|net|org|edu)\b(?![\w@.])",
    re.IGNORECASE,
)
"""A dictated address whose last dot was not said: "rue at acme com"."""
_TYPED = re.compile(r"(?<![^\s@|<>()\[\],;:\"])[^\s@|<>()\[\],;:\"]+@[^\s@|<>()\[\],;:\"]+")
_HALF = re.compile(r"(?<![^\s@|])[^\s@|]+@+(?:[^\s|]*|$)|(?<!\S)@[\w\-]+\.[\w.\-]+")
_NO_AT = re.compile(rf"(?<![\w@.])[\w+\-]+(?:\.[\w\-]+)*\.{_TLD}\b(?![\w@])", re.IGNORECASE)
_CUE = re.compile(r"\be-?mail|\bcorreo|\baddress", re.IGNORECASE)
_CORRECTS = re.compile(r"\b(?:sorry|actually|i mean|wait|scratch that|correction|rather)\b", re.I)


_BARE_ONE = rf"(?:{'|'.join(_BARE)})"
_DOMAIN_FIX = re.compile(
    rf"\b(?P<new>{_BARE_ONE})(?:\.com)?\W{{1,3}}(?:and )?not (?P<old>\w{{3,20}})\b"
    rf"|\bnot (?P<first>\w{{3,20}})(?:\.com?)?\W{{1,3}}(?:but |it'?s |sorry )?"
    rf"(?P<then>{_BARE_ONE})\b"
    rf"|\b(?:meant?|should be|supposed to be) (?:at )?(?P<meant>{_BARE_ONE})\b",
    re.IGNORECASE,
)
_AS_TYPED = re.compile(
    r"\b(?:keep|use|take|leave|send)(?: (?:it|that|the one|mine|what))?"
    r"(?: (?:as|the way|like|how))?(?: (?:i|it was))? (?:typed|wrote|written|is)\b"
    r"|\bas (?:i )?(?:typed|wrote|written)\b"
    r"|\bwhat i (?:typed|wrote)\b|\b(?:the|my) (?:first|original)(?: one)?\b"
    r"|^\W*(?:no\W+)?keep (?:it|mine|that)\W*$",
    re.IGNORECASE,
)
_AS_SUGGESTED = re.compile(
    r"\b(?:the )?(?:second|other|suggested|new|right|correct) one\b|\b(?:the|your) suggestion\b"
    r"|\b(?:use|take) yours\b|\bi meant (?:that|the)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Emails:
    """What was read: an address, or what is wrong with it, and where it stood."""

    address: str | None = None
    problem: str | None = None
    """no_at | typo | invalid"""
    written: str | None = None
    suggestion: str | None = None
    spans: tuple[Span, ...] = ()


def read_emails(text: str, *, expected: bool) -> Emails:
    """Read the visitor's address. `expected` says that an e-mail address was just asked for.

    Of several addresses the first counts, after a correction the last. Whether the domain exists
    is not looked up.
    """
    expected = expected or bool(_CUE.search(text))
    found = _typed(text) or _spoken(text, expected)
    spans = tuple(span for _, span in found)
    read = [_judge(written, spans) for written, _ in found]
    good = [email for email in read if email.address]
    if len(found) == 1 and (whole := _with_words_before(text, *found[0])):
        return whole
    if good:
        between = text[spans[0][1] : spans[-1][0]]
        return good[-1] if _CORRECTS.search(between) else good[0]
    return read[-1] if read else _broken(text, expected)


@dataclass(frozen=True)
class DomainFix:
    """A correction of the provider alone; `old` is "" when only the new one was said."""

    old: str
    new: str


def read_domain_fix(text: str) -> DomainFix | None:
    """Read a correction of an address's provider: "its gmail not gmial", "i meant outlook"."""
    match = None if "@" in text else _DOMAIN_FIX.search(text)
    if not match:
        return None
    new = match["new"] or match["then"] or match["meant"]
    return DomainFix((match["old"] or match["first"] or "").lower(), f"{new.lower()}.com")


def with_domain(address: str, fix: DomainFix) -> str:
    """The address with its provider corrected; as it is when the wrong one is not there."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{fix.new}" if domain.lower().split(".")[0].startswith(fix.old) else address


def is_whole(written: str) -> bool:
    """Whether an address is one that mail can be sent to, as far as its form tells."""
    try:
        validate_email(written, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def kept_as_typed(text: str) -> bool | None:
    """Whether of two writings the visitor's own is meant, not the suggested; None: neither."""
    if _AS_TYPED.search(text):
        return True
    return False if _AS_SUGGESTED.search(text) else None


def _typed(text: str) -> list[tuple[str, Span]]:
    found = []
    for match in _TYPED.finditer(text):
        written = match.group().strip(".'`*!?/-")
        start = text.index(written, match.start())
        found.append((written, (start, start + len(written))))
    return found


def _spoken(text: str, expected: bool) -> list[tuple[str, Span]]:
    marked = _IN_BRACKETS.sub(lambda m: m.group(1).center(len(m.group())), text)
    found = []
    for match in _SPOKEN.finditer(marked):
        spelled = "@" in match.group() or re.search(rf"\s{_DOT}\s", match.group(), re.I)
        local, domain = (_join(match.group(part)) for part in ("local", "domain"))
        named = local.lower() not in _NOT_LOCAL
        like_one = spelled or bool(_LIKE_A_LOCAL.fullmatch(local) and "." in domain)
        if (expected and (named or "." in domain)) or (like_one and named):
            found.append((f"{local}@{domain}", match.span()))
    return found


def _with_words_before(text: str, written: str, span: Span) -> Emails | None:
    """A guess where blanks stand in a dictated address: "ana roe 9 at example dot com"."""
    if text[slice(*span)] == written:
        return None  # typed
    low = max(0, span[0] - _WINDOW)
    start = max([low, *(match.end() for match in _OPENS.finditer(text, low, span[0]))])
    words = text[start : span[0]].split()
    local, _, domain = written.rpartition("@")
    digits = sum(char.isdigit() for word in words for char in word)
    if not 0 < len(words) <= _MOST_WORDS or digits > _MOST_DIGITS:
        return None
    if any(not _WORD_OF_IT.fullmatch(w) or w.lower() in _NO_WORD_OF_IT for w in words):
        return None
    if local.lower().startswith(words[0].lower()):
        return None  # "Ana ana@…": the name, and then the address
    span = (text.index(words[0], start), span[1])
    joined = _judge(f"{_join(' '.join(as_digits([*words, local])))}@{domain}", (span,))
    meant = joined.address or joined.suggestion
    return Emails(None, "typo", squeeze(text[slice(*span)]), meant, (span,)) if meant else None


def _join(spoken: str) -> str:
    words = spoken.split()
    return "".join(_MARKS.get(word.lower(), word) for word in words)


def _judge(written: str, spans: tuple[Span, ...]) -> Emails:
    try:
        address = validate_email(written, check_deliverability=False).normalized
    except EmailNotValidError:
        if written.lower().endswith(tuple(f"@{name}" for name in _BARE)) and is_whole(
            f"{written}.com"
        ):
            return Emails(None, "typo", written, f"{written}.com", spans)
        return Emails(problem="invalid", written=written, spans=spans)
    local, _, domain = address.rpartition("@")
    better = _likely_domain(domain.lower())
    if better:
        return Emails(None, "typo", address, f"{local}@{better}", spans)
    return Emails(address, spans=spans)


def _broken(text: str, expected: bool) -> Emails:
    """An address without its @ or without one of its halves."""
    if expected and (undotted := _NO_DOT.search(text)):
        local, domain, ending = (_join(undotted[part]) for part in ("local", "domain", "ending"))
        written, whole = f"{local}@{domain}", f"{local}@{domain}.{ending}"
        if local.lower() not in _NOT_LOCAL and is_whole(whole):
            return Emails(None, "typo", written, whole, (undotted.span(),))
    if half := _HALF.search(text):
        return Emails(problem="invalid", written=half.group(), spans=(half.span(),))
    for match in _NO_AT.finditer(text):
        written = match.group()
        meant = expected or written.count(".") > 1 or written.lower().endswith(_PROVIDERS)
        if meant and not written.lower().startswith(("www.", "http")):
            return Emails(problem="no_at", written=written, spans=(match.span(),))
    return Emails()


def _likely_domain(domain: str) -> str | None:
    """The domain that was probably meant, or None when nothing looks wrong."""
    name, _, ending = domain.rpartition(".")
    fixed = f"{name}.{_ENDINGS[ending]}" if ending in _ENDINGS else domain
    if fixed not in _PROVIDERS and fixed not in _REAL:
        fixed = next((known for known in _PROVIDERS if _one_slip(fixed, known)), fixed)
    return fixed if fixed != domain else None


def _one_slip(word: str, target: str) -> bool:
    """Whether one letter added, lost, changed or swapped with its neighbour turns one into "
    "other."""
    if abs(len(word) - len(target)) > 1 or word == target:
        return False
    start = 0
    while start < min(len(word), len(target)) and word[start] == target[start]:
        start += 1
    a, b = word[start:], target[start:]
    swapped = a[:2] == b[1::-1] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped
