"""What is asked about a visitor's own data, and the wording that answers it."""

import re

_ASKED = {
    "": re.compile(
        r"\b(?:hipaa|encrypt\w*|gdpr|ccpa|complian\w+|hack\w*|breach\w*"
        r"|photos?|pictures?|pics)\b",
        re.I,
    ),
    "utter_privacy_long": re.compile(
        r"\b(?:how long|until when|how many (?:days|months|years)|forever|when (?:do|does|will|is)"
        r" (?:you|it|this)\b.*\bdelet\w+)\b",
        re.I,
    ),
    "utter_privacy_delete": re.compile(
        r"\b(?:delet\w*|eras\w*|remov\w*)\b|\btake\b.{0,40}\b(?:off|out of) (?:your|the) system\b",
        re.I,
    ),
    "utter_privacy_shared": re.compile(
        r"\b(?:sell|sold|selling|shar(?:e|es|ed|ing)|third part\w+|advertis\w*|marketing|insurance"
        r"|google|facebook)\b",
        re.I,
    ),
    "utter_privacy_who": re.compile(
        r"\bwho (?:else )?(?:can |will |would |could )?(?:reads?|sees?|looks?|gets?|has|have|is"
        r"|views?)\b"
        r"|\b(?:anyone|anybody|someone|somebody|people|others) (?:else )?(?:reads?|sees?)\b"
        r"|\b(?:can|could|will|would) (?:s?he|they|my \w+|your \w+|any\w+|some\w+|other people)"
        r" (?:else )?(?:see|read|view|look at) (?:this|that|it|what|my|the|these)\b",
        re.I,
    ),
}
"""What is said to which question; nothing to what nobody has told us of: staff have to answer."""
_OF_DATA = re.compile(
    r"\b(?:data|info\w*|details|stuff|privacy|private|chat|messages?|conversation|stor\w+|sav\w+"
    r"|record\w*|confidential\w*|safe|secure\w*|secret|anonymous|keep|kept|use|used|track\w*"
    r"|cookies?|write|wrote|datos)\b",
    re.I,
)
_WHY = re.compile(
    r"\bwhy (?:should|would|must|do|does|is|am) (?:i|you|u|it|they)\b[^.?!]{0,20}"
    r"\b(?:give|leave|tell|share|write|enter|need|want|ask\w*)\b",
    re.IGNORECASE,
)
_USE = re.compile(
    r"\bwhat (?:do|will|would|are|r) (?:you|u|y'?all|they) (?:guys )?(?:do|doing|going to do|use)"
    r" (?:with|for) (?:it|that|them|this|those)\b",
    re.IGNORECASE,
)
"""Asks of data only where data was spoken of just before."""
_CONTACT = re.compile(r"\b(?:phone|number|cell|e-?mail|name|contact|info\w*|details)\b", re.I)


def wording_for(text: str) -> str | None:
    """The wording for what is asked; empty where staff have to answer, None for neither."""
    return next((response for response, words in _ASKED.items() if words.search(text)), None)


def speaks_of_data(text: str) -> bool:
    """Whether a word may mean data; many of them are said of other things as well."""
    return bool(_OF_DATA.search(text))


def asks_of_use(text: str) -> bool:
    """Whether it is asked what is done with "it": of data only where that was spoken of before."""
    return bool(_USE.search(text))


def asks_why(text: str, *, sure: bool = False) -> bool:
    """Whether it is asked why contact details are needed; `sure` where a "why" is known already."""
    return bool((sure or _WHY.search(text)) and _CONTACT.search(text))
