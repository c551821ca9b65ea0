"""Answering the questions in a message from approved knowledge, or saying that there is none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from nightdesk.base.reply import Choice, Reply
from nightdesk.knowledge.clinic_answers import (
    asks_if_offered,
    asks_more,
    asks_to_get_in,
    clinic_answer,
)
from nightdesk.knowledge.entry import Entry
from nightdesk.knowledge.questions import split_questions
from nightdesk.knowledge.search import ASKING, Asked, Hit
from nightdesk.knowledge.shelf import Shelf
from nightdesk.knowledge.topics import ASKED_OF_THE_CLINIC, CLINIC_TOPICS, COMPARING, OF_A_GROUP
from nightdesk.lexicon import Lexicon, Mention
from nightdesk.reading.model import Once, intent_of, topic_of
from nightdesk.reading.spanish import in_english
from nightdesk.talk.about import MAIN_TREATMENT, About, as_of_one, speaks_of_each, with_names
from nightdesk.talk.desk import Desk, Knowledge
from nightdesk.talk.groups import asked_by_anybody, without_group
from nightdesk.talk.meant import is_unknown, says_why, stands_for

MOST_ANSWERS = 3
"""More than three answers to one message are a wall of text: what is left is a button."""

SURE = 0.65
"""The confidence from which an entry answers. Of all hits above it about 90 % were right, of those
between MAYBE and it every second (docs/measurements.md), so there the visitor is asked."""

MAYBE = 0.4

SECOND_TOPIC = 0.25
"""The probability from which one question asks about two topics at once ("does it hurt and do you
numb", in one breath)."""

CLINIC_TOPIC = 0.35
"""The probability from which a question is one for clinic.yml."""

PLAINLY_ASKS = 0.6
"""The share of asking labels from which a part that has no answer is worth a word of its own."""

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

DESCRIBES_THE_WISH = frozenset({"consultation_what_happens"})
ABOUT_THE_WISH = DESCRIBES_THE_WISH | {"booking"}
"""Topics that describe what somebody who asks for a consultation is about to do, and how."""

PLAIN_TOPIC = 0.65
"""The probability from which a topic is plainly asked."""

LIKELY = 0.15
"""The probability of a topic from which it is worth asking if that alone is meant."""

MOST_CHOICES = 3

ENTRY = "entry:"
"""What a button means that stands for an entry: this and the entry's id."""

NONE_OF_THESE = Choice("None of these", ENTRY)

OFFER = Choice("Request a consultation", "want_consultation")
SPOKEN, SHOWN = "spoken", "shown"
"""How a consultation was offered: in words, or by no more than a button below an answer."""

PRP, OFFERED = "prp_combination", "other_treatments_offered"
WHAT_IS, COST, CONCERNS = "what_is", "cost", "concerns_treated"
MEANING_NAMES = frozenset({OFFERED, PRP})
"""Topics of questions that mean a treatment by its name ("do you do PRP", "what does PRP add")."""

AWAY = frozenset({"out_of_scope", "abuse", "smalltalk", "greet", "thanks", "goodbye"})
"""Intents of what a clinic has nothing to answer or to write down for."""

AT_STAFF = frozenset({"ask_human", "existing_client", "complaint", "ask_privacy"})
SURE_OF_INTENT = 0.35
"""The confidence from which a message that is away, or for staff, is not searched for questions. It
is spread over fifty labels, so a third is much."""

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
_FOLLOW_UP = re.compile(
    r"^\W*(?:(?:ok|so|and|but|well|yeah|whats?|how|about|tell me|happens|comes)\W+){0,4}"
    r"(?:after (?:that|this)|afterwards?|(?:what )?(?:then|next)(?: what)?(?: happens)?|else|more"
    r"|go on|y luego)\W*$",
    re.IGNORECASE,
)

_THE_SAME = re.compile(
    r"^\W*(?:(?:ok|okay|so|and|n|or|but|oh|then|also|tell|me|more|what|how|about|abt|for|with|of"
    r"|in|the|is|same|an?|too|instead|if|i|we|got|get|did|do)\W+){0,6}it"
    r"(?:\W+(?:though|tho|then|instead|too|also|as well|(?:the )?same(?: (?:thing|way|for it))?"
    r"|with (?:it|that|this)|injections?|shots?"
    r"|treatments?|one|thing))*\W*$",
    re.IGNORECASE,
)
"""A text that only turns to another treatment, which "it" stands for."""


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


@dataclass
class Found:
    """What a message's questions led to."""

    replies: list[Reply] = field(default_factory=list)
    unsure: list[Hit] = field(default_factory=list)
    open_questions: int = 0
    """Parts that plainly ask something and have no approved answer."""


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
    return _is_of_a_group(joined) and not _is_of_a_group(part)


def read_part(reader: Once, text: str) -> Part:
    """A text read as one part."""
    return Part(Asked(text, reader.read(text)))


def answer_questions(
    desk: Desk, knowledge: Knowledge, parts: Sequence[Part], about: About
) -> Found:
    """An answer for each question that an approved entry or clinic.yml fits; none twice."""
    found = Found()
    answered: set[str] = set()
    told: list[Part] = []
    left: list[Part] = []
    for part in _without_who(parts):
        replies = list(_answers(desk, knowledge, part, about, found))
        for reply in replies:
            if (says := _what_it_says(reply)) not in answered:
                answered.add(says)
                found.replies.append(reply)
        if replies:
            told.append(part)
        elif _plainly_asks(part):
            left.append(part)
    if any(looks_like_question(part.asked.text) for part in told):
        left = [part for part in left if looks_like_question(part.asked.text)]  # others tell why
    found.open_questions += sum(not _is_told(part, told) for part in left)
    found.replies = _with_buttons(knowledge, found.replies)
    return found


def _with_buttons(knowledge: Knowledge, replies: list[Reply]) -> list[Reply]:
    """So many answers as may be said at once, on the last of them a button for each that is left.

    The clinic's own facts are short, and no entry that a button could stand for: all are said.
    """
    entries = [r for r in replies if str(r.answer[0]["entry"]) in knowledge.entries]
    facts = len(replies) - len(entries)
    left = entries[max(MOST_ANSWERS - facts, 0) :]
    if not left:
        return replies
    said = [reply for reply in replies if reply not in left]
    told = [reply.answer[0] for reply in left]
    buttons = [_button(knowledge.entries[str(t["entry"])], str(t["topic"])) for t in told]
    said[-1] = replace(said[-1], choices=(*said[-1].choices, *buttons))
    return said


def _button(entry: Entry, topic: str) -> Choice:
    """A button that one press on answers with an entry."""
    return Choice(entry.questions[0], ENTRY + entry.id, topic)


def _is_told(part: Part, told: Sequence[Part]) -> bool:
    """Whether a part without an answer of its own was answered with another.

    So is one without words for who somebody is, which stands beside the whole question, and a
    statement or a question that were read together ("slept on it, did i ruin it").
    """
    text = part.asked.text
    return part.rest or any(text in one.asked.text or one.asked.text in text for one in told)


def _what_it_says(reply: Reply) -> str:
    """Its entry; for a comparison its topic, since both sides have an entry that tells the same."""
    source = reply.answer[0]
    topic = str(source["topic"])
    return topic if topic.startswith("vs_") else str(source["entry"])


def _plainly_asks(part: Part) -> bool:
    """Whether a part that has no answer asks something; not how to get what a request brings."""
    text = part.asked.text
    worded = looks_like_question(text) or (part.is_question and len(text.split()) > 1)  # not "wait"
    about = topic_of(part.label) not in ABOUT_THE_WISH
    return worded and about and part.asking >= PLAINLY_ASKS


def _without_who(parts: Sequence[Part]) -> Sequence[Part]:
    """The parts without statements of who somebody is, if anything else is asked or wished for.

    "Do you sell gift cards? My friend is turning 21" asks nothing about age.
    """
    others = [p for p in parts if not _is_of_a_group(p) or looks_like_question(p.asked.text)]
    asked = any(p.wishes or looks_like_question(p.asked.text) for p in others)
    return others if asked else parts


def _is_of_a_group(part: Part) -> bool:
    return topic_of(part.label) in OF_A_GROUP


def _answers(
    desk: Desk, knowledge: Knowledge, part: Part, about: About, found: Found
) -> Iterator[Reply]:
    """The answers to one part: usually one, two when it asks about two topics in one breath."""
    asked = part.asked
    topics = asked.topics
    likeliest = max(topics, key=lambda topic: topics[topic], default="")
    if not part.is_question and not looks_like_question(asked.text):
        return
    if likeliest not in ASKED_OF_THE_CLINIC - {COST} and is_unknown(asked.text, about.goes_on):
        return
    if likeliest in DESCRIBES_THE_WISH:
        about = About(frozenset())  # the same whatever is wanted, and told with ours
    if part.of_each and likeliest == COST:
        yield from _not_offered(desk, about)
    elif reply := _from_clinic(desk, asked, about, likeliest):
        yield reply
        return
    if part.of_each or (part.of_all and likeliest != OFFERED):
        yield from _of_these(desk, knowledge, part, about, found)
    else:
        yield from _of_one(desk, knowledge, asked, about, found)


def _of_one(
    desk: Desk, knowledge: Knowledge, asked: Asked, about: About, found: Found
) -> Iterator[Reply]:
    """The best entry, and what is asked about beside it."""
    topics = asked.topics
    likeliest = max(topics, key=lambda topic: topics[topic], default="")
    hits = about.hits(knowledge.shelf, desk.lexicon, asked, desk.today())
    hits = _naming_first(_plainly_asked_first(hits, topics), asked.text, desk.lexicon)
    if _is_the_clinics(desk, asked, likeliest) and topics[likeliest] >= CLINIC_TOPIC:
        hits = [hit for hit in hits if topics.get(hit.topic, 0.0) >= CLINIC_TOPIC]
    if not hits or hits[0].confidence < MAYBE:
        return
    if hits[0].confidence < SURE:
        found.unsure += _worth_asking(topics, [h for h in hits if h.confidence >= MAYBE / 2])
        return
    best = hits[0]
    yield serve(knowledge, best.entry, best.topic)
    other = _other_topic(topics, best.entry)
    if reply := _from_clinic(desk, asked, about, other):
        yield reply
    more = [hit for hit in hits[1:] if hit.topic == other][:1]
    more += about.further_comparisons(best.entry, hits, desk.lexicon)
    yield from (serve(knowledge, hit.entry, hit.topic) for hit in more)


def _plainly_asked_first(hits: list[Hit], topics: Mapping[str, float]) -> list[Hit]:
    """The hits, first a sure one on the topic that is plainly asked.

    "How long does redness last" asks for the downtime, though "still red after a week" is nearer.
    """
    if not hits:
        return hits
    asked = (h for h in hits if h.confidence >= SURE and topics.get(h.topic, 0.0) >= PLAIN_TOPIC)
    first = next(asked, hits[0])
    return [first, *(hit for hit in hits if hit is not first)]


def _worth_asking(topics: Mapping[str, float], hits: list[Hit]) -> list[Hit]:
    """The hits to choose among; none where all are on one topic that is hardly meant."""
    told = {hit.topic for hit in hits}
    return hits if len(told) > 1 or any(topics.get(t, 0.0) >= LIKELY for t in told) else []


def _is_the_clinics(desk: Desk, asked: Asked, topic: str) -> bool:
    """Whether only clinic.yml, or an entry on the same topic, may answer."""
    more = topic == OFFERED and asks_more(desk.clinic, in_english(asked.text))
    return topic in ASKED_OF_THE_CLINIC and not more


def _naming_first(hits: list[Hit], text: str, lexicon: Lexicon) -> list[Hit]:
    """The hits, of those on the best one's topic first what names the medicine or condition asked.

    "With eczema" is a skin condition as good as any other, but not to who has it.
    """
    near = [h for h in hits[1:] if h.topic == hits[0].topic and h.confidence >= SURE]
    wanted = _health_in(lexicon.read(text)) if near else frozenset()
    if not wanted or wanted & _told_of_health(hits[0].entry, lexicon):
        return hits
    naming = [h for h in near if wanted & _told_of_health(h.entry, lexicon)]
    return naming + [hit for hit in hits if hit not in naming]


def _told_of_health(entry: Entry, lexicon: Lexicon) -> frozenset[str]:
    return _health_of_entry("\n".join((entry.text, *entry.questions)), lexicon)


@lru_cache(maxsize=1024)
def _health_of_entry(words: str, lexicon: Lexicon) -> frozenset[str]:
    return _health_in(lexicon.read(words))  # never of a visitor's words: those are not to be kept


def _health_in(mentions: Sequence[Mention]) -> frozenset[str]:
    """The medicines and conditions among them."""
    return frozenset(m.name for m in mentions if m.kind in ("medicine", "condition"))


def _of_these(
    desk: Desk, knowledge: Knowledge, part: Part, about: About, found: Found
) -> Iterator[Reply]:
    """What compares the treatments that were named side by side, else what is known of each."""
    today, lexicon = desk.today(), desk.lexicon
    joint = replace(about, named=frozenset(about.together))
    hits = joint.hits(knowledge.shelf, lexicon, part.asked, today)
    held = joint.holding_all(hits[:1] if part.of_each else hits, lexicon)
    if held and held[0].confidence >= SURE:
        yield serve(knowledge, held[0].entry, held[0].topic)
        return
    if part.of_all:
        yield from _of_all(desk, knowledge, part, joint, hits)
        return
    away = _away(desk) if topic_of(part.label) == COST else frozenset()
    left = [name for name in about.together if name not in away]
    missing = 0
    for name in left:
        one = About(frozenset({name}), name).hits(knowledge.shelf, lexicon, part.asked, today)
        if one and one[0].confidence >= SURE:
            yield serve(knowledge, one[0].entry, one[0].topic)
        else:
            missing += 1
    found.open_questions += bool(missing)


def _of_all(
    desk: Desk, knowledge: Knowledge, part: Part, about: About, hits: Sequence[Hit]
) -> Iterator[Reply]:
    """Where no entry holds all: what each of those compared is, or what is known of combining.

    Compared for a concern, it is told what each is used for.
    """
    today = desk.today()
    if topic_of(part.label).startswith("vs_"):
        text = part.asked.text
        concern = asks_more(desk.clinic, text) or any(
            m.kind == "concern" for m in desk.lexicon.read(text)
        )
        for name in about.together:
            used = _on_topic(knowledge, part, name, CONCERNS, today)[:1] if concern else []
            topic = CONCERNS if used else WHAT_IS
            told = used or _on_topic(knowledge, part, name, WHAT_IS, today)[:1]
            yield from (serve(knowledge, entry, topic) for entry in told)
    elif hits and hits[0].confidence >= SURE:
        yield serve(knowledge, hits[0].entry, hits[0].topic)


def _away(desk: Desk) -> frozenset[str]:
    """The treatments that the clinic says it does not offer."""
    return frozenset(found.id for found in desk.clinic.treatments_not_offered)


def _not_offered(desk: Desk, about: About) -> Iterator[Reply]:
    """Which of the treatments whose price is asked have none, since the clinic has them not."""
    away = _away(desk)
    names = " and ".join(name.replace("_", " ") for name in about.together if name in away)
    reply = clinic_answer(desk.clinic, OFFERED, desk.clock(), f"do you do {names}")
    if names and reply:
        yield reply


def _other_topic(topics: Mapping[str, float], told: Entry) -> str:
    """The other topic that is asked about as well, and that the answer does not tell of."""
    others = {name: chance for name, chance in topics.items() if name not in told.topics}
    other = max(others, key=lambda name: others[name], default="")
    return other if others.get(other, 0.0) >= SECOND_TOPIC else ""


def _from_clinic(desk: Desk, asked: Asked, about: About, topic: str) -> Reply | None:
    words = in_english(asked.text)
    if asks_if_offered(desk.clinic, words):  # "do you have it" says too little to be told apart
        topic = OFFERED
    elif asks_to_get_in(words):
        topic = "booking"
    elif topic not in ASKED_OF_THE_CLINIC or asked.topics[topic] < min(CLINIC_TOPIC, SECOND_TOPIC):
        return None
    # Of two treatments without a price that of the talk's must not be told instead.
    treatment = about.goes_on if len(about.named) <= 1 else ", ".join(sorted(about.named))
    return clinic_answer(desk.clinic, topic, desk.clock(), words, treatment)


def clarify(hits: Sequence[Hit]) -> list[Reply]:
    """Which of these do you mean: one button for each topic, the likeliest first."""
    by_topic: dict[str, Entry] = {}
    for hit in sorted(hits, key=lambda hit: -hit.confidence):
        by_topic.setdefault(hit.topic, hit.entry)
    choices = [_button(entry, topic) for topic, entry in list(by_topic.items())[:MOST_CHOICES]]
    return [Reply("clarify", "utter_clarify", choices=(*choices, NONE_OF_THESE))] if choices else []


def follows_up(text: str) -> bool:
    """Whether a text only goes on from the last answer ("and after that?")."""
    return bool(_FOLLOW_UP.match(text))


def next_on_topic(
    knowledge: Knowledge, parts: Sequence[Part], told: Sequence[str], today: date, topic: str = ""
) -> list[Reply]:
    """What else is known on the topic of the last answer `told` (ids of entries, the last last).

    With a `topic` what is known on that, of the treatment of that answer.
    """
    last = knowledge.entries.get(told[-1]) if told else None
    if last is None or not parts:
        return []
    topic = topic or last.topic
    found = _on_topic(knowledge, parts[-1], last.treatment, topic, today)
    more = [entry for entry in found if entry.id not in told]
    return [serve(knowledge, entry, topic) for entry in more[:1]]


def _on_topic(
    knowledge: Knowledge, part: Part, treatment: str, topic: str, today: date
) -> list[Entry]:
    """All that is known of a treatment on a topic, best first for what was asked."""
    hits = knowledge.shelf.search(
        part.asked, today=today, treatments=[treatment], limit=len(knowledge.entries)
    )
    return [hit.entry for hit in hits if topic in hit.entry.topics]


def asks_the_same(text: str) -> bool:
    """Whether a text only turns to another treatment, which "it" stands for ("and for it?")."""
    return bool(_THE_SAME.match(text))


def what_it_is(
    desk: Desk, knowledge: Knowledge, parts: Sequence[Part], treatment: str
) -> list[Reply]:
    """What a treatment is, to who says nothing but its name; first that we have it not, if so."""
    told = _on_topic(knowledge, parts[-1], treatment, WHAT_IS, desk.today())[:1]
    away = [*_not_offered(desk, About(frozenset(), together=(treatment,)))] if told else []
    return away + [serve(knowledge, entry, WHAT_IS) for entry in told]


def same_topic(
    knowledge: Knowledge, parts: Sequence[Part], told: Sequence[str], treatment: str, today: date
) -> list[Reply]:
    """What is known of another `treatment` on the topic of the last answer `told`."""
    last = knowledge.entries.get(told[-1]) if told else None
    if last is None or last.topic.startswith(COMPARING) or not parts:
        return []
    found = _on_topic(knowledge, parts[-1], treatment, last.topic, today)
    found.sort(key=lambda entry: entry.topic != last.topic)  # its own topic first
    return [serve(knowledge, entry, last.topic) for entry in found[:1]]


def chosen(desk: Desk, knowledge: Knowledge, means: str) -> list[Reply]:
    """The answer behind a button of `clarify`; none for another button, or a retired entry."""
    entry = knowledge.entries.get(means.removeprefix(ENTRY))
    if not means.startswith(ENTRY) or entry is None or not entry.servable(desk.today()):
        return []
    return [serve(knowledge, entry, entry.topic)]


def serve(knowledge: Knowledge, entry: Entry, topic: str) -> Reply:
    """The reply that serves an entry, as the answer on this topic, naming source and version."""
    source = {
        "entry": entry.id,
        "version": knowledge.versions[entry.id],
        "topic": topic,
        "topics": list(entry.topics),
        "treatment": entry.treatment,
        "authority": entry.authority,
        "source": entry.source.model_dump(mode="json"),
        "further_sources": [source.model_dump(mode="json") for source in entry.further_sources],
        "cleared_use": entry.cleared_use,
        "clinic_statement": entry.clinic_statement,
        "reviewed_on": entry.reviewed_on.isoformat(),
    }
    return Reply("answer", text=entry.text, answer=(source,))
