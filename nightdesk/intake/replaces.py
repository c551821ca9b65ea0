"""Read which detail a visitor wants replaced without naming the new one."""

import re
from dataclasses import dataclass

_PHONE = r"(?:phone(?: number)?|(?:cell|mobile)(?: number)?|number|digits|area code)"
_EMAIL = r"(?:e-?mail(?: address)?|address)"
_OTHERS = (
    r"(?:(?:brother|sister|mother|father|mom|dad|son|daughter)[ -]in[ -]law'?s"
    r"|ex(?:'?s| husband'?s| wife'?s| boyfriend'?s| girlfriend'?s)?"
    r"|(?:mom|mum|mother|dad|father|sister|brother|husband|wife|boyfriend|girlfriend|bf|gf|friend"
    r"|daughter|son|boss|roommate|partner|coworker|aunt|uncle|kid|landlord)'?s)"
)
_FIELDS = {
    "name": r"name",
    "phone": _PHONE,
    "email": r"e-?mail(?: address)?",
    "times": r"times?|days?|availability",
    "channel": r"channel|how (?:you|to) reach(?: me)?|way (?:you|to) reach(?: me)?",
    "concern": r"concern",
    "area": r"area|body part",
}
_CHANGE = (
    r"(?:change|edit|fix|update|correct|modify|redo|replace|swap)\s+(?:my|the|that)\s+"
    r"(?:phone |contact )?"
)
_WRONG = (
    r"(?:(?:is|are|was|'s|s)\s+(?:all\s+)?(?:wrong|incorrect|not right|not correct|outdated|old"
    r"|misspelled|spelled wrong)|(?:isn'?t|wasn'?t) (?:right|correct))"
)
_SPOILT = (
    r"(?:wrong|incorrect(?:ly)?|misspell?ed|misspelt"
    r"|(?:spelled|spelt|written) (?:wrong|incorrectly))"
)
_OTHER = re.compile(
    r"\b(?:use|take|try|prefer|give (?:you|u)|send it to|contact me (?:at|on)|reach me (?:at|on)"
    r"|call me on|want)\s+(?:my|an?|the)\s*(?:other|another|different|new|work|personal|second)\s+"
    rf"(?:(?P<phone>{_PHONE})|(?P<email>{_EMAIL}))\b",
    re.IGNORECASE,
)


def _not_mine(what: str) -> str:
    return (
        rf"(?:(?:that|this|it)(?:'s| is|s)?\s+(?:actually\s+)?(?:not my|isn'?t my|(?:my|an?) old"
        rf"|(?:my|an?) {_OTHERS}|(?:some(?:one|body)|any(?:one|body)) else'?s|the wrong)\s+{what}"
        rf"|\b(?:that|the|this)\s+{what}\s+(?:isn'?t mine|(?:is|belongs to)\s+(?:not mine"
        rf"|my {_OTHERS}|(?:some(?:one|body)) else'?s?|old|wrong|my ex))"
        rf"|\b(?:don'?t|do not|never)\s+(?:use|call|text|ring|write to|email)\s+(?:that|this|the)"
        rf"\s+{what}|\bwrong {what}\b|\bi gave (?:you|u) (?:the wrong|my old|an old"
        rf"|my {_OTHERS}) {what})"
    )


_DROPS = {
    "phone": re.compile(
        _not_mine(_PHONE) + rf"|\bis my {_OTHERS}(?: {_PHONE})?\b[^.]{{0,20}}"
        r"\b(?:don'?t|do not|never) (?:use|call|text)"
        rf"|\bi (?:put|gave|wrote|typed|entered)\b[^.]{{0,12}}\bmy {_OTHERS} {_PHONE}\b[^.]{{0,20}}"
        r"\b(?:by (?:mistake|accident)|accidentally|(?:remove|delete|forget) (?:it|that))",
        re.IGNORECASE,
    ),
    "email": re.compile(_not_mine(_EMAIL), re.IGNORECASE),
}
_FORGET = (
    r"(?:^|[.,;!?\n])\W{0,9}(?:(?:ok|okay|no|and|but|so|oh|oops|wait|actually|sorry|please|pls|plz|just"
    r"|(?:can|could|would) (?:you|u)|i (?:want|need) (?:you|u) to|i'?d like (?:you|u) to)\b"
    r"\W{0,9}){0,9}"
    r"(?:forget|remove|delete|erase|drop|scratch|lose|take out|take off|leave out|stop using"
    r"|(?:don'?t|do not) (?:use|keep|save|store))\s+(?:only |just )?"
)
"""The beginning of an order to leave something out: "i always forget my e-mail" is none. Each
repetition has a bound, or a long message of such words would take minutes."""
_NOT_ALL_OF_IT = (
    r"\b(?!\s+(?:list|password|preferences?|for|to|from (?!(?:the|this|my|that) (?:request|form"
    r"|chat)))\b)"
)
"""Not off a mailing list, and not for some purpose only."""
_FORGETS = {
    "name": re.compile(rf"{_FORGET}my name{_NOT_ALL_OF_IT}", re.IGNORECASE),
    "phone": re.compile(rf"{_FORGET}(?:my|the|that) {_PHONE}{_NOT_ALL_OF_IT}", re.IGNORECASE),
    "email": re.compile(rf"{_FORGET}(?:my|the|that) {_EMAIL}{_NOT_ALL_OF_IT}", re.IGNORECASE),
}


