"""Read a visitor's name, as they write it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

import yaml

from nightdesk.intake.signals import read_answer
from nightdesk.intake.text import CUT, Span, is_code, is_language, is_question, squeeze

_WORDS = yaml.safe_load((Path(__file__).parent / "name_words.yml").read_text(encoding="utf-8"))
PARTICLES, STOPS, NOT_NAMES = (
    frozenset(_WORDS[key].split()) for key in ("particles", "stops", "not_names")
)
RARE_NAMES, WORD_NAMES, SHORT_NAMES, BESIDE_NUMBERS = (
    frozenset(_WORDS[key].split())
    for key in ("rare_names", "word_names", "short_names", "beside_numbers")
)
SURNAMES, BODY_NAMES, SMALL_FIRST, SMALL_LAST = (
    frozenset(_WORDS[key].split())
    for key in ("surnames", "body_names", "small_first", "small_last")
)
COMMON = frozenset((Path(__file__).parent / "common_words.txt").read_text(encoding="utf-8").split())
"""Words that visitors use and that are no first names: those of six or more of our example
sentences, without the first names of the US census of 1990."""

KNOWN = COMMON | NOT_NAMES
"""Words that are in use for something else than a name."""

_STRONG = re.compile(
    r"\b(?:(?:my|me)\s+(?:full |first |last |real |whole |sur)?name(?:\s+is|'?s|\s*[:=]"
    r"|\s+to(?=\s+(?-i:[A-Z]))|\s+should (?:be|read|say))?"
    r"(?:\s+(?:actually|really))?(?:\s+(?:just|only|simply)"
    r"(?=\s+(?:(?-i:[A-Z])|[\w'’-]+(?:\s+[\w'’-]+)?\W*$)))?(?:\s+(?:spelled|spelt))?(?!\s*(?:isn|wasn))"
    r"|(?:name'?s|name\s*[:=]|name is)(?:\s+(?:actually|really))?(?:\s+(?:spelled|spelt))?"
    r"|(?:the )?name (?:is )?(?:spelled|spelt)"
    r"|(?:the )?name\s+(?:to(?=\s+(?-i:[A-Z]))|should (?:be|read|say))"
    r"|name(?=\s+(?-i:[A-Z][\w'’-]+\s*(?:[,.;|]|$|\s+[A-Z])))"
    r"|name(?=\s+(?:[^\W\d_][\w'’-]{0,30}\s+){1,4}(?:phone|cell|mobile|number|tel|e-?mail)\b)"
    r"|(?:it'?s |that'?s )?(?:spelled|spelt)(?: like)?"
    r"|calls? me(?=\s+(?-i:[A-Z]))(?!\s+(?:mon|tue|wed|thu|fri|sat|sun|any|after|before|at|on"
    r"|back))(?!\s+[\w'’-]+\W{1,3}(?:but|though)\b)"
    r"|(?:you can )?(?:put (?:me )?(?:down )?(?:as|under)|under the name(?: of)?"
    r"|(?:it'?s|booked|appt is|appointment is) under)|i go by|go by"
    r"|(?:have|get|ask|let) (?:some(?:one|body)|any(?:one|body)|them|staff) (?:to )?"
    r"(?:ring|call|phone|text)(?=\s+(?-i:[A-Z][a-z]))(?!\s+(?:me|us|mon|tue|wed|thu|fri|sat"
    r"|sun)(?:\b|[a-z]*day))"
    r"|me llamo|mi nombre es|mi nombre)(?!\w):?",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"\b(?:i'?m|i am|(?:it'?s|it is|this is)(?:\s+me\b,?)?|that'?s|that is|here is|soy)(?!\w)",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(first|last) ?name", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:her|his|their|your|the|'s|s|doctor|dr|product|cream|treatment|sister|brother|mom|mother"
    r"|dad|father|husband|wife|friend|daughter|son|partner|user)\s*$",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^\W*(?:(?:hi+|hey+|hello|hola|good (?:morning|evening|afternoon)|yes|yeah|yep|sure|ok|okay"
    r"|k+|cool|fine|great|alright|all right|perfect|lol|haha+|mrs|mr|ms|miss|sra?|srta|dra|right"
    r"|makes sense"
    r"|of course"
    r"|no problem|thanks|thank you|please|sorry|well|oh|there|u+m+|u+h+|e+r+m*|and|actually"
    r"|so)\b[\s,.!:–—-]*)+",
    re.IGNORECASE,
)
_FILLERS = frozenset(["uh", "uhh", "uhm", "um", "umm", "er", "erm", "hmm", "hm", "ah", "oh"])
_SPELLED = re.compile(r"\b[^\W\d_](?:(?:\s*[-.]\s*|\s+)[^\W\d_]){2,}\b\.?(?![\w'’])")
_BRIDGE = re.compile(
    r"(?:[\s,]+(?:and|n|my|the|best|is|it's|its|at|on|you|can|u|reach|call|text|me|number|num|no"
    r"|cell"
    r"|phone|mobile|tel|e-?mail|mail|address)\b)+[\s:.#-]*"
    rf"(?={re.escape(CUT)})",
    re.IGNORECASE,
)
"""What joins a name to the contact detail after it ("Jen and my cell is …")."""
_REACH = re.compile(
    r"^\s*(?:(?:ok|okay|please|pls|just|can you|could you)\s+)*(?:call|text|reach|ring|phone"
    r"|contact)"
    r"\s+(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
"""Before the name of whom to reach: "call Ann Lee"."""
_THEN_TIMES = re.compile(
    r"(?<=\S)\s+(?:(?:on|in the|any ?time|only|after|before|between|from|at|around|weekends?"
    r"|weekdays?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mornings?|afternoons?|evenings?|nights?|today"
    r"|tomorrow|tonight|whenever)\b|@).*$",
    re.DOTALL,
)
"""What follows a name when somebody says in one breath when to call."""
_DATE = re.compile(
    r"\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d", re.IGNORECASE
)
_LEAD = re.compile(
    r"\b(?:ask for|ring|put(?: me| it)? down(?: as)?)\s+"
    r"|^\W*(?:(?:just|you can|please|pls)\s+)?(?:put(?: me| it| that)?(?: as| under)?|use|call me"
    r"|(?:every(?:one|body)|people|friends|they) calls? me|(?:the )?name is)\s+",
    re.IGNORECASE,
)
_IS_FINE = re.compile(
    r"^\W*(?:(?:just|only)\s+)?(?P<name>[^\W\d_][\w-]*)(?:['’]s| is)\s+"
    r"(?:fine|good|ok|okay|great|enough)\b",
    re.IGNORECASE,
)
"""An answer such as "Al is fine"."""
_ABBREVIATED = re.compile(
    r"(\b(?:Ma|Ste?|Wm|Chas|Geo|Thos|Jas|Jos|Fco|Gpe)|(?:^|(?<=\bis )|(?<=\bsoy )|(?<=\bllamo ))ma)"
    r"\.(?=\s+(?:[A-Z]|(?<=ma\. )[a-z]))"
)
_DOT_INSIDE = "·"
"""Stands for the dot of such a word, which ends no sentence."""
_NICKNAME = re.compile(r"""(?<=\w) (?:"([A-Z][\w'’-]*)"|\(([A-Z][\w'’-]*)\)) (?=[A-Z])""")
"""What somebody is called, between the first name and the last."""
_ASK_FOR = re.compile(
    r"(?<!\bto )(?<!\bi )(?<!\bwe )(?<!\bcan i )(?<!i'll )\bask for:?\s+(?!dr\b|doctor\b|mrs?\b)"
    r"(?P<who>(?-i:[A-Z])[\w'’-]+(?:\s+(?-i:[A-Z])[\w'’-]+){0,2})",
    re.IGNORECASE,
)
"""Whom to ask for at the number that stands beside it."""
_LISTED = re.compile(r"(?:^|[,;\n|])\s*([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)[\s.!]*(?=$|[,;\n|])")
"""A part of a list that is nothing but one or two words with capitals."""
_AS_A_LIST = re.compile(r"[,;\n]")
_JOINED = re.compile(r"(?:(?P<particle>[a-z]{1,3})-|d['’])(?=[A-Z])")
"""A particle that is part of the word: "al-Amin", "d'Arcy"."""
_JOINED_ONLY = frozenset(["d", "as", "ad", "an", "ar", "ash", "at", "az", "ul", "ur"])
_MOST_WORDS = 5
"""Of a name that nobody asked for."""
_MOST_PARTS = 3
"""Of a name that stands alone."""
_HERE = re.compile(r"(?<=\w)\s+(?:here|speaking|by the way|btw)\s*$", re.IGNORECASE)
_TITLE = re.compile(r"^\s*(?:dr|mrs|mr|ms|miss|mx|sra?|srta|dra)\b\.?\s+", re.IGNORECASE)
_WITH_TITLE = re.compile(
    r"^\W*(?:(?:hi|hello|hey|yes|sure|ok|okay|it'?s|i'?m|i am|this is)\b[\s,.!]*){0,3}"
    r"(?P<name>(?:mrs|mr|ms|miss|mx)\b\.?\s+(?P<last>[^\W\d_][\w'’-]*))\W*$",
    re.IGNORECASE,
)
"""A title and a surname, and no more."""
_LAST_FIRST = re.compile(r"^\s*([A-Z][\w'’-]+),\s*([A-Z][\w'’-]+)\W*$")
_NOT_THAT_NAME = re.compile(
    r"(?<![\w'’-])([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}),? not ([A-Z][\w'’-]+)\b"
)
_NAME = r"(?-i:[^\W\d_])[\w'’-]*"
_BOTH_PARTS = re.compile(
    rf"\bfirst(?: name)?\s*(?:is|:|=|-)?\s*({_NAME})\W+(?:and\s+)?(?:my\s+)?(?:last|sur)"
    rf"(?: ?name)?\s*(?:is|:|=|-)?\s*({_NAME}(?:[ -]{_NAME})?)(?=\W*$|\s*[,.;|])",
    re.IGNORECASE,
)
"""A name in two parts: "first name Bea, last name Le"."""
_TURNED_PARTS = re.compile(
    rf"\b(?:last|sur) ?name\s*(?:is|:|=|-)?\s*({_NAME})\W+(?:and\s+)?(?:my\s+)?first(?: ?name)?"
    rf"\s*(?:is|:|=|-)?\s*({_NAME})(?=\W*$|\s*[,.;|])",
    re.IGNORECASE,
)
_ALL_SAID = re.compile(
    rf"^\W*(?:(?:hi|hello|hey|yes|yeah|sure|ok|okay)[\s,.!]+)?(?P<said>(?:it'?s|its|i'?m|i am|im"
    rf"|this is|just|call me)\s+)?(?P<first>{_NAME})(?:\s+(?P<last>{_NAME}))?[\s.!]*$",
    re.IGNORECASE,
)
_AGE = r"(?:[\s,]+[1-9]\d(?:\s?(?:[fm]|yo|y/o|yrs?))?\b)"
"""Behind a name, when somebody says in one breath how old they are."""
_CORRECTED = re.compile(r"^\W*(?:actually|sorry|i mean|no|wait|oops)\b[\s,.!:]*", re.IGNORECASE)
_TAKES_BACK = re.compile(
    r"[\s,.;:–—-]+(?:(?:(?:no[\s,]+wait|wait[\s,]+no|wait|oops|(?:no[\s,]+)?(?:sorry|actually"
    r"|i meant?)|scratch that|correction|make that)\b[\s,.!:–—-]*){1,3}(?:it'?s\s+|my name is\s+)?"
    r"|no\b[\s,]+it'?s\s+)(?=[^\W\d_])",
    re.IGNORECASE,
)
"""Between a name and what it should have been: "jo lind no wait joan lind"."""
_ALIKE = 0.5
"""From this likeness on (difflib's ratio) one word corrects that part of the name before it."""
_GOES_ON = frozenset(["and", "y", "&", "n"])
"""What follows a name that is complete."""
_DAYS_IN_LETTERS = re.compile(r"\W*(?:[mtwf]\W+)+[mtwf]\W*", re.IGNORECASE)
_DRAWN_OUT = re.compile(r"(.)\1\1")
"""No name has a letter three times in a row: "hellooo"."""
_WHERE_A_NAME_MAY_COME = ("contact", "phone", "email", "confirm", "concern", "area")
"""Questions that some answer with the name that is still missing."""
_SKIN_WORD = re.compile(r"(?:oma|itis|[oia]sis|asma|ness|ity|tion|tags)s?$", re.IGNORECASE)
"""How the names of skin conditions end; hardly any first name does."""
_WEEKDAYS = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
)
TAKEN = KNOWN | STOPS
_OTHERWISE = TAKEN | PARTICLES | BESIDE_NUMBERS | _WEEKDAYS
_WITH_LETTER = re.compile(
    r"\b(?:(?:with|w/)(?:out)?\s+(?:an?|two|one)\s+(?:double\s+)?\w\b.*|(?:that'?s|that is|spelled"
    r"|spelt)\s*$)",
    re.IGNORECASE,
)
_BOUNDARY = rf"[{re.escape(CUT)},;:!?()\n\"/]|(?<!\b[^\W\d_])\.(?:\s|$)|(?:\s|^)[-–—]+\s"
"""Between a name and something else; not the dot of an initial."""
_LONGEST = 8
_OTHER_WORDS = 6
"""In a longer message only a capitalised beginning is taken for a name."""
_WINDOW = 120
"""How far from an introduction a name or its owner is looked for."""


_ONLY_SAYS = re.compile(
    r"(?:\W|\b(?:hi+|hey+|hello|hola|yes|ok|okay|sure|and|so|my|full|first|last|name|name'?s|is"
    r"|i'?m|im|i"
    r"|am|it'?s|its|this|here|call|me|you|can|the|dr|mrs?|ms|miss|llamo|soy|mi|nombre|es|again"
    r"|thanks"
    r"|please)\b)*",
    re.IGNORECASE,
)
_CONTACTS = re.compile(r"\S+@\S+|\d")


@dataclass(frozen=True)
class Name:
    """A name; `sure` when it was introduced or asked for, so that it may replace another."""

    text: str
    sure: bool
    part: str = ""
    """ "first" or "last" when only that part was given."""
    instead_of: str = ""
    """The wrong name that was taken back with it."""


def read_name(
    text: str, *, asking: str | None, contacts: Sequence[Span], has_request: bool
) -> Name | None:
    """Read the visitor's own name.

    In `text` contact details (at `contacts`) and words for skin, treatments and the like are
    replaced by `text.CUT`. Without an introduction ("my name is", "I'm") a name is taken when it
    was asked for, or beside contact details or the wish for a consultation.
    """
    nicknames = [(one[1] or one[2], one.group().strip()) for one in _NICKNAME.finditer(text)]
    text = _NICKNAME.sub(lambda match: f"  {match[1] or match[2]}  ", text)
    text = _ABBREVIATED.sub(rf"\1{_DOT_INSIDE}", text)
    name = _better(text, asking) or _read(text, asking, contacts, has_request)
    if name is None:
        return None
    written = name.text.replace(f"{_DOT_INSIDE} ", ". ")
    for nickname, as_written in nicknames:
        written = written.replace(f" {nickname} ", f" {as_written} ", 1)
    return replace(name, text=written)


def _better(text: str, asking: str | None) -> Name | None:
    """The last of two names in one breath, of which the first was taken back."""
    for back in _TAKES_BACK.finditer(text[: 2 * _WINDOW]):
        first = _read(text[: back.start()], asking, (), has_request=False)
        rest = next(iter(_parts(text[back.end() :])), "")
        new = _whole(rest, least=1, most=_MOST_PARTS)
        if not (first and new and _first_name(new.split()[0])):
            continue
        parts = first.text.split()
        alike = [] if " " in new else get_close_matches(new, parts, 1, _ALIKE)
        if not (" " in new or alike or _titled(new) or "mean" in back.group().lower()):
            continue  # "im dana, sorry typo"
        if alike and len(parts) > 1:
            new = " ".join(new if part == alike[0] else part for part in parts)
        return replace(first, text=new, sure=True)
    return None


def _read(
    text: str, asking: str | None, contacts: Sequence[Span], has_request: bool
) -> Name | None:
    if fixed := _NOT_THAT_NAME.search(text):
        return Name(fixed[1], False, instead_of=fixed[2])
    if is_code(text):
        return None
    if (parts := _BOTH_PARTS.search(text)) and STOPS.isdisjoint(map(_key, parts.groups())):
        return Name(f"{parts[1]} {parts[2]}", True)
    if (parts := _TURNED_PARTS.search(text)) and STOPS.isdisjoint(map(_key, parts.groups())):
        return Name(f"{parts[2]} {parts[1]}", True)
    has_contact = bool(contacts)
    return (
        _introduced(text, asking, has_other=has_contact or has_request)
        or _not_introduced(text, asking, has_contact=has_contact, has_request=has_request)
        or _one_word(text, asking, contacts)
        or (_in_a_list(text) if has_contact and asking != "health" else None)
    )


def only_introduces(text: str) -> bool:
    """Whether words say who somebody is and no more: "my name is Sun-hee Park"."""
    name = read_name(text, asking=None, contacts=(), has_request=True)
    if name is None:
        return False
    return bool(_ONLY_SAYS.fullmatch(_CONTACTS.sub(" ", text.replace(name.text, " ", 1))))


def only_names_somebody(text: str) -> bool:
    """Whether a few words may be a name and hardly anything else: "Rosa", "rosa diaz"."""
    words = text.strip(" .!").split()
    return 0 < len(words) <= _MOST_PARTS and _all_names(words)


def may_be_called(text: str, *, again: bool) -> bool:
    """Whether a few words, that were not taken for a name at first, may be one after all.

    `again` says that they were given twice: then most words may be a name.
    """
    words = text.split()
    if not 0 < len(words) <= _MOST_PARTS or not all(map(_letters, words)):
        return False
    keys = [_key(word) for word in words]
    if again:
        return not set(keys) <= NOT_NAMES - SURNAMES - WORD_NAMES
    return TAKEN.isdisjoint(keys[:1]) and not any(map(_SKIN_WORD.search, keys))


def is_only_name(text: str) -> bool:
    """Whether a message may be a name and hardly anything else, in small letters too."""
    words = squeeze(text).split()
    if len(words) == 1:
        return only_names_somebody(text)
    name = _whole(squeeze(text), least=2, most=_MOST_PARTS)
    return bool(name) and may_be_first_name(words[0])


def may_be_first_name(word: str) -> bool:
    """Whether one word may be a first name and hardly anything else."""
    return _first_name(word) and not _SKIN_WORD.search(word)


def is_a_name(text: str) -> bool:
    """Whether a text is like "Sancho de la Torre": capitals but for particles, no word in use."""
    words = text.strip(" .!").split()
    inner = [word for word in words if word not in PARTICLES]
    ends = len(inner) > 1 and words[0] == inner[0] and words[-1] == inner[-1]
    if not ends or len(words) > _MOST_WORDS:
        return False
    return all(_letters(w) and _titled(w) and _key(w) not in TAKEN for w in inner)


def _in_a_list(text: str) -> Name | None:
    """The one part of a list that is like a name: "Ida, melasma, 925 …, mornings".

    Or whom to ask for at the number. Two such parts may be a town and a name, so neither is taken.
    """
    said = _statements(text)
    asked = [match["who"] for match in _ASK_FOR.finditer(said)]
    listed = _LISTED.findall(_GREETING.sub("", said)) if _AS_A_LIST.search(text) else []
    found = asked or listed
    return Name(found[0], False) if len(found) == 1 and _all_names(found[0].split()) else None


def _all_names(words: Sequence[str]) -> bool:
    """Whether each of the words may be a name and hardly anything else."""
    return all(may_be_first_name(word) for word in words)


def _introduced(text: str, asking: str | None, *, has_other: bool) -> Name | None:
    """A name after "my name is", "I'm" and the like."""
    expected = asking in ("name", "change", "confirm")
    for match in _STRONG.finditer(text):
        if _OTHERS.search(text[max(0, match.start() - _WINDOW) : match.start()]):
            continue
        if name := _after(text[match.end() : match.end() + _WINDOW], strong=True, expected=True):
            part = _PART.search(text[max(0, match.start() - 8) : match.end()])
            return Name(name, True, part[1].lower() if part else "")
    for match in _WEAK.finditer(text):
        rest = text[match.end() : match.end() + _WINDOW]
        if _DATE.match(rest):
            continue  # "it's April 3"
        if name := _after(rest, strong=False, expected=expected or has_other):
            return Name(name, expected or "name" in text.lower())
    return None


def _not_introduced(
    text: str, asking: str | None, *, has_contact: bool, has_request: bool
) -> Name | None:
    """A name that stands by itself: in answer to the question, or beside something else."""
    text = _statements(text)
    if not is_language(text):
        return None
    if asking == "name" and (name := _answered(text)):
        return Name(name, True)
    if (has_contact or has_request) and (name := _beside(text, has_contact)):
        corrected = _CORRECTED.match(text)
        return Name(name, corrected is not None and squeeze(text[corrected.end() :]) == name)
    return None


def _answered(text: str) -> str | None:
    """The answer to the question for the name."""
    text = _BRIDGE.sub("", text)
    if (fine := _IS_FINE.match(text)) and _first_name(fine["name"]):
        return fine["name"]
    if turned := _LAST_FIRST.match(text):
        return f"{turned[2]} {turned[1]}"
    return _like_a_word(text) or _bare(text) or _two_people(text) or _with_title(text)


def _with_title(text: str) -> str | None:
    """A title and a surname that is a word as well: "Mrs. Field"."""
    said = _WITH_TITLE.match(text)
    may_be = said and _titled(said["last"]) and _key(said["last"]) not in STOPS
    return said["name"] if said and may_be else None


def _like_a_word(text: str) -> str | None:
    """A name that is a word as well, where it is all that was said: "Will", "mo ali"."""
    said = _ALL_SAID.match(text)
    if not said:
        return None
    first, last = said["first"], said["last"]
    if last and _key(first) in SMALL_FIRST and _key(last) in SMALL_LAST:
        return f"{first} {last}"
    rare = _key(first) in RARE_NAMES
    if not rare and (last or _key(first) not in WORD_NAMES or not _titled(first)):
        return None
    if said["said"] and not (rare or first == "Will"):
        return None  # "I'm Happy"
    if last and (not _letters(last) or _key(last) in TAKEN - (SURNAMES - STOPS)):
        return None
    return f"{first} {last}" if last else first


def _two_people(text: str) -> str | None:
    """Two who ask together: "Lena Ortiz and Mark Ortiz"."""
    names = re.split(r"\s+(?:and|&|y)\s+", _GREETING.sub("", text).strip(" .!"))
    found = [name for name in names if _whole(name, least=1, most=3) and _seems_one(name)]
    return " and ".join(names) if len(names) == len(found) == 2 else None


def _seems_one(name: str) -> bool:
    """Whether words that may be a name are written like one, or are in use for nothing else."""
    words = name.split()
    unknown = KNOWN.isdisjoint(map(_key, words))
    return _capital(words) or (len(words) > 1 and unknown)


def _one_word(text: str, asking: str | None, contacts: Sequence[Span]) -> Name | None:
    """A first name directly beside a number ("nina 925 …"), or alone where a detail was asked."""
    for start, end in contacts:
        left, right = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
        before = re.search(rf"(?:^|[{CUT},;:.\n]|\s[-–—]\s)\s*(\S+?){_AGE}?[\s,:;.–—-]*$", left)
        after = re.match(rf"[\s,:;.–—-]*(\S+?)\s*(?:$|[{CUT},;.!\n])", right)
        short = before and _titled(before[1]) and _key(before[1]) in SHORT_NAMES
        if before and short and "." not in left[before.end(1) :]:
            return Name(before[1], False)
        for found in (before, after):
            if found and _first_name(found[1]):
                return Name(found[1], False)
    alone = text.strip(" .!")
    may_come = asking in _WHERE_A_NAME_MAY_COME and _titled(alone) and _first_name(alone)
    if may_come and not _SKIN_WORD.search(alone):
        return None if read_answer(text) else Name(alone, False)
    return None


def _first_name(word: str) -> bool:
    """Whether one word, that nobody asked for, may be a first name and hardly anything else."""
    likely = _letters(word) and len(word) > 1 and is_language(word) and _key(word) not in _OTHERWISE
    return likely and not _unlikely(word, strict=True)


def _statements(text: str) -> str:
    """The text without the clauses that ask something, and without long gaps."""
    clauses = re.findall(r"[^.!?\n,;]+[.!?\n,;]*", re.sub(r"(\s)\s+", r"\1", text))
    return "".join(CUT if is_question(clause) else clause for clause in clauses)


def _after(rest: str, *, strong: bool, expected: bool) -> str | None:
    """The name that follows an introduction."""
    head = re.split(_BOUNDARY, _TITLE.sub("", rest.lstrip(' :"')), maxsplit=1)[0]
    spelled = _from_letters(head)
    words = _take(_unspelled(head).split(), strict=not strong)
    if not words:
        return " ".join(spelled) if spelled and (strong or expected) else None
    if strong or _capital(words):
        return " ".join(words)
    if expected and _ends_after(head, words):
        return " ".join(words)
    return None


def _ends_after(head: str, words: list[str]) -> bool:
    """Whether little but the name was said: "its dana quist", not "its dana who told me"."""
    left = [w for w in _unspelled(head).split() if _key(w) not in _FILLERS][len(words) :]
    aged = left and len(words) == 1 and _first_name(words[0]) and re.match(_AGE, f" {left[0]}")
    goes_on = left and (_key(left[0]) in STOPS or (_key(left[0]) == "y" and len(left) > 1))
    return not left or bool(aged) or bool(goes_on)


def _take(tokens: list[str], *, strict: bool) -> list[str]:
    """The leading tokens that can be a name; none when the first of them cannot."""
    words: list[str] = []
    for index, token in enumerate(tokens):
        bare = token.strip(".,'\"") if len(token) > 2 else token.strip(",'\"")
        key = _key(bare)
        if key in _FILLERS:
            continue
        if key in SURNAMES and _ends_name(words, tokens[index + 1 :]):
            return [*words, bare]
        if not _letters(bare) or (
            key in STOPS and not (words == [] and _titled(bare) and not strict and "'" not in key)
        ):
            break
        if _unlikely(bare, strict=strict and not words):
            if not words:
                return []
            break
        words.append(bare)
        if len(words) == _LONGEST:
            break
    while words and _key(words[-1]) in PARTICLES and words[-1].islower():
        words.pop()
    return words


def _ends_name(first: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether a word between them may be the surname, though it is in use for something else."""
    names = len(first) == 1 and "'" not in first[0][-2:] and _first_name(first[0])
    return names and (not rest or _key(rest[0]) in _GOES_ON)


def _unlikely(word: str, *, strict: bool) -> bool:
    """Whether a word is none that people are called by, as far as its form tells."""
    key = _key(word)
    if key in PARTICLES:
        return False
    if _DRAWN_OUT.search(key):
        return True
    if strict and key in COMMON:
        return True
    if key in NOT_NAMES:
        return strict or not _titled(word)
    return (
        strict
        and not _titled(word)
        and bool(re.search(r"(?:ing|ous|ful|less|able|ible|tion)$", key))
    )


def _bare(text: str) -> str | None:
    """A whole message that is a name, perhaps with a greeting, a filler or contact details."""
    count = len(re.findall(r"\w+", text))
    for index, part in enumerate(_parts(_LEAD.sub("", _GREETING.sub("", text)))):
        name = _whole(part, least=1, most=_LONGEST)
        short = name and count - len(name.split()) <= _OTHER_WORDS
        if name and (short or (index == 0 and _capital(name.split()))):
            return name
    return None


def _beside(text: str, has_contact: bool) -> str | None:
    """Two to four words that stand by themselves beside contact details or a request.

    Or five, if they are like a name and nothing else.
    """
    for index, part in enumerate(_parts(_GREETING.sub("", text))):
        name = _whole(_THEN_TIMES.sub("", _REACH.sub("", part)), least=2, most=_MOST_WORDS)
        if name and len(name.split()) == _MOST_WORDS and not is_a_name(name):
            continue
        if name and (_written_as_one(name) or _unusual(name, index if has_contact else 1)):
            return name
    return None


def _written_as_one(name: str) -> bool:
    """Whether words are written like a name and not all of them are in use for something else."""
    words = name.split()
    return _capital(words) and not {_key(word) for word in words} <= KNOWN


def _unusual(name: str, index: int) -> bool:
    """Whether small letters may be a name: at the start, or short and of no word in use."""
    words = [_key(word) for word in name.split()]
    return index == 0 or (len(words) <= 3 and KNOWN.isdisjoint(words))


def _parts(text: str) -> Iterable[str]:
    pieces = re.split(_BOUNDARY, text)
    return (piece for piece in pieces if piece.strip())


def _whole(part: str, *, least: int, most: int) -> str | None:
    """The part if all of it is a name."""
    spelled = _from_letters(part)
    if spelled and not _SPELLED.sub("", part).strip(" ,.-"):
        return " ".join(spelled)
    part = _unspelled(_TITLE.sub("", part))
    tokens = [token for token in part.split() if _key(token) not in _FILLERS]
    titled = len(tokens) > 1 and _capital(tokens)
    if _named_like_a_day(tokens):
        return " ".join(tokens)
    words = _take(tokens, strict=not titled)
    twice = titled and len(words) == 2 and _key(words[0]) not in KNOWN  # "Sirhan Sirhan"
    repeats = len(words) > 1 and len({_key(word) for word in words}) == 1 and not twice
    whole = len(words) == len(tokens) and least <= len(words) <= most and not repeats
    return " ".join(words) if whole else None


def _from_letters(text: str) -> list[str]:
    """Names that are spelled letter by letter; two blanks or a comma stand between two of them."""
    if _DAYS_IN_LETTERS.fullmatch(text):
        return []
    found = [name for part in re.split(r"\s{2,}|,", text) for name in _SPELLED.findall(part)]
    return [re.sub(r"[^\w]", "", name).capitalize() for name in found]


def _named_like_a_day(tokens: list[str]) -> bool:
    """ "monday okoro": a day and a word that nobody uses for anything else."""
    if (
        len(tokens) != 2
        or _key(tokens[0]) not in _WEEKDAYS
        or not re.search(r"[^\W\d_]$(?<!ly)", tokens[1])
    ):
        return False
    return _key(tokens[1]) not in TAKEN | _WEEKDAYS


def _unspelled(text: str) -> str:
    """The text without a name spelled out letter by letter or explained ("with a k")."""
    text = _HERE.sub("", text)
    return _WITH_LETTER.sub("", _SPELLED.sub("", _WITH_LETTER.sub("", text)).rstrip(" ,-"))


def _letters(word: str) -> bool:
    """Whether a word is written like a name: letters of any script, marks, hyphen, apostrophe."""
    return (
        bool(word)
        and word[0].isalpha()
        and all(
            char.isalpha() or unicodedata.category(char)[0] == "M" or char in "'’-.·"
            for char in word
        )
    )


def _key(word: str) -> str:
    return word.lower().replace("’", "'").strip(".,'\"")


def _titled(word: str) -> bool:
    joined = _JOINED.match(word)
    if joined and (joined["particle"] or "d") in PARTICLES | _JOINED_ONLY:
        word = word[joined.end() :]
    return word[:1].isupper() and not (len(word) > 2 and word.isupper())


def _capital(words: list[str]) -> bool:
    """Whether the words are written like a name: with capitals, or in a script without them."""
    counted = [word for word in words if _key(word) not in PARTICLES] or words
    return all(_titled(word) or not (word.isupper() or word[:1].islower()) for word in counted)
