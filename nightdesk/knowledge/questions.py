"""Cuts a message into the questions in it, so that each can be searched on its own."""

import re
from collections.abc import Iterable

from nightdesk.knowledge.normalise import is_content, is_filler, words

MAX_PARTS = 4

MOST_QUESTIONS = 6
"""So many parts are kept where each of them asks something: none of them may be lost."""

LISTED = 2
"""So many questions after commas are a list; one may belong to the clause before it."""

_OPENER = (
    r"(?:how|what|when|where|who|which|wich|why|wat|wen)s?\b|(?:is|are|am|do|does|did|can|could|will|would"
    r"|should|may|has) (?:i|it|its|u|you|your|they|there|the|this|that|these|my|we|people)\b"
    r"|(?:pls |please )?(?:tell me|let me know)\b"
    r"|(?:cu[aá]nt[oa]s?|cu[aá]ndo|c[oó]mo|d[oó]nde|qué|duele|puedo|hay que|tengo que|se puede)\b"
)
# Every repetition has a bound, so that no message takes long; blanks are single before this.
_SENTENCE_END = re.compile(
    r"(?<=[?!])|(?<=\.)(?<!\b\w\.) |\n|(?:^|(?<=[ \n]))\d{1,2}[).] "
    r"|\b(?:\w{1,20} )?[Qq]uestions?: "
)
_BRACKETED = re.compile(r"\(\d\)")
_IS_A_THING = (
    r"(?:is|are|does|do) (?!(?:not|now|still|also|just|only|very|really|so|too|safe|ok|okay)\b)"
    r"\w{3,20} (?:an? |the |there\b|free\b|ok\b|okay\b|safe\b|hurt|work|help|last|cost|come)"
)
"""What asks about something else than the clause before it: "is parking free", not "is safe"."""

_PRICE_IN_SPANISH = (
    r"(?<!saber)(?<!decirme)(?<!dime)(?<!ver)(?<!de)(?<!en)"
    r" (?=cu[aá]nto (?:cuestan?|valen?|cobran?|sale)\b)"
)
_AND = r"(?:(?:and|an|n|&|\+|also|plus|but|y) ){1,3}"
_IF_SO = r"(?:if (?:so|not|yes|it does|it is|you do|they do),? )?"
_NEXT = re.compile(
    rf"[,;]? {_AND}{_IF_SO}(?={_OPENER}|{_IS_A_THING})"
    rf"|[,;] {_AND}(?=(?:is|are|do|does|can|will|would|should) )|{_PRICE_IN_SPANISH}",
    re.IGNORECASE,
)
_MEASURE = r"how (?:long|much|many|often|soon)\b"
_SUBJECT = (  # "filler how long", but not "and then how long"
    r"(?:(?!(?:and|but|so|or|then|also|plus|are|was|know)\b)\w{3,20} ){1,2}"
)
_WONDERS = re.compile(r"\b(?:wonder\w*|curious|know|ask(?:ing)?|tell me)\b", re.IGNORECASE)
_NEXT_WONDERED = re.compile(
    rf"[,;]? {_AND}(?=(?:if|whether) (?:there|theres|there's|you|u|i|it|its|the|my|we|they)\b)",
    re.IGNORECASE,
)
"""Where somebody goes on who wonders: "how long it takes and also if there's parking"."""
_AFTER_COMMA = re.compile(
    rf"[,;] {_AND}(?={_OPENER}|{_IS_A_THING})"
    rf"|[,;] (?={_OPENER}|{_SUBJECT}{_MEASURE})",
    re.IGNORECASE,
)
_LEADS_ON = r"(?:which|wich|who|where|why|when|wen|pls|please|tell|let)\b"
_WHOLE = re.compile(
    rf"^(?:(?:hi|hey|hello|ok|so|and|also|but)[ ,]{{1,3}}){{0,4}}"
    rf"(?:how|what(?! if\b)|(?!{_LEADS_ON})(?:{_OPENER}|{_IS_A_THING})|{_SUBJECT}{_MEASURE})",
    re.IGNORECASE,
)
"""What begins as a question that needs no other clause, as "when i sweat, ..." does."""
_BARE_PRICE = re.compile(
    r"^(?:so |and |but )?how much(?: (?:is|was|would) (?:it|this|that))?\W*$", re.I
)
_THING = (
    r"(?:pric(?:e|es|ing)|costs?|fees?|downtime|(?:recovery|healing)(?: time)?"
    r"|results?|side effects?|risks?|benefits|aftercare|hours|address|location|parking)\b"
)
_THINGS_ASKED = re.compile(
    r"^(?P<ask>(?:(?:so|and|also|but|ok|hi),? ){0,3}what(?:'?s| is| are) (?:the |your )?)"
    rf"(?P<things>{_THING}(?:(?:, |,? {_AND})(?:the |your )?{_THING}){{1,4}})(?P<rest>.*)$",
    re.IGNORECASE,
)
"""Things that one "what's the" asks for: "what's the price and downtime for a peel"."""
_ASKS = re.compile(rf"\?|(?:^|\W)(?:{_OPENER})", re.IGNORECASE)
_POINTS_BACK = re.compile(r"\b(?:that|this|these|those|still)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2}")


