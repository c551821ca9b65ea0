"""Read everything the intake can use out of one message."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from nightdesk.intake.about_wish import of_the_wish
from nightdesk.intake.channel import read_ways
from nightdesk.intake.consent import read_consents, without_chat
from nightdesk.intake.emails import DomainFix, read_domain_fix, read_emails
from nightdesk.intake.names import Name, read_name
from nightdesk.intake.notes import asks_to_add, kept_quiet, read_notes, says_private
from nightdesk.intake.others import (
    as_own,
    for_whom,
    read_another,
    read_go_between,
    read_others,
    read_pairs,
    speaks_of_self,
    who_else,
)
from nightdesk.intake.own import asked_about
from nightdesk.intake.phones import (
    DigitFix,
    Phones,
    read_area_code,
    read_digit_fix,
    read_phones,
    wants_second,
)
from nightdesk.intake.replaces import Replaces, dropped_at, read_replaces
from nightdesk.intake.signals import Signals, read_signals
from nightdesk.intake.skin_names import read_skin_name
from nightdesk.intake.text import CUT, Span, cut, is_question, plain, squeeze
from nightdesk.intake.times import Times, read_times
from nightdesk.lexicon import Mention

_REQUEST = re.compile(
    r"\b(?:consult\w*|appointments?|appt|appts|book(?:ing)?|schedul\w*|sign(?: me)? up"
    r"|(?:come|stop|swing) (?:in|by)|come see (?:you|u)"
    r"|(?:someone|somebody|smb|sb|sum1|anyone|a (?:doc\w*|dr|provider|nurse|pro|professional))\s+"
    r"(?:to\s+)?(?:look|check|see|take a look)\b|get (?:it|this|these|them|my \w+) (?:looked at"
    r"|checked(?: out)?)"
    r"|set (?:me )?up"
    r"|get (?:me )?(?:in|seen)|see (?:someone|somebody|smb|a (?:provider|doc\w*|nurse))"
    r"|(?:call|text|ring|reach|contact|phone) me"
    r"|give me a (?:call|ring)"
    r"|cita|consulta|request)\b",
    re.IGNORECASE,
)
_VISIT = r"(?:appts?|appointments?|consult\w*|booking)"
_NOT_WISHED = re.compile(
    r"\b(?:(?:before|after|until|till|during|since)\s+(?:(?:my|the|your|an?|our|each|every|any)\s+"
    rf"(?:[\w-]+\s+){{0,3}}?|(?!(?:work|school|lunch|noon)\b|\d)(?:[\w-]+\s+)?){_VISIT}"
    r"|(?:for|at|to|from|between|about|of|on|day of) (?:my|your|our|each|every)\s+"
    rf"(?:[\w-]+\s+){{0,3}}?{_VISIT}"
    rf"|at (?:the|an?)\s+(?:[\w-]+\s+){{0,2}}?{_VISIT}"
    r"|(?<!\bmake )(?<!\bget )(?<!\bset )(?<!\bset up )(?<!\bschedule )(?<!\bbook )(?<!\bneed )"
    rf"my (?:[\w-]+\s+){{0,3}}?{_VISIT}"
    rf"|(?:i|we) (?:already |just )?(?:have|had|got) (?:an?|my|our) (?:[\w-]+\s+){{0,3}}?{_VISIT}"
    rf"|i'?ve (?:already |just )?(?:got|had) (?:an?|my) (?:[\w-]+\s+){{0,3}}?{_VISIT}"
    rf"|how long (?:is|are|does|do|will) (?:[\w-]+\s+){{0,3}}?{_VISIT}"
    r"|(?:before|after|when|until|if|once|while) (?:i|we) (?:come|stop|swing) (?:in|by)"
    r"|(?<!\bcan )(?<!\bcould )(?<!\bshould )(?<!\bmay )(?:men|women|guys|males?|people|ppl|teens?"
    r"|teenagers|kids|patients|clients|customers|folks|others|couples|everyone|everybody|most|they"
    r"|it|that|these|those)(?: \w+)? (?:come|stop|swing) (?:in|by))\b",
    re.IGNORECASE,
)
"""Visits that somebody has or speaks of, and other people's: no wish for one."""
_CORRECTS = re.compile(
    r"^\W*(?:no,|oops|correction)|\b(?:sorry|actually|i mean(?:t)?|scratch that|instead"
    r"|rather than|not [^,.]+,)|\b(?:except|but|only)(?: for)? (?:the|my) (?:skin )?"
    r"(?:areas?|concerns?|place|spot)\b(?! (?:on|of|around|under|near|above|below)\b)"
    r"|\b(?:area|concern) should be\b",
    re.IGNORECASE,
)
_RULES_OUT = re.compile(
    r"\b(?:not|drop|forget(?: about)?|scratch|remove|skip|leave out|take off)\s+"
    r"(?:(?:on|in|the|my|a|for|about|that)\s+){0,2}$",
    re.IGNORECASE,
)
_FEW = 5
"""In so few words "not now, later" says when to go on, not when to call."""
_ADDS = re.compile(r"\b(?:also|too|as well|plus|and another)\b", re.IGNORECASE)
_TELLS_HISTORY = ("health", "confirm")
"""Questions in whose answers a treatment of the past is told, not asked for."""
_HAD = re.compile(r"\b(?:had|got|did|tried|used)\b[^.,;!?]*$", re.IGNORECASE)
_CAME_AFTER = re.compile(r"\bafter (?:(?:an?|my|the|some) )?$", re.IGNORECASE)
_SAME_NUMBER = re.compile(
    r"\bsame (?:(?:phone|cell) )?(?:number|phone|cell|contact)\b|\bsame as (?:mine|me|my \w+)\b"
    r"|\buse (?:mine|my (?:own )?(?:number|phone|cell))\b",
    re.IGNORECASE,
)
"""Two people have one number: that of the other is the visitor's too."""
_WHOLE_CLAUSE = frozenset({"allergy", "allergy_anesthetic", "allergy_metal"})
_ALLERGIC = re.compile(r"allergic|alergic|react|al[eé]rgic", re.IGNORECASE)
_BEFORE_NOUN = re.compile(
    r"(?:\b(?!(?:i|have|has|had|got|with|and|my|an?|the|some|also)\b)[\w'-]+ ){1,3}$", re.I
)
_END_OF_CLAUSE = re.compile(
    rf"[.!?\n;{re.escape(CUT)}]|,? (?:and |but |so )?(?:i|want|need|i'?m|i'?d|my|can|is|please"
    rf"|consult\w*"
    rf"|also)\b",
    re.IGNORECASE,
)
_LONGEST_FLAG = 120
_WORD = r"[^\W\d_][\w'’-]{0,30}"
_TWO_NAMES = re.compile(
    rf"^[\W_]*(?P<both>(?P<first>{_WORD}(?: {_WORD})?) (?:and|&|y)"
    rf" (?P<second>{_WORD} {_WORD}))[\W_]*$",
    re.IGNORECASE,
)
_ADDRESS_QUESTIONS = ("name", "contact", "phone", "email", "email_typo")
"""With the name a number or address is asked for."""


