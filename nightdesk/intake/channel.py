"""Read how a visitor wants to be reached, and how not."""

import re
from dataclasses import dataclass

CHANNELS = ("call", "text", "email")

_NO = r"(?:no|not|never|without|don'?t|do not|dont|please don'?t|can'?t|cannot|rather not|not by)"
_CALL = r"(?:phone\s*calls?|calls?|calling|ring(?:ing)?(?: me)?|voice(?! ?mail))"
_TEXT = r"(?:texts?|texting|sms|messages?|txts?|text messages?|whatsapp)"
_EMAIL = r"(?:e-?mails?|e-?mailing|correos?)"

_WANTS = {
    "call": re.compile(
        r"\b(?:call(?:s|ing)?(?: me)?|phone(?: me| calls?)|please phone"
        r"|phone (?:please|pls|only)|ring (?:me|us|him|her|them|(?-i:[A-Z]\w+))"
        r"|give me a (?:call|ring|buzz)"
        r"|calls? (?:is|are|works?|please|only|ok|fine|preferred|best)|by phone|over the phone"
        r"|por (?:tel[eé]fono|llamadas?)"
        r"|(?:a|the) phone call|ll[aá]m(?:ame|enme|ar(?:me)?|adas?))\b",
        re.IGNORECASE,
    ),
    "text": re.compile(
        r"\b(?:text(?:s|ing)?(?: me| messages?)?|txt(?: me)?|sms|whats ?app"
        r"|(?:mensajes?|mensajitos?)(?: de texto)?|(?:por|un) texto)\b",
        re.I,
    ),
    "email": re.compile(
        r"\b(?:e-?mail(?: me| is| works| only|s)?|by e-?mail|use my e-?mail|correo)\b", re.I
    ),
}
_WHEN = (
    r"(?:before|after|until|till|on (?:mon|tue|wed|thu|fri|sat|sun|week|my)|at (?!all)|during"
    r"|between|while|if (?!possible|you can)|in the|too (?:early|late)|early|late"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|week(?:days?|ends?)|mornings?|evenings?|today"
    r"|tomorrow|tonight)"
)
_FOREIGN_NO = re.compile(
    r"(^|[.,;!?|]\s*)no\s+(?=(?:phone )?(?:call|text|txt|e-?mail|ring)\s+(?:me|only(?! (?:call"
    r"|text|e-?mail)))\b"
    rf"(?! {_WHEN}))",
    re.IGNORECASE,
)
"""A no to what was asked, and then the wish: "no text me", "no call me"."""
_LONG = 25
"""In a message of more words "call" and "text" only count as "call me" and "text me"."""
_TO_ME = re.compile(
    r"\b(?:call|ring|phone|text|txt|e-?mail) me\b"
    r"|\b(?:contact|reach|channel|prefer\w*)(?: me)?(?: by| via)?\W{0,3}(?:e-?mail|text|phone call"
    r"|call)\b|\b(?:calls?|texts?|e-?mails?) (?:is|are|would be) (?:better|best|easier|easiest|fine"
    r"|preferred)\b|\bby (?:e-?mail|text|phone call|phone)\b|\bwhats ?app\b|\b(?:can|could|have"
    r"|let|please"
    r"|will|would) (?:some(?:one|body)|you|u|they)(?: guys)?(?: please)? (?:call|ring|phone|text)\b"
    r"(?! (?:my|the|it|this|that|him|her|them)\b)",
    re.IGNORECASE,
)
_BEFORE_ORDER = (
    r"(?<!\byou )(?<!\bu )(?<!\bthey )(?<!\bsomeone )(?<!\bif )(?<!\bwhen )(?<!\bnot )"
    r"(?<!n't )(?<!\bdont )(?<!\bto )(?<!\bnever )(?<!\bno )"
)
"""What tells of calls or texts, or refuses them, stands before no order for one."""
_MAY_THEY = (
    r"(?:can|could|would|will) (?:you|u|y'?all|they|some(?:one|body))(?: guys| just| please)?"
)
_RATHER = r"i(?:'?d)? (?:rather|prefer)(?: have| get)?(?: an?)?"
_BETTER = r"(?:better|best|easier|easiest|preferred)"
_ASKS_FOR_WAY = {
    way: re.compile(
        rf"(?:\b{_MAY_THEY} |{_BEFORE_ORDER}\b)(?:{order}) (?:me|us)\b"
        rf"|\b{_RATHER} {named}\b|\b(?:{spanish})\b|\b(?:please|pls) (?:{order})\W*$"
        rf"|\b{named} (?:is|are|would be) (?:much |way )?{_BETTER}\b"
        rf"|\b{_BETTER} (?:by|via|over|with|to) (?:an? )?{named}\b"
        rf"|\bmejor (?:por |un[ao]? )?{in_spanish}\b",
        re.IGNORECASE,
    )
    for way, order, named, spanish, in_spanish in (
        ("call", "call|ring|phone", _CALL, r"ll[aá]m[ea]n?me", r"(?:llamadas?|tel[eé]fono)"),
        (
            "text",
            "text|txt|sms|whats ?app",
            _TEXT,
            r"m[aá]nd[ea]n?me (?:un )?(?:mensajes?|texto)",
            r"(?:mensajes?|textos?)",
        ),
        ("email", "e-?mail", _EMAIL, r"m[aá]nd[ea]n?me (?:un )?correo", r"(?:correo|e-?mail)"),
    )
}
_NOT_THAT = re.compile(
    rf"\b(?:instead of|rather than)\s+(?:a\s+|by\s+)?(?:{_CALL}|{_TEXT}|{_EMAIL})", re.IGNORECASE
)
_REFUSES = {
    "call": re.compile(
        rf"\b{_NO}\s+(?:want\s+|do\s+|like\s+|take\s+|any\s+|a\s+|me\s+)*{_CALL}", re.I
    ),
    "text": re.compile(
        rf"\b{_NO}\s+(?:want\s+|do\s+|like\s+|get\s+|any\s+|a\s+|me\s+)*{_TEXT}\b", re.I
    ),
    "email": re.compile(
        rf"\b{_NO}\s+(?:want\s+|do\s+|like\s+|check\s+|any\s+|me\s+|an\s+)*{_EMAIL}\b", re.I
    ),
}
_NOT_THEN = re.compile(
    rf"\b{_NO}\s+(?:want\s+|do\s+|like\s+|any\s+|a\s+|an\s+|me\s+)*(?:{_CALL}|{_TEXT}|{_EMAIL})"
    rf"(?:\s+me)?\s+{_WHEN}",
    re.IGNORECASE,
)
"""A refusal of some hours or places only: "don't call before 9" rules out no way and wants none."""
_SOMEONE = (
    r"(?:(?:some|any)(?:one|body)|you|u|y'?all|they|he|she|i"
    r"|(?:the|your|a) (?:clinic|office|team|staff|doctor|nurse|provider|person))"
)
_WHEN_ASKED = r"(?:when|what (?:time|day)|who|how (?:soon|long|quick|quickly|fast))"
_WILL = r"(?: (?:will|would|do|does|can|could|is|are|am|should|might|shall)|'ll)\b"
_ASKS_OF_CALL = re.compile(
    rf"\b(?:{_WHEN_ASKED}(?: {_SOMEONE})?{_WILL}|(?:when|who)'?s"
    rf"|how (?:soon|long) (?:till|until|before)"
    rf"|(?:will|do|does|did|is|are|am|should|shall) {_SOMEONE}(?! (?:please|mind|able)\b))"
    rf"(?: (?!please\b)\w+){{0,4}}? (?:{_CALL}|phone|{_TEXT}|{_EMAIL})\b"
    r"(?![^.;?!|]{0,80}\binstead\b)(?:(?! (?:and|but|or) (?:can|could|please|i)\b)[^.,;?!|]){0,80}",
    re.IGNORECASE,
)
"""A question when or whether one is called ("how soon will they call") chooses no way."""
_NOT_ME = re.compile(
    rf"\b(?:{_NO}|instead of)\s+(?:{_CALL}|{_TEXT})(?: me)?\b"
    rf"(?=[^.;!?]{{0,20}}\b(?:{_CALL}|{_TEXT}) (?:my|him|her|them)\b)",
    re.IGNORECASE,
)
"""Not the visitor, but somebody else: "don't call me, call my husband"."""
_NOT_THEM = re.compile(
    rf"\b{_NO}\s+(?:{_CALL}|{_TEXT}|{_EMAIL})\s+(?:him|her|them|the house|my (?!e-?mail|phone|cell"
    r"|number|work|other|old)\w+)\b",
    re.IGNORECASE,
)
"""Whom not to reach ("dont call her, it's a surprise"): no way of the visitor's own."""
_IF_NEEDED = re.compile(
    rf"\b(?:but|or|and)?\s*(?:please )?(?:{_CALL}|{_TEXT}|{_EMAIL})(?: me)? (?:only )?if\b[^.;,]*",
    re.IGNORECASE,
)
"""A second way for another case: "text is fine but call if urgent"."""
_NO_PHONE = re.compile(
    r"\b(?:no|without(?: a)?|don'?t (?:have|own|use|want to (?:give|share))(?: a| my| any| you my"
    r"| out my)?"
    r"|do not have(?: a| any)?|not giving(?: you| out)?(?: my| a)?|rather not (?:give"
    r"|share)(?: you| out)?(?: my| a)?"
    r"|won'?t give(?: you| out)?(?: my| a)?|haven'?t got(?: a)?)\s+(?:phone(?!\s*calls?)|cell"
    r"|mobile|(?:phone |cell )?number)\b",
    re.IGNORECASE,
)
_NO_EMAIL = re.compile(
    r"\b(?:no|without(?: an)?|don'?t (?:have|use|do|want to (?:give|share))(?: an?| my| any)?"
    r"|do not have(?: an?| any)?|haven'?t got(?: an)?|rather not (?:give|share)(?: you"
    r"| out)?(?: my| an)?)\s+e-?mail\b(?!\s*s)",
    re.IGNORECASE,
)
_PROMO = re.compile(
    r"\b(?:promo\w*|marketing|newsletters?|ads|advert\w*|spam|offers|deals|specials)\b[^.;,]*"
    r"|\bno\s+(?:promo\w*|marketing)\b[^.;]*",
    re.IGNORECASE,
)
# "text" and "call" inside other things: the visitor's own calling, being called something.
_ASIDE = re.compile(
    r"\b(?:i(?:'?ve)? (?:call|called|text|texted|e-?mailed)"
    r"|(?:do|would|what|so) (?:you|they|u) call|called|call(?:ed)? it"
    r"|(?:my|is|the|this|an|same|what|which) e-?mail(?: address)?(?: is|'s|:)?"
    r"|e-?mail(?: address)?(?: is|'s|:)"
    r"(?! (?:much |way )?(?:better|best|easier|easiest|preferred)\b)"
    r"|my (?:phone|cell|number)(?: number)?(?: is|'s|:)?|(?:emergency|judgment|close) call)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Ways:
    """The way a visitor asked for, the ways they ruled out, and what they do not have or give."""

    channel: str | None = None
    excluded: frozenset[str] = frozenset()
    no_phone: bool = False
    no_email: bool = False


def read_ways(text: str, *, asking: str | None) -> Ways:
    """Read the way. Contact details have been cut out of `text` before ("email: …" is no wish)."""
    spoken = _FOREIGN_NO.sub(r"\1no, ", text)
    for pattern in (_PROMO, _ASKS_OF_CALL, _NOT_THEN, _NOT_ME, _NOT_THEM):
        spoken = pattern.sub("|", spoken)
    no_phone, no_email = bool(_NO_PHONE.search(spoken)), bool(_NO_EMAIL.search(spoken))
    excluded = {way for way, pattern in _REFUSES.items() if pattern.search(spoken)}
    if no_email:
        excluded.add("email")
    if no_phone:
        excluded |= {"call", "text"}
    for pattern in (_NOT_THAT, _NO_PHONE, _NO_EMAIL, *_REFUSES.values(), _ASIDE):
        spoken = pattern.sub("|", spoken)
    if len(spoken.split()) > _LONG:
        spoken = " | ".join(match.group() for match in _TO_ME.finditer(spoken))
    wanted = [way for way in _wanted(spoken) if way not in excluded]
    if not wanted and asking == "channel" and re.search(r"\bphone\b", spoken, re.IGNORECASE):
        wanted = ["call"]
    if not wanted and asking == "channel" and re.search(r"\bmessage\b", spoken, re.IGNORECASE):
        wanted = [] if "text" in excluded else ["text"]
    return Ways(_choose(spoken, wanted), frozenset(excluded), no_phone, no_email)


_ASKS_OF_TEXTS = re.compile(
    r"\W*(?:(?:hi|hey|ok|okay|wait|so|and|but|um+|also|oh)\b\W{1,9}){0,4}"
    r"(?:do|can|could|will|would) (?:you|u|ya|y'?all|they|the clinic|staff)(?: (?:guys|all|also"
    r"|even|ever|just)){0,2} (?:(?:do|send|use) )?(?:text|txt|sms)(?:s|ing)?"
    r"(?: (?:people|back|messages?"
    r"|too|instead|at all|or|only|just|do|you|calls?|there|here|please)){0,6}\W*",
    re.IGNORECASE,
)


def asks_of_texts(text: str) -> bool:
    """Whether somebody asks no more than if the clinic texts."""
    return bool(_ASKS_OF_TEXTS.fullmatch(text))


def asks_for_way(text: str, way: str | None) -> bool:
    """Whether somebody plainly asks to be reached this way: "can you text me instead"."""
    return way in _ASKS_FOR_WAY and bool(_ASKS_FOR_WAY[way].search(text))


_ONLY_A_WAY = re.compile(
    rf"\W*(?:(?:ok|okay|yes|just|please|my)\b\W*)*(?:{_CALL}|{_TEXT}|{_EMAIL}|phone)\W+"
    r"(?:me|is|are|works?|would be|only|please)\b(?:\W+(?:fine|ok|okay|good|great|best"
    r"|better|easier|perfect|please|thanks|for me|then))*\W*",
    re.IGNORECASE,
)


def only_names_way(text: str) -> bool:
    """Whether a message says how to reach somebody and no more: "email is fine"."""
    return bool(_ONLY_A_WAY.fullmatch(text))


def _wanted(text: str) -> list[str]:
    """The ways that are asked for, in order; what is for another case only if there is no other."""
    found = {way: match.start() for way, p in _WANTS.items() if (match := p.search(text))}
    always = _IF_NEEDED.sub("|", text)
    if len(found) > 1 and any(pattern.search(always) for pattern in _WANTS.values()):
        found = {way: m.start() for way, p in _WANTS.items() if (m := p.search(always))}
    return sorted(found, key=lambda way: found[way])


def _choose(text: str, wanted: list[str]) -> str | None:
    """Of several ways the corrected or preferred one, else the first."""
    if len(wanted) < 2:
        return wanted[0] if wanted else None
    last = r"(?:sorry|actually|i mean|instead|scratch that|rather|better|i guess|prefer\w*|but)"
    if re.search(rf"\b{last}\b", text, re.IGNORECASE):
        return wanted[-1]
    return wanted[0]