def split_questions(text: str) -> list[str]:
    """The parts of `text` in its order, about MAX_PARTS; none for a text without words.

    Cut at the ends of sentences, lines and list numbers, where "and", "also", "plus", "but" or a
    short form of them starts another question ("... n how long"), never inside "before and
    after", and at a comma between whole questions. A statement stays with the question that
    points back to it ("I tan easily. Is that a problem?"); a part that says nothing ("Hi!") is
    left out. When there are too many, those that only state something go too. Of questions
    MOST_QUESTIONS are kept, and what is still too much stays together in the last part.
    """
    single = re.sub(r"[^\S\n]+", " ", text.replace("\r", "\n"))
    if "(1)" in single and "(2)" in single:  # a list; alone it is an age: "my son (7)"
        single = _BRACKETED.sub("\n", single)
    sentences = [part for part in _SENTENCE_END.split(single) if _WORDS.search(part)]
    parts = _joined(part for sentence in sentences for part in _cut(sentence))
    parts = [_spelled_out(one) for part in parts for one in _each_asked(part)]
    parts = [part for part in parts if not all(map(is_filler, words(part)))] or parts
    if len(parts) <= MAX_PARTS:
        return parts
    asking = [part for part in parts if _ASKS.search(part)]
    return _at_most(MOST_QUESTIONS, asking) if asking else _at_most(MAX_PARTS, parts)


def parts_within(text: str, parts: Iterable[str] | None = None) -> list[str]:
    """Those of its parts that stand in the text as they are: they can be read within it.

    `parts` are what `split_questions` gave, if that is known.
    """
    single = " ".join(text.split())
    return [part for part in (split_questions(text) if parts is None else parts) if part in single]


def _at_most(most: int, parts: list[str]) -> list[str]:
    """So many parts, the last of which holds what is too much."""
    return parts if len(parts) <= most else [*parts[: most - 1], " ".join(parts[most - 1 :])]


def _cut(sentence: str) -> list[str]:
    """What one sentence says and asks, one by one."""
    stated, *asked = _AFTER_COMMA.split(sentence)
    states = not _ASKS.search(stated)
    if asked and states and not _needs_context(stated, asked[0]):  # "I have scars, does it hurt"
        return [stated, *(part for clause in asked for part in _cut(clause))]
    if len(asked) >= LISTED or (asked and _are_whole(stated, asked[0])):
        return [part for clause in (stated, *asked) for part in _NEXT.split(clause)]
    if _WONDERS.search(sentence):
        return [part for clause in _NEXT_WONDERED.split(sentence) for part in _NEXT.split(clause)]
    return _NEXT.split(sentence)


def _are_whole(first: str, second: str) -> bool:
    """Whether two clauses are questions by themselves: "how long is it, does it hurt"."""
    if _needs_context(first, second) or not any(map(is_content, words(second))):
        return False
    says_something = not all(map(is_filler, words(first)))
    return says_something and all(_WHOLE.match(clause) for clause in (first, second))


def _each_asked(part: str) -> list[str]:
    """The questions of "what's the price and downtime for a peel", else the part as it is."""
    found = _THINGS_ASKED.match(part)
    if not found:
        return [part]
    things = re.findall(_THING, found["things"], re.IGNORECASE)
    return [f"{found['ask']}{thing}{found['rest']}" for thing in things]


def _spelled_out(part: str) -> str:
    """A bare "how much" asks for the price; its words alone say nothing."""
    return "how much does it cost" if _BARE_PRICE.match(part) else part


def _joined(parts: Iterable[str]) -> list[str]:
    """Put a statement and the question that points back to it together again."""
    out: list[str] = []
    for part in (part.strip(" ,;") for part in parts):
        if out and not _ASKS.search(out[-1]) and _needs_context(out[-1], part):
            out[-1] = f"{out[-1]} {part}"
        else:
            out.append(part)
    return out


def _needs_context(statement: str, question: str) -> bool:
    said = [word for word in words(question) if is_content(word)]
    has_subject = any(is_content(word) for word in words(statement))
    points_back = not said or (len(said) == 1 and bool(_POINTS_BACK.search(question)))
    return has_subject and points_back and bool(_ASKS.search(question))
