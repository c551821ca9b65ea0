"""The parts of a message, each read: a sentence, or one of several questions in a sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from nightdesk.knowledge.questions import split_questions
from nightdesk.knowledge.search import ASKING, Asked, Hit
from nightdesk.knowledge.shelf import Shelf
from nightdesk.knowledge.topics import CLINIC_TOPICS, COMPARING, OF_A_GROUP
from nightdesk.lexicon import Lexicon, Mention
from nightdesk.reading.model import Once, intent_of, topic_of
from nightdesk.talk.about import MAIN_TREATMENT, About, as_of_one, speaks_of_each, with_names
from nightdesk.talk.groups import asked_by_anybody, without_group
from nightdesk.talk.labels import (
    ABOUT_THE_WISH,
    AWAY,
    OFFERED,
    PRP,
)
from nightdesk.talk.meant import says_why, stands_for

SURE = 0.65
"""The confidence from which an entry answers. Of all hits above it about 90 % were right, of those
between MAYBE and it every second (docs/measurements.md), so there the visitor is asked."""

NAMES_MEANT, COMPARED, WISH = 0.4, 0.9, 0.45
"""The probabilities from which a part asks whether a treatment is offered, compares treatments
without a word for it, or is a wish for an appointment."""

CLEAR = 0.4
"""The probability from which a general question read together with a statement is a clear one."""

NAMES_TOGETHER = 0.5
"""The probability from which a question with the names of several treatments asks about them
together ("can I have Botox and filler the same day")."""

QUITE_CLEAR, VERY_CLEAR = 0.85, 0.9
"""The probability from which a question needs no statement beside it, and that which the two have
to reach to overrule one that is only sure ("I'm nursing. Can I do it now?")."""

GENERAL = frozenset({"concerns_treated", "candidacy", "safety_fda"})
"""Topics of questions that ask about whatever was stated before ("does it help", "can I")."""

MEANING_NAMES = frozenset({OFFERED, PRP})
"""Topics of questions that mean a treatment by its name ("do you do PRP", "what does PRP add")."""

_QUESTION = re.compile(
    r"\?|^\W*(?:(?:hi|hey|hello|so|and|but|ok|um|also|wait)\W+)*"
    r"(?:what|whats|how|hows|when|where|wheres|which|who|whos|why|is|are|do|does|did|can|could|will|"
    r"would|should|any|am|has|have|qué|que|cómo|como|cuánto|cuanto|cuándo|dónde)\b",
    re.IGNORECASE,
)

_ARTICLE = re.compile(r"\b(?:an?|the|this)\s+$", re.IGNORECASE)

_PRICE_IN = re.compile(r"\b(?:price|cost)\b", re.IGNORECASE)
"""What a treatment's name takes in where that alone tells that it is one ("peel price")."""

_COMPARES = re.compile(
    r"\b(?:better|vs|versus|instead|differ\w*|compar\w*|replac\w*|than|cheaper|rather|between"
    r"|(?:is|are) (?:it|this|that) (?:just |kinda |kind of |basically )?like)\b",
    re.IGNORECASE,
)

_JOINS = re.compile(r"\b(?:or|same|both|like|over|which|add(?:ing|ed|s)?|with)\b", re.IGNORECASE)

_ASKS_CHARGE = re.compile(
    r"\b(?:is (?:it|that|this) free|is there (?:an?|any) (?:fee|charge)"
    r"|do (?:you|u|they) charge(?: me)?(?: any\w*)?"
    r"|does (?:it|that|this)(?: \w+)? cost (?:any|some)thing"
    r"|(?:if|whether) (?:it|that|this)(?: (?:costs (?:any|some)thing|is free)|'?s free)"
    r"|(?:if|whether) there(?: is|'?s) (?:an? )?(?:fee|charge))"
    r"(?: (?:for|to) (?:it|that|this|com(?:e|ing) in|(?:the|a|my) (?:first )?"
    r"(?:consult\w*|visit)))?"
    r"\W*(?:$|[.?!,;]|(?:and|or)\b)",
    re.IGNORECASE,
)

CONSULTATION_FEE = "Is there a charge for the consultation?"
"""What "is it free?" asks of somebody who asks for a consultation."""

_OURS = re.compile(r"\b(?:this|these|yours?|ours|needles?|the pen|este|esto)\b", re.IGNORECASE)

