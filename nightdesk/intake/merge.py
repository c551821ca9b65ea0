"""Put what a message said into the state: in any order, and a correction wins."""

import re
from dataclasses import replace
from difflib import SequenceMatcher

from nightdesk.intake.channel import CHANNELS
from nightdesk.intake.consent import ANY, BOXES, OWN_WORDS, BoxId
from nightdesk.intake.details import Details
from nightdesk.intake.emails import is_whole, with_domain
from nightdesk.intake.joined_times import joined
from nightdesk.intake.phones import fixed, read_phones
from nightdesk.intake.state import IntakeState
from nightdesk.intake.times import kinds_of

_FROM = re.compile(
    r"\W*(?:(?:yes|yeah|they'?re|they are|it'?s|its|all|mostly|mainly|just)\W+)*(?:from|after"
    r"|because"
    r" of|due to|by|de|del|por)\b",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"\W*(?:(?:right )?now|today|asap|as soon as (?:possible|you can)|right away|any ?time"
    r"|when ?ever)\W*",
    re.IGNORECASE,
)
"""Beside a yes to the summary it says when to send, or that the times are fine."""
ALIKE = 0.75
"""From this likeness on (difflib's ratio) a single new name is a better spelling of a part."""
_MOST_WORDS = 20
"""Sentences kept of the concern; a long talk would otherwise fill the request."""


def merge(state: IntakeState, details: Details) -> set[str]:
    """Change `state` in place; return the names of the fields that changed."""
    before = state.to_dict()
    _forget(state, details)
    _name(state, details)
    _phone(state, details)
    _email(state, details)
    _same_contact(state, details)
    _ways(state, details)
    _times(state, details)
    _consents(state, details)
    _skin(state, details)
    state.behalf = state.behalf or details.behalf
    settle_channel(state)
    _consent_holds(state)
    after = state.to_dict()
    return {key for key, value in after.items() if value != before[key] and key != "phone_part"}


def offered_channels(state: IntakeState) -> list[str]:
    """The ways that the known contact details allow and the visitor has not ruled out."""
    possible = {"call": state.phone, "text": state.phone, "email": state.email}
    return [way for way in CHANNELS if possible[way] and way not in state.channels_excluded]


def choose_channel(state: IntakeState, way: str) -> None:
    """Take the way that the visitor wants; what it needs is asked even if it was passed over."""
    state.channel, state.channel_implied = way, False
    state.skipped.discard("email" if way == "email" else "phone")


def settle_channel(state: IntakeState) -> None:
    """Where only one way is left, take it."""
    if state.channel_implied:
        state.channel, state.channel_implied = None, False
    offered = offered_channels(state)
    if state.channel is None and len(offered) == 1:
        state.channel, state.channel_implied = offered[0], True


def settle_email(state: IntakeState, which: str) -> bool:
    """Take the address as it was "written" or the "suggestion"; False for half of one."""
    chosen = (state.email_guess or {}).get(which, "")
    whole = is_whole(chosen)
    state.email, state.email_guess = (chosen if whole else state.email), None
    settle_channel(state)
    return whole


def _forget(state: IntakeState, details: Details) -> None:
    """Leave out what is only to be forgotten: it is not asked for, nor the way that needed it."""
    drops = details.replaces.drops
    if details.replaces.ask or not drops:
        return
    if "name" in drops and state.name:
        state.name = None
        state.skipped.add("name")
    ways = {"call": "phone", "text": "phone", "email": "email"}
    if state.channel and ways[state.channel] in drops:
        state.channel, state.channel_implied = None, False


def _name(state: IntakeState, details: Details) -> None:
    new = _whole_name(state.name, details)
    if details.name_not:
        wrong = details.name_not.lower() in (state.name or "").lower().split()
        state.name = new if wrong else state.name
    elif new and (not state.name or details.name_sure or _is_fuller(state.name, new, details)):
        state.name = new


def _is_fuller(known: str, new: str, details: Details) -> bool:
    """Whether a new name has the known one in it, or a full one stands for a guess at a word.

    A single word in small letters may have been none; beside a number or address is the name.
    """
    if new.lower().startswith(f"{known.lower()} "):
        return True
    guessed = " " not in known and known.islower()
    return guessed and " " in new and bool(details.phone or details.email)


