"""The words in which visitors ask about the clinic: abbreviations, misspellings, names of days."""

import re

from nightdesk.lexicon.spelling import Speller
from nightdesk.lexicon.text import tokenize

_SHORT = {
    "u": "you",
    "ya": "you",
    "yall": "you all",
    "r": "are",
    "ur": "your",
    "wat": "what",
    "wut": "what",
    "wats": "whats",
    "wen": "when",
    "whn": "when",
    "wht": "what",
    "tym": "time",
    "tyme": "time",
    "opn": "open",
    "opin": "open",
    "clse": "close",
    "clos": "close",
    "tomoro": "tomorrow",
    "tomorow": "tomorrow",
    "tomrw": "tomorrow",
    "tomrow": "tomorrow",
    "howmuch": "how much",
    "hw": "how",
    "hows": "how is",
    "pls": "please",
    "plz": "please",
    "hrs": "hours",
    "horus": "hours",
    "huors": "hours",
    "houers": "hours",
    "houres": "hours",
    "opne": "open",
    "oepn": "open",
    "clsoe": "close",
    "clsoed": "closed",
    "mon": "monday",
    "tue": "tuesday",
    "tues": "tuesday",
    "wed": "wednesday",
    "weds": "wednesday",
    "wensday": "wednesday",
    "wendsday": "wednesday",
    "wendesday": "wednesday",
    "thu": "thursday",
    "thur": "thursday",
    "thurs": "thursday",
    "fri": "friday",
    "firday": "friday",
    "sat": "saturday",
    "sats": "saturdays",
    "wknd": "weekend",
    "wknds": "weekends",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "tmw": "tomorrow",
    "tmrow": "tomorrow",
    "tommorow": "tomorrow",
    "tonite": "tonight",
    "addy": "address",
    "adress": "address",
    "addres": "address",
    "adres": "address",
    "loacted": "located",
    "locatd": "located",
    "locaton": "location",
    "parkin": "parking",
    "parkng": "parking",
    "prking": "parking",
    "appt": "appointment",
    "appts": "appointments",
    "apointmnt": "appointment",
    "resched": "reschedule",
    "cancle": "cancel",
    "cancell": "cancel",
    "cancelation": "cancellation",
    "consultation": "consult",
    "consultations": "consults",
    "cosult": "consult",
    "consulation": "consult",
    "giftcard": "gift card",
    "giftcards": "gift cards",
    "depost": "deposit",
    "depoist": "deposit",
    "despoit": "deposit",
}
_LONG = """
    hours opening closing monday tuesday wednesday thursday friday saturday sunday mondays
    tuesdays wednesdays thursdays fridays saturdays sundays weekend weekends weekday weekdays
    tomorrow tonight holiday holidays evening evenings thanksgiving christmas located location
    address directions parking appointment appointments reschedule rescheduling cancellation
    consultation consultations financing insurance installments payment payments deposit
    deposits certificate certificates voucher vouchers pricing expensive treatment treatments
    services virtual telehealth booking schedule scheduling available availability upfront
"""
_REAL = {"pricking", "packing", "expansive", "addressed", "financial"}
_SPELLER = Speller(_LONG.split(), real_words=_REAL)

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTH = "(?:" + "|".join(f"{name[:3]}(?:t|{name[3:]})?" for name in MONTHS) + ")"
"""A month's name, whole or by its first letters."""

HOLIDAY = (
    r"(?:thanks ?giving|black friday|good friday|easter(?: sunday| monday)?|xmas(?: eve| day)?"
    r"|christmas(?: eve| day)?|nye|new years?(?: eve| day)?|(?:4th|fourth) of july|july (?:4|four)"
    r"(?: ?th)?|4 th of july|independence day|memorial day|labor day|veterans day|presidents day"
    r"|columbus day|indigenous peoples day|mlk(?: day)?|martin luther king(?: jr)?(?: day)?"
    r"|juneteenth|halloween|valentines(?: day)?|mothers day|fathers day|st patricks day"
    r"|cinco de mayo|hanukkah|kwanzaa|diwali|ramadan|eid|passover|(?:lunar|chinese) new year"
    r"|turkey day)"
)
"""A holiday people name, whether or not the clinic's file has it."""

LANGUAGE = (
    r"(?:english|spanish|espanol|mandarin|cantonese|chinese|hindi|punjabi|urdu|farsi|persian|arabic"
    r"|korean|japanese|vietnamese|tagalog|russian|french|german|italian|portuguese|asl)"
)
"""A language people ask for."""

WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
DAY = rf"(?:{WEEKDAY}s?|weekends?|weekdays?|today|tonight|tomorrow|{HOLIDAY}|(?:the )?holidays?)"


_TWO_FOR_TO = re.compile(r"\b2(?=(?:mor+ow?|mr+o?w?|day|nite|night)\b)", re.IGNORECASE)
"""In "2moro"."""


def plain_words(text: str) -> str:
    """`text` in lower-case words and marks with one space between, abbreviations written out."""
    text = _TWO_FOR_TO.sub("to", text)
    return " ".join(_plain(token.word) for token in tokenize(text).tokens)


def plain_phrase(text: str) -> str:
    """`text` as `plain_words`, without marks: for comparing names."""
    return re.sub(r" ?[^\w ]", "", plain_words(text)).strip()


def _plain(word: str) -> str:
    word = _SHORT.get(word) or _SPELLER.correct(word) or word
    return _SHORT.get(word, word)
