"""Tell a visitor's own condition or medicine from one that is only asked about."""

import re
from collections.abc import Iterable

from nightdesk.intake.notes import asks_to_add
from nightdesk.intake.text import is_question

_CLAUSES = re.compile(r"(?:[^.!?\n;,]|,(?=\s*(?:if|while|when|with|even|during|and|or)\b))+[.!?]*")
_FIRST_PERSON = re.compile(
    r"\b(?:i|i'?m|im|ive|i'?ve|i'?d|i'?ll|me|my|mine|myself|we|our|us|yo|soy|estoy|tengo|tomo|uso|mi"
    r"|puedo|nursing mom)\b",
    re.IGNORECASE,
)
_ONLY_ASKS = re.compile(
    r"\b(?:tell|give|show|let|help|ask|remind|excuse) me\b"
    r"|\b(?:i(?:'?m|'?d| am| was| would)?|im) (?:just )?(?:wonder\w*|curious|asking|like to know"
    r"|want to know|need to know|heard|read|saw)\b"
    r"|\b(?:can|may) i (?:just )?ask\b|\bmy (?:question|friend|next question)\b",
    re.IGNORECASE,
)
"""A first person that only asks."""
_IN_GENERAL = re.compile(
    r"\b(?:safe|unsafe|dangerous|recommended|ok|okay|fine|good|bad) (?:for|on|with|during|in)\b"
    r"|^\W*(?:and|or|what about|how about)\s+(?:\w+\s+){0,2}\w+\W*$",
    re.IGNORECASE,
)
"""What asks without the form of a question ("tell me it is safe for pregnant women")."""
_DO_WITH = (
    r"(?:use|using|apply|put on|wear|take|start|try|eat|drink)"
    r"(?:\s+(?:an?|some|the|any|fake|spray|self|skin|more|my own|it with))*"
)
_MAY_I = (
    r"\b(?:can|could|should|may|must|when (?:can|do)|do) (?:i|you|we|u)\b"
    r"(?:(?!\b(?:if|while|when|since|though|because)\b)[^.,?]){0,15}"
)
_CAUSES = (
    r"(?:\b(?:will|can|could|would|might) (?:i|you|it|they|that|microneedling|this)\s+(?:\w+ )?"
    r"(?:get|catch|develop|be|become|give (?:me|you|people)|cause|lead to|trigger)"
    r"|\b(?:cause|causes|causing|lead to|leads to|trigger|gives? (?:me|you|people))"
    r"|\b(?:risk|chance|danger) of(?: getting)?)(?:\s+(?:an?|skin|my|any|more|me|to get))*"
)
_NOT_HAD_YET = re.compile(rf"(?:{_MAY_I}\b{_DO_WITH}|{_CAUSES})\s+$", re.IGNORECASE)
"""Before a mention: it may be used, or may come of the treatment; the visitor does not have it."""
_OF_THE_TREATMENT = frozenset({"numbing_cream", "vitamin_c", "sunburn", "infection"})
"""What questions on the treatment and the care after it name without anybody having it."""
_HAS = re.compile(
    r"\b(?:i have|i'?ve (?:got|had)|i (?:got|get|had|use|take)|my|i'?m(?: on| using)?|im|i am|with)"
    r"(?:\s+(?:an?|the|bad|skin|really|so|still))*\s+$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\W*(?:(?:and|so|ok|but|also|hi|hey|hello)\b\W*)*(?:what|which|do|does|did|can|could|is|are"
    r"|will|would|how|why|when|where)\b",
    re.IGNORECASE,
)
"""How a clause opens that asks, with or without its question mark."""
_BEFORE = 60


def asked_about(text: str, places: Iterable[tuple[str, int]]) -> frozenset[int]:
    """Which of the conditions and medicines, by name and place, are only asked about.

    That is in a question without the visitor in it ("is it safe for pregnant women"), or in one
    about what may be used or may come of a treatment ("can i use it after", "will i get it").
    """
    found: set[int] = set()
    left = list(places)
    for clause in _CLAUSES.finditer(text):
        here = [(name, at) for name, at in left if clause.start() <= at < clause.end()]
        if here and _asks(clause.group()):
            own = _FIRST_PERSON.search(_ONLY_ASKS.sub(" ", clause.group()))
            found |= {
                at for name, at in here if not own or _not_had(name, text[clause.start() : at])
            }
    return frozenset(found)


def _not_had(name: str, before: str) -> bool:
    """Whether the words before a mention tell that the visitor need not have it."""
    near = before[-_BEFORE:]
    not_had = bool(_NOT_HAD_YET.search(near))
    return not_had or (name in _OF_THE_TREATMENT and not _HAS.search(near))


def _asks(clause: str) -> bool:
    if asks_to_add(clause):
        return False
    return is_question(clause) or bool(_OPENS.match(clause) or _IN_GENERAL.search(clause))
