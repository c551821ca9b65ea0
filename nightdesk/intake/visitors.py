"""Read who writes, where that decides what may be kept: minors, parents, job seekers, sellers."""

import re
from pathlib import Path

import yaml

ADULT = 18
"""Years; the age of consent to treatment in California (Family Code section 6500)."""

_WORDS = "eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
_NUMBERS = {word: number for number, word in enumerate(_WORDS.split(), start=8)}
_PALABRAS = "ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho"
_NUMEROS = {word: number for number, word in enumerate(_PALABRAS.split(), start=8)}
_NUMEROS["dieciséis"] = 16
_IN_WORDS = _NUMBERS | _NUMEROS
_AGE = rf"(?P<age>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_EDAD = rf"(?P<edad>\d{{1,2}}|{'|'.join(_NUMEROS)})\s+a(?:ñ|n)(?:it)?os\b"
"""An age in Spanish: "15 años"."""
_YEARS = r"(?:\s*(?:-|\s)?(?:years?|yrs?)(?:\s*-?\s*olds?)?|\s*y\.?/?o\b\.?)"
_NOT_AGES = (
    r"(?!\s*(?:%|st\b|nd\b|rd\b|th\b|weeks?|wks?|months?|mos?\b|days?|hours?|hrs?|min\w*"
    r"|times?|lbs?|pounds?|kg|am\b|pm\b|a\.m|p\.m|miles?|more|of\b|and (?:a )?half (?:weeks|months)"
    r"|percent|sessions?|treatments?|into|in (?:a|my|the|\d)\b|out\b|away|late"
    r"|over|to\b|or\b|[-:/.']\s?\d|\d|older|younger|apart|sober|(?:years|yrs)\b(?!\s*-?\s*olds?\b)))"
)
_BARE = (
    rf"(?!\w){_NOT_AGES}"
    r"(?!\s*(?:feet|foot|ft|inch|stone|cm|mm|kilo|k|in (?:your|the|line)|on (?:the|an?|your))\b)"
    r"(?!\s+(?!(?:is|has|was|does|this|its|as|whats|always|lots|tons|pls|thanks|thx|years|yrs|yes"
    r"|guys|parents|moms|scars|pimples|zits|spots|breakouts|marks|pores)\b)[a-z]{3,}s\b)"
)
"""After a number without "years": no measure and nothing that can be counted ("10 blocks")."""
_HERE = r"(?:^|[.!?\n])\W{0,9}(?:(?:hi+|hey+|hello|hola|ok|so|um+|yes)\b\W{0,9}){0,5}"
"""The start of a sentence, perhaps after a greeting. Every repetition has a bound, or thousands of
marks would take minutes."""
_SELF = re.compile(
    rf"\b(?:i'?m|i am|im|me|myself)\s*,?\s*(?:only|just|almost|about to be|turning|a|an|like"
    rf"|actually|still|barely|currently)?\s*(?:only|just|a|an)?\s*{_AGE}"
    rf"(?:(?:{_YEARS}|\s?[fm])(?!\w){_NOT_AGES}|{_BARE})|\b{_AGE.replace('age', 'age4')}\s?[fm]\b"
    rf"|\bmy age is\s*{_AGE.replace('age', 'age2')}\b"
    rf"|\bi(?:'?ll)? (?:just )?turn(?:ed|ing)? {_AGE.replace('age', 'age3')}{_BARE}"
    rf"|{_HERE}{_AGE.replace('age', 'age5')}{_YEARS}?\s+(?:(?:girl|boy|guy|female|male)\s+)?here\b"
    rf"|{_HERE}{_AGE.replace('age', 'age6')}{_YEARS}\s+(?:girl|boy|female|male)\b"
    rf"|(?:^|[,.;(\n]|\bmy)\s{{0,9}}age\W{{1,3}}{_AGE.replace('age', 'age7')}(?!\w){_NOT_AGES}"
    rf"(?!\s+and\b)|\b(?:i'?m|i am|im)\s+(?-i:[A-Z][a-z]+),?\s+{_AGE.replace('age', 'age8')}"
    rf"(?:{_YEARS})?(?=\s*(?:$|[,.;!?\n]|[fm]\b|and\b))(?![.,]\d)"
    rf"|(?<!desde que )\btengo\s+(?:s[oó]lo |casi |apenas )?{_EDAD}"
    r"(?!\s+(?:con|de|sin|en|que|usando|trabajando|viviendo)\b)",
    re.IGNORECASE,
)
_SOON = re.compile(
    r"\bi'?(?:m|ll|\s+am|\s+will)?\s*(?:be|almost|nearly|about to be|turning|turn|gonna be)\s+"
    r"(?:18|eighteen)\b(?!\s*(?:weeks|months|minutes|ago))(?=\W*$|\s+(?:next|in|soon|on|this)\b)"
    r"|\b(?:almost|nearly|not (?:yet|quite)) (?:18|eighteen)\b"
    r"|\b(?:then|when|once|until|till?|after|as soon as) (?:i'?m|im|i am|i turn|i'?ll be|i will be)"
    r" (?:18|eighteen)\b|\b(?:18|eighteen) until\b(?! \d)"
    r"|(?:^|[.,;!?\n]\s{0,9}|\b(?:turn(?:s|ing)?|not|i'?m|im|i am|be) )(?:18|eighteen)"
    r" (?:next|soon\b"
    r"|in (?:an?|one|two|three|few|\d+|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|on (?:the \d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
    r"|\b(?:no|a[uú]n no|todav[ií]a no) (?:tengo|cumplo) (?:los )?(?:18|dieciocho)\b"
    r"|^\W*(?:[5-9]|1[0-7])\s*(?:years?|yrs?)\s*old(?: here)?\W*$|\bturning (?:[5-9]|1[0-7])\b",
    re.IGNORECASE,
)
_SELF_YOUNG = re.compile(
    r"\b(?:i'?m|i am|im)\s+(?:a\s+|an\s+|in\s+|still\s+|only\s+|just\s+|under(?:age)?\b)*"
    r"(?:minor|teen(?:ager)?|under\s?age(?:d)?|under (?:18|eighteen)|not 18(?: yet)?|high ?school"
    r"(?:er)?(?! (?:teacher|coach|counsel\w+|reunion|principal|nurse|grad))|middle ?school"
    r"(?! (?:teacher|coach|counsel\w+))|jr high|junior high"
    r"|(?:a )?(?:freshman|sophomore|junior|senior) in (?:high ?school|hs)"
    r"|(?:6|7|8|9|10|11|12)th grade(?:r)?|(?:sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)"
    r" grade(?:r)?)\b"
    r"|\bi (?:go to|attend|am in|'m in) (?:high ?school|middle ?school)\b"
    r"|\bsoy (?:menor(?! de \d| que)|adolescente)\b",
    re.IGNORECASE,
)
_KID = (
    r"(?:kid|child|son|daughter|boy|girl|teen(?:ager)?|teenage (?:son|daughter)|niece|nephew"
    r"|grand(?:son|daughter)|step(?:son|daughter)|little (?:brother|sister)|brother|sister)"
)
_MI_HIJO = (
    r"\b(?:mis?|nuestr[oa]s?) (?:\w+ )?(?:hij[oa]s?|niñ[oa]s?|sobrin[oa]s?|niet[oa]s?|herman(?:o|a"
    r"|it[oa])s?|chic[oa]s?|adolescentes?)"
)
_CHILD = re.compile(
    rf"\b(?:my|our)\s+(?:\w+\s+)?{_AGE}{_YEARS}?\s+{_KID}\b"
    rf"|\b(?:my|our)\s+{_AGE.replace('age', 'age2')}{_YEARS}(?=\W*$|\s+(?:is|has|had|wants|needs|to"
    rf"|and|with|for|who|keeps|gets|got)\b)"
    rf"|\b(?:my|our)\s+(?:\w+\s+)?{_KID}\b[^.?!\n]{{0,40}}?(?:\bis|'s|s\b|\bturns|\bturning|,|\(|-"
    rf"|\bjust turned)\s*(?:only|just|almost|about|aged?)?\s*{_AGE.replace('age', 'age3')}"
    rf"(?:{_YEARS})?(?!\w){_NOT_AGES}"
    rf"|\b(?:s?he'?s|s?he is|they'?re|they are)\s+(?:only|just|almost|a)?\s*"
    rf"{_AGE.replace('age', 'age4')}(?:{_YEARS})?(?!\w){_NOT_AGES}"
    rf"|\b(?:{_MI_HIJO}\b[^.?!\n]{{0,40}}?|(?:ella|[eé]l) )(?:\btiene|\bde|\bcumpl\w+|,|\()"
    rf"\s*(?:s[oó]lo |casi |apenas )?{_EDAD}",
    re.IGNORECASE,
)
_CHILD_YOUNG = re.compile(
    rf"\b(?:my|our)\s+(?:\w+\s+)?(?:teen(?:age)?r?|tween|minor|high ?schooler|middle ?schooler)"
    rf"(?:'?s)?\b|\b(?:my|our)\s+(?:\w+\s+)?{_KID}\b[^.?!\n]{{0,40}}\b(?:in (?:high ?school"
    r"|middle ?school|(?:6|7|8|9|10|11|12)th grade)|under 18|a minor)\b"
    rf"|{_MI_HIJO}\b[^.?!\n]{{0,40}}\bmenor(?:es)? de edad\b|\bmi (?:\w+ )?adolescente\b",
    re.IGNORECASE,
)
_ONLY_AGE = re.compile(
    r"^\W*(?:(?:no|oh|but|and|well|actually|sorry|lol)\W+)*(?:s?he|they)(?:'?s|'?re| is| are)?\b"
    r"(?:\W+(?:is|are|actually|already))*\W+(?:\d\d|eighteen)(?:\W+(?:years?|yrs?)(?:\W+old)?)?"
    r"(?:\W+(?:tho|though|already|now|so\b.{0,40}))?\W*$",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"[.?!\n]|\b(?:and|but|my|our|his|her|\w*friends?|cousins?|sisters?|brothers?|mom|dad|teacher)\b",
    re.IGNORECASE,
)
"""Behind these words an age may be somebody else's."""
_THEN = re.compile(
    r"\b(?:when|since|at|was|were|by|until|till|after|before|back when|used to|had|from)\s+"
    r"(?:i (?:was|turned)\s+)?(?:about |around |like )?$"
    r"|\b(?:when|since|until|till|after|before|back when)\b[^.,;!?]{0,12}$"
    r"|\b(?!(?:so|but|and|um|uh|well|ok|okay|yeah|cuz|because|or)\b)\w+ (?:like|as if|as though) $"
    r"|\bthinks? (?:that )?$",
    re.IGNORECASE,
)