def _whole_name(known: str | None, details: Details) -> str | None:
    """The new name; where only a part came, or one spelled better, the known one with it."""
    new, parts = details.name, (known or "").split()
    if not new or not parts or " " in new:
        return new
    alike = [SequenceMatcher(None, part.lower(), new.lower()).ratio() for part in parts]
    if len(parts) == 1:
        added = {"last": [*parts, new], "first": [new, *parts]}.get(details.name_part)
        return " ".join(added) if added and max(alike) < ALIKE else new
    if details.name_part == "last":
        return " ".join([*parts[:-1], new])
    if details.name_part == "first":
        return " ".join([new, *parts[1:]])
    if max(alike) < ALIKE:
        return new
    parts[alike.index(max(alike))] = new
    return " ".join(parts)


def _phone(state: IntakeState, details: Details) -> None:
    fix = details.phone_fix
    completed = _completed(state, details)
    ends = details.phone or details.no_phone or "phone" in details.replaces.drops
    state.phone_part = details.phone_local or (None if ends else state.phone_part)
    if "phone" in details.replaces.drops and not fix:
        state.phone = None
    if details.phone:
        state.phone, state.no_phone = details.phone, False
        state.other_phone = details.other_phone
    elif completed:
        state.phone, state.no_phone, state.phone_part = completed, False, None
    elif details.wants_other_phone and state.other_phone:
        state.phone, state.other_phone = state.other_phone, state.phone
    elif fix and state.phone:
        state.phone = fixed(state.phone, fix)
    elif details.no_phone:
        state.no_phone, state.other_phone = True, None
        state.phone = None if state.email or details.email else state.phone


def _completed(state: IntakeState, details: Details) -> str | None:
    """The number that came without its area code, with the one that follows."""
    if not (state.phone_part and details.area_code) or state.phone:
        return None
    whole = f"{details.area_code}{state.phone_part}"
    return read_phones(whole, expected=True, region="US").number


def _email(state: IntakeState, details: Details) -> None:
    if "email" in details.replaces.drops:
        state.email = state.email_guess = None
    guess = state.email_guess or {}
    if details.email:
        state.email, state.email_guess, state.no_email = details.email, None, False
    elif details.email_suggestion and details.email_written:
        twice = guess.get("written") == details.email_written
        if twice and is_whole(details.email_written):  # they mean it
            state.email, state.email_guess = details.email_written, None
        else:
            state.email_guess = {
                "written": details.email_written,
                "suggestion": details.email_suggestion,
            }
    elif details.email_domain and guess:
        fixed_now = with_domain(guess.get("written", ""), details.email_domain)
        if is_whole(fixed_now):
            state.email, state.email_guess = fixed_now, None
    elif details.email_domain and state.email:
        state.email = with_domain(state.email, details.email_domain)
    elif details.no_email:
        state.no_email, state.email_guess = True, None
        state.email = None if state.phone or details.phone else state.email


def _same_contact(state: IntakeState, details: Details) -> None:
    """For a second person the number or address of the first, where it is said to be the same."""
    if details.same_contact and state.earlier and not state.has_contact:
        state.phone, state.email = state.earlier.get("phone"), state.earlier.get("email")


def _ways(state: IntakeState, details: Details) -> None:
    excluded = set(state.channels_excluded) | details.channels_excluded
    if details.phone:
        excluded -= {"call", "text"} - details.channels_excluded
    if details.email:
        excluded -= {"email"} - details.channels_excluded
    if details.channel:
        excluded.discard(details.channel)
        choose_channel(state, details.channel)
    state.channels_excluded = [way for way in CHANNELS if way in excluded]
    if state.channel in excluded:
        state.channel = None


def _times(state: IntakeState, details: Details) -> None:
    if not details.times or only_hurries(state, details, details.times):
        return
    normalised = [dict(slot) for slot in details.times_normalised]
    narrows = details.times_leave == "hours" and kinds_of(state.times or "") == {"hours"}
    adds = details.times_add and not narrows  # "or monday" behind "mornings" tells on which days
    if adds and state.times and details.times not in state.times:
        added = _added(state.times_normalised, normalised)
        if state.times_normalised and not added:  # no day is left: that is asked again
            left, added = (details.times, normalised) if state.submitted else (None, added)
        else:
            left = f"{state.times}, {details.times}"
        state.times, state.times_normalised = left, added
    elif not adds or not state.times:
        anew = state.changing == "times" or details.replaces.ask == "times"
        leaves = "" if anew else details.times_leave
        state.times, state.times_normalised = joined(
            state.times or "", state.times_normalised, details.times, normalised, leaves
        )


