"""Answering the questions in a message from approved knowledge, or saying that there is none."""

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
from nightdesk.knowledge.search import Asked, Hit
from nightdesk.knowledge.topics import ASKED_OF_THE_CLINIC
from nightdesk.lexicon import Lexicon, Mention
from nightdesk.reading.model import topic_of
from nightdesk.reading.spanish import in_english
from nightdesk.talk.about import About
from nightdesk.talk.buttons import ENTRY, NONE_OF_THESE
from nightdesk.talk.desk import Desk, Knowledge
from nightdesk.talk.labels import (
    ABOUT_THE_WISH,
    CONCERNS,
    COST,
    DESCRIBES_THE_WISH,
    OFFERED,
    WHAT_IS,
)
from nightdesk.talk.meant import is_unknown
from nightdesk.talk.parts import SURE, Part, is_of_a_group, looks_like_question

MOST_ANSWERS = 3
"""More than three answers to one message are a wall of text: what is left is a button."""

MAYBE = 0.4

SECOND_TOPIC = 0.25
"""The probability from which one question asks about two topics at once ("does it hurt and do you
numb", in one breath)."""

CLINIC_TOPIC = 0.35
"""The probability from which a question is one for clinic.yml."""

PLAINLY_ASKS = 0.6
"""The share of asking labels from which a part that has no answer is worth a word of its own."""

PLAIN_TOPIC = 0.65
"""The probability from which a topic is plainly asked."""

LIKELY = 0.15
"""The probability of a topic from which it is worth asking if that alone is meant."""

MOST_CHOICES = 3


@dataclass
class Found:
    """What a message's questions led to."""

    replies: list[Reply] = field(default_factory=list)
    unsure: list[Hit] = field(default_factory=list)
    open_questions: int = 0
    """Parts that plainly ask something and have no approved answer."""


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
    others = [p for p in parts if not is_of_a_group(p) or looks_like_question(p.asked.text)]
    asked = any(p.wishes or looks_like_question(p.asked.text) for p in others)
    return others if asked else parts


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
        yield from not_offered(desk, about)
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
            used = on_topic(knowledge, part, name, CONCERNS, today)[:1] if concern else []
            topic = CONCERNS if used else WHAT_IS
            told = used or on_topic(knowledge, part, name, WHAT_IS, today)[:1]
            yield from (serve(knowledge, entry, topic) for entry in told)
    elif hits and hits[0].confidence >= SURE:
        yield serve(knowledge, hits[0].entry, hits[0].topic)


def _away(desk: Desk) -> frozenset[str]:
    """The treatments that the clinic says it does not offer."""
    return frozenset(found.id for found in desk.clinic.treatments_not_offered)


def not_offered(desk: Desk, about: About) -> Iterator[Reply]:
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


def on_topic(
    knowledge: Knowledge, part: Part, treatment: str, topic: str, today: date
) -> list[Entry]:
    """All that is known of a treatment on a topic, best first for what was asked."""
    hits = knowledge.shelf.search(
        part.asked, today=today, treatments=[treatment], limit=len(knowledge.entries)
    )
    return [hit.entry for hit in hits if topic in hit.entry.topics]


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
