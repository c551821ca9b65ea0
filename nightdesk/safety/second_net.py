"""The second net: what the trained reading takes for danger where no rule fired.

The rules of the screen are what a clinician approves, and they come first. People find words that
no rule knows; a model trained on examples (data/safety) notices many of those. Whatever only it
finds is recorded under RULE, as a gap in the rules. It takes back what a rule found only where it
is certain.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from nightdesk.safety.contacts import without_contacts
from nightdesk.safety.rules import TIERS
from nightdesk.safety.screen import RedFlag

RULE = "second-net"

WHOLE, WINDOW = 0.25, 0.7
"""The probabilities of any danger from which a message, and a window of a long one, is taken for
it. A window lacks what stands around it, so it has to be plainer. At these, of messages by other
hands 98 in 100 urgent ones are noticed, with the rules (docs/measurements.md)."""

WINDOW_WORDS = 45
"""A long message is read in windows of about so many words: one sign drowns in a hundred."""

AS_ONE_WORDS, AS_ONE = 60, 0.4
"""A message of two windows and no more words is also read as one, since its sense may be cut in
two, and taken for danger from this probability. It finds three more of 888 urgent messages, and
alarms at one more of 1,746 others (docs/measurements.md)."""

HARMLESS = 0.01
"""The probability of any danger below which a rule's find does not count ("my wallet is bleeding").
At this none of 798 real alarms of the rules on messages by other hands is lost, and 65 of 117
false ones are spared; above 0.012 real ones are lost (docs/measurements.md)."""

ALONE = 0.2
"""The same for each sentence by itself: an ordinary request around it makes the whole look
harmless ("do you have parking? kms" 0.001, "kms" 0.55)."""

BEFORE_QUESTION = 0.9
"""The probability from which what is told before a question counts: "is that normal" behind it
makes the whole look harmless ("i have hives all over is that normal"). At 0.7 ten more of 2,460
harmless messages alarm, and no more danger is found (docs/measurements.md)."""

BESIDE_CONTACTS = 0.5
"""The probability from which a clause counts that stands beside a phone number or an address."""

DISTRESS = "distress"
HINT, TOGETHER = 0.015, 0.6
"""The probability from which a message hints at danger, and that from which what was said before
confirms it."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DONE = _set(
    """
    treatment session appointment filler fillers filled injected injections syringe botox tox
    needling microneedling skinpen peel chemical laser ipl prp rf numbing cream lidocaine day days
    week weeks
    anestesia anestesica crema inyecciones microagujas relleno rellenos sesion tratamiento
    """
)
AROUND = _set(
    """
    i im ive we my her his she he the a an it its this that with in on at of for from and to by you
    was were is are am had have has got get getting just did went been put hi hello lips lip cheek
    cheeks nose chin jaw jawline face forehead neck today tonight yesterday now morning afternoon
    evening noon month months ago hour hours minute minutes min mins since after post monday tuesday
    wednesday thursday friday saturday sunday first second third last two three four five
    ayer cara con cuello de del dias domingo el en frente hace hice hicieron hizo hola hoy
    inyectaron jueves la labio labios las los lunes martes me mejilla mejillas menton mi miercoles
    mis nariz noche ojeras pasada pomulos puse pusieron puso sabado semana tarde tuve un una viernes
    """
)
"""Words that only say what was done, where and when. Beside a sign they make danger likely, so the
model has learnt to mind them; by themselves they tell of nothing ("had my lips filled today")."""

PLACES = _set(
    """
    chest neck back stomach belly arm arms leg legs hand hands head scalp eye eyes under around
    shoulder shoulders hip hips thigh thighs knee knees foot feet ear ears temple temples upper
    lower both whole
    """
)
"""Parts of the body: alone they answer where a concern is ("my chest"), and tell of nothing."""
_PLACE_WORDS = 3

REFUSED = _set(
    """
    agree answer ask asking call calling consent contact contacting details email form info keep
    keeping message messages number phone question questions save saving share sharing store storing
    text texting
    """
)
REFUSING = _set(
    """
    a all am and any anybody anymore anyone anything at be but change changed do does doing done
    dont else ever everything forget from give giving gonna going had have her him i ill im
    information is it its just leave let like me mind more my myself need never no nobody none nope
    not nothing of ok on one or our out please quit really said say saying so some someone something
    stop sorry tell telling thank thanks that the them then there these they this to told typed u up
    us want wanna was we what will with withdraw withdrawing wont write writing wrote y'all yall yes
    you your yours
    """
)
"""Words that only say what somebody does not want to tell, to have kept, or to be called about."""

REFUSAL = 0.5
"""The probability from which a message of such words alone is danger all the same: refusals have
0.25 at most, "nobody to call or text anymore. im done" has 0.54."""

