"""Read consent and refusal, and keep the wordings that visitors are shown."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from nightdesk.base.reply import Box

BoxId = Literal["marketing", "chat"]
BOXES: tuple[BoxId, ...] = get_args(BoxId)
"""The purposes that have a tick box: under the summary, and in the request form."""

CONSENT_WORDINGS: dict[str, tuple[str, str]] = {
    "contact": (
        "contact-3",
        "May {clinic} use what you told me here, your skin concern included, to contact you "
        "{by} about this request? It is used for nothing else unless you allow that by itself, "
        "and you can take this back at any time.",
    ),
    "marketing": (
        "marketing-1",
        "{clinic} may also e-mail me news and offers. I can take this back at any time.",
    ),
    "chat": (
        "chat-1",
        "Keep this whole chat with my request so that the team can read it. Otherwise it is "
        "erased later and only the request stays.",
    ),
}
"""Per purpose the version and the exact text. A new text needs a new version."""

OWN_WORDS = "own-words"
"""The version of a consent that the visitor gave in words before the question was shown."""

ANY = "any"
BY = {
    "call": "by phone call",
    "text": "by text message",
    "email": "by e-mail",
    "form": "in the way you choose here",
    ANY: "by phone call or e-mail",
}
"""How the wording names the way that it allows; without a chosen way it allows no texts."""


def consent_text(clinic_name: str, way: str) -> str:
    """The exact wording of the consent to be contacted that way, as this clinic's visitors read it.

    `way` is a key of BY: call, text, email, "form" (chosen beside the wording), or ANY.
    """
    return CONSENT_WORDINGS["contact"][1].format(clinic=clinic_name, by=BY[way])


def box_of(purpose: str, clinic_name: str) -> Box:
    """The tick box of this purpose, one of BOXES, as this clinic's visitors read it."""
    version, wording = CONSENT_WORDINGS[purpose]
    return Box(purpose, wording.format(clinic=clinic_name), version)


