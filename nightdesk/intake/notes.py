"""Read what a visitor wants staff to know of the way they are reached and met.

Such a sentence is in no field of a request: no voicemail, a woman as provider, an interpreter.
"""

import re

from nightdesk.intake.text import CUT, is_question, squeeze

_LANGUAGE = (
    r"(?:spanish|espa[ñn]ol|russian|chinese|mandarin|cantonese|vietnamese|tagalog|korean|japanese"
    r"|farsi"
    r"|persian|dari|arabic|hindi|punjabi|urdu|portuguese|french|german|italian|ukrainian|polish"
    r"|armenian|hebrew|thai|khmer|hmong|tigrinya|amharic)"
)
_EVENT = (
    r"(?:wedding|party|event|prom|quince\w*|graduation|reunion|trip|interview|photo ?shoot|birthday"
    r"|vacation|honeymoon|big day|deadline|baptism|gala|boda|fiesta)"
)
_SOME_DAY = (
    r"(?:\d|jan|feb|mar|apr|may\b|jun|jul|aug|sep|oct|nov|dec|mon\w*day|tues|wednes|thurs|fri\w*day"
    r"|satur|sun\w*day|next|this|in (?:a|two|three|few)|soon|tomorrow)"
)
_PEOPLE = r"(?:provider|doctor|dr|nurse|esthetician|aesthetician|practitioner|person|staff)"
_NOTES = re.compile(
    # where a message may be left, and who is not to know
    r"\bvoice ?mails?\b|\banswering machine\b|\b(?:leave|left) (?:a |any )?(?:messages?|msgs?)\b"
    r"|\bdiscre(?:et|te)(?:ly)?\b|\bkeep (?:it|this) (?:private|quiet|between us|confidential)\b"
    r"|\b(?:husband|wife|partner|mom|mother|dad|father|parents|boyfriend|girlfriend|family|boss)"
    r" (?:doesn'?t|don'?t|does not|do not|must not|can'?t|shouldn'?t|isn'?t to) (?:know|find out)\b"
    r"|\b(?:don'?t|do not) (?:tell|mention\w*|say anything to) (?:it to )?(?:my|anyone|anybody)\b"
    r"|\b(?:don'?t|do not|never) (?:call|text|contact|e-?mail|tell) (?:him|her|them|the house)\b"
    r"|\b(?:don'?t|do not|never) (?:call|text|contact) my (?:husband|wife|partner|mom|mother|dad"
    r"|father|parents|boyfriend|girlfriend|family|boss|job|office|house)\b"
    # by whom
    rf"|\b(?:female|woman|lady|male|man) {_PEOPLE}\b|\b(?:need|want|prefer|rather (?:have|see)"
    rf"|(?:i'?d|would)"
    r" like|feel (?:better|safer) with)(?: to (?:see|have))?(?: only)? (?:an? )?(?:woman|female"
    r"|lady|male|man)"
    r"\b(?! (?:treat|laser|hair|pattern))|\b(?:only|just) (?:by )?(?:women|females|a woman|a"
    r" female)\b"
    # in which language
    rf"|\b(?:interpreter|translator|int[eé]rprete|traductor[a]?)\b|\b{_LANGUAGE}[- ](?:only"
    rf"|speak\w+)\b"
    rf"|\b(?:speak|talk|hablo|call|text)(?: me)?(?: only| mostly| better| in| s[oó]lo)*"
    rf" {_LANGUAGE}\b"
    rf"|\bin {_LANGUAGE}(?: please|,|$)|\b(?:no|not|don'?t|little|bad|poor)(?: speak| good| much|"
    rf" very"
    r" good)* english\b|\benglish is (?:not|bad|my second)"
    # what makes a call or a visit harder
    r"|\b(?:deaf|hard of hearing|hearing (?:aids?|impair\w*|loss|problem)|sign language|asl|tty)\b"
    r"|\b(?:legally |i'?m |i am |im )blind\b|\b(?:screen reader|visually impaired|wheel ?chair"
    r"|crutches|service (?:dog|animal)|stutter|non ?verbal)\b|\b(?:sord[oa]|silla de ruedas)\b"
    r"|\bcan'?t (?:climb|do|use) (?:the )?stairs\b|\bpronouns\b"
    # until when, and how else
    rf"|\b{_EVENT}\b[^.?!]{{0,12}}\b(?:is|on|in|coming up|es el)\b[^.?!]{{0,8}}{_SOME_DAY}"
    rf"|\b(?:before|by|for|until) (?:my|our|the|a) (?:\w+'?s? )?{_EVENT}\b"
    r"|\bit'?s (?:very |really |kind of )?urgent\b|\b(?:have|has) to be (?:done|finished) by\b"
    r"|\bwhats ?app\b|\bext(?:ension)?\b\.? ?(?:is |#)?\d{1,6}\b",
    re.IGNORECASE,
)
_WISH = re.compile(r"\W*(?:and |so |also |ok |but )?(?:can|could|would) (?:i|you|u|they)\b", re.I)
"""A question that wishes something: "could you not leave a voicemail?"."""
_PARTS = re.compile(rf"(?:\bext\.(?= ?\d)|[^.!?\n;{re.escape(CUT)}])+[?]?", re.IGNORECASE)
"""Sentences; the stop of "ext. 12" ends none."""
_LONGEST = 200


def read_notes(text: str) -> tuple[str, ...]:
    """The sentences for staff, in the visitor's words. What is asked is no note.

    In `text` contact details are replaced by `text.CUT`.
    """
    said = (squeeze(note) for part in _PARTS.findall(text) for note in _told(part))
    return tuple(dict.fromkeys(note[:_LONGEST] for note in said if note))


def _told(part: str) -> list[str]:
    """The sentence if it tells; of a question the clauses that do."""
    if not is_question(part) or _WISH.match(part):
        return [part.rstrip("?")] if _NOTES.search(part) else []
    clauses = part.split(",")
    return [one for one in clauses if _NOTES.search(one) and not is_question(one)]