@dataclass(frozen=True)
class Details:
    """What one message says. Empty fields say that it does not speak of them."""

    name: str | None = None
    name_sure: bool = False
    name_part: str = ""
    name_not: str = ""
    """A name that the new one stands for: "Ana, not Anna"."""
    phone: str | None = None
    phone_problem: str | None = None
    phone_local: str | None = None
    """The digits of a number without its area code."""
    area_code: str | None = None
    phone_fix: DigitFix | None = None
    other_phone: str | None = None
    """The second of two numbers that came together."""
    wants_other_phone: bool = False
    same_contact: bool = False
    """It is the number (or address) that was given for the request before."""
    names_clinic: bool = False
    """A number of the clinic's own stands in the message."""
    email: str | None = None
    email_problem: str | None = None
    email_written: str | None = None
    email_suggestion: str | None = None
    email_domain: DomainFix | None = None
    no_phone: bool = False
    no_email: bool = False
    channel: str | None = None
    channels_excluded: frozenset[str] = frozenset()
    times: str | None = None
    times_normalised: tuple[Mapping[str, object], ...] = ()
    times_add: bool = False
    times_leave: str = ""
    """"days" or "hours": what the times do not speak of, so that it stays as it was."""
    contact_consent: bool | None = None
    marketing: bool | None = None
    chat: bool | None = None
    signals: Signals = field(default_factory=Signals)
    replaces: Replaces = field(default_factory=Replaces)
    requests: bool = False
    """Words that ask for an appointment or to be contacted."""
    concerns: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()
    wished: tuple[str, ...] = ()
    """Those of the treatments that are named outside of a question."""
    flags: tuple[tuple[str, str], ...] = ()
    """(name, the visitor's words) of conditions and medicines, for the provider."""
    words: tuple[str, ...] = ()
    """The sentences that name the concern."""
    notes: tuple[str, ...] = ()
    """The sentences for staff: no voicemail, a woman as provider, an interpreter."""
    denied: frozenset[tuple[str, str]] = frozenset()
    """(kind, name) of what the visitor says they do not have or mean."""
    corrects: bool = False
    """The message takes something back ("sorry, the other cheek") rather than adding to it."""
    others: tuple[str, ...] = ()
    """What was said of another person: who wants an appointment too, or is to be called."""
    behalf: str = ""
    """For whom the whole request is, such as "my mom"."""
    another: str = ""
    """Who wants a request beside the one of this talk ("me" for the visitor)."""


