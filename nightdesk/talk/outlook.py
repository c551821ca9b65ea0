"""When the clinic will be in touch: what is said to "what now" and "when will you call"."""

import re
from dataclasses import replace

from nightdesk.base.reply import Reply
from nightdesk.knowledge.clinic_answers import how_to_book
from nightdesk.leads.promise import due_at, promise_words
from nightdesk.store.tables import Request
from nightdesk.store.visitor_data import requests_of
from nightdesk.talk.context import Turn

MOST_WORDS = 12

_THEY = (
    r"(?:you|u|y'?all|you guys|they|someone|somebody|anyone|the clinic|a person|your team|staff)"
)
_REACH = (
    r"(?:(?:call|text|e-?mail|contact|respond|answer|ring)(?:s|ing)?|phones?|phoning"
    r"|writes?|writing"
    r"|repl(?:y|ies|ying)|reach(?:es|ing)? (?:out|me)|(?:gets?|getting) back|be in touch)"
)
_LEAD = (
    r"(?:(?:ok(?:ay)?|so|and|but|hi|hey|hello|well|alright|thanks|thank you|great|cool|yes|yeah"
    r"|perfect)\W+){0,4}"
)
_ASKS = re.compile(
    r"\b(?:when(?:'ll| will| can| do| does| are| is| would| should)|how (?:soon|long|fast|quick\w*)"
    rf"|(?:what (?:time|day)|by when) (?:will|do|does|would))\b[^.?!]{{0,25}}\b{_THEY}"
    rf" (?:\w+ )?{_REACH}\b|\b(?:when|how soon|how long)\b[^.?!]{{0,25}}\b(?:i|we) (?:\w+ )?hear\b"
    rf"|\bwhen (?:will|can|do) i (?:be (?:called|contacted)|get (?:a|my|the) (?:call|reply))\b"
    r"|\b(?:cu[aá]ndo|a qu[eé] hora|qu[eé] d[ií]a) (?:me|nos) (?:van a |va a |pueden |puede )?"
    r"(?:llam|contact|contest|respond|marc|escrib|habl)\w*"
    rf"|\bhow (?:long|soon|fast)\b[^.?!]{{0,30}}\b(?:to (?:hear|get (?:a|an) (?:reply|answer|call))"
    r"|before (?:i|we) (?:get|have) (?:a|an) (?:reply|answer|call))\b",
    re.IGNORECASE,
)
_ASKS_WHO = re.compile(
    rf"\bwho (?:will|is going to|is gonna|does|'ll) (?:be )?{_REACH}\w*(?: me)?\W*$"
    rf"|\bwho'?s (?:going to|gonna) {_REACH}\b"
    rf"|\b(?:what|which) (?:phone )?number (?:will|do|would|does|are) {_THEY}\b[^.?!]{{0,12}}call",
    re.IGNORECASE,
)
_ASKS_OF_PASSED = re.compile(
    rf"\bhow (?:will|would|do|does|can|could|are|is) {_THEY} (?:\w+ )?"
    rf"(?:{_REACH}|tell|know|find|let me know|get (?:back|hold))\b"
    r"|\bwhen (?:will|do|can|would) (?:i|we) (?:get|have|hear) (?:an? |my |the |some )?"
    r"(?:answer|repl|response)"
    rf"|\b(?:did|have|has) {_THEY} (?:\w+ )?(?:sen[dt]|pass|forward|tell|told|ask|answer|repl|said)"
    r"|\b(?:where|how) (?:will|do|can|would) (?:i|we) (?:see|get|find|read) (?:the|my|that|an?) "
    r"(?:answer|repl)",
    re.IGNORECASE,
)
"""Asked after a question was passed on, these are of that."""
_WHAT_NOW = re.compile(
    rf"^\W*{_LEAD}(?:what (?:happens|comes) (?:now|next|then|after (?:that|this|i (?:send|submit)"
    r" (?:it|this|that)))|what (?:do|should) i (?:have to |need to )?do (?:now|next|then|from here)"
    r"|(?:and )?now what|what now|what'?s next|what(?:'?s| is| are) the next steps?)\W*$",
    re.IGNORECASE,
)
"""Asked after an answer on treatments, these may be about the skin."""
_BEGINS = r"(?:start|begin|get started|go about (?:it|this)|sign up|proceed)"
_JUST_WHEN = re.compile(
    rf"\W*{_LEAD}(?:(?:do you know|any idea) )?(?:when|by when|how soon|what (?:time|day)"
    r"|cu[aá]ndo)(?: (?:tho|though|exactly|then|about|please))?\W*",
    re.IGNORECASE,
)
"""Asked right after a request was sent, it is when one is called."""
_YES = (
    r"(?:(?:i|you) (?:say|said|click|press|tap|hit|send|submit|agree|confirm)|saying|sending"
    r"|clicking|agreeing|yes|this|that|it|anything|something|now|already|here|money|to)"
)
_OF_A_YES = re.compile(
    rf"\W*{_LEAD}(?:(?:what(?:'ll| will| does)? (?:happens?|it mean)|what happens then)"
    r" (?:if|when|after|once) i (?:say|click|press|tap|hit|send|submit|agree|confirm)\b"
    r"|who(?:'ll| will| all)? (?:gets?|sees?|reads?|receives?) (?:this|that|it|all (?:of )?this"
    r"|(?:my|the) (?:request|info\w*|details|number))\W*$"
    r"|(?:will|do|would|am|can|could|does|is|are)\b(?=[^.?!]{0,40}\b(?:charged?|pay(?:ing)?|billed"
    rf"|commit\w*|obligat\w*|binding)\b)(?:\W{{1,3}}(?:i|you|me|be|being|get|getting|have|having"
    r"|going|gonna|agree|agreeing|mean|means|charged?|pay(?:ing)?|billed?|commit\w*|obligat\w*"
    rf"|binding|by|for|if|when|a|an|the|in|with|doing|just|any|send|{_YES})){{1,14}}\W*$)",
    re.IGNORECASE,
)
"""Asked at the summary, it is what a yes to it does."""
_HOW_TO_BEGIN = re.compile(
    rf"^\W*{_LEAD}(?:(?:how|where) (?:do|can|would|should) (?:i|we) {_BEGINS}"
    rf"|what (?:do|should|must) (?:i|we) (?:(?:need|have) to )?do (?:first )?(?:to|in order to)"
    rf" {_BEGINS}|how does (?:this|it|that|everything) (?:all )?work\W+(?:so )?(?:do|can|should)"
    r" (?:i|we) (?:just |have to |need to )*(?:come (?:in|by|over)|walk in|show up|stop by|drop by"
    r"|call|sign up|make an app\w+))(?: (?:with )?(?:this|that|it|you(?: guys)?|here|the process"
    r"|now|then|first|there))*\W*$",
    re.IGNORECASE,
)


