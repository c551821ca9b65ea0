"""What a message says that goes on from what was said before it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nightdesk.base.reply import Reply
from nightdesk.knowledge.clinic_answers import clinic_answer
from nightdesk.knowledge.hours_words import open_words
from nightdesk.knowledge.topics import CLINIC_TOPICS, COMPARING
from nightdesk.lexicon import Mention
from nightdesk.reading.model import Once
from nightdesk.talk.about import (
    AND,
    TREATMENT,
    About,
    by_order,
    in_order,
    points_by_order,
    the_other,
    with_it,
)
from nightdesk.talk.desk import Desk, Knowledge
from nightdesk.talk.earlier import Earlier, entries_told, responses
from nightdesk.talk.follow_ups import (
    MOST_EMPTY_WORDS,
    MOST_WORDS,
    SAID_ABOVE,
    SAID_MORE,
    after_decline,
    by_names,
    follow_up,
    leans,
    of_another,
    said_above,
    turned_to,
)
from nightdesk.talk.further import asks_the_same, what_it_is
from nightdesk.talk.labels import OFFERED, WHAT_IS
from nightdesk.talk.parts import Part, looks_like_question, read_part
from nightdesk.talk.questions import Found, serve

_MET = frozenset({"answer", "defer", "clarify"})
_NOT_AGAIN = frozenset({"decline", "urgent"})
"""Kinds of replies to a question, and those to what is not asked once more of another treatment."""

_OF_THE_PLACE = CLINIC_TOPICS - {OFFERED}
"""Topics that are the same for all treatments: who was told of them asks for none with a name."""

_OWN_SUBJECTS = frozenset({"treatment", "concern"})
"""What a message names that speaks of something else than the one before it."""

_WHICH_OFFERED = re.compile(
    r"\bwhich(?: (?:ones?|of (?:them|those|these|the (?:two|three))|treatments?))?"
    r" (?:do|does) (?:you|u|ya|yall|y['’]all|they|the clinic)(?: (?:guys|all|actually|even|there"
    r"|here)){0,2} (?:have|do|offer|carry|provide|got)(?: (?:there|here|at your \w+)){0,2}\b",
    re.IGNORECASE,
)
_NOTHING_ELSE = re.compile(
    r"^\W*(?:(?:ok|okay|so|and|or|but|oh|hi|hey|an?|the|between|vs|then|out|of|please|pls)\b\W*)*$",
    re.IGNORECASE,
)
_WHO_DOES = re.compile(
    r"^\W*(?:(?:and|so|ok|okay|but|well|then|oh|hm+|alright)\W+){0,3}"
    r"(?:(?:(?:do|would|can) (?:you|u|ya) (?:guys )?)?(?:know|recommend|suggest)(?: of)?"
    r" (?:any ?one|any ?body|some ?one|some ?body|any ?place|some ?place|some ?where"
    r"|a (?:place|clinic|doctor)|who)(?: else)?(?: (?:who|that|where))?"
    r"(?: (?:does|do|can|could|would|will|might|has|have|offers?|knows?)){0,2}"
    r"(?: (?:it|that|this|them|one))?"
    r"|who(?: else)? (?:does|do|can|could|would|will|might|has|knows?)(?: know)?"
    r"(?: (?:it|that|this|them))?"
    r"|who (?:do|can|could|should|would) (?:i|we) (?:ask|call|talk to|go to|see|contact|speak to)"
    r"(?: (?:about )?(?:it|that|this))?)"
    r"(?:\W+(?:then|instead|else|though|tho|please|pls|for (?:it|that|this))){0,3}\W*$",
    re.IGNORECASE,
)
"""Asks who does or knows what we do not."""

LISTED = "clinic-other-treatments-offered"
"""What an answer is called that lists treatments: who points at one of them asks what it is."""


def goes_on(
    desk: Desk,
    knowledge: Knowledge,
    reader: Once,
    earlier: Earlier,
    text: str,
    mentions: Sequence[Mention],
) -> Found | None:
    """What is known of a message that goes on from those before it; None for others."""
    if found := _which_offered(desk, text, mentions, earlier.treatment):
        return found
    if found := _who_does(desk, earlier, text):
        return found
    if found := _turns(desk, knowledge, reader, earlier, text, mentions):
        return found
    asked, told, talk = earlier.asked, earlier.told, earlier.treatment
    before = asked.text if asked else ""
    held = bool(told) and told[-1] in entries_told(asked)
    found = follow_up(desk, knowledge, reader, text, before, told, talk, held=held)
    found = found and _varied(knowledge, earlier, found)
    found = found or by_names(desk, knowledge, reader, text, mentions=mentions, talk=talk)
    return found or _on_decline(reader, earlier, text, mentions)


def only_goes_on(text: str, replies: Sequence[Reply]) -> bool:
    """Whether a message is nothing to go on from: it went on itself."""
    return leans(text) or any(reply.response in (SAID_ABOVE, SAID_MORE) for reply in replies)


def above(
    desk: Desk, earlier: Earlier, text: str, parts: Sequence[Part], replies: list[Reply]
) -> list[Reply]:
    """The replies; for the very answer that was just given, that it stands above.

    Only to few words that are no whole question: they ask on ("not even cigna").
    """
    only = [str(source["entry"]) for reply in replies for source in reply.answer]
    whole = looks_like_question(text) and not any(part.plain for part in parts)
    few = len(text.split()) <= MOST_WORDS and len(parts) == 1 and not whole
    if not few or len(only) != 1 or only != entries_told(earlier.last):
        return replies
    same = earlier.last and _bare(earlier.last.text) == _bare(text)
    return replies if same else [said_above(desk)]


def _bare(text: str) -> str:
    return text.strip(" .?!").lower()


def _varied(knowledge: Knowledge, earlier: Earlier, found: Found) -> Found:
    """What was found; who was sent to the answer above just now reads that answer once more."""
    told = earlier.told
    sends = [reply.response for reply in found.replies] == [SAID_ABOVE]
    again = sends and told and told[-1] in knowledge.entries
    if not again or SAID_ABOVE not in responses(earlier.last):
        return found
    entry = knowledge.entries[told[-1]]
    return replace(found, replies=[serve(knowledge, entry, entry.topic)])


def named_in(desk: Desk, earlier: Earlier, text: str) -> list[Mention]:
    """What a text names, also of the treatments that were just listed by their place."""
    named = [*desk.lexicon.read(text)]
    if any(m.kind == TREATMENT for m in named):
        return named
    if not points_by_order(text):
        return in_order([*named, *_the_other(desk, earlier, text)])
    return in_order([*named, *by_order(text, _listed(desk, earlier))])


def _the_other(desk: Desk, earlier: Earlier, text: str) -> list[Mention]:
    """What "the other one" is after one of two was spoken of: the other of the last such pair."""
    talk = earlier.treatment
    if not the_other(text, "", ("", talk)):
        return []
    for message in earlier.until_asked:
        about = About.of(desk.lexicon.read(message.text), None, message.text)
        if about.named and talk in about.together:
            return the_other(text, talk, about.together)
    return []


def _listed(desk: Desk, earlier: Earlier) -> list[str]:
    """The treatments in the last reply, if that told which ones the clinic has."""
    said = (earlier.last.outcome or ()) if earlier.last else ()
    told = [
        reply["text"]
        for reply in said
        for source in reply.get("answer") or ()
        if source["entry"] == LISTED
    ]
    text = " ".join(told)
    named = [found for found in desk.clinic.treatments if found.name in text]
    return [found.id for found in sorted(named, key=lambda found: text.index(found.name))]


def about_what_was_told(
    desk: Desk, knowledge: Knowledge, parts: Sequence[Part], about: About, replies: Sequence[Reply]
) -> About:
    """What the talk is about after a question what there is: the treatments of the answer.

    Who is told what works without needles and asks if "it" hurts means none with needles.
    """
    if about.named or not any(part.plain for part in parts):
        return about
    told = [str(source["entry"]) for reply in replies for source in reply.answer]
    entries = [knowledge.entries[name] for name in told if name in knowledge.entries]
    others = {found.id for found in desk.clinic.treatments} - {e.treatment for e in entries}
    named = [m.name for e in entries for m in desk.lexicon.read(e.text) if m.name in others]
    return replace(about, talk=AND.join(dict.fromkeys(named)), together=()) if named else about


def _turns(
    desk: Desk,
    knowledge: Knowledge,
    reader: Once,
    earlier: Earlier,
    text: str,
    mentions: Sequence[Mention],
) -> Found | None:
    """The last question once more, for who only turns to another treatment; None for others."""
    talk = earlier.treatment
    turned = turned_to(text, mentions, talk)
    if turned is None:
        return None
    told: list[str] | None = None
    pointed = not any(m.kind == TREATMENT for m in desk.lexicon.read(text))
    for message in earlier.until_asked:
        said = message.outcome or ()
        kinds = {reply["kind"] for reply in said}
        if kinds & _NOT_AGAIN:
            return None
        if not kinds & _MET:
            continue
        answers = [source for reply in said for source in reply.get("answer") or ()]
        if answers and all(source["topic"] in _OF_THE_PLACE for source in answers):
            continue
        # What was told last counts, the words of the one that asked more than a name.
        told = told or [source["entry"] for source in answers]
        before = message.text
        if asks_the_same(with_it(before)) or turned_to(before, desk.lexicon.read(before), talk):
            continue
        found = of_another(desk, knowledge, reader, turned, before, told=told, talk=talk)
        if pointed and not (found and found.replies) and _compared(knowledge, told):
            return Found(what_it_is(desk, knowledge, [read_part(reader, before)], turned.name))
        return found
    return None


def _compared(knowledge: Knowledge, told: Sequence[str]) -> bool:
    """Whether the last answer was on several treatments, or on what one of them is."""
    last = knowledge.entries.get(told[-1]) if told else None
    return last is not None and last.topic.startswith((*COMPARING, WHAT_IS))


def _which_offered(desk: Desk, text: str, mentions: Sequence[Mention], talk: str) -> Found | None:
    """Which treatments of several the clinic has, for who asks no more than that."""
    match = _WHICH_OFFERED.search(text)
    if match is None:
        return None
    named = [m for m in mentions if m.kind == TREATMENT]
    names = dict.fromkeys([m.name for m in named] or talk.split(AND))
    rest = text
    for start, end in sorted({match.span(), *((m.start, m.end) for m in named)}, reverse=True):
        rest = f"{rest[:start]}|{rest[end:]}"
    if len(names) < 2 or not _NOTHING_ELSE.match(rest):
        return None
    asked = " and ".join(name.replace("_", " ") for name in names)
    reply = clinic_answer(desk.clinic, OFFERED, desk.clock(), f"do you do {asked}")
    return Found([reply]) if reply else None


def _who_does(desk: Desk, earlier: Earlier, text: str) -> Found | None:
    """Whom to ask, for who asks it after a question that was not answered.

    Who else has a treatment that the clinic has not is nothing that is known here.
    """
    if not _WHO_DOES.match(text) or earlier.last is None:
        return None
    said, told = earlier.last.outcome or (), entries_told(earlier.last)
    away = {found.id for found in desk.clinic.treatments_not_offered}
    if LISTED in told and earlier.treatment in away:
        return Found()
    if told or not any(reply["kind"] in ("defer", "decline") for reply in said):
        return None
    phone = desk.clinic.phone.display
    values = {"phone": phone, "open_words": open_words(desk.clinic, desk.clock())}
    return Found([Reply("handoff", "utter_handoff_person", values)])


def _on_decline(
    reader: Once, earlier: Earlier, text: str, mentions: Sequence[Mention]
) -> Found | None:
    """What is said to words that name no subject of their own after a message was declined."""
    few = 0 < len(text.split()) <= MOST_EMPTY_WORDS
    if not few or any(m.kind in _OWN_SUBJECTS for m in mentions) or earlier.last is None:
        return None
    declined = responses(earlier.last, "decline")
    return after_decline(reader, text, earlier.last.text, declined)