def with_times(details: Details, times: Times) -> Details:
    """The details with these times in place of what was read of times."""
    return replace(
        details,
        times=times.words,
        times_normalised=tuple(times.normalised),
        times_add=times.adds,
        times_leave=times.leaves,
    )


def read_details(
    text: str,
    *,
    asking: str | None,
    mentions: Sequence[Mention],
    behalf: str = "",
    beside: str = "",
    region: str = "US",
    clinic_phones: Collection[str] = (),
) -> Details:
    """Read one message. `asking` is the question it may answer, `mentions` the lexicon's reading.

    `behalf` says for whom the talk's request is, when not for the visitor: then that person's
    details are taken. `beside` says which request there is that another person may want one beside
    (IntakeState.beside). `region` is the country whose phone numbers need no country code.
    `clinic_phones` are the clinic's own numbers (E.164), which are no visitor's.
    """
    clean = plain(text)
    mentions = [m for m in mentions if not _within(m, kept_quiet(clean))]
    mentions = [replace(m, negated=m.negated or _ruled_out(clean, m)) for m in mentions]
    another = who_else(clean, behalf, beside)
    behalf = for_whom(clean, behalf, another, beside, asking)
    written, others = clean, read_another(clean, another, beside)
    answers = read_go_between(clean)
    if behalf or answers:
        clean = as_own(clean)
    else:
        others = others or read_others(clean)
    pairs = [] if behalf or answers else read_pairs(clean)
    if behalf or pairs:
        mentions = [replace(mention, other_person=False) for mention in mentions]
    own = cut(clean, others)
    emails = read_emails(own, expected=asking in _ADDRESS_QUESTIONS)
    without_email = cut(own, emails.spans)
    expected = asking in ("contact", "phone")
    phones = read_phones(without_email, expected=expected, region=region)
    if others and not phones.number and _SAME_NUMBER.search(own):
        phones = replace(read_phones(clean, expected=expected, region=region), spans=())
    rest = cut(without_email, phones.spans)
    mendable = without_email if phones.problem else rest
    numbers = [number for number in (phones.number, phones.other) if number]
    names_clinic = any(number in clinic_phones for number in numbers)
    if names_clinic:
        left = next((number for number in numbers if number not in clinic_phones), None)
        phones = Phones(left, spans=phones.spans if left else ())
    number = None if _disowned(without_email, phones.spans) else phones.number
    contacts = [*emails.spans, *phones.spans]
    skin_name = read_skin_name(rest, mentions, contacts=contacts, asking=asking)
    if skin_name:
        mentions = [m for m in mentions if not _within(m, [skin_name.span])]
    named = cut(rest, [*((m.start, m.end) for m in mentions), *answers])
    name = read_name(
        "" if says_private(clean) else named,
        asking=asking,
        contacts=contacts,
        has_request=bool(asking or _requests(rest) or any(m.kind == "concern" for m in mentions)),
    )
    if skin_name and not (name and name.text != skin_name.text and name.sure):
        name = Name(skin_name.text, skin_name.introduced)
    if asking in _ADDRESS_QUESTIONS:
        name = _of_two(named) or name
    spoken = _without_naming(rest, name)
    ways = read_ways(spoken, asking=asking)
    signals = read_signals(without_chat(_without_naming(clean, name)))
    put_off = signals.later and len(clean.split()) <= _FEW
    times = None if put_off else _times(named, name.text if name else None, asking)
    consents = read_consents(rest)
    return Details(
        name=name.text if name else None,
        name_sure=bool(name and name.sure),
        name_part=name.part if name else "",
        name_not=name.instead_of if name else "",
        phone=number,
        phone_problem=phones.problem,
        phone_local=phones.local,
        area_code=None if phones.spans else read_area_code(rest),
        phone_fix=None if phones.number else read_digit_fix(mendable),
        other_phone=phones.other if number else None,
        wants_other_phone=wants_second(without_email),
        same_contact=not phones.spans and bool(_SAME_NUMBER.search(own)),
        names_clinic=names_clinic,
        email=emails.address,
        email_problem=emails.problem,
        email_written=emails.written,
        email_suggestion=emails.suggestion,
        email_domain=read_domain_fix(own),
        no_phone=ways.no_phone and not number,
        no_email=ways.no_email and not emails.address,
        channel=None if names_clinic and not number else ways.channel,
        channels_excluded=ways.excluded,
        times=times.words if times else None,
        times_normalised=times.normalised if times else (),
        times_add=bool(times and times.adds),
        times_leave=times.leaves if times else "",
        contact_consent=consents.contact,
        marketing=consents.marketing,
        chat=consents.chat,
        signals=signals,
        replaces=read_replaces(clean),
        requests=_requests(rest),
        words=_sentences(_as_written(rest, written), mentions),
        notes=read_notes(_as_written(rest, written), months=asking != "times"),
        denied=frozenset((m.kind, m.name) for m in mentions if m.negated and not m.other_person),
        corrects=bool(_CORRECTS.search(clean)) and not _ADDS.search(clean),
        others=tuple(squeeze(text[start:end]) for start, end in [*others, *answers, *pairs]),
        behalf=behalf,
        another=another,
        **_named(rest, mentions, others, asking),
    )