_BEFORE = 80
"""So many characters before an age are looked at for words that make it a past one."""

_FILE = yaml.safe_load((Path(__file__).parent / "doors.yml").read_text(encoding="utf-8"))


def _words(name: str) -> re.Pattern[str]:
    lines = "|".join(_FILE[name])
    for part, words in _FILE["parts"].items():
        lines = lines.replace(f"{{{part}}}", words)
    return re.compile(rf"\b(?:{lines})\b", re.IGNORECASE)


_DOORS = {door: _words(door) for door in ("complaint", "existing_client")}
_STRANGERS = {door: _words(door) for door in ("job", "sales")}
_IN_GENERAL = _words("in_general")
_UNREACHED = _words("unreached")
_TREATED = _words("treated")
_LOOKED_AT = _words("looked_at")
_OTHER_PLACE = _words("other_place")
_ELSEWHERE = _words("elsewhere")
_OTHER_OFFICE = _words("other_office")


def read_door(text: str) -> str | None:
    """ "complaint" or "existing_client" where the words leave no doubt; None otherwise.

    What is asked in general ("what if I have to cancel?") is a question like any other.
    """
    if was_treated(text) and wants_to_be_seen(text):
        return "existing_client"
    if _IN_GENERAL.search(text):
        return None
    if could_not_reach_us(text):
        return "complaint"
    return next((door for door, words in _DOORS.items() if words.search(text)), None)