TIMES = _set(
    """
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays
    fridays saturdays sundays weekday weekdays weekend weekends morning mornings afternoon
    afternoons evening evenings noon lunchtime
    """
)
SUITING = _set(
    """
    a actually after am an and any anytime are at be before best better but by can could do early
    fine for good great i id im in is it late me my next not of ok on or please pm prefer sorry
    suit suits than that the these this time times to we week work works would yes
    """
)
"""Words that only say which times suit ("evenings would be better", which sounds like despair)."""

SELDOM = _set("annually occasionally once rarely seldom sometimes then twice yearly")
COLD_SORES = _set(
    """
    a about an and around at but cold do every few from get gets getting have herpes i im in just
    lip lips maybe month months mouth my now of on only or sore sores stress stressed summer the
    time to usually w when winter with year years
    """
)
"""Words that only say how seldom somebody has cold sores: an answer to what there is to know of
their health. An outbreak is told in other words, or without SELDOM ones."""

LANGUAGE = _set("english ingles spanish espanol")
SPEAKING = _set(
    """
    a am and anybody anyone but cant cannot do does dont entiendo good hablan hablar hablo here i im
    in is it just little me mi mucho my no not only or people please poco poquito puedo read so
    sorry speak speaks talk that there understand very well with write you
    """
)
"""Words that only say which language somebody speaks ("can't speak english well", which sounds like
a stroke)."""

BARE = ((DONE, AROUND), (TIMES, SUITING), (SELDOM, COLD_SORES), (LANGUAGE, SPEAKING))
"""What a message that tells of nothing may be about, and the words that may stand beside it."""

_ASKS = (
    r"(?:(?:is|are|was|isn'?t|aren'?t) (?:it|that|this|these|they|there)\b"
    r"|(?:should|shall|can|could|may|must|do|will|would|am) i\b|does (?:it|that|this)\b"
    r"|will (?:it|that|this|they)\b|how (?:long|much|many|bad|often|do|can|soon)\b"
    r"|what (?:helps?|can|should|do|does|is|to|kind|could|else)\b|what'?s\b|any (?:cream|tips?"
    r"|advice|idea|remed\w+|suggestions?|recommend\w*)\b|normal\b|ok(?:ay)?\W*$|bad\W*$|right\W*$"
    r"|when (?:will|does|should|can|is|do)\b|who (?:do|should|can)\b|or (?:is|should|do|am|not)\b"
    r"|(?:es|est[aá]) (?:eso |esto )?(?:normal|malo|mal|grave|bueno|peligroso)\b"
    r"|eso (?:es|est[aá])\b|(?:qu[eé]|cu[aá]nto|c[oó]mo|cu[aá]ndo|debo|puedo|tengo que)\b)"
)
_TAIL = re.compile(
    rf"(?:[\s,;.?!:-]{{1,9}}(?:(?:and|so|but|or|then|y|pero|also|like|just)\s+){{0,2}}){_ASKS}",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"^\W*(?:(?:hi|hey|hello|ok|so|quick question|question)\W+){0,3}(?:how (?:long|much|bad)\s+)?"
    r"(?:is it|isn'?t it|will it be|es)\s+(?:(?:still|even|really|just)\s+)?\w+\s+"
    r"(?:that|if|for me to|when|que)\s+(?=\w+\s+\w+\s+\w)",
    re.IGNORECASE,
)
_STEM_WORDS = 3
"""Fewer words than these tell nothing before a question."""
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?<=[.!?\n])\s+")
_ALONE = re.compile(r"(?<=[.!?])\s+|\s*\n\s*")
_CLAUSE = re.compile(r"[.,;!?]+(?:\s+|$)|\s*\n\s*")

Danger = Mapping[str, float]
"""Tier -> probability; what is missing to 1 is that of no danger."""

Earlier = Callable[[], Sequence[str]]
"""Gives what was said before, oldest first; asked only where a message calls for it."""


def noticed(text: str, read: Callable[[str], Danger], earlier: Earlier = tuple) -> RedFlag | None:
    """The most serious tier that a message tells of, or None; `read` reads a text for danger.

    A message that gives a hint is read again together with what was said `earlier`.
    """
    if _is_bare(text, BARE):
        return None
    readings = _readings(text, read)
    refuses = _is_bare(text, [(REFUSED, REFUSING)])
    if refuses:
        readings = [(danger, max(enough, REFUSAL)) for danger, enough in readings]
    found = [_tier(danger) for danger, enough in readings if _chance(danger) >= enough]
    dangers = [danger for danger, _ in readings]
    hints = not (found or refuses) and any(_chance(danger) >= HINT for danger in dangers)
    if hints and (before := earlier()):
        together = read(_together([*before, text]))
        if _chance(together) >= TOGETHER and _hints_at(_tier(together), dangers):
            found = [_tier(together)]
    return RedFlag(min(found, key=TIERS.index), RULE, "") if found else None