def of_the_other(details: Details, text: str) -> Details:
    """A bare name or number after a message of another person: it is theirs, and kept in words."""
    told = details.name or details.phone or details.email
    if not told or details.others or speaks_of_self(text):
        return details
    return Details(others=(squeeze(text),))


def _of_two(text: str) -> Name | None:
    """Two people who come together, as they name themselves: "Ana and Bella Ruiz"."""
    found = _TWO_NAMES.match(text)
    if found is None:
        return None
    first, second = found["first"], found["second"]
    one = first if " " in first else f"{first} {second.split()[-1]}"
    for half in (one, second):
        if read_name(half, asking="name", contacts=(), has_request=True) is None:
            return None
    return Name(squeeze(found["both"]), sure=True)


def _requests(text: str) -> bool:
    """Whether words ask for a visit or to be contacted, and do not only speak of a visit."""
    return bool(_REQUEST.search(_NOT_WISHED.sub(CUT, text)))


def _disowned(text: str, spans: Sequence[Span]) -> bool:
    """Whether the number in a message is the one that it says not to use."""
    at = dropped_at(text, "phone")
    return at >= 0 and bool(spans) and spans[-1][0] <= at


def _times(text: str, name: str | None, asking: str | None) -> Times | None:
    """An availability; a name such as April or Summer Friday is none."""
    return read_times(text.replace(name, "|") if name else text, asking=asking)