def was_treated(text: str) -> bool:
    """Whether somebody tells of a treatment of a short while ago, and names no other place."""
    return bool(_TREATED.search(text)) and not _OTHER_PLACE.search(text)


def without_treatment_told(text: str) -> str:
    """The text without the words that tell of a treatment of a short while ago."""
    return _TREATED.sub(" ", text).lstrip(" ,;.")


def wants_to_be_seen(text: str) -> bool:
    """Whether somebody wants to be looked at, or called."""
    return bool(_LOOKED_AT.search(text))


def could_not_reach_us(text: str) -> bool:
    """Whether somebody says that nobody answers them, or that they wait for a call."""
    return bool(_UNREACHED.search(text))


def looks_elsewhere(text: str, city: str) -> bool:
    """Whether somebody looks for an office outside `city`, or wants what only a dentist does."""
    return bool(_ELSEWHERE.search(text)) and city.lower() not in text.lower()


def names_other_office(text: str) -> bool:
    """Whether another kind of office is named: wanted, if the message asks for nothing of ours."""
    return bool(_OTHER_OFFICE.search(text))


def read_visitor(text: str) -> str | None:
    """ "minor", "parent" (writes for a minor), "adult" (says so), "job", "sales", or None."""
    if _SOON.search(text):
        return "minor"
    young = _CHILD_YOUNG.finditer(text)
    if _under_age(_CHILD, text) or any(not _is_grown(text, child) for child in young):
        return "parent"
    own = _ages(_SELF, text)
    if any(age < ADULT for age in own) or _is_young(text):
        return "minor"
    if own:
        return "adult"
    return next((who for who, words in _STRANGERS.items() if words.search(text)), None)


