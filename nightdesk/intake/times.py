"""Read when a visitor can be reached: their own words, and a normalised form."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from nightdesk.intake.hours import CLOCK, DAY, DAY_PARTS, DAYS, GROUP, HOUR, days_in, slots_of
from nightdesk.intake.text import CUT, FILLERS, cut, is_question, plain, squeeze

_IN_WORDS = """
one two three four five six seven eight nine ten eleven twelve
"""
_NUMBER_WORDS = {word: str(hour) for hour, word in enumerate(_IN_WORDS.split(), start=1)}
_ANY = (
    r"any\s?times?|when\s?ever|any hour|all day|no preference|open schedule|flexible"
    r"|cuando sea|cualquier hora|(?:doesn'?t|does not) matter when"
)
_SOONEST = (
    r"(?:the |your |ur )?(?:earliest|soonest|first available|next available|first)\s+"
    r"(?:(?:available|possible|appointments?|appt|slot|opening|spot|time|date|day)\b\s*)*"
    r"(?:(?:appointments?|appt|slot|opening|spot|available|possible)\b"
    r"|(?:you|u|y'?all)(?: guys)?(?:'ve)? (?:have|got|can)\b(?: got| open| available)?)"
    r"(?: (?:you|u|y'?all)(?: guys)?(?:'ve)? (?:have|got|can)\b(?: got| open| available)?)?"
)
"""The earliest that can be had; "first" and the like mean nothing without such a noun."""
_DATES = (
    rf"{_SOONEST}|asap|as soon as (?:possible|you can)|right away|right now|now if possible|now"
    rf"|today"
    r"|tom+or+ow|2mor+ow|2moro|tmrw?|tmw"
    r"|(?:this|next|the following) (?:week|wk|month)|in the next (?:few )?(?:days|weeks?|wks?)"
    r"|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? \d{1,2}(?:st|nd|rd|th)?\b"
    r"|(?:on )?the \d{1,2}(?:st|nd|rd|th)\b"
    r"(?: of (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)?"
    r"|hoy|(?<!la )(?<!las )ma[ñn]ana"
)
_EARLIEST = re.compile(rf"\b{_SOONEST}", re.IGNORECASE)
_WHO = rf"(?:(?:{DAY})\b|(?:{GROUP})\b)"
_BUSY = re.compile(
    rf"\b(?:can'?t|cannot|not|no|never|busy|except(?:ing)?(?: for)?|but not|other than|apart from"
    rf"|besides|won'?t|instead of|rather than|excepto|menos|don'?t|(?<=any day )but"
    rf"|(?<=every day )but|(?<=weekday )but|(?<=weekdays )but|(?<=any time )but"
    rf"|(?<=anytime )but)\s+"
    rf"(?:(?:do|make(?: it)?|be|on|any|work|call|text|available|free|good|me|for|the|usually|el"
    rf"|los)\s+)*"
    rf"(?P<a>{_WHO}(?:\s*/\s*{_WHO})*(?:(?:\s*,\s*{_WHO})*\s*,?\s+(?:and|or|&)\s+{_WHO})?)"
    rf"|(?P<b>{_WHO}(?:\s+(?:and|or|&)\s+{_WHO})*)\s+(?:(?:i'?m|i am) (?:busy|out|working|away)"
    rf"|i (?:have|work|can'?t|got)"
    rf"|i'?ve got|(?:don'?t|doesn'?t|won'?t|isn'?t|aren'?t|are|is) ?(?:not )?(?:work\b(?! best"
    rf"| well)|bad|out|no good|busy|good))"
    rf"(?P<tail>(?:(?!\s(?:(?:but|so)\s+(?:{DAY})|(?:{DAY})s?\s+(?:is|are|does|works?|would))\b)"
    rf"[^.,;])*)",
    re.IGNORECASE,
)  # fmt: skip
"""The tail ends where another day is spoken of: "monday is bad friday is better"."""
_OR_THEN = re.compile(r"(?<=\|) or(?= (?:before|after|until|past)\b)", re.IGNORECASE)
"""Behind days that do not suit, where "|" stands for these: the "or" shares their "not"."""
_GOOD_AFTER_ALL = re.compile(r"\b(?:is|are|be) good\b", re.IGNORECASE)
_PART = "|".join(DAY_PARTS)
_RANGE = (
    rf"(?:(?:between|from)\s+{HOUR}\s*(?:-|–|and|to|until|till)\s*{HOUR}"
    rf"|{HOUR}\s*(?:-|–|to|until|till)\s*{HOUR})(?!\w)"
)
_AT_WORK = (
    r"(?:(?:i|we)(?:'?m| am|'?re)? work(?:ing)?|working|(?:(?:i'?m|i am) )?(?:busy|at work"
    r"|at school|in (?:class|school|meetings)|unavailable|asleep|sleeping))"
)
_AT_WORK_ON = re.compile(rf"\b{_AT_WORK}\b", re.IGNORECASE)
_NEVER = (
    r"(?:not|never|nothing|none|except(?:ing)?|don'?t|do not|can'?t|cannot|won'?t|isn'?t|aren'?t"
    r"|no (?:calls?|texts?|phone calls?))"
)
_DOING = (
    r"(?:\s+(?:be|call(?:ing)?|text|ring|reach|contact|bother|wake|do|talk|answer|chat|pick up|get"
    r"|home|off|out|up|free|available|around|here|able|to|me|us|any(?:thing|one|time|where)?|calls"
    r"|please|really|usually|back|done|good|at|the|phone|my|it|make|in))"
)
_NOT_BEFORE = (
    rf"(?:(?:{_NEVER}|{_AT_WORK}(?:{_DOING}{{0,2}}\s+(?:{GROUP}|{DAY}))?){_DOING}{{0,5}}"
    rf"\s+(?:before|until|till?|'til|earlier than"
    rf"|prior to)|no (?:earlier|sooner) than|no antes de(?: las?)?)\s+"
    rf"(?:(?:about|around|like|after)\s+)?{HOUR}"
)
_NOT_AFTER = (
    rf"(?:(?:{_NEVER}|{_AT_WORK}){_DOING}{{0,5}}\s+(?:after|past|later than)|no later than"
    rf"|no despu[eé]s de(?: las?)?)\s+(?:(?:about|around|like)\s+)?{HOUR}"
)
"""Not before ten is from ten on, and at work after three is until three."""
_EARLY, _LATER = r"(?:before|earlier than|prior to)", r"(?:after|past|later than)"
_LEFT_OPEN = rf"(?:(?:{_NEVER}|{_AT_WORK}){_DOING}{{0,5}}|no)\s+"
_FINE_THEN = r"(?!\w)(?!\s*(?:is|are|works?|would be|ok(?:ay)?|fine|good|best)\b)"
_WITHIN = (
    rf"{_LEFT_OPEN}(?:{_EARLY}\s+{HOUR},?\s+(?:or|and|nor)\s+{_LATER}"
    rf"|{_LATER}\s+{HOUR},?\s+(?:or|and|nor)\s+{_EARLY})\s+{HOUR}{_FINE_THEN}"
)
"""Both ends share one "not": "not before ten or after six" is from ten to six."""
_A_SPANISH = r"\s+(?:a|al|hasta)\s+(?:el\s+)?"
_SPAN = rf"(?:{DAY})(?:\s*(?:-|–|to|thru|through)\s*|{_A_SPANISH})(?:{DAY})"
_DAYS = rf"(?:{_SPAN}|{GROUP})"
_OCCUPIED = (
    r"(?:(?:at|during|in|while|when)(?: (?:i'?m|i am|at|my|the))*"
    r" (?:work|school|class(?:es)?|meetings?|shift)(?: hours)?)"
)
_LISTED = rf"(?:{_SPAN}\b|{_WHO})"
_BUT_SUITS = r"(?!\s+(?:is|are|works?|would|does)\b)"
_ENGAGED = re.compile(
    rf"(?<!not )(?<!n't )(?<!nt )(?<!never )(?<!right )(?<!straight )"
    rf"\b(?:(?:i|we) (?:only |usually |also |always |do )?work|working"
    rf"|(?:at|in) (?:work|school|class)|out of (?:town|state|the (?:office|country|state))"
    rf"|away|travell?ing|on vacation"
    rf"|(?:have|got) (?:(?:an?|my|the) )?(?:(?!no\b)\w+(?:'s)? )?(?:work|class(?:es)?|school"
    rf"|shifts?|meetings?|appointments?|appts?|exams?|plans))"
    rf"\s+(?:(?:on|all|day|every|this|next|the|most|only)\s+){{0,3}}"
    rf"(?P<a>(?>{_LISTED}(?:\s*/\s*{_LISTED})*"
    rf"(?:(?:\s*,\s*{_LISTED})*\s*,?\s+(?:and|or|&)\s+{_LISTED}{_BUT_SUITS})?))"
    rf"(?!\s*(?:[@(–-]|\d|(?:from|until|till?|'til|to|thru|through|before|after|past|at|by|between"
    rf"|around|in|during|the|noon|off|{_PART})\b))",
    re.IGNORECASE,
)
"""Days on which somebody is at work or away; with hours behind them these are what is busy."""
_OTHER_DAYS = re.compile(r"\b(?:other|rest)\b", re.IGNORECASE)
_SO = re.compile(r"\bso\b", re.IGNORECASE)
_NOT_THEN = (
    rf"(?:{_SPAN}\s+)?{_RANGE}\s+(?:i'?m|i am|i)\s+"
    rf"(?:work(?:ing)?|at work|busy)\b|(?:{_AT_WORK}|{_NEVER})"
    r"(?:\s+(?:between|from|on|usually|like|the|in|at|during|do|call|text|ring|me|free"
    rf"|available|home|early|every day|all|talk|speak|answer|pick up|be|reached|{_OCCUPIED}))*"
    rf"\s+(?:{_RANGE}\s+(?:on\s+)?{_DAYS}\b|(?:{_DAYS}\s+)?(?:{_RANGE}|(?:{_PART}|all day)\b))"
    rf"|no (?:{_PART})\b"
    rf"|(?:{_PART})\s+(?:(?:don'?t|doesn'?t|won'?t) work|(?:are|is) (?:bad|out|no good|not good"
    r"|busy|hard|tough)|(?:i'?m|i am) (?:busy|at work|working)|i work)\b"
)
_ATOM = re.compile(
    rf"\b(?:(?P<busy>{_NOT_THEN})"
    rf"|(?P<span>(?:{DAY})(?:\s*(?:-|–|to|thru|through|until|till)\s*|{_A_SPANISH})(?:{DAY}))\b"
    rf"|(?P<within>{_WITHIN})"
    rf"|(?P<between>{_RANGE})"
    rf"|(?P<after>(?:{_NOT_BEFORE}|(?:any ?time )?(?:after|past|from|later than"
    rf"|(?:despu[eé]s|a partir) de(?: las?)?|desde(?: las?)?)\s+{HOUR})(?!\w))"
    rf"|(?P<before>(?:{_NOT_AFTER}|(?:any ?time )?(?:before|by|until|till|up to|earlier than"
    rf"|antes de(?: las?)?)\s+{HOUR})(?!\w))"
    rf"|(?P<at>(?:around|about|at|@|like|a las?)\s+{HOUR}(?!\w)|(?:{CLOCK}|\d{{1,2}})\s*"
    rf"(?:[ap]\.?m\b\.?|ish\b|o'?clock\b|(?=(?:(?:in the|at) (?:{_PART})|before work)\b)))"
    rf"|(?P<part>{_PART})\b|(?P<group>{GROUP})\b|(?P<any>{_ANY})\b"
    rf"|(?P<date>{_DATES})|(?P<day>(?:next |this )?(?:{DAY}))\b)",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"\b(?:(?:after|once|when|till|until) )?(?:my |the )?(?:kids?|bab(?:y|ies)|children|toddlers?"
    r"|little ones?|son|daughter)\b(?: is| are|'s|'re| goe?s?)? ?(?:down|asleep|sleeping|in bed"
    r"|to (?:bed|sleep))\b|\b(?:after|at|past|around) (?:the )?(?:kids'? )?bed ?time\b"
    r"|\bafter dinner\b",
    re.IGNORECASE,
)
"""What tells that the hour beside it is one of the evening."""
_ZONE = re.compile(
    r"\b(?:eastern|central|mountain|e[sd]t|c[sd]t|m[sd]t|gmt|utc|new york)\b(?: time)?",
    re.IGNORECASE,
)
"""Hours of another time zone are told to staff as they were written, and not as the clinic's."""
_ROOM = (
    r"(?:(?:any|an?|some|more) )?(?:anything|something|openings?|availability|availabilities"
    r"|appointments?|appts?|slots?|spots?|times?|room)\b(?: (?:available|open|free|left))?"
)
_OPENING = (
    rf"{_ROOM}(?= (?:(?:on|for|at|around|in|the|this|next|sooner|earlier|later|after|before)"
    r" ){0,3}"
    rf"(?:{_WHO}|{_DATES}|(?:{_PART})\b|\d))"
)
"""What may be had at a time: without one close behind it is "something for the pain, today"."""
_WISHED = re.compile(
    r"\b(?:come|be seen|get in(?! (?:the|an?|my|to)\b)|stop by|swing by"
    r"|visit(?= (?:on|at|this|next)))\b"
    r"|(?<!\ba )(?<!\bthe )(?<!\bmy )\bbook(?: (?:me|in|us))?\b"
    r"|\b(?:fit|squeeze|get|slot) (?:me|us) in\b"
    rf"|\b(?:do |would )?(?:you|u|y'?all|there)(?: guys)?(?: all)? (?:have|got) {_OPENING}"
    rf"|\b(?:is there|are there) {_OPENING}"
    rf"|^\W*(?!(?:some ?times?|an?|more|times?|spots?|room)\b){_OPENING}"
    r"|\b(?:want|need|like|book|get|make|schedule)\b(?: (?:an?|my|the|me|in))*"
    r" (?:consult(?:ation)?|appt|appointment)\b|^\W*(?:an? )?consult(?:ation)?\b(?! was| is)"
    r"|\b(?:can|could) (?:you|we|i|u)(?: guys)?(?: please)? (?:make|change|switch|move)\b",
    re.IGNORECASE,
)
"""What beside a day or an hour wishes to come then."""
_MOVES = re.compile(
    r"\b(?:make|move|change|switch|push|put) (?:it|that|this|me|the (?:time|day|appointment))\b"
    r"|\blet'?s (?:do|make|say|try)\b|\b(?:how|what) about\b|\bcan we do\b",
    re.IGNORECASE,
)
"""What puts another day or hour in the place of the one that stands in the request."""
_MAY_MOVE = ("confirm", "change", "times")
_MOST_WITH_MOVE = 5
"""With more words besides, something else is told."""
_MOVE_TO = re.compile(
    r"\W*(?:(?:hi|hey|hello|ok|okay|oh|no|wait|so|and|actually|sorry|please|pls|hm+|also)\b\W*){0,4}"
    r"(?:(?:(?:can|could|may|should) (?:i|we|you|u)(?: guys)? |i'?d like to |i (?:want|need) to "
    r"|let'?s )?(?:please |also |still |just ){0,2}(?:make|move|change|switch|push|put|set|do)"
    r" (?:it|that|this|me|(?:the|my) (?:times?|days?|availability|call))?(?: over)?"
    r"(?: (?:to|for|on))?|(?:is|are|would)(?= [^?]{2,40}\b(?:possible|ok|okay|fine|better|too"
    r"|as well|an option|work)\b))",
    re.IGNORECASE,
)
"""Begins what puts another day or hour in the place of the one in the request."""
_AFTER_MOVE = re.compile(
    r"\b(?:instead|too|as well|possible|available|an option|doable|work|ok|okay|fine|better|for me"
    r"|please|pls|thanks|be|now)\b|\?",
    re.IGNORECASE,
)
_ASKS_FOR_HOUR = re.compile(
    r"\W*(?:(?:ok|okay|oh|so|and|maybe|then|or|also|hm+)\b\W*){0,3}"
    r"(?:(?:what|how) about\b|do (?:you|u) have (?:anything|something)\b|(?=[^?]{1,40}\?\W*$))",
    re.IGNORECASE,
)
"""Begins what asks for an hour on the day that was named before: "what about 2", "10am?"."""
_ADDS = re.compile(r"\b(?:too|also|as well)\b", re.IGNORECASE)
_ONE_MORE = re.compile(r"\W*(?:and|or|y|o|plus)\b|.*\b(?:too|as well)\W*$", re.I | re.DOTALL)
"""With a day: "or monday", "monday too"."""
_MORE = re.compile(r"^\W*(?:(?:and|or) )?plus\b|\b(?:too|as well)(?=\W*$)", re.IGNORECASE)
_AT_ONCE = re.compile(
    r"^\W*(?:(?:ok|okay|no|actually|sorry|please|pls|hm+|wait|then|so|and)\b\W*)*"
    r"(?:make|move|change|switch) (?:it|that)\b",
    re.IGNORECASE,
)
_CALL_ME = re.compile(r"\b(?:call|text|ring|reach|contact) me\b|\bllam\w+", re.IGNORECASE)
_ASKS_WHEN = re.compile(r"\W*(?:and |so |ok |also )?(?:what|when|how|which)\b", re.IGNORECASE)
_NOT_LEFT_OUT = re.compile(
    r"\b(?:not|never|nothing|except|don'?t|can'?t|won'?t|cannot)\s+"
    r"(?:(?:in|on|the|be|do|call|me|at|for)\s+){0,2}$",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\b(?:no,? sorry|sorry|actually|i mean(?:t)?|no,? wait|wait|make (?:that|it)|scratch that"
    r"|on second thought|no,)",
    re.IGNORECASE,
)
_IN_PLACE = re.compile(
    r"\b(?:make|move|change|switch|push|put|set) (?:it|that|this|me|(?:the|my) \w+)\b"
    r"|\binstead\b|\bnever ?mind\b|^\W*(?:nope\b|no (?:i|it|can|make|on)\b)",
    re.IGNORECASE,
)
"""What puts a time in the place of the known one, also in "no i can only do friday"."""
_KINDS = {"day": "days", "span": "days", "group": "days", "date": "days", "any": "any"}
"""What the expressions name; all others are of hours."""
_AVAILABLE = re.compile(
    r"\b(?:call|text|txt|ring|reach|contact|e-?mail|message|availab\w*|free|works?|best|better"
    r"|prefer\w*"
    r"|ll[aá]m\w+|come (?:in|by)|can (?:come|do|make|talk)|could (?:come|do|make)|only|anytime"
    r"|whenever"
    r"|except|is when"
    r"|are when|schedule|off work|open|good for me|(?:is|are) (?:good|fine|ok|okay|great"
    r"|perfect))\b",
    re.IGNORECASE,
)
_ELSEWHEN = re.compile(
    r"\b(?:since|last|ago|was|were|had|did|happened|started|wedding|birthday|event|party|trip"
    r"|vacation"
    r"|appointment|appt|session|treatment|surgery|procedure|due|for \d+|are you|do you|is it open"
    r"|called|left|sent|came|bought|waited|told|cancel"
    r"|use|using|apply|wash|put|take|taking|itchy|itches|hurts?|red|worse)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:since|because|cuz|cause|bc)\s+(?:i|i'?m|we|he|she|they|it|it'?s|(?:my|the|our) \w+)\s+"
    r"(?![^,.;]*\b(?:had|was|were|got|did|last|ago|surgery|treatment|\w+ed)\b)\w[^,.;]*",
    re.IGNORECASE,
)
"""Why a time suits: "since the baby naps". With something of the past it is a date."""
_SMALL = re.compile(
    rf"\b(?:(?:after|before) (?:my |the )?(?:class|school|shift|practice|gym|church|lunch|pick ?up)"
    rf"|{FILLERS}|eastern|central|mountain|[ecmp][sd]t|time"
    r"|and|or|but|then|wait|hold on|scratch that|please|pls|thanks|thank you|ok|okay|yes|yeah|no"
    r"|sorry|are|is"
    rf"|the|on"
    r"|in|at|me|i|i'?m|actually|mean|meant|rather|instead|can|do|usually|mostly|maybe|probably"
    r"|just|also|either|both|any|to|of|us"
    r"|only|if"
    r"|possible|pretty much|really|for|would|be|it|that'?s|ideally|y|por|la|el|los|some ?time)\b",
    re.IGNORECASE,
)
_OF_A_DAY = re.compile(
    r"\b(?:not(?! (?:\w+ )?(?:well|good)\b)|never|except|don'?t|do not|can'?t|cannot|won'?t|isn'?t"
    r"|unless|before|after|from|until|till|by|during|while|when|then|with|every|each|day|days|week"
    r"|hours?|early|late|later|get (?:off|home|out|done)|off|done|home|busy|my|we|our|am"
    r"|i'?ll|i'?d|work|working|job|shift|office|school|class|classes|meetings?|kids|lunch|break)\b",
    re.IGNORECASE,
)
"""Words of somebody's day that tell when they can be reached, and nothing of their health."""

_PREFACE = re.compile(
    r"\b(?:the )?best (?:time|day|way)s?(?: to (?:reach|call|text|contact|e-?mail|get)"
    r"(?: (?:a )?hold of)?(?: me)?)?(?: is| are| would be)?\b",
    re.IGNORECASE,
)

_ELSE_ASKED = (None, "concern", "area", "health", "confirm")
"""Questions in whose answers "now" or "tomorrow" is no wish to be called then."""
_OTHER_WORDS = 5
"""With more words besides, an answer to the question is read as closely as any message."""
_LONGEST = 200
_WORKS = re.compile(r"\b(?:work|working|busy|in class|at school)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Times:
    """The visitor's words, and what was understood of them."""

    words: str
    normalised: tuple[dict[str, object], ...] = ()
    adds: bool = False
    """The words add to what was said before ("also saturdays", "but not thursdays")."""
    leaves: str = ""
    """"days" where only hours are named, "hours" where only days are: what was said of these
    before still holds. Empty where both are, and for a correction."""


def read_times(text: str, *, asking: str | None) -> Times | None:
    """Read an availability or a day wished for, or None. Other dates are neither.

    An hour without am or pm is taken for daytime: 1 to 7 in the afternoon, 8 to 12 as they are.
    Where the times were asked for, all that was answered is kept if it says more than hours, and
    nothing else was told along with them.
    """
    clauses = [part for part in re.split(r"(?<=[?])|[.!;\n|]+", _figures(text)) if part.strip()]
    parts = [part for clause in clauses for part in _available_in(clause, asking)]
    if not parts:
        return None
    if asking == "times" and CUT not in text:
        parts = [clause for clause in clauses if not is_question(clause) or clause in parts]
    chosen = _corrected(" . ".join(parts) if len(parts) > 1 else parts[0])
    times = _read(chosen)
    if times and _puts_right(text):
        times = replace(times, leaves="")
    if times and asking == "times" and CUT not in text and _says_more(chosen):
        whole = squeeze(re.sub(r"\s+\.\s+", ", ", chosen))
        return replace(times, words=whole[:_LONGEST])
    return None if times and asking != "times" and _is_only_busy(times) else times


def moved_to(text: str) -> Times | None:
    """The times that a message puts in the place of known ones, if it says nothing else.

    As in "could you switch it to Wednesdays" and "are Tuesdays ok too"; without the words around.
    """
    for begins in (_MOVE_TO, _ASKS_FOR_HOUR):
        said = begins.match(text)
        rest = _figures(_AFTER_MOVE.sub("", text[said.end() :])) if said else ""
        if not rest or CUT in rest or not _holds_only_times(rest):
            continue
        if begins is _ASKS_FOR_HOUR and kinds_of(rest) != {"hours"}:
            continue  # "what about saturday" may ask for the hours of that day
        if times := _read(rest):
            leaves = "" if _puts_right(text) else times.leaves
            return replace(times, leaves=leaves, adds=bool(_ADDS.search(text)))
    return None


def asks_for_day(text: str) -> bool:
    """Whether somebody asks to come at a time that is named: "can i come in tomorrow"."""
    clauses = re.split(r"(?<=[?])|[.!;\n]+", plain(text))
    return any(
        (wish := _wish(clause)) is not None
        and not _ASKS_WHEN.match(clause)
        and bool(_MAY_I.search(clause[: wish.end()]) or _ASKED.match(wish.group()))
        for clause in clauses
    )


def _puts_right(text: str) -> bool:
    """Whether a message takes back what was said before, rather than adds to it."""
    return bool(_CORRECTS.search(text) or _IN_PLACE.search(text))


def kinds_of(words: str) -> frozenset[str]:
    """What some words on when to be reached name: "days", "hours", both or neither."""
    named = {_kind(atom) for atom in _ATOM.finditer(_BUSY.sub(CUT, words))}
    return frozenset({"days", "hours"} if "both" in named else named - {"any"})


def is_of_no_weekday(words: str) -> bool:
    """Whether their hours hold for no day of the week: of a date, or of another time zone."""
    dated = any(atom.lastgroup == "date" for atom in _ATOM.finditer(words))
    return dated or bool(_ZONE.search(words))


def only_days(words: str) -> str:
    """What some words name of days, without their hours: "friday" of "friday mornings"."""
    marks = [*_BUSY.finditer(words), *(a for a in _ATOM.finditer(words) if _kind(a) == "days")]
    return _without(words, marks, "hours")


def only_hours(words: str) -> str:
    """What some words name of hours, without their days: "after 3" of "fridays after 3"."""
    return _without(words, [a for a in _ATOM.finditer(words) if _kind(a) == "hours"], "days")


def _kind(atom: re.Match[str]) -> str:
    if "tonight" in atom.group().lower():
        return "both"
    return _KINDS.get(str(atom.lastgroup), "hours")


def _without(words: str, marks: list[re.Match[str]], kind: str) -> str:
    """From the first to the last of the marks, without what is of the other `kind` between."""
    if not marks:
        return ""
    others = [atom.span() for atom in _ATOM.finditer(words) if _kind(atom) == kind]
    start, end = min(m.start() for m in marks), max(m.end() for m in marks)
    return squeeze(cut(words, others)[start:end].replace(CUT, " "))


def _is_only_busy(times: Times) -> bool:
    """Whether it is only told that there is no time ("im at work all day"), not when there is."""
    return not times.normalised and bool(_WORKS.search(times.words))


def only_times(text: str) -> Times | None:
    """The availability of a message that says nothing else, whatever was asked."""
    whole = _figures(text)
    if CUT in whole or is_question(whole) or not _holds_only_times(whole):
        return None
    times = read_times(text, asking="times")
    return None if times and _is_only_busy(times) else times


def _holds_only_times(text: str) -> bool:
    """Whether a text names a time and no word in it can be of anything else."""
    if not _ATOM.search(text):
        return False
    rest = _SMALL.sub(" ", _OF_A_DAY.sub(" ", _beside_times(_MORE.sub(" ", text))))
    return not re.search(r"[^\W\d_]", rest)


def _figures(text: str) -> str:
    """Hours in words as figures where they stand beside "after" and the like; "b4" as a word."""
    text = re.sub(r"\bb4\b", "before", text, flags=re.IGNORECASE)
    hours = "|".join(_NUMBER_WORDS)
    text = re.sub(
        rf"\b({hours})(?= (?:in the|at) (?:{_PART})\b)",
        lambda m: _NUMBER_WORDS[m.group().lower()],
        text,
        flags=re.IGNORECASE,
    )
    return re.sub(
        rf"\b(after|before|past|by|until|around|between|from|and|to"
        rf"|than)\s+({hours})\b(?!\s*(?:days?"
        rf"|weeks?|times?|of))",
        lambda m: f"{m.group(1)} {_NUMBER_WORDS[m.group(2).lower()]}",
        text,
        flags=re.IGNORECASE,
    )


def _available_in(clause: str, asking: str | None) -> list[str]:
    """The clause, or those of its parts, that speak of availability."""
    asks = asking != "times" and is_question(clause) and not _moves(clause, asking)
    if asks and not _asks_for_a_time(clause):
        return []
    if _available(clause, asking):
        return [clause]
    parts = re.split(r",|\band (?=i\b|i'|it\b|my\b)", clause, flags=re.IGNORECASE)
    return [part for part in parts if _available(part, None)]


def _moves(clause: str, asking: str | None) -> bool:
    """Whether the clause puts another time in the place of the known one: "make it friday"."""
    if asking not in _MAY_MOVE and not _AT_ONCE.match(clause):
        return False
    left = _MOVES.sub(" ", _SMALL.sub(" ", _ATOM.sub(" ", clause)))
    return bool(_MOVES.search(clause)) and len(re.findall(r"\w+", left)) <= _MOST_WITH_MOVE


def names_a_time(text: str) -> bool:
    """Whether a day, a date or an hour stands in the text, whatever is said of it."""
    return bool(_ATOM.search(text))


def _asks_for_a_time(clause: str) -> bool:
    """Whether a question asks to be called or seen at some time ("can i come saturday?")."""
    return bool(_CALL_ME.search(clause) or (_wish(clause) and not _ASKS_WHEN.match(clause)))


def _wish(clause: str) -> re.Match[str] | None:
    """The wish to come that has its day or hour close behind it."""
    starts = [atom.start() for atom in _ATOM.finditer(clause)]
    for wish in _WISHED.finditer(clause):
        at = bisect_left(starts, wish.end())
        between = clause[wish.end() : starts[at]] if at < len(starts) else ""
        if 0 < len(between) <= _NEAR and _CLOSE.fullmatch(between):
            return wish
    return None


_NEAR = 60
_HALF = re.compile(r"^like\b", re.IGNORECASE)
"""Half of "I'd like a consult", or "like 4": it says nothing of the time."""
_ASKED = re.compile(
    rf"^\W*(?:(?:do|would|you|u|y'?all|there|is|are|book(?! me)|any|some)\b|{_ROOM})",
    re.IGNORECASE,
)
"""Begins a wish that was asked for: it is no word of when somebody has time."""
_MAY_I = re.compile(
    r"\b(?:(?:can|could|may) (?:i|we|you|u)|(?:possible|able|way|chance) (?:to|for))\b",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"(?:\W*\b(?!(?:after|before|if|when|because|while|with|without)\b)[\w']+){0,5}\W*", re.I
)
"""What stands between a wish and its time ("come see you guys on friday")."""


def _available(clause: str, asking: str | None) -> bool:
    """Whether the clause speaks of availability."""
    atoms = list(_ATOM.finditer(clause))
    only_date = all(atom.lastgroup == "date" for atom in atoms)
    if asking and atoms and not only_date and _holds_only_times(clause):
        return not is_question(clause) or asking == "times" or bool(_wish(clause))
    if not any(atom.lastgroup != "busy" for atom in atoms) and asking != "times":
        return False
    wish = _wish(clause)
    free = _BUSY.sub(" ", clause[: wish.start()] + clause[wish.end() :] if wish else clause)
    free = _MORE.sub(" ", _REASON.sub(" ", free))
    others = len(re.findall(r"\w+", _SMALL.sub(" ", _ATOM.sub(" ", free))))
    if asking == "times" and others <= _OTHER_WORDS and not is_question(clause):
        return bool(atoms)
    told = wish or _AVAILABLE.search(clause) or _moves(clause, asking) or _EARLIEST.search(clause)
    if told and not _ELSEWHEN.search(_EARLIEST.sub(" ", free)):
        return bool(atoms)
    return bool(atoms) and not others and not (only_date and asking in _ELSE_ASKED)


def _says_more(text: str) -> bool:
    """Whether an answer holds words beside the times that were understood."""
    rest = _SMALL.sub(" ", _beside_times(text))
    return bool(re.search(r"[^\W\d_]", rest)) or "busy" in {
        atom.lastgroup for atom in _ATOM.finditer(text)
    }


def _beside_times(text: str) -> str:
    """What a text says beside days, hours and that they suit."""
    return _AVAILABLE.sub(" ", _PREFACE.sub(" ", _ATOM.sub(" ", _BUSY.sub(" ", text))))


def _corrected(text: str) -> str:
    """What follows the last correction, when it names a time itself."""
    for marker in reversed(list(_CORRECTS.finditer(text))):
        after = text[marker.end() :]
        if _ATOM.search(_BUSY.sub(" ", after)):
            return after
    for so in _SO.finditer(text):
        before, after = text[: so.start()], text[so.end() :]
        if _AT_WORK_ON.search(before) and _names_other_days(before, after):
            return after
    return text


def _names_other_days(before: str, after: str) -> bool:
    """Whether the second of two texts is of days, and of none of those in the first."""
    first, second = days_in(before), days_in(_BUSY.sub(CUT, after))
    return bool(first and second) and set(first).isdisjoint(second)


def _read(text: str) -> Times | None:
    found = _busy(text)
    found += _engaged(text, found)
    excluded = [day for busy in found for day in days_in(busy.group("a") or busy.group("b"))]
    excepts = [m for m in found if m.group("a")]
    free = text
    for busy in found:
        free = free.replace(busy.group(), "|" * len(busy.group()))
    free = _OR_THEN.sub("not", free)
    atoms = list(_ATOM.finditer(free))
    if not atoms and not excepts:
        excepts = [m for m in found if not _OF_ME.search(m.group())]
    if not atoms and not excepts:
        return None
    words = squeeze(_HALF.sub("", squeeze(_words(text, atoms, excepts))))
    slots = slots_of(atoms, excluded, late=bool(_LATE.search(text)))
    adds = not atoms or bool(re.match(r"\W*(?:and |or )?(?:also|plus)\b", text, re.IGNORECASE))
    adds = adds or _is_one_more_day(text)
    return Times(words, () if _ZONE.search(text) else tuple(slots), adds, _leaves(text, atoms))


def _leaves(text: str, atoms: list[re.Match[str]]) -> str:
    """What of days and hours is not spoken of; nothing where any time suits."""
    named = kinds_of(text)
    if not atoms or len(named) != 1 or any(atom.lastgroup == "any" for atom in atoms):
        return ""
    return "days" if "hours" in named else "hours"


_OF_ME = re.compile(r"\bi\b", re.IGNORECASE)
"""In "sunday i have a wedding" the day may be no answer; in "sunday is no good" it is one."""


def _busy(text: str) -> list[re.Match[str]]:
    return [
        match
        for match in _BUSY.finditer(text)
        if match.group("a") or not _GOOD_AFTER_ALL.search(match.group())
    ]


def _engaged(text: str, known: list[re.Match[str]]) -> list[re.Match[str]]:
    """Days at work or away, unless hours without other days say when on these days it suits."""
    found = [
        match
        for match in _ENGAGED.finditer(cut(text, [busy.span() for busy in known]))
        if len(days_in(match.group("a"))) < len(DAYS)
    ]
    rest = cut(text, [match.span() for match in found])
    return [] if kinds_of(rest) == {"hours"} and not _OTHER_DAYS.search(rest) else found


def _is_one_more_day(text: str) -> bool:
    """Whether a day comes beside those that were told before: "or monday", "monday too"."""
    return bool(_ONE_MORE.match(text) and "days" in kinds_of(text) and not _IN_PLACE.search(text))


def _words(text: str, atoms: list[re.Match[str]], excepts: list[re.Match[str]]) -> str:
    """From the first to the last time named, with the wish and the "not" before it.

    An exclusion before all times is left out where the days are named.
    """
    days = any(atom.lastgroup in ("day", "span") for atom in atoms)
    marks = [*(atoms or excepts), *_LATE.finditer(text), *_ZONE.finditer(text)]
    if not days:
        marks += excepts
    wish = _wish(text)
    said = wish and not (_HALF.match(wish.group()) or _ASKED.match(wish.group()))
    if wish and said and wish.start() < min(m.start() for m in marks):
        marks.append(wish)
    start = min(mark.start() for mark in marks)
    if before := _NOT_LEFT_OUT.search(text[:start]):
        start = before.start()
    end = max(mark.end() for mark in [*marks, *excepts])
    end += text[end : end + 1] == ")" and "(" in text[start:end]
    return re.sub(r"\s+\.\s+", ", ", text[start:end])