_HOW_TO = re.compile(
    r"^\W*(?:(?:hi|hey|hello|so|and|also|ok)\W+){0,3}how (?:can|could|do|does|would|should) \w",
    re.IGNORECASE,
)
"""Asks how something is done ("how can I get an appointment")."""


@dataclass(frozen=True)
class Part:
    """One part of a message: a sentence, or one of several questions in a sentence."""

    asked: Asked
    rest: bool = False
    """Whether it is another part once more, without words for who somebody is."""
    of_each: bool = False
    """Whether it is asked of each of the treatments that were named side by side."""
    of_all: bool = False
    """Whether it is asked of them together: whether they are offered, compared or combined."""
    plain: bool = False
    """Whether its words plainly stand for a question, whatever the whole sounds like."""

    @property
    def label(self) -> str:
        """What it most likely is."""
        return self.asked.reading.ranking[0][0]

    @property
    def clearness(self) -> float:
        """The probability of that."""
        return self.asked.reading.ranking[0][1]

    @property
    def asking(self) -> float:
        """How likely it is a question about a treatment or the clinic."""
        return sum(p for name, p in self.asked.reading.ranking if intent_of(name) in ASKING)

    @property
    def away(self) -> float:
        """How likely it is friendly or rude words, or something else that is not for a clinic."""
        return sum(p for name, p in self.asked.reading.ranking if intent_of(name) in AWAY)

    @property
    def names_are_meant(self) -> bool:
        """Whether it surely asks about a treatment's name rather than about the treatment."""
        name, chance = self.asked.reading.ranking[0]
        return self.compares or (topic_of(name) in MEANING_NAMES and chance >= NAMES_MEANT)

    @property
    def may_be_alone(self) -> bool:
        """Whether PRP may be asked about by itself ("is it safe"), not what it adds to needles."""
        return topic_of(self.label) == PRP and not self.compares

    @property
    def compares(self) -> bool:
        """Whether it compares or joins two treatments.

        "Is Botox better", "a peel or this" do; "can I have a peel with a cold" does not.
        """
        (name, chance), *_ = self.asked.reading.ranking
        text, surely = self.asked.text, chance >= COMPARED
        joined = _JOINS.search(text) or (surely and topic_of(name).startswith(COMPARING))
        return bool(_COMPARES.search(text) or (joined and _OURS.search(text)))

    @property
    def wishes(self) -> bool:
        """Whether it asks for an appointment or to be contacted, and not only how to."""
        name, chance = self.asked.reading.ranking[0]
        asks_how = _HOW_TO.match(self.asked.text)
        return name == "want_consultation" and chance >= WISH and not asks_how

    @property
    def is_question(self) -> bool:
        """Whether its likeliest reading is a question."""
        return intent_of(self.label) in ASKING


def looks_like_question(text: str) -> bool:
    """Whether a text is worded as a question."""
    return bool(_QUESTION.search(text))


def without_treatment(text: str, mentions: Sequence[Mention]) -> str:
    """The text with "it" for the treatment that it names.

    What is asked of a treatment is the same for all of them, and the examples speak of ours.
    """
    for mention in reversed(mentions):
        if mention.kind == "treatment":
            before = _ARTICLE.sub("", text[: mention.start])
            price = _PRICE_IN.search(text, mention.start, mention.end)
            asked = f"it {price[0]}" if price else "it"
            text = f"{before}{asked}{text[mention.end :]}"
    return text


def read_parts(reader: Once, text: str, split: Sequence[str] | None = None) -> list[Part]:
    """The parts of a message, each read. `split` are their texts, if they are known.

    A question that follows a statement may mean nothing without it ("I'm pregnant, can I?"), so
    one that is not clear by itself is read together with it, and kept so if that is clearer.
    """
    parts: list[Part] = []
    for words in split_questions(text) if split is None else split:
        if question := stands_for(words, text):
            parts.append(replace(read_part(reader, question), plain=True))
            continue
        part = read_part(reader, words)
        wishes = part.wishes or any(earlier.wishes for earlier in parts)
        if wishes and _ASKS_CHARGE.search(words):
            parts += [part] if part.wishes else []
            part = read_part(reader, CONSULTATION_FEE)
        elif parts and not looks_like_question(parts[-1].asked.text):
            part = _with_statement(reader, text, parts[-1], part)
        if rest := without_group(part.asked, reader):
            parts.append(Part(rest, rest=True))
        parts.append(replace(part, asked=asked_by_anybody(part.asked, reader)))
    if any(part.plain for part in parts):
        return [part for part in parts if part.plain or not says_why(part.asked.text)]
    return parts