@dataclass(frozen=True)
class Replaces:
    """What is to be asked anew."""

    ask: str = ""
    """The question whose answer the visitor wants to change."""
    drops: frozenset[str] = frozenset()
    """name, phone, email: the known one is not the visitor's, or not to be used."""


def read_replaces(text: str) -> Replaces:
    """Read "use my other e-mail", "change the time", "that's my ex's number, don't use it".

    What is only to be forgotten ("forget my e-mail") is dropped, and not asked for again.
    """
    drops = frozenset(field for field, pattern in _DROPS.items() if pattern.search(text))
    if other := _OTHER.search(text):
        return Replaces("phone" if other["phone"] else "email", drops)
    forgets = frozenset(field for field, pattern in _FORGETS.items() if pattern.search(text))
    if drops or forgets:
        return Replaces("" if forgets else next(iter(drops)), drops | forgets)
    return Replaces(_named(text))


def field_in(text: str) -> str:
    """The detail that a message names, such as "the time"; "" for none."""
    named = [*_FIELDS.items(), *_SPANISH.items()]
    found = (f for f, words in named if re.search(rf"\b(?:{words})\b", text, re.I))
    return next(found, "")


def _named(text: str) -> str:
    kinds = (_NAMED, _NAMED_IN_SPANISH)
    return next((f for kind in kinds for f, named in kind.items() if named.search(text)), "")


def _is_wrong(words: str) -> re.Pattern[str]:
    """Finds that a detail is to be changed, or that it is not as it should be."""
    detail = rf"(?:first |last |full |sur)?(?:{words})"
    return re.compile(
        rf"\b{_CHANGE}{detail}\b|\b(?:my|the)\s+{detail}\s*{_WRONG}"
        rf"|(?:^|[.,;!?]|\b(?:my|the|but|and|no|sorry|wait))\W{{0,9}}\b{detail}\s+"
        rf"(?:(?:is|are) )?(?:all )?{_SPOILT}\b"
        rf"|^\W*(?:(?:no|oops|sorry|wait|but|oh)\b\W*)?wrong {detail}\b"
        rf"|\b(?:got|have|had|put|wrote|typed|took|spell(?:ed|t)?)\s+(?:my|the)\s+{detail}\s+"
        rf"(?:all |down )?{_SPOILT}\b"
        rf"|\b(?:misspell(?:ed|t)?|mistyped|mess(?:ed)? up|screwed up|botched)\s+(?:my|the)\s+"
        rf"{detail}\b"
        rf"|\b(?:have|got|put|took|wrote|typed|gave(?: you)?|that'?s|it'?s)\s+(?:the|my|a)\s+wrong"
        rf"\s+{detail}\b",
        re.IGNORECASE,
    )


_SPANISH = {
    "name": r"nombre|apellidos?",
    "phone": r"tel[eé]fono|celular|n[uú]mero(?: de tel[eé]fono)?",
    "email": r"correo(?: electr[oó]nico)?",
    "times": r"horas?|horarios?|d[ií]as?|fechas?",
    "area": r"[aá]rea|zona",
}


def _is_wrong_in_spanish(words: str) -> re.Pattern[str]:
    detail = rf"(?:el|la|los|las|mi|mis) (?:{words})"
    return re.compile(
        rf"\b(?:cambi|corrij|correg|modifi)(?:ar|en?|ir|o|a|amos|qu[eé]n?)?(?:me)? {detail}\b"
        rf"|\b{detail} (?:est[aá]n?|es|son) (?:mal|equivocad[oa]s?|incorrect[oa]s?)\b",
        re.IGNORECASE,
    )


_NAMED = {field: _is_wrong(words) for field, words in _FIELDS.items()}
_NAMED_IN_SPANISH = {field: _is_wrong_in_spanish(words) for field, words in _SPANISH.items()}


def dropped_at(text: str, field: str) -> int:
    """Where in `text` it says that a detail is not to be used; -1 where it does not."""
    found = _DROPS[field].search(text)
    return found.start() if found else -1
