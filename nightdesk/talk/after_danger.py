"""What somebody who was told of a danger says of the help they were sent to, by their words."""

import re

_PLACE = (
    r"(?:(?:the|an?|this|my|our|to|at|in) er|e\.r\.?|er (?:doctors?|docs?|nurses?|staff|room)"
    r"|emergency (?:room|dep(?:artmen)?t|care)|hospitals?|urgent care|ambulances?|paramedics?|emts?"
    r"|911|988|9-1-1|(?:el|la|al) er|(?:sala de )?(?:emergencias|urgencias)|ambulancias?"
    r"|param[eé]dicos?)"
)
"""Help outside of the clinic. "er" alone is also an hesitation."""
_OF_PLACE = re.compile(rf"\b{_PLACE}(?!\w)|^\W*er\b", re.IGNORECASE)

_AGAIN = (
    r"(?: (?:again|please|pls|plz|once more|to call|(?:do|should|can) i call|is it|was it|now"
    r"|de nuevo|otra vez|por favor|for (?:that|it|them|the (?:line|clinic|urgent line))))"
)
_NUMBER = re.compile(
    r"^\W*(?:(?:ok|okay|so|and|but|sorry|wait|please|hi|hey|um)\W+){0,3}"
    r"(?:(?:what(?:['’]?s| is| was|s)|which|can you (?:please )?\w+(?: me)?|could you \w+(?: me)?"
    r"|give me|send(?: me)?|repeat|say|i (?:lost|need|missed|forgot|can['’]?t find|didn['’]?t get)"
    r"|do you have|where(?:['’]?s| is)|cu[aá]l (?:es|era)|repita|me (?:da|repite))"
    r" (?:(?:the|that|this|your|clinics?|clinic['’]s|urgent|emergency|phone|line|el|la|its?|again)"
    r" ){0,4})?"
    rf"(?:numbers?|num|phone|n[uú]mero|tel[eé]fono|line){_AGAIN}{{0,3}}\W*$"
    r"|\b(?:who|what number|which number|where) (?:do|should|can|am) i (?:supposed to )?call\b"
    r"|\ba qui[eé]n llamo\b",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(
    r"\bhow long (?:do|should|will|must|would) (?:i|we) (?:have to |need to )?wait"
    r"(?: (?:for|here|there|on hold)(?: (?:them|it|the \w+|help|someone|somebody|an answer)){0,1})?"
    r"\W*$"
    r"|\b(?:how (?:long|soon|fast|quick(?:ly)?)|when|cu[aá]nto (?:tardan?|tiempo))\b(?: \w+){0,6}?"
    r" (?:they|them|help|someone|somebody|he|she)\b(?: \w+){0,5}?"
    r" (?:come|coming|arrive|get (?:here|there)|getting here|be here|show up|take)"
    r"(?! (?:off|out|up|back|in|to))\b"
    r"|\bcu[aá]nto (?:tardan|se tardan)\b",
    re.IGNORECASE,
)

_WHO_TREATS = (
    rf"(?:{_PLACE}|doctors?|docs?|dr|nurses?|medics?|triage|they(?:['’]re)?|m[eé]dic[oa]s?|doctora"
    r"|enfermer[oa]s?)"
)
_WANT = (
    r"(?:ask(?:s|ed|ing)?|wants?|needs?|wanted|needed|wonder\w*|requests?|requested|would like"
    r"|quieren?|preguntan?|necesitan?|piden?)"
)
_OF_TREATMENT = (
    r"(?:(?:what|which)(?: \w+){0,6}? (?:filler|product|brand|botox|laser|peel|acid|drug|needles?"
    r"|used|inject\w*|treatments?|procedure|done|did|had|got|had|put|applied|happened)"
    r"|who (?:did|to call|they can call|can they call|injected|treated)"
    r"|(?:my|the|his|her|your|our|any|medical) (?:medical )?(?:records?|charts?|notes|file)"
    r"|lot number|(?:someone|somebody|a person|a number|anyone) to (?:call|talk to|speak to)"
    r"|qu[eé] (?:\w+ ){0,3}?(?:relleno|producto|inyect\w+|us\w+|pus\w+|tratamiento)|expediente"
    r"|historial)"
)
_NEWS = re.compile(
    rf"\b{_WHO_TREATS}(?!\w)(?:\W+\w+){{0,6}}?\W+{_WANT}\b(?:\W+\w+){{0,6}}?\W+{_OF_TREATMENT}\b",
    re.IGNORECASE,
)
_FOR_DOCTORS = re.compile(
    r"\b(?:(?:what|which) (?:kind of |type of )?(?:filler|product|brand|laser|peel|acid|drug)"
    rf"|(?:my|the) (?:medical )?(?:records|chart|file)|lot number)\b[^\n]{{0,80}}?\b(?:{_PLACE}"
    r"|er (?:doctor|doc)|doctors|nurses?|paramedics?)(?!\w)",
    re.IGNORECASE,
)

_NOT_DONE = re.compile(
    r"\b(?:no|not|never|nobody|can['’]?t|cannot|won['’]?t|don['’]?t|didn['’]?t|haven['’]?t"
    r"|hasn['’]?t|isn['’]?t|aren['’]?t|wasn['’]?t|if|should|shall|could|would|without|refuse\w*"
    r"|nadie|nunca|todav[ií]a no)\b"
    r"|\?\s*$|^\W*(?:what|how|when|where|is|are|can|do|does|will|why|who|which|cu[aá]ndo)\b",
    re.IGNORECASE,
)
_CALLED = r"\b(?:called|phoned|rang|dialed|texted|(?:spoke|talked|am talking|talking) (?:to|with))"
_BY = r"(?:to |from |at |in |of |by |the |an? |my |our |home |back ){0,5}"
_HELP = re.compile(
    rf"{_CALLED} (?:already |just )?{_BY}(?:them\b|they\b|help\b|{_PLACE}(?!\w))"
    r"|\b(?:i|we)(?:['’]ve| have)? (?:(?:already|just) )?called(?: already)?"
    r"(?=\W*$|\W+(?:and|they)\b)"
    r"|\b(?:they|ambulance|paramedics?|emts?|help|medics?)(?:['’]re| are|['’]s| is|s|re)?"
    r" (?:(?:now|already|just|finally) )?(?:coming|came|here|arrived|on (?:the|their|its) way)\b"
    r"(?! (?:off|out|up|back|in)\b)"
    r"|\b(?:at|in|inside|reached|left|leaving"
    r"|(?:back|home|out|came|released|discharged) (?:from|of))"
    rf" {_BY}(?:{_PLACE}(?!\w)|er\b)"
    r"|\b(?:they|doctors?|nurses?|he|she) (?:(?:treated|released|discharged|admitted|checked|sent"
    r"|kept) (?:me|us|him|her)|(?:gave|put) (?:me|us|him|her) (?:(?:on|an?|some|the) ){0,2}"
    r"(?:shots?|ivs?|hold|oxygen|fluids?|steroids?|epi\w*|antibiotics?|antihistamines?|benadryl|meds"
    r"|medic\w+))\b"
    r"|\bya (?:vienen|llegaron|est[aá]n aqu[ií])|\b(?:estoy|llegu[eé]|volv[ií]) (?:en|a|al|de|del)"
    rf" (?:la |el )?{_PLACE}",
    re.IGNORECASE,
)
_GOING = re.compile(
    r"\b(?:on (?:my|our) way|(?:heading|driving|going|leaving) (?:over|there|now))\b"
    rf"|\b(?:went|going|driv\w+|head\w+|taking|took|rush\w+) (?:me |us |her |him )?to {_BY}"
    rf"(?:{_PLACE}(?!\w)|er\b)"
    rf"|\b(?:voy|vamos) (?:a|al|de) (?:la |el )?(?:camino|{_PLACE})",
    re.IGNORECASE,
)
_CALLED_US = re.compile(
    rf"{_CALLED} {_BY}(?:urgent |clinic(?:['’]?s)? )?"
    r"(?:line|clinic|office|number|you|doctor|nurse)\b",
    re.IGNORECASE,
)

_REFUSAL = re.compile(
    r"\b(?:(?:i|we)\W{0,3}(?:m|am|['’]m)? ?(?:really |just |still )?(?:do not|don['’]?t|will not"
    r"|won['’]?t|can['’]?t|cannot|refuse|not|rather not|hate|would rather not|['’]d rather not)"
    r"(?: (?:really|even|want|wanna|need|like|going|gonna|have|wish|to|go|be|get|call|calling|in|at"
    r"|taken|sent|take|for|it)){0,6}|no|not|no quiero|no voy a)"
    rf"(?: (?:ir|llamar|to|the|an?|any|to the|a la|al?|la|el|that|some|into)){{0,4}} {_PLACE}(?!\w)"
    r"(?: (?:for me|today|tonight|now|please|either|at all|again|anymore|no|por favor)){0,3}",
    re.IGNORECASE,
)

_NO_ANSWER = re.compile(
    r"\bleft (?:(?:them|you|an?|the|two|three|my) ){0,2}(?:voice ?mails?|messages?|vm)\b"
    r"|\b(?:voice ?mail|answering machine|busy signal|no answer|no reply)\b"
    r"|\b(?:just|only|keeps?) (?:rings|ringing)\b|\b(?:line|phone|number)(?:['’]s| is)? busy\b"
    r"|\b(?:nobody|no ?one|they (?:don['’]?t|didn['’]?t|won['’]?t|aren['’]?t)|not)"
    r" (?:is )?(?:answer\w*|pick\w* up)\b|\b(?:doesn|isn|didn|won)['’]?t (?:answer|pick)\w*\b"
    r"|\bbuz[oó]n de voz\b|\b(?:nadie|no) contestan?\b",
    re.IGNORECASE,
)
_WHEN_CALL = re.compile(
    r"\b(?:when|how soon|what time)\b(?: \w+){0,3}? (?:call|calling|contact|reach|phone|ring)"
    r"(?: me| us| back)*\W*$",
    re.IGNORECASE,
)
_OPEN_NOW = re.compile(
    r"\b(?:are|is|r) (?:you|u|they|it|the (?:clinic|office|line)|y['’]?all)\b(?: \w+){0,2}? open"
    r"(?: (?:right now|now|still|tonight|today|at the moment))*\W*$|\bopen (?:right )?now\b",
    re.IGNORECASE,
)


def speaks_of_place(text: str) -> bool:
    """Whether an emergency room, an ambulance or a line for emergencies is spoken of."""
    return bool(_OF_PLACE.search(text))


def asks_for_number(text: str) -> bool:
    """Whether the number to call is asked for once more, and nothing else."""
    return bool(_NUMBER.search(text))


def asks_how_long(text: str) -> bool:
    """Whether somebody asks how long help takes to come."""
    return bool(_HOW_LONG.search(text))


def brings_question_of_doctors(text: str) -> bool:
    """Whether those who treat somebody now want to know what was done, or whom to ask."""
    return bool(_NEWS.search(text) or _FOR_DOCTORS.search(text))


def has_help(text: str, tier: str) -> bool:
    """Whether somebody says that the help they were sent to was called, is there, or has helped.

    Who was told to call 911 and has called the clinic, or drives there, has not called it yet.
    """
    plain = text.replace("’", "'")
    if _NOT_DONE.search(plain):
        return False
    milder = tier in ("er_today", "urgent_line")
    goes = milder and (_CALLED_US.search(plain) or _GOING.search(plain))
    return bool(goes or _HELP.search(plain))


def without_refusal(text: str) -> str:
    """The text without the words that only refuse the emergency room, a call or an ambulance."""
    return _REFUSAL.sub(" ", text).strip(" .,;!")


def only_refuses(text: str) -> bool:
    """Whether a text refuses such help, and says nothing else."""
    return any(map(str.isalpha, text)) and not any(map(str.isalpha, without_refusal(text)))


def found_nobody(text: str) -> bool:
    """Whether a line was called in vain: nobody answered, or only a machine."""
    return bool(_NO_ANSWER.search(text))


def asks_when_we_call(text: str) -> bool:
    """Whether somebody asks when they are called."""
    return bool(_WHEN_CALL.search(text))


def asks_if_open_now(text: str) -> bool:
    """Whether somebody asks if the clinic is open at this moment."""
    return bool(_OPEN_NOW.search(text))
