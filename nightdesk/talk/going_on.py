"""What a message says that goes on from what was said before it."""

from collections.abc import Sequence
from dataclasses import replace

from nightdesk.base.reply import Reply
from nightdesk.knowledge.topics import CLINIC_TOPICS
from nightdesk.lexicon import Mention
from nightdesk.reading.model import Once
from nightdesk.talk.about import AND, TREATMENT, About, by_order, in_order, points_by_order
from nightdesk.talk.desk import Desk, Knowledge
from nightdesk.talk.earlier import Earlier, entries_told, responses
from nightdesk.talk.follow_ups import (
    MOST_EMPTY_WORDS,
    MOST_WORDS,
    SAID_ABOVE,
    after_decline,
    by_names,
    follow_up,
    leans,
    of_another,
    said_above,
    turned_to,
)
from nightdesk.talk.questions import OFFERED, Found, Part, looks_like_question, serve

_MET = frozenset({"answer", "defer", "clarify"})
_NOT_AGAIN = frozenset({"decline", "urgent"})
"""Kinds of replies to a question, and those to what is not asked once more of another treatment."""

_OF_THE_PLACE = CLINIC_TOPICS - {OFFERED}
"""Topics that are the same for all treatments: who was told of them asks for none with a name."""

_OWN_SUBJECTS = frozenset({"treatment", "concern"})
"""What a message names that speaks of something else than the one before it."""

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
    return leans(text) or any(reply.response == SAID_ABOVE for reply in replies)


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
    if any(m.kind == TREATMENT for m in named) or not points_by_order(text):
        return named
    return in_order([*named, *by_order(text, _listed(desk, earlier))])


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
        if not turned_to(message.text, desk.lexicon.read(message.text), talk):
            return of_another(desk, knowledge, reader, turned, message.text, told=told, talk=talk)
    return None


def _on_decline(
    reader: Once, earlier: Earlier, text: str, mentions: Sequence[Mention]
) -> Found | None:
    """What is said to words that name no subject of their own after a message was declined."""
    few = 0 < len(text.split()) <= MOST_EMPTY_WORDS
    if not few or any(m.kind in _OWN_SUBJECTS for m in mentions) or earlier.last is None:
        return None
    declined = responses(earlier.last, "decline")
    return after_decline(reader, text, earlier.last.text, declined)