_ABOUT = r"(?:about|regarding|for|re)\s+(?:this|it|that|my|the|a)\b"
_YES_WORDS = re.compile(
    r"\b(?:(?:you|u|they|the clinic|someone|somebody|staff)(?: guys| all)?\s+(?:can|may)\s+"
    r"(?:contact|reach(?: out to)?|get in touch with)(?: with)?(?: me)?"
    rf"|(?:you|u|they|the clinic|someone|somebody)\s+(?:can|may)\s+(?:call|text|e-?mail"
    rf"|message)\s+me\b[^.;]{{0,30}}?{_ABOUT}"
    r"|(?:ok|okay|fine|alright|happy|good)(?: with me)?\s+(?:(?:for|if) (?:you|u|them"
    r"|someone)\s+)?(?:(?:to\s+)?(?:contact|reach)"
    r"|(?:(?<=you )|(?<=u )|(?<=them )|(?<=someone )|to\s+)(?:call|text|e-?mail|message))\s+me\b"
    r"|yes,?\s+(?:please\s+)?contact me|please contact me"
    r"|(?<!\bmean )(?<!\bmeans )(?<!\bif )(?<!\bwhen )(?<!\bonce )"
    r"i (?:agree|consent|give (?:my |you )?(?:consent|permission))(?: to (?:be(?:ing)? contact\w*"
    r"|that|this|it))?"
    r"|(?:pueden|puede) contactarme)\b",
    re.IGNORECASE,
)
_DATA = r"(?:data|info\w*|details?|name|number|phone|e-?mail|stuff|words|messages?|answers?)"
_ENDS = r"(?=\W*$|\s*[.,;!\n])"
_NO_WORDS = re.compile(
    r"\b(?:(?:don'?t|do not|never|please don'?t)\s+(?:ever\s+)?(?:contact|reach out to)\s+me"
    r"|(?:you|u|they)\s+(?:can'?t|cannot|can not|may not|must not)\s+contact\s+me"
    r"|i (?:don'?t|do not|never) (?:ever )?(?:want|wanna|wish|need)(?: to)?"
    r" (?:be (?:contacted|reached)|hear from (?:you|u|y'?all|them|anyone|anybody|the clinic)"
    r"|(?:you|u|anyone|anybody|them|the clinic) (?:to contact|contacting) me)"
    r"|(?:you|u|they)\s+(?:may not|must not)\s+reach\s+me"
    r"|i (?:don'?t|do not) (?:agree|consent|give (?:my |you )?(?:consent|permission))"
    rf"(?:(?: to| with| for)?(?: (?:being contacted|be contacted|you contacting me|contact me"
    rf"|any of (?:this|that|it)|this|that|it)))?{_ENDS}"
    rf"|(?<!\bi )(?:don'?t|do not) (?:store|save|keep) (?:(?:my|any of my|any) (?:\w+ )?{_DATA}\b"
    rf"|(?:anything|any of (?:this|that|it)|this|that|it)(?:{_ENDS}"
    rf"|\s+(?:about me|of mine|from me|please|then|(?:that )?i (?:wrote|said|told|typed))\b))"
    rf"|(?<!\bi )(?:don'?t|do not) use (?:my|any of my) (?:\w+ )?(?:data|info\w*|details?)\b"
    rf"|no consent{_ENDS}|not (?:ok|okay|fine) (?:with|to) (?:contact me|be(?:ing)? contacted"
    r"|you contacting))",
    re.IGNORECASE,
)
"""A refusal of contact, or of keeping anything; not what somebody never uses ("I don't use any
retinol"), nor a way or a place where they cannot be reached."""
_ONLY_PARTLY = re.compile(
    r"^\W*(?:there|here|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?|if"
    r"|before|after|on|at|during|while|until|till|by (?:phone|text|e-?mail)|in the"
    r"|about (?:promo|offers|other)"
    r"|with (?:promo|offers|ads)|for (?:promo|marketing|ads)|again)",
    re.IGNORECASE,
)
_ON_CONDITION = re.compile(
    r"\W*(?:only if|unless|as long as it|if (?:it'?s|it is|that'?s|this is) (?:free|cheap|under"
    r"|less|no|not))\b",
    re.IGNORECASE,
)
_CHAT = re.compile(
    r"\b(?:(?P<no>don'?t|do not|never|please don'?t)\s+|(?:you|u) (?:can|may) )(?:store|save|keep"
    r"|record|log) (?:this|the|our|my) (?:chat|conversation|talk|messages)\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?<!\bi )\b(?:don'?t|do not|never) (?:store|save|keep|record|log|remember|write down)"
    r" (?:anything|any of what|what|any of the things|a word of what) (?:that )?(?:i|we) "
    r"(?:say|said|am saying|write|wrote|am writing|type|typed|tell|told|share|shared)\b",
    re.IGNORECASE,
)
"""Refuses to have the talk kept and, with it, to be contacted."""
_PROMO = (
    r"(?:promo(?:s|tions?|tional)?|marketing|newsletters?|ads|adverts?|advertising|spam|offers"
    r"|deals|specials|mailing list)"
)
_PROMO_NO = re.compile(
    rf"\b(?:no|not|don'?t|do not|never|without|stop|un)[^.;?]{{0,40}}?\b{_PROMO}\b|\bunsubscribe\b"
    rf"|\b{_PROMO}\b[^.;?]{{0,15}}\b(?:no|not for me|no thanks)\b",
    re.IGNORECASE,
)
_PROMO_YES = re.compile(
    rf"\b(?:sign me up (?:for|to)|send me|i(?:'d| would)? (?:like|want|love)|add me to"
    rf"|yes to)\b[^.;?]{{0,25}}\b{_PROMO}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Consents:
    """Per purpose: given, refused, or not spoken of (None)."""

    contact: bool | None = None
    marketing: bool | None = None
    chat: bool | None = None
    """Keeping the talk itself; without it only a request that was sent stays."""


def without_chat(text: str) -> str:
    """The text without what it says of keeping the talk: that is no answer to anything else."""
    return _CHAT.sub("", text)


def read_consents(text: str) -> Consents:
    """Read what the visitor allows or refuses in words of their own."""
    chat = None
    if _NOTHING.search(text):
        return Consents(contact=False, marketing=_marketing(text), chat=False)
    if found := _CHAT.search(text):
        chat = not found["no"]
        text = text[: found.start()] + text[found.end() :]
    return Consents(_contact(text), _marketing(text), chat)


def _contact(text: str) -> bool | None:
    refused = _NO_WORDS.search(text)
    if refused and not _ONLY_PARTLY.match(text[refused.end() :]):
        return False
    agreed = None if refused or text.rstrip().endswith("?") else _YES_WORDS.search(text)
    if agreed and not _ON_CONDITION.match(text[agreed.end() :]):
        return True
    return None


def _marketing(text: str) -> bool | None:
    if _PROMO_NO.search(text):
        return False
    return True if _PROMO_YES.search(text) else None