def _is_grown(text: str, young: re.Match[str]) -> bool:
    """Whether the one called young is told to be of age ("my teen she is 19").

    Only the age that stands right behind counts, before anybody else is named.
    """
    behind = _ANOTHER.split(text[young.end() :], maxsplit=1)
    ages = _ages(_CHILD, young.group() + behind[0])
    return bool(ages) and min(ages) >= ADULT


def tells_of_age(text: str) -> bool:
    """Whether nothing is said but that the one spoken of is of age ("no, she is 19")."""
    ages = ages_of_others(text)
    return bool(_ONLY_AGE.match(text) and ages) and min(ages) >= ADULT


def ages_of_others(text: str) -> list[int]:
    """The present ages in years of those of whom the message speaks, such as a daughter."""
    return _ages(_CHILD, text)


def _just_before(text: str, match: re.Match[str]) -> str:
    """The few words before a match; all of a long text, for each match, would take too long."""
    return text[max(0, match.start() - _BEFORE) : match.start()]


def _is_young(text: str) -> bool:
    found = _SELF_YOUNG.search(text)
    return found is not None and not _THEN.search(_just_before(text, found))


def _under_age(pattern: re.Pattern[str], text: str) -> bool:
    return any(age < ADULT for age in _ages(pattern, text))


def _ages(pattern: re.Pattern[str], text: str) -> list[int]:
    """The present ages in years that a pattern finds ("when I was 15" is none)."""
    found = []
    for match in pattern.finditer(text):
        words = next((age for age in match.groupdict().values() if age), "")
        if words and not _THEN.search(_just_before(text, match)):
            found.append(int(words) if words.isdigit() else _IN_WORDS[words.lower()])
    return [age for age in found if age > 4]