def _readings(text: str, read: Callable[[str], Danger]) -> list[tuple[Danger, float]]:
    """What is read of a message, and the probability from which each reading counts."""
    plain = without_contacts(text)
    parts = windows(plain)
    if len(parts) <= 1:
        clauses = _pieces(_CLAUSE, plain) if plain != text else []
        readings = [(read(clause), BESIDE_CONTACTS) for clause in clauses]
        if told := before_question(plain):
            readings.append((read(told), BEFORE_QUESTION))
        return readings + [(read(part), WHOLE) for part in parts]
    readings = [(read(part), WINDOW) for part in parts]
    words = plain.split()
    if len(words) <= AS_ONE_WORDS:
        readings.append((read(" ".join(words)), AS_ONE))
    return readings


def is_harmless(text: str, read: Callable[[str], Danger], earlier: Earlier = tuple) -> bool:
    """Whether a message is so surely harmless that a rule which fired took a word amiss.

    Nothing in it is likely to be danger: not the whole, no part of a long one, no sentence by
    itself (no clause, beside contact details), and not the message together with what was said
    `earlier`.
    """
    plain = without_contacts(text)
    parts = {" ".join(text.split()), *windows(text), *windows(plain)}
    if before := earlier():
        parts.add(_together([*before, text]))
    alone = _pieces(_ALONE, text) if plain == text else _pieces(_CLAUSE, plain)
    alone += filter(None, map(before_question, (plain, *alone)))
    return all(_chance(read(part)) < HARMLESS for part in parts) and all(
        _chance(read(part)) < ALONE for part in alone
    )


def before_question(text: str) -> str:
    """What is told before (or within) a question that plays it down; empty where there is none.

    "my lips are swollen, is that ok", "is it normal that i have a fever".
    """
    told = _HEAD.sub("", text)
    tail = next((m for m in _TAIL.finditer(told) if _words(told[: m.start()]) >= _STEM_WORDS), None)
    told = told[: tail.start()] if tail else told
    return "" if told == text or _words(told) < _STEM_WORDS else told.strip()


def _words(text: str) -> int:
    return len(text.split())


def _pieces(cut: re.Pattern[str], text: str) -> list[str]:
    """The pieces that hold a word."""
    return [piece for piece in cut.split(text) if _WORD.search(piece)]


def _hints_at(tier: str, dangers: Sequence[Danger]) -> bool:
    """Whether a message hints at that kind of danger: at despair, or at something bodily."""
    if tier == DISTRESS:
        return any(danger.get(DISTRESS, 0.0) >= HINT for danger in dangers)
    return any(_chance(danger) - danger.get(DISTRESS, 0.0) >= HINT for danger in dangers)


def _is_bare(text: str, about: Sequence[tuple[frozenset[str], frozenset[str]]]) -> bool:
    """Whether a text has no word (and no emoji) but those that tell of nothing by themselves.

    `about` has pairs: what it may be about, and the words that may stand beside it.
    """
    plain = _unaccented(text.lower()).replace("\u2019", "").replace("'", "")
    words = set(_WORD.findall(plain))
    if not plain.isascii():
        return False
    only_a_place = len(plain.split()) <= _PLACE_WORDS and words <= AROUND | PLACES
    return only_a_place or any(
        not words.isdisjoint(subject) and words <= subject | beside for subject, beside in about
    )


def _unaccented(text: str) -> str:
    """The text with plain letters for accented ones; all other signs stay."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _together(texts: Sequence[str]) -> str:
    """The last WINDOW_WORDS words of all texts, each a sentence."""
    words = " . ".join(texts).split()
    return " ".join(words[-WINDOW_WORDS:])


def windows(text: str) -> list[str]:
    """The text in runs of whole sentences, each of at most about WINDOW_WORDS words."""
    runs: list[list[str]] = [[]]
    for sentence in _SENTENCE.split(text):
        words = sentence.split()
        while words:
            room = WINDOW_WORDS - len(runs[-1])
            if len(words) > room and runs[-1]:
                runs.append([])
                continue
            runs[-1] += words[:room]
            words = words[room:]
    return [" ".join(run) for run in runs if run]


def _chance(reading: Danger) -> float:
    return sum(reading.get(tier, 0.0) for tier in TIERS)


def _tier(reading: Danger) -> str:
    return max(TIERS, key=lambda tier: reading.get(tier, 0.0))