def without_names(
    reader: Once,
    text: str,
    parts: list[Part],
    *,
    mentions: Sequence[Mention],
    about: About,
    shelf: Shelf,
) -> list[Part]:
    """The parts read without the treatment that they name, where its name is not what is asked."""
    meant = [part for part in parts if part.names_are_meant]
    plain = any(part.plain for part in parts)  # read as a question that names none
    if plain or not about.other(shelf) or not all(part.may_be_alone for part in meant):
        return parts
    rest = read_parts(reader, without_treatment(text, mentions))
    clear = all(part.is_question and part.clearness >= SURE for part in rest)
    return rest if clear or not meant else parts


def of_several(reader: Once, lexicon: Lexicon, parts: Sequence[Part], about: About) -> list[Part]:
    """The parts, those marked that ask about treatments that were named side by side.

    After "a peel or IPL" who asks "which one hurts less" is told of each how it hurts, and never
    how another treatment does; "can I do both the same day" asks of both together.
    """
    if not about.together:
        return [*parts]
    return [_of_several(reader, lexicon, part, about) for part in parts]


def _of_several(reader: Once, lexicon: Lexicon, part: Part, about: About) -> Part:
    text = part.asked.text
    if about.named:
        here = {m.name for m in lexicon.read(text) if m.kind == "treatment"} & {*about.together}
        compared = topic_of(part.label).startswith(COMPARING)
        each = len(here) != 1 and topic_of(part.label) not in CLINIC_TOPICS
        ours = MAIN_TREATMENT in about.together  # what ours are compared with is found by itself
        return replace(part, of_each=each and not compared, of_all=each and compared and not ours)
    if not speaks_of_each(text):
        return replace(part, of_each=topic_of(part.label) not in CLINIC_TOPICS | ABOUT_THE_WISH)
    if not (topic_of(part.label) == OFFERED and part.clearness >= SURE):
        plain = read_part(reader, as_of_one(text))
        if plain.is_question and plain.clearness >= SURE:
            return replace(plain, of_each=True)
    named = read_part(reader, with_names(text, about.together))
    topic = topic_of(named.label)
    joint = topic == OFFERED or topic.startswith(COMPARING)
    if joint and named.clearness >= NAMES_TOGETHER:
        return replace(named, of_all=True)
    return replace(part, of_each=True)


def find_entries(
    reader: Once, lexicon: Lexicon, shelf: Shelf, text: str, today: date
) -> list[tuple[str, list[Hit]]]:
    """What each part of a message finds, best first, as a turn would at the start of a talk."""
    mentions = lexicon.read(text)
    about = About.of(mentions, None)
    parts = read_parts(reader, text)
    parts = without_names(reader, text, parts, mentions=mentions, about=about, shelf=shelf)
    return [(part.asked.text, about.hits(shelf, lexicon, part.asked, today)) for part in parts]


def _with_statement(reader: Once, text: str, statement: Part, part: Part) -> Part:
    """The question read with the statement before it, if it is clearer so, else as it is.

    "I have large pores. Does it help?" asks about pores, however clear its own words are.
    """
    general = topic_of(part.label) in GENERAL
    if not general and (not looks_like_question(part.asked.text) or part.clearness >= QUITE_CLEAR):
        return part
    joined = read_part(reader, _from_to(text, statement.asked.text, part.asked.text))
    if topic_of(part.label) and _only_says_who(joined, part):
        return part
    enough = CLEAR if general else part.clearness if part.clearness < SURE else VERY_CLEAR
    return joined if joined.is_question and joined.clearness > enough else part


def _from_to(text: str, first: str, last: str) -> str:
    """The text from one of its parts to the end of a later one.

    Where the two are all of it, that is the message itself, which was read already.
    """
    start = text.find(first)
    end = text.find(last, start + len(first))
    return text[start : end + len(last)] if 0 <= start < end else f"{first} {last}"


def _only_says_who(joined: Part, part: Part) -> bool:
    """Whether the statement turns the question into one about who somebody is."""
    return is_of_a_group(joined) and not is_of_a_group(part)


def read_part(reader: Once, text: str) -> Part:
    """A text read as one part."""
    return Part(Asked(text, reader.read(text)))


def is_of_a_group(part: Part) -> bool:
    """Whether it only says who somebody is."""
    return topic_of(part.label) in OF_A_GROUP
