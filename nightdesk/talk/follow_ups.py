"""Short messages that mean nothing without the question before them: "and sunday?", "how long?"."""

import re
from collections.abc import Sequence

from nightdesk.base.reply import Reply
from nightdesk.knowledge.clinic_answers import asks_if_offered, clinic_answer
from nightdesk.knowledge.clinic_days import beside_day, names_only_days
from nightdesk.knowledge.clinic_words import MONTH
from nightdesk.knowledge.topics import CLINIC_TOPICS, OF_WHAT_COMES_AFTER
from nightdesk.lexicon import Mention
from nightdesk.reading.model import Once, intent_of, topic_of
from nightdesk.talk.about import (
    AND,
    MAIN_TREATMENT,
    TREATMENT,
    About,
    as_of_one,
    in_order,
    narrowed,
    pointed_at,
    speaks_of_each,
    spelled_out,
)
from nightdesk.talk.desk import Desk, Knowledge
from nightdesk.talk.further import asks_the_same, follows_up, next_on_topic, same_topic
from nightdesk.talk.labels import ABOUT_THE_WISH, DESCRIBES_THE_WISH, OFFERED, PRP
from nightdesk.talk.parts import (
    SURE,
    Part,
    looks_like_question,
    of_several,
    read_part,
    read_parts,
    without_names,
    without_treatment,
)
from nightdesk.talk.questions import MOST_ANSWERS, Found, answer_questions, serve

HOURS = "clinic-hours"
"""What an answer on opening hours is called."""

MOST_WORDS, MOST_EMPTY_WORDS = 6, 9
"""More words than these say something by themselves; the second number is of words without any
subject ("so how long do i have to wait")."""

_TAKES_ITS_TIME = (OF_WHAT_COMES_AFTER - {"pain", "numbing"}) | {
    "preparation",
    "acne_active",
    "contraindication_medication",
    "contraindication_pregnancy",
    "contraindication_skin_condition",
    "combination_other",
}
"""Topics of which a bare "how long" asks; after others it asks how long a session is."""

_BARE = re.compile(r"^\W*(?:(?:and|so|ok|but)\W+)*how long(?: is it)?\W*$", re.IGNORECASE)
_ASKS_LEAVE = re.compile(
    r"\b(?:(?:can|could|may|should) (?:i|we|she|he|they|you|u)|(?:ok(?:ay)?|safe|fine) (?:to|if|for"
    r"|with|after|before)|is (?:it|that|\w+) (?:ok(?:ay)?|safe|fine|allowed))\b",
    re.IGNORECASE,
)
"""Asks whether one may: "how long" after it asks how long to wait."""

_SHELL = re.compile(
    r"^(?:and|so|but|ok|okay|oh|then|also|for|y|how|when|what|is|are|will|would|should|do|does|did"
    r"|can|could|i|it|they|them|that|this|these|those|we|you|u|my|the|a|be|have|need|to|of|in|at"
    r"|many|long|soon|before|after|afterwards|beforehand|until|till|days?|weeks?|months?|hours?|time"
    r"|early|late|enough|wait|fade|go|goes|gone|away|down|disappear|heal|clear|settle|calm|up"
    r"|required|necessary|mandatory|normal|ok|matter|stop|avoid|start|again|really|ever|still|just"
    r"|more|less|longer|left|now|though|tho|bit)$",
    re.IGNORECASE,
)
"""Words that name no subject."""
_POINTS = re.compile(
    r"\bhow (?:long|soon|early|many (?:days|weeks|months|hours))\b"
    r"|\b(?:should i|i should|i (?:need|have) to) (?:wait|stop)|\benough time\b"
    r"|\b(?:they|it|that|these|those) (?:fade|go away|disappear|matter)\b"
    r"|\bwhen (?:does|do|will|would|should) (?:they|it|that|this|these|those)"
    r" (?:go|fade|stop|disappear|heal|clear|settle|calm)\b"
    r"|\bis (?:it|that|this) (?:required|necessary|mandatory|late|enough)\b"
    r"|^\W*(?:and|so|but)\W+(?:after|before)\W*$",
    re.IGNORECASE,
)
"""What such a message asks; "what is it" and "where are you" are whole questions."""
_CLOSING = re.compile(
    r"^\W*(?:(?:and|so|ok)\W+)*(?:until|till|til|from|since) (?:when|what time)\W*$", re.IGNORECASE
)


_DOSE = re.compile(
    r"\b(?:dos(?:es?|ages?|ing)|units?|syringes?|cc|ml|mg|how deep)\b", re.IGNORECASE
)
"""Words for how much of something is given: that is the provider's to say."""