def asks_when_reached(text: str) -> bool:
    """Whether somebody asks when they are called back."""
    return len(text.split()) <= MOST_WORDS and bool(_ASKS.search(text))


def asks_who_calls(text: str) -> bool:
    """Whether somebody asks who calls them back, or from which number."""
    return len(text.split()) <= MOST_WORDS and bool(_ASKS_WHO.search(text))


def asks_of_a_yes(text: str) -> bool:
    """Whether somebody asks at the summary what a yes to it does: who reads it, what it costs."""
    return len(text.split()) <= MOST_WORDS and bool(_OF_A_YES.match(text))


def asks_how_to_begin(text: str) -> bool:
    """Whether somebody asks what they have to do to come to the clinic."""
    return len(text.split()) <= MOST_WORDS and bool(_HOW_TO_BEGIN.search(text))


def outlook(turn: Turn) -> list[Reply]:
    """By when a person is in touch, for what was sent or a request sent now; and how to begin."""
    if turn.read.choice or turn.talk.get("urgent"):
        return []
    text, sent = turn.read.text, _sent(turn)
    if turn.state.asking == "confirm" and asks_of_a_yes(text):
        return [Reply("notice", "utter_intake_yes")]
    if (sent or turn.state.asking == "confirm") and asks_who_calls(text):
        return [Reply("notice", "utter_reply_who", turn.phones)]
    if asks_how_to_begin(text):
        return [_how_to_begin(turn) if sent is None else _due(turn, sent)]
    asks = asks_when_reached(text) or asks_who_calls(text) or _asks_what_now(turn, sent)
    asks = asks or (sent is not None and _only_asks_when(turn))
    if not (asks or _asks_of_passed_on(turn)):
        return []
    return [_unsent(turn) if sent is None else _due(turn, sent)]


def _how_to_begin(turn: Turn) -> Reply:
    return replace(how_to_book(turn.desk.clinic), choices=turn.offer)


def _unsent(turn: Turn) -> Reply:
    """By when a person would be in touch if a request were sent now.

    A question that was passed on is with staff, but they know nobody to answer.
    """
    clinic, at = turn.desk.clinic, turn.at
    promise = promise_words(clinic, due_at(clinic, "consultation", at), at)
    values = {**turn.phones, "promise": promise}
    response = "utter_reply_unknown" if turn.talk.get("passed_on") else "utter_reply_unsent"
    return Reply("notice", response, values, choices=turn.offer)


def _asks_of_passed_on(turn: Turn) -> bool:
    """Whether somebody asks what became of a question that staff have got."""
    text = turn.read.text
    short = len(text.split()) <= MOST_WORDS
    return bool(turn.talk.get("passed_on") and short and _ASKS_OF_PASSED.search(text))


def _due(turn: Turn, sent: Request) -> Reply:
    if sent.due_at is None or sent.due_at <= turn.at:
        return Reply("notice", "utter_reply_late", turn.phones)
    promise = promise_words(turn.desk.clinic, sent.due_at, turn.at)
    return Reply("notice", "utter_reply_due", {**turn.phones, "promise": promise})


def _asks_what_now(turn: Turn, sent: Request | None) -> bool:
    """Whether "what now" is asked of the clinic: after an answer it may be asked of the skin."""
    at_summary = turn.state.asking in ("confirm", "change")
    of_the_clinic = sent or at_summary or not (turn.talk.get("told") or turn.state.active)
    return bool(of_the_clinic and _WHAT_NOW.search(turn.read.text))


def _only_asks_when(turn: Turn) -> bool:
    """Whether nothing but "when" is asked: right after sending it is of the call."""
    return not turn.state.active and bool(_JUST_WHEN.fullmatch(turn.read.text))


def _sent(turn: Turn) -> Request | None:
    """The newest request or task of the talk that staff have to answer."""
    waiting = ("submitted", "claimed")
    found = requests_of(turn.session, turn.conversation.id)
    return next((r for r in reversed(found) if r.status in waiting and r.kind != "urgent"), None)
