"""What visitors wish for of their own data, and whether it is the staff's to see to."""

import re

_SEE = re.compile(
    r"\bwhat(?:'?s| is| are| all)?\s+(?:\w+\s+){0,3}(?:do|did|does|have|has|is|are)?\s*(?:you|u"
    r"|y'?all|they|the clinic|ya)?\s*(?:guys )?(?:have|has|got|know|store[ds]?|ke?pt?|keep|saved?"
    r"|hold|collect\w*|wrote down)\b[^.?!]{0,20}\b(?:about|on|of|from) me\b"
    r"|\bwhat (?:info\w*|data|details|personal \w+)\b[^.?!]{0,30}\b(?:about|on|of|from) me\b"
    r"|\bwhat (?:did i|have i) (?:tell|told|give|given) (?:you|u)\b(?! wrong)"
    r"|\bshow me (?:what you have|my (?:data|info\w*|details|record\w*))",
    re.IGNORECASE,
)
_COPY = re.compile(
    r"\b(?:copy|export|download|transcript|record)\b[^.?!]{0,25}\b(?:of|my)\b[^.?!]{0,25}"
    r"\b(?:chat|conversation|data|info\w*|everything|this|messages)\b"
    r"|\b(?:send|give|e-?mail) me\b[^.?!]{0,20}\b(?:copy|transcript|my data|my info\w*)\b"
    r"|^\W*(?:(?:please|pls|can (?:you|i)|and|then)\W+)*"
    r"(?:export|download) (?:it|them)(?: all)?\W*$"
    r"|\b(?:export|download) (?:my|this|the|everything)\b|\bcan i (?:get|have) a copy\b",
    re.IGNORECASE,
)
_ERASE = re.compile(
    r"\b(?:delete|erase|remove|wipe|destroy|get rid of|clear|forget)\b(?! what you said)"
    r"[^.?!]{0,25}\b(?:my (?:\w+ ){0,2}(?:data|info\w*|details|stuff"
    r"|chat|messages|conversation|record\w*|history|name and \w+)"
    r"|(?:this|the|our) (?:whole |entire )?(?:chat|conversation|talk|messages)"
    r"|everything (?:i|you|u|y'?all|they|about (?:me|my)|on me|of mine|that i)"
    r"|what i (?:wrote|said|told you|typed))\b|\bforget (?:about )?me\b|\bdelete me\b"
    r"|\bborr(?:a|ar|en) (?:todo|mis datos)\b",
    re.IGNORECASE,
)
_ERASE_ALL = re.compile(
    r"\b(?:delete|erase|wipe|destroy|forget)\b(?! what you said)[^.?!]{0,25}"
    r"\b(?:everything|all of (?:it|this))\b|\bdelete (?:it|them|this) all\b"
    r"|^\W*(?:please |pls |plz |can you |could you |just )*(?:remove|clear|get rid of) everything"
    r"\W*$",
    re.IGNORECASE,
)
"""Means the data, unless it is said of the skin ("erase all of this sun damage")."""
_OF_STAFF = re.compile(
    r"\b(?:medical (?:record|file|histor)\w*|chart|patient (?:file|record|portal)\w*"
    r"|(?:my|the) (?:before(?: and |/)after )?(?:photos?|pictures?|pics)|consent forms?|hipaa"
    r"|my account|mailing list|email list|unsubscribe"
    r"|from my (?:\w+ )?(?:visits?|appointments?|sessions?|treatments?))\b",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"\bstop (?:(?:texting|calling|e-?mailing|messaging|spamming|contacting) me"
    r"|(?:sending (?:me )?|with )?(?:the|your|ur|these|those|all) (?:\w+ )?"
    r"(?:texts|e-?mails|calls))\b",
    re.IGNORECASE,
)
"""What the clinic sends goes out from elsewhere."""
_ACTS = re.compile(
    r"\b(?:delete|erase|remove|take (?:down|off|me off)|copy|copies|send|transfer|release|get|want"
    r"|need|request|correct|fix|report|unsubscribe|complain\w*|violat\w*)\b",
    re.IGNORECASE,
)


def wants_to_see(text: str) -> bool:
    """Whether somebody asks what is kept about them."""
    return bool(_SEE.search(text))


def wants_copy(text: str) -> bool:
    """Whether somebody wants to take their data along."""
    return bool(_COPY.search(text))


def wants_erased(text: str) -> bool:
    """Whether somebody plainly wants their data or this talk erased."""
    return bool(_ERASE.search(text))


def wants_all_erased(text: str) -> bool:
    """Whether somebody wants "everything" erased; of what, only the rest of the talk can tell."""
    return bool(_ERASE_ALL.search(text))


def for_staff(text: str) -> bool:
    """Whether data is spoken of that the clinic keeps elsewhere: staff have to see to it."""
    return bool(_STOPS.search(text) or (_OF_STAFF.search(text) and _ACTS.search(text)))