_LASTS = re.compile(
    r"^\W*(?:(?:and|so|ok|okay|but|well|oh|hm+|like|for|about)\W+){0,4}how (?:long"
    r"|many (?:hours|days|weeks))(?: (?:does|do|will|would|is|are|can|could|should))?"
    r" (?:it|that|this|they|these|those|all that|all this)"
    r"(?: (?:usually|normally|typically|generally|all|then|gonna|going to|supposed to)){0,3}"
    r" (?:last|stay|be there|hang around|stick around|go on|keep up)"
    r"(?:\W+(?:for|usually|normally|typically|then|though|tho|after|afterwards|like that|around|on"
    r"|approximately|roughly)){0,3}\W*$",
    re.IGNORECASE,
)
"""Asks how long "that" lasts."""

NUMBNESS = "the numbness"
_SIGNS = [
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), noun)
    for words, noun in (
        (r"red|redness|pink|flush\w*", "the redness"),
        (r"swell\w*|swollen|puff\w*", "the swelling"),
        (r"bruis\w*", "the bruising"),
        (r"peeling|(?:will|does|do) (?:\w+ )?peel|flak\w*|dry|dryness", "the flaking"),
        (r"burn|burns|burning|sting\w*", "the burning"),
        (r"itch\w*", "the itching"),
        (r"numb\w*", NUMBNESS),
        (r"hurts?|pain\w*|sore\w*|tender\w*|ach(?:e|es|y|ing)", "the soreness"),
    )
]
"""What comes with a treatment, and how it is called."""

_NAMES_OF_TOPICS = {
    "pain": "the soreness",
    "downtime": "the recovery",
    "phases": "the healing",
    "side_effects": "the redness and swelling",
}
_TELL_HOW_LONG = frozenset({"downtime", "side_effects"})
"""Topics of entries that tell how long something is seen or felt."""

_IN_TIME = re.compile(r"\b(?:after|afterwards?|then|next|luego)\b", re.IGNORECASE)
_WHILE_IT_IS_DONE = frozenset(
    {"what_is", "how_it_works", "session_length", "device", "numbing", "pain", "side_effects"}
)
_WHEN_IT_HEALS = frozenset({"downtime", "phases"})
_COMES_NEXT = {"downtime": "What is the downtime?", "aftercare": "What is the aftercare?"}
"""What is told next of, and how it is asked for, after how a treatment is done."""

SAID_ABOVE, SAID_MORE = "utter_said_answer", "utter_said_more"
HEALTH_WORRY, DECLINED = "utter_health_worry", "utter_out_of_scope"

_OF_A_SIGN = OF_WHAT_COMES_AFTER | {
    "safety_fda",
    "contraindication_skin_condition",
    "contraindication_medication",
    "acne_active",
    "candidacy",
}
"""Topics that a question on a sign of the skin is taken for ("is it cancer", "does it spread")."""

_TELLS = frozenset({"ask_treatment", "state_concern", "out_of_scope"})
"""Labels of words that may go on from a worry; thanks, details and wishes never do."""

OF_CONSULTATION = frozenset({"consultation_what_happens", "consultation_cost"})
WHAT_A_CONSULTATION_IS = "What happens at a consultation?"
_IT = re.compile(r"\b(?:it|that|this)\b", re.IGNORECASE)