def _named(
    text: str, mentions: Sequence[Mention], others: Sequence[Span], asking: str | None
) -> dict[str, tuple[Any, ...]]:
    own = [
        mention
        for mention in mentions
        if not (mention.negated or mention.other_person or _within(mention, others))
    ]
    questions = _questions(text)
    asked = questions if asking else []
    told = of_the_wish(text, [m for m in own if not _within(m, asked)])
    if asking in _TELLS_HISTORY:
        told = [m for m in told if not _tells_condition(m, own)]
    wished = [m for m in own if not (asking in _TELLS_HISTORY and _is_past(text, m))]
    names = {
        kind: tuple(dict.fromkeys(m.name for m in source if m.kind == kind))
        for kind, source in (("concern", told), ("area", told), ("treatment", wished))
    }
    health = [m for m in own if m.kind in ("condition", "medicine")]
    only_asked = asked_about(text, [(m.name, m.start) for m in health])
    flags = _flags(text, [m for m in health if m.start not in only_asked])
    return {
        "concerns": names["concern"],
        "areas": names["area"],
        "treatments": names["treatment"],
        "wished": tuple(
            m.name for m in wished if m.kind == "treatment" and not _within(m, questions)
        ),
        "flags": tuple(flags.items()),
    }


def _tells_condition(mention: Mention, all_told: Sequence[Mention]) -> bool:
    """Whether the very words of a concern name a condition: "i get keloid scars"."""
    return mention.kind == "concern" and any(
        (m.start, m.end) == (mention.start, mention.end) and m.kind == "condition" for m in all_told
    )


def _flags(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """The visitor's words by the name of the condition or medicine.

    Of an allergy all that is said: what it is to stands beside the word that names it.
    """
    flags: dict[str, str] = {}
    told_until = 0
    for mention in mentions:
        if mention.name not in _WHOLE_CLAUSE:
            flags.setdefault(mention.name, mention.words)
        elif mention.start >= told_until:
            start, told_until = _clause(text, mention)
            known = [flags[mention.name]] if mention.name in flags else []
            flags[mention.name] = "; ".join([*known, squeeze(text[start:told_until])])
    return flags


def _clause(text: str, mention: Mention) -> Span:
    """From the mention on to the end; with the few words before a noun ("a peanut allergy")."""
    before = None if _ALLERGIC.match(mention.words) else _BEFORE_NOUN.search(text, 0, mention.start)
    end = _END_OF_CLAUSE.search(text, mention.end)
    longest = min(len(text), mention.end + _LONGEST_FLAG)
    return (
        before.start() if before else mention.start,
        min(end.start() if end else longest, longest),
    )


def _without_naming(text: str, name: Name | None) -> str:
    """The text without "call me" where a name follows: it wishes for no call."""
    if name is None:
        return text
    return re.sub(rf"\bcalls? me\s+(?={re.escape(name.text)}\b)", CUT, text, flags=re.IGNORECASE)


def _is_past(text: str, mention: Mention) -> bool:
    """ "I got botox two weeks ago" tells of a treatment, and asks for none."""
    start = max(0, mention.start - 24)
    had = _HAD.search(text[start : mention.end]) or _CAME_AFTER.search(text[start : mention.start])
    return mention.past or bool(had)


def _ruled_out(text: str, mention: Mention) -> bool:
    """ "not my chin", "forget the scars": closer to the word than the lexicon looks."""
    return bool(_RULES_OUT.search(text[max(0, mention.start - 24) : mention.start]))


def _within(mention: Mention, spans: Sequence[Span]) -> bool:
    return any(start <= mention.start < end for start, end in spans)


def _questions(text: str) -> list[Span]:
    """The clauses that ask: "does it help wrinkles?" names no concern of a running request.

    Who asks to add something tells it.
    """
    clauses = re.finditer(r"[^.!?\n,;]+[.!?]*", text)
    return [
        clause.span()
        for clause in clauses
        if is_question(clause.group())
        and not (_requests(clause.group()) or asks_to_add(clause.group()))
    ]


def _as_written(cut_out: str, written: str) -> str:
    """The visitor's own words ("her", not "my"), with the same stretches cut out."""
    return "".join(CUT if a == CUT else b for a, b in zip(cut_out, written, strict=True))


def _sentences(text: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The sentences with a concern or an area in them, without contact details."""
    found = []
    for match in re.finditer(r"[^.!?\n;|]+", text):
        if any(
            match.start() <= m.start < match.end() and m.kind in ("concern", "area")
            for m in mentions
        ):
            found.append(squeeze(match.group()))
    return tuple(dict.fromkeys(sentence for sentence in found if sentence))