def only_hurries(state: IntakeState, details: Details, times: str) -> bool:
    """Whether a yes to the summary comes with "now": that replaces no times given before."""
    agrees = state.asking == "confirm" and details.signals.affirm and state.times
    return bool(agrees and _AT_ONCE.fullmatch(times))


def _added(known: list[dict[str, object]], new: list[dict[str, object]]) -> list[dict[str, object]]:
    """More stretches, or, where the new words only rule days out, the known ones without them."""
    out = {day for slot in new for day in _days(slot, "except")}
    if not out:
        return known + new
    left = [
        {
            **slot,
            "days": [day for day in _days(slot, "days") if day not in out],
            "except": [*_days(slot, "except"), *sorted(out)],
        }
        for slot in known
    ]
    return [slot for slot in left if slot["days"]]


def _days(slot: dict[str, object], key: str) -> list[str]:
    days = slot[key]
    return list(days) if isinstance(days, list) else []


def _consents(state: IntakeState, details: Details) -> None:
    if details.contact_consent is not None:
        state.consents["contact"] = details.contact_consent
        state.consent_versions["contact"], state.consent_way = OWN_WORDS, ""
    told_of_boxes(state, details)


def told_of_boxes(state: IntakeState, details: Details) -> dict[BoxId, bool]:
    """Take what was said in own words of the purposes that have a tick box; returns what was."""
    found = {purpose: getattr(details, purpose) for purpose in BOXES}
    said = {purpose: yes for purpose, yes in found.items() if yes is not None}
    for purpose, yes in said.items():
        state.consents[purpose], state.consent_versions[purpose] = yes, OWN_WORDS
    return said


def _consent_holds(state: IntakeState) -> None:
    """A consent to another way of contact than the one wanted now has to be given anew."""
    agreed = state.consent_way
    holds = agreed in ("", state.channel) or (agreed == ANY and state.channel != "text")
    if state.consents.get("contact") and not holds:
        state.consents["contact"], state.consent_way = None, ""


def _skin(state: IntakeState, details: Details) -> None:
    replaces = details.corrects
    if details.flags and state.areas and not (replaces or state.changing):
        # "eczema on my elbows" is told to the provider; the request is about what it was before
        details = replace(details, concerns=(), areas=())
    if "acne_scars" in state.concerns and _only_a_cause(details):
        details = replace(details, concerns=())
    state.concerns = _mixed(
        state.concerns,
        details,
        "concern",
        details.concerns,
        replaces or state.changing == "concern",
    )
    state.areas = _mixed(
        state.areas, details, "area", details.areas, replaces or state.changing == "area"
    )
    state.treatments = _mixed(state.treatments, details, "treatment", details.treatments, False)
    if len(state.concerns) > 1 and "other" in state.concerns:
        state.concerns.remove("other")
    state.words = [*state.words, *(w for w in details.words if w not in state.words)][:_MOST_WORDS]
    state.notes = [*state.notes, *(w for w in details.notes if w not in state.notes)][:_MOST_WORDS]
    state.words = [*state.words, *(w for w in state.notes if w not in state.words)]
    state.others = [*state.others, *(w for w in details.others if w not in state.others)]
    denied = {name for kind, name in details.denied if kind in ("condition", "medicine")}
    flags = {flag["name"]: flag for flag in state.flags}
    flags |= {name: {"name": name, "words": words} for name, words in details.flags}
    state.flags = [flag for flag in flags.values() if flag["name"] not in denied]


def _only_a_cause(details: Details) -> bool:
    """Whether acne is named as what scars come from, and no more: "from acne"."""
    said = all(_FROM.match(words) for words in details.words)
    return said and details.concerns == ("active_acne",)


def _mixed(
    known: list[str], details: Details, kind: str, new: tuple[str, ...], replaces: bool
) -> list[str]:
    if new and replaces:
        return list(new)
    kept = [name for name in known if (kind, name) not in details.denied]
    return [*kept, *(name for name in new if name not in kept)]