_ENDED = re.compile(
    r"^\W*(?:(?:ok|so|well|but|and|oh)\W+){0,2}(?:i|we)(?:['’]?ve| have| already| just){0,2}"
    r" (?:finished|stopped|quit|ended|completed|started|took|came off|got off|went off|was on"
    r"|(?:was|am|been) (?:done|off))\b(?: (?:taking|using|with|of|my|the))*"
    r" (?:it|them|that|last (?:one|dose|pill|course)|mine)\b",
    re.IGNORECASE,
)
"""Tells when "it" ended: the medicine or whatever was asked about."""
_THEN = re.compile(
    rf"^\W*(?:(?:ok|okay|so|and|then|maybe|like|in|by|until|till|after|from|would|is|will|be|it"
    rf"|that|around|early|late|mid|next|i|can|could)\W+){{1,7}}(?:{MONTH}|month|year)"
    r"(?:\W+(?:then|ok|okay|work|fine|good|be|or|earliest|enough|maybe))*\W*$",
    re.IGNORECASE,
)
_A_NO = re.compile(
    r"^\W*(?:(?:ok|okay|so|but|and|wait|then|hm+)\W+){0,4}(?:is (?:that|it|this)|that['’]?s"
    r"|it['’]?s) an? (?:hard |definite |firm |maybe )?(?:no|yes|maybe|not yet)\b"
    r"(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"^\W*(?:(?:ok|okay|so|but|and|wait|hold on|sorry|um+)\W+){0,4}what(?:['’]?s| is)"
    r" (?:it|that|this)"
    r"(?:\W+(?:exactly|again|even|about|for|like|though|tho))*\W*$",
    re.IGNORECASE,
)


def leans(text: str) -> bool:
    """Whether a question names no subject of its own ("how many days before")."""
    words = re.findall(r"[\w']+", text)
    short = len(words) <= MOST_EMPTY_WORDS and all(map(_SHELL.match, words))
    return short and bool(_POINTS.search(text))


def follow_up(
    desk: Desk,
    knowledge: Knowledge,
    reader: Once,
    text: str,
    before: str,
    told: Sequence[str],
    talk: str = "",
    *,
    held: bool = False,
) -> Found | None:
    """What is known of a message that goes on from the question `before` it; None for others.

    `told` names the answers given, the last one last, `talk` the treatment it is all about, and
    `held` whether the last of them was given to that question.
    Nothing found is an honest answer as well: other entries would speak of something else.
    """
    if not before:
        return None
    if hours := _on_hours(desk, text, before, told):
        return Found(hours)
    ours = talk in ("", MAIN_TREATMENT)  # of all others the clinic tells by itself
    if ours and (offered := _on_offer(desk, knowledge, text, told)):
        return Found(offered)
    if found := _on_consultation(desk, knowledge, reader, text, told):
        return found
    if held and _on_wait(knowledge, text, told):
        return Found([said_above(desk)])
    if found := _on_lasting(desk, knowledge, reader, text, before, told if held else (), talk):
        return found
    if held and (found := _on_next(desk, knowledge, reader, text, told)):
        return found
    found = _on_subject(desk, knowledge, reader, text, before, told)
    if found and not found.replies and held and _lasts(knowledge, told):
        return Found([said_above(desk)])
    return found


def _on_wait(knowledge: Knowledge, text: str, told: Sequence[str]) -> bool:
    """Whether somebody only reckons with what the last answer told of waiting, or sums it up."""
    own = _ENDED.match(text) or _THEN.match(text) or sums_up(text)
    few = len(text.split()) <= MOST_EMPTY_WORDS
    return bool(few and own and told and told[-1] in knowledge.entries) and _lasts(knowledge, told)


def sums_up(text: str) -> bool:
    """Whether somebody asks if an answer means yes or no; a yes to an offer is none of these."""
    return bool(_A_NO.match(text))


def said_above(desk: Desk) -> Reply:
    """That what is known stands in the last answer."""
    return Reply("notice", SAID_ABOVE, {"phone": desk.clinic.phone.display})


def _on_hours(desk: Desk, text: str, before: str, told: Sequence[str]) -> list[Reply]:
    """The hours of the days named after an answer on hours, or until when it is open then."""
    if not told or told[-1] != HOURS:
        return []
    if _CLOSING.match(text):
        text = before
    elif beside := beside_day(desk.clinic, text, before, desk.today()):
        text = beside
    elif not names_only_days(desk.clinic, text, desk.today()):
        return []
    reply = clinic_answer(desk.clinic, "hours", desk.clock(), text)
    return [reply] if reply else []


def _on_offer(desk: Desk, knowledge: Knowledge, text: str, told: Sequence[str]) -> list[Reply]:
    """Whether PRP is offered, to who asks if we have "that" after an answer on it.

    It is also told of among our own, as what is put on the skin beside the needles.
    """
    last = knowledge.entries.get(told[-1]) if told else None
    if last is None or not (last.treatment == "prp" or last.topic == PRP):
        return []
    named = any(m.kind == TREATMENT for m in desk.lexicon.read(text))
    if named or not asks_if_offered(desk.clinic, text):
        return []
    reply = clinic_answer(desk.clinic, OFFERED, desk.clock(), text, "prp")
    return [reply] if reply else []


def turned_to(text: str, mentions: Sequence[Mention], talk: str) -> Mention | None:
    """The treatment that a text only turns to ("and a peel?"), in a talk about others or none."""
    named = [m for m in mentions if m.kind == TREATMENT]
    named += pointed_at(text, named, talk)
    if len({m.name for m in named}) != 1 or not asks_the_same(
        without_treatment(text, in_order(named))
    ):
        return None
    return named[0]


def by_names(
    desk: Desk,
    knowledge: Knowledge,
    reader: Once,
    text: str,
    *,
    mentions: Sequence[Mention],
    talk: str,
) -> Found | None:
    """What answers a question that means treatments without their names, read with them.

    "Is the second one safer" and "how does that compare to filler" say too little by themselves.
    """
    named = spelled_out(text, mentions, talk) if talk else text
    if named == text or not looks_like_question(text):
        return None
    about = About.of(desk.lexicon.read(named), talk, named)
    parts = of_several(reader, desk.lexicon, _parts(desk, knowledge, reader, named, about), about)
    found = answer_questions(desk, knowledge, parts, about)
    return found if found.replies else None


def _parts(desk: Desk, knowledge: Knowledge, reader: Once, text: str, about: About) -> list[Part]:
    """The parts of a text that stands for the visitor's own, read as those of a message."""
    mentions, parts = desk.lexicon.read(text), read_parts(reader, text)
    return without_names(reader, text, parts, mentions=mentions, about=about, shelf=knowledge.shelf)


def of_another(
    desk: Desk,
    knowledge: Knowledge,
    reader: Once,
    turned: Mention,
    before: str,
    *,
    told: Sequence[str],
    talk: str,
) -> Found | None:
    """What was asked `before`, answered for the treatment the talk has turned to.

    Else what is known of it on the topic that was `told` of then. Where neither is there, that is
    the honest answer to a question about a treatment; None for what else was asked.
    """
    text, about = _about_another(desk, turned, before, talk)
    mentions = desk.lexicon.read(text)
    parts = _parts(desk, knowledge, reader, text, about)
    named = any(m.kind == TREATMENT for m in mentions)
    elsewhere = (CLINIC_TOPICS if not named else CLINIC_TOPICS - {OFFERED}) | DESCRIBES_THE_WISH
    parts = [p for p in parts if p.is_question and topic_of(p.label) not in elsewhere | {""}]
    if not parts:
        return None
    parts = of_several(reader, desk.lexicon, parts, about)
    found = answer_questions(desk, knowledge, parts, about)
    if not found.replies:
        found = Found(same_topic(knowledge, parts, told, turned.name, desk.today()))
    if found.replies:
        return found
    return Found(open_questions=1) if turned.name in knowledge.shelf.treatments else None


def _about_another(desk: Desk, turned: Mention, before: str, talk: str) -> tuple[str, About]:
    """A question with another treatment in the place of its own, or of the last that it names."""
    named = [m for m in desk.lexicon.read(before) if m.kind == TREATMENT]
    if not named:
        plain = as_of_one(before) if speaks_of_each(before) else before
        return plain, About(frozenset({turned.name}), turned.name)
    if one := narrowed(before, named, turned.name):
        return as_of_one(one), About(frozenset({turned.name}), turned.name)
    last = ([m for m in named if m.name != MAIN_TREATMENT] or named)[-1].name
    words = turned.name.replace("_", " ")
    for mention in reversed(named):
        if mention.name == last:
            before = f"{before[: mention.start]}{words}{before[mention.end :]}"
    return before, About.of(desk.lexicon.read(before), talk.split(AND)[0] or None, before)


def after_decline(reader: Once, text: str, before: str, declined: Sequence[str]) -> Found | None:
    """What is said to few words that go on from the message `before` it, which was declined.

    Who told of a mole that grew and adds "it also itches" is sent to a doctor again, and reads
    nothing of what itches after a treatment.
    """
    if not declined:
        return None
    if DECLINED in declined and _DOSE.search(before) and _DOSE.search(text):
        return Found()
    if HEALTH_WORRY not in declined:
        return None
    label = read_part(reader, text).label
    asks_else = looks_like_question(text) and topic_of(label) not in _OF_A_SIGN | {""}
    if intent_of(label) not in _TELLS or asks_else:
        return None
    return Found([Reply("decline", HEALTH_WORRY)])


def _on_consultation(
    desk: Desk, knowledge: Knowledge, reader: Once, text: str, told: Sequence[str]
) -> Found | None:
    """What "it" is when that is the consultation that was told of; how long it is is not known."""
    topic = _topic_told(knowledge, told)
    if topic not in ABOUT_THE_WISH | OF_CONSULTATION or len(text.split()) > MOST_WORDS:
        return None
    if _WHAT.match(text):
        part = read_part(reader, WHAT_A_CONSULTATION_IS)
        hits = About(frozenset()).hits(knowledge.shelf, desk.lexicon, part.asked, desk.today())
        if hits and hits[0].entry.id == told[-1]:
            return Found([said_above(desk)])
        return Found([serve(knowledge, hit.entry, hit.topic) for hit in hits[:1]])
    if topic not in OF_CONSULTATION:
        return None
    named = _IT.sub("the consultation", text)
    asks = _BARE.match(text) and topic_of(read_part(reader, named).label) in OF_CONSULTATION
    return Found() if asks else None


def _topic_told(knowledge: Knowledge, told: Sequence[str]) -> str:
    """The topic of the last answer, also of one from clinic.yml."""
    last = knowledge.entries.get(told[-1]) if told else None
    if last or not told:
        return last.topic if last else ""
    return told[-1].removeprefix("clinic-").replace("-", "_")


def _on_subject(
    desk: Desk, knowledge: Knowledge, reader: Once, text: str, before: str, told: Sequence[str]
) -> Found | None:
    """What is known when a message without a subject is read with the question `before` it."""
    waits = _lasts(knowledge, told) or _ASKS_LEAVE.search(before)
    if not leans(text) or (_BARE.match(text) and not waits):
        return None
    joined = f"{before.rstrip(' .?!')}, {text}"
    part = read_part(reader, joined)
    about = About.of(desk.lexicon.read(joined), None)
    hits = about.hits(knowledge.shelf, desk.lexicon, part.asked, desk.today())
    if not hits or hits[0].confidence < SURE:
        return Found()
    best = hits[0]
    if best.entry.id in told[-MOST_ANSWERS:]:
        return Found([said_above(desk)])
    return Found([serve(knowledge, best.entry, best.topic)])


def _on_lasting(
    desk: Desk,
    knowledge: Knowledge,
    reader: Once,
    text: str,
    before: str,
    told: Sequence[str],
    talk: str,
) -> Found | None:
    """How long that lasts which the last answer was on, if it is no result but what comes with it.

    `told` is empty where the question `before` had no answer: then its own words count.
    """
    last = knowledge.entries.get(told[-1]) if told else None
    subject = _what_lasts(last.topic if last else "", before) if last or not told else ""
    if not subject or not _LASTS.match(text):
        return None
    treatment = last.treatment if last else talk.split(AND)[0] or MAIN_TREATMENT
    asked = read_part(reader, f"How long does {subject} last?").asked
    wanted = {"numbing"} if subject == NUMBNESS else _TELL_HOW_LONG | {"pain"}
    hits = knowledge.shelf.search(
        asked, today=desk.today(), treatments=[treatment], limit=len(knowledge.entries)
    )
    for hit in hits:
        again = hit.entry.id in told[-1:]
        if again and hit.entry.topic in _TELL_HOW_LONG:
            return Found([said_above(desk)])
        if hit.entry.topic in wanted and not again:
            return Found([serve(knowledge, hit.entry, hit.topic)])
    return Found()


def _what_lasts(topic: str, before: str) -> str:
    """What "that" is in "how long does that last"; empty for results and all else."""
    if topic == "numbing":
        return NUMBNESS
    if topic and topic not in OF_WHAT_COMES_AFTER:
        return ""
    sign = next((noun for words, noun in _SIGNS if words.search(before)), "")
    return sign or _NAMES_OF_TOPICS.get(topic, "")


def _on_next(
    desk: Desk, knowledge: Knowledge, reader: Once, text: str, told: Sequence[str]
) -> Found | None:
    """What comes after that which was told last, for who asks "and then?"; else what else is known.

    After how it is done that is the time afterwards, and after this how to care for the skin.
    """
    last = knowledge.entries.get(told[-1]) if told else None
    if last is None or not follows_up(text):
        return None
    topics = [last.topic]
    if _IN_TIME.search(text):
        topics = [*_COMES_NEXT] if last.topic in _WHILE_IT_IS_DONE else topics
        topics += ["aftercare"] if last.topic in _WHEN_IT_HEALS else []
    for topic in topics:
        part = read_part(reader, _COMES_NEXT.get(topic, text) if topic != last.topic else text)
        if more := next_on_topic(knowledge, [part], told, desk.today(), topic):
            return Found(more)
    return Found([Reply("notice", SAID_MORE, {"phone": desk.clinic.phone.display})])


def _lasts(knowledge: Knowledge, told: Sequence[str]) -> bool:
    """Whether the last answer was on something that takes its time, or there was none."""
    last = knowledge.entries.get(told[-1]) if told else None
    return last is None or not _TAKES_ITS_TIME.isdisjoint(last.topics)
