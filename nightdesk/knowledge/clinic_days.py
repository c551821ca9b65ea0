"""The days that a visitor names when asking for opening hours."""

import re
from datetime import date, timedelta
from itertools import pairwise

from nightdesk.base.clinic import Clinic
from nightdesk.base.clinic_times import WEEKDAYS, Holiday
from nightdesk.knowledge.clinic_words import HOLIDAY, MONTH, MONTHS, WEEKDAY, plain_phrase

_DATE = re.compile(rf"\b(?:({MONTH}) (\d{{1,2}})|(\d{{1,2}}) ?(?:st|nd|rd|th)? (?:of )?({MONTH}))\b")
_NUMBERS = re.compile(r"\b(\d{1,2}) ?/ ?(\d{1,2})\b")
_WEEKDAYS = re.compile(rf"\b({WEEKDAY})s?\b|\b(?:open|closed|hours|on|about) (sun)\b")
