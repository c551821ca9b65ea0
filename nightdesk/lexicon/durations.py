"""Read how long and when out of a text: "since high school", "2 days after", "next month".

Apart from the lexicon's mentions, because the same words may be the times a visitor wants to be
called at. `name` says which way they point: `ago`, `since`, `for`, `after` or `ahead`.
"""

import re

from nightdesk.lexicon.mention import Mention
from nightdesk.lexicon.text import fold

_NUMBER = (
    r"(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|twenty|thirty|forty|fifty|half an?|a few|few|several|many|(?:a )?couple(?: of)?"
    r"|dos|tres|cuatro|cinco|seis|diez|veinte|varios|muchos|unos|una?)"
)
_COUNT = rf"(?:{_NUMBER}(?: ?(?:-|to|or|o|a) ?{_NUMBER})?\+? ?)"
_UNIT = (
    r"(?:minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|wks?|months?|mos?|mnths?|years?|yrs?"
    r"|decades?|dias?|semanas?|mes(?:es)?|anos?|horas?)\b"
)
_SPAN = rf"{_COUNT}(?:(?:full|whole|more|long|good) )?{_UNIT}"
_SEASON = r"(?:spring|summer|fall|autumn|winter|christmas|thanksgiving|holidays?)"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_AGE = (
    r"(?:(?:high ?school|middle school|grade school|school|college|puberty|childhood|birth"
    r"|kindergarten|menopause|covid|the pandemic|infancy|adolescence)\b"
    r"|(?:my|the|his|her) (?:[a-z]+ )?(?:teens|teenage years|twenties|thirties|forties|fifties"
    r"|pregnancy|baby|wedding|divorce|childhood|surgery|[2-6]0s)\b"
    r"|(?:i|he|she) (?:was|were|got|had|turned|started|stopped|went|moved|gave)\b(?: [\w']+){1,3}"
    r"|(?:last |this |early |late )?(?:" + _MONTH + rf"|{_SEASON})\b(?: \d{{4}})?"
    r"|(?:last|this) (?:night|week|month|year)|yesterday|(?:19|20)\d\d\b|forever|day one)"
)
_WAYS = {
    "ago": rf"{_SPAN} (?:ago|back)\b|hace (?:como )?{_SPAN}"
    r"|(?:a while|ages|long|way) (?:ago|back)\b"
    rf"|last (?:night|week|month|year|{_SEASON}|{_MONTH})\b|\byesterday\b|\bayer\b"
    rf"|(?:en|in|back in) (?:the )?(?:(?:19|20)\d\d|'?[5-9]0s)\b",
    "since": rf"(?:ever )?(?:since|from) (?:{_AGE}|about {_AGE})|desde (?:hace {_SPAN}|[a-z]+"
    r"(?: (?:de )?[a-z]+)?)",
    "after": rf"{_SPAN} (?:after|post|before|out|since)\b|(?:the )?(?:next day|day after"
    rf"|night before|week after)\b|(?:day|week) \d+\b|(?:after|despues de) {_SPAN}",
    "for": rf"(?:for|over|lasted?|lasts|takes?|took|por|about|around|almost|nearly) "
    rf"(?:about |the (?:last|past) |over |almost |like )?{_SPAN}"
    rf"|for (?:years|months|weeks|days|ages|decades|forever|a while|a long time)\b"
    rf"|all my life|my (?:whole|entire) life|{_SPAN} (?:now|straight|in a row|already|old)\b",
    "ahead": rf"(?:next|coming|this coming|the following) (?:week|month|year|{_SEASON}|{_MONTH})\b"
    rf"|in {_SPAN}|within {_SPAN}|{_SPAN} (?:from now|away|till|until)\b"
    rf"|(?:before|by|until) (?:next )?(?:the )?(?:{_SEASON}|{_MONTH}|my wedding|the wedding)\b"
    r"|(?:proxim[oa] (?:semana|mes|ano)|el (?:mes|ano) que viene|la semana que viene)\b",
}
_READ = re.compile("|".join(rf"(?P<{way}>\b(?:{words}))" for way, words in _WAYS.items()))


def read_durations(text: str) -> list[Mention]:
    """The durations in order, in the visitor's own words, as mentions of the kind `duration`."""
    return [
        Mention("duration", found.lastgroup or "", text[start:end], start, end)
        for found in _READ.finditer(fold(text))
        for start, end in [found.span()]
    ]
