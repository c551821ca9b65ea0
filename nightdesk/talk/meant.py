"""Questions whose words draw them to a wrong answer: what they ask, or that nothing is known."""

import re

NEEDLE_FREE = "What works without needles?"
INSURANCE = "Does the clinic work with health insurance?"
EVENT = "How long before my wedding should I get it?"
PHOTOS = "before and after photos"
AFTERCARE = "what are the aftercare instructions"
"""Ways of asking entries in knowledge/: as these a question is read that stands for them."""

_NEEDLES = r"(?:needles?|needels?|needling|injections?|agujas?)"
_NO_NEEDLES = re.compile(
    rf"\b(?:without|no|zero|not? (?:use|using|with|involve|involving|need)"
    rf"|(?:do|does)(?:n['’]?t| not) (?:use|involve|need|require|have)|sin)"
    rf" (?:(?:a|any|the|those|these|scary|big|tiny|un|una|las) ){{0,2}}{_NEEDLES}\b"
    rf"|\b{_NEEDLES}[ -]?(?:free|less)\b",
    re.IGNORECASE,
)
_LOOKS_FOR = re.compile(
    r"\b(?:anything|something|which|what|options?|treatments?|ones?|alternatives?|else|other"
    r"|any|ways?|algo|qu[eé])\b",
    re.IGNORECASE,
)
_DISLIKES = re.compile(
    rf"\b(?:hate|hates|scared|afraid|terrified|fear|phobi[ac]|can(?:no|['’])?t (?:stand|do|deal"
    rf"|handle))\b[^.!?]{{0,30}}\b{_NEEDLES}\b|\b{_NEEDLES} phobi[ac]\b",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\b(?:else|other (?:options?|treatments?|things?|ways?)|instead|alternatives?"
    r"|without (?:them|it|that|those|any))\b",
    re.IGNORECASE,
)
_NETWORK = re.compile(
    r"\b(?:in|out of)[ -]network\b(?=\W*$|\W* (?:with|for|at|here|or|by|providers?)\b|[?.!,])",
    re.IGNORECASE,
)
_INSURER = re.compile(
    r"^\W*(?:(?:and|or|but|so|ok|what|whats|how|about|bout|abt|not|even|if|i|have|got|do|does|you|u"
    r"|your|take|accept|bill|also|with|is|it|covered|by|through|then|too|for)\W+){0,7}"
    r"(?:aetna|cigna|blue ?cross|blue ?shield|bcbs|kaiser|united ?health(?:care)?|humana|medicare"
    r"|medicaid|medi[ -]?cal|anthem|tricare|a ppo|an hmo)(?:\W+(?:or|and|too|either|then|blue"
    r"|shield|insurance|plans?|though|tho))*\W*$",
    re.IGNORECASE,
)
"""Names an insurer, and says no more than whether it is taken."""

_PERIOD = re.compile(
    r"\b(?:(?:on|during|having|have|got|get|before|after|with|while|when|is|and) )?"
    r"(?:my|her|your|ur|the|i) (?:monthly )?periods?\b(?! (?:of|is late|was late))"
    r"|\bmenstru\w+|\bmenses\b|\btime of (?:the |my )?month\b|\bperiod (?:cramps?|pains?)\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(?:healing|recovery|trial|waiting|grace|time|cooling|the) periods?\b", re.IGNORECASE
)
_PREGNANT = re.compile(r"\b(?:pregnan\w+|late|missed|skipped|expecting|ivf)\b", re.IGNORECASE)
_LOADS = re.compile(
    r"\bhow much (?:should|do|can|could|must|would) (?:i|we|you) (?:put|load)\b", re.IGNORECASE
)
"""What a gift card should hold."""

_FACIAL = re.compile(
    r"(^\W*(?:(?:hi|hey|hello|so|and|ok|also)\W+){0,3}"
    r"(?:(?:do|can|does) (?:you|u|ya|they|yall|the clinic) (?:(?:guys|all|also|even) )?"
    r"(?:have|do|offer|give|provide|carry)"
    r"|how (?:much|long) (?:is|are|for|does|do)(?: (?:you|u|they) charge for)?"
    r"|(?:what(?:['’]?s| is| are)) (?:the (?:price|cost) (?:of|for)|in)"
    r"|(?:price|cost|prices) (?:of|for)|(?:the )?(?:price|cost) (?:of|for)|is there))"
    r" (?:(?:an?|the|any|your|basic) ){0,2}facials?(?: treatments?)?"
    r"(?= ?(?:(?:cost|take|here|there|too|also|at your place|please|pls)\b ?)*\W*$)",
    re.IGNORECASE,
)
"""Asks for a facial, and for no special one: that is the treatment of that kind."""


_TOO_LITTLE = re.compile(
    r"^\W*(?:(?:and|so|or|but|ok|okay|um+|well|then|wait|what|how|about|bout|abt|for|with|of|is|which"
    r"|why|the|other|another|same|that|this|these|those|it|them|one|ones|thing|things|too|also"
    r"|though|tho|again|more|less|better|worse|than|second|last)\b\W*){1,7}$",
    re.IGNORECASE,
)
"""Only words that point at something: where nothing was spoken of, nothing is asked."""
_MORE_THAN = re.compile(
    r"^\W*(?:(?:and|but|so|is it|ok)\W+){0,2}(?:more|less|better|worse|\w{3,9}er) than"
    r"(?: (?:an?|the|my))? \w+\W*$",
    re.IGNORECASE,
)


_PICTURES = r"(?:photos?|pics?|pictures?|photographs?|images?|gallery|portfolio)"
_BEFORE_AFTER = r"before(?:s)?(?: ?(?:and|&|n|\+|/|-) ?| )(?:an? )?afters?"
_RESULTS = re.compile(
    rf"\b{_BEFORE_AFTER} {_PICTURES}\b|\b{_PICTURES} (?:of|from|with|showing)\b[^.?!]{{0,30}}"
    rf"\b(?:results?|{_BEFORE_AFTER}|(?:other|past|previous|real) (?:patients?|clients?|people)"
    rf"|patients?|clients?|your work)\b|\b(?:patient|client|result)s? {_PICTURES}\b"
    r"|\bbefores? (?:and|&|n) afters\b"
    rf"|^\W*(?:(?:do (?:you|u) have|got|have|any|show me|can i see|see|your|some) ){{0,4}}"
    rf"{_BEFORE_AFTER}\W*$",
    re.IGNORECASE,
)
"""Asks to see what a treatment did for others."""
_OF_MINE = re.compile(
    r"\b(?:my|mine|(?<!show )(?<!send )(?<!give )(?<!let )me|i (?:send|upload|share)|consent|taken?"
    r"|instagram|post(?:ed)?|skin like|black|brown|dark\w*|tan|shade|tone|colou?r|asian|indian"
    r"|latin\w|melan\w+)\b",
    re.IGNORECASE,
)
"""Speaks of the visitor's own pictures, or of a skin like theirs: other entries tell of those."""

_DONE = (
    r"(?:micro ?needling|skin ?pen|needling|(?:chem(?:ical)? )?peel|hydra ?facial|ipl|photo ?facial"
    r"|botox|(?:lip |cheek )?fillers?|laser)"
)
_WAS_TREATED = re.compile(
    r"^\W*(?:(?:hi|hey|hello|so|ok)\W+){0,2}(?:i(?:['’]?ve)? )?(?:just |already ){0,2}"
    rf"(?:had|got|did) (?:(?:my|an?|the|some|first|second|last) ){{0,3}}{_DONE}"
    r"(?: (?:done|treatment|session|injections?)){0,2} (?:today|yesterday|this morning|last night"
    r"|earlier|(?:an?|one|two|three|four|five|few|a few|a couple(?: of)?|\d+) (?:hours?|hrs?|days?)"
    r" ago|on \w+day|last \w+day)\W*$",
    re.IGNORECASE,
)
"""Tells of a treatment of some days ago, and no more: how to look after it is what helps."""
_HARMS_EYES = re.compile(
    r"\b(?:go|going|went|make\w*|turn\w*)\b(?: \w+){0,2} blind\b|\bblindness\b"
    r"|\b(?:hurt|harm|damage|injure|burn|ruin|wreck|affect|mess up|bad for|dangerous (?:for|to)"
    r"|safe for|risk to|risky for|lose|losing|loss of)s? (?:(?:my|your|ur|the|an|your|one) )?"
    r"(?:eyes?|eye ?sight|vision|sight|retinas?)\b(?! (?:area|cream|make ?up|brows?|lash))",
    re.IGNORECASE,
)
_ON_EYES = frozenset({"microneedling", "filler"})
"""Treatments of whose risk to the eyes an entry tells."""
_WHAT_TO_TAKE = re.compile(
    r"\bwhat (?:(?:should|can|could|do|must|would) i|to|meds?|medicine|pills?)\b[^.?!]{0,20}"
    r"\b(?:take|use) (?:for|against) (?:it|that|them|this)\b",
    re.IGNORECASE,
)


_FOR_THAT = re.compile(
    r"\b((?:what|anything|something|treatments?|options?)\b[^.?!\n]{0,30}?\b(?:for|about|with)"
    r"|(?:fix|help(?: with)?|treat|remove|improve|get rid of)) (?:that|this|it|them|those|these)\b"
    r"(?=\W*$|\W+(?:please|pls|there|here|at|or|and|too|for)\b)",
    re.IGNORECASE,
)
"""Asks what there is for what was told before."""
_EVENT = (
    r"(?:weddings?|part(?:y|ies)|events?|proms?|graduation|reunion|birthday|bachelorette|gala|dance"
    r"|anniversary|cruise|photo ?shoot|pictures?|interview|ceremony|shower|quince\w*)"
)
_WHEN_IT_IS = (
    r"(?:in|on|at|next|this|coming|up|about|like|only|just|away|from|now|a|an|the|few|couple|of|\d+"
    r"|one|two|three|four|five|six|eight|ten|days?|weeks?|wks?|months?|weekend|\w+day|and|so)"
)
_BEFORE_EVENT = re.compile(
    rf"^\W*(?:(?:hi|hey|hello|so|ok|okay)\W+)?(?:i|we|my|there)(?:['’]?ve|['’]?s)?"
    r"(?: (?:have|got|am|are|is|will|be|going|to|attending|an?|the|my|our|big|this|in|at))*"
    r"(?: [\w']+)?"
    rf" {_EVENT}\b(?:\W+{_WHEN_IT_IS}\b){{0,9}}\W+(?:can|could|should|may|would|is it|do|will)"
    r"(?: (?:i|we|be|have|time|enough|there|ok|okay|fine|good|too|late|soon|still|even|to|for"
    r"|get|do|try|use|an?|the|my))*"
    r"(?: (?:skin ?pen|micro ?needling|needling|it|this|one|peel|botox|fillers?|ipl|hydra ?facial"
    r"|facial|laser|treatment|session|done)){1,3}"
    r" (?:before(?: (?:it|that|then))?|beforehand|by then|in time|until then|for it)"
    r"\W*$",
    re.IGNORECASE,
)
"""Tells of an event and its date, and asks for nothing but a treatment before it."""


def with_concern(text: str, concern: str) -> str:
    """The text with the `concern` that was told before for "that" in "what do you do for that"."""
    return _FOR_THAT.sub(rf"\1 {concern}", text)


def says_too_little(text: str) -> bool:
    """Whether a message only points at something, or compares nothing with something."""
    return bool(_TOO_LITTLE.match(text) or _MORE_THAN.match(text))


def stands_for(words: str, text: str) -> str | None:
    """The question that a part of a text stands for; None for nearly all."""
    if _RESULTS.search(words) and not _OF_MINE.search(words):
        return PHOTOS
    if _WAS_TREATED.match(text):
        return AFTERCARE
    free = _NO_NEEDLES.search(words) and _LOOKS_FOR.search(words)
    if free or (_ELSE.search(words) and _DISLIKES.search(text)):
        return NEEDLE_FREE
    if (_BEFORE_EVENT.match(words) or _BEFORE_EVENT.match(text)) and not _PREGNANT.search(text):
        return EVENT
    return INSURANCE if _NETWORK.search(words) or _INSURER.match(words) else None


def says_why(words: str) -> bool:
    """Whether a part beside such a question only tells of a fear of needles."""
    return bool(_DISLIKES.search(words))


def is_unknown(words: str, treatment: str = "") -> bool:
    """Whether it asks what no entry tells, however near it sounds to another thing.

    A period is no pregnancy, what to put on a gift card is no price, and harm to the eyes is not
    the redness that another side effect is.
    """
    eyes = _HARMS_EYES.search(words) and treatment not in _ON_EYES
    if eyes or _WHAT_TO_TAKE.search(words):
        return True
    period = _PERIOD.search(_SPAN.sub(" ", words)) and not _PREGNANT.search(words)
    return bool(period or _LOADS.search(words))


def with_facial(text: str) -> str:
    """The text with its name for a facial, where somebody asks for one and names no other kind."""
    return _FACIAL.sub(r"\1 hydrafacial", text)
