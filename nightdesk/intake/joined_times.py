"""Put what is said of days and of hours in two messages together."""

from collections.abc import Sequence

from nightdesk.intake.hours import DAYS, Hours, common
from nightdesk.intake.times import is_of_no_weekday, kinds_of, only_days, only_hours

Slot = dict[str, object]


def joined(
    known: str, known_slots: list[Slot], new: str, new_slots: list[Slot], leaves: str
) -> tuple[str, list[Slot]]:
    """The words and the stretches of time after a message that says something `new` of them.

    It `leaves` "days" or "hours" as they were `known` and narrows them ("friday", then "before
    noon"); where it leaves nothing, or nothing is known of that, it replaces all.
    """
    kinds = kinds_of(known)
    if not leaves or leaves not in kinds:
        return new, new_slots
    if leaves == "days" and "hours" in kinds:
        return _with_other_hours(known, known_slots, new, new_slots)
    words, kept = f"{known}, {new}", known_slots
    if "days" in kinds and leaves == "hours":
        hours = only_hours(known)
        if len(_hours_in(known_slots)) > 1:
            return new, new_slots  # which of the hours are meant is not known
        words = f"{new}, {hours}"
        kept = [slot | {"days": list(DAYS), "except": list[str]()} for slot in known_slots[:1]]
    if is_of_no_weekday(words):
        return words, []
    days, times = (kept, new_slots) if leaves == "days" else (new_slots, kept)
    return words, _crossed(days, times) or kept or new_slots


def _with_other_hours(
    known: str, known_slots: list[Slot], new: str, new_slots: list[Slot]
) -> tuple[str, list[Slot]]:
    """Other hours on the known days, or fewer of the known ones ("tuesday after 2", "before 5")."""
    words = known if new.lower() in known.lower() else f"{known}, {new}"
    if is_of_no_weekday(words):
        return words, []
    crossed = _crossed(known_slots, new_slots)
    if not new_slots or (crossed == known_slots and words == known):
        return words, known_slots
    whole = len(crossed) == len(known_slots) * len(new_slots)
    if whole and _hours_in(crossed).isdisjoint(_hours_in(known_slots) | _hours_in(new_slots)):
        return words, crossed
    days = [slot | {"from": None, "to": None} for slot in known_slots]
    return f"{only_days(known)}, {new}", _crossed(days, new_slots)


def _hours_in(slots: Sequence[Slot]) -> set[Hours]:
    return {_hours(slot) for slot in slots}


def _crossed(days: Sequence[Slot], times: Sequence[Slot]) -> list[Slot]:
    """What each two of the stretches have in common, for days and hours said apart."""
    found: list[Slot] = []
    for one in days:
        for other in times:
            hours = common(_hours(one), _hours(other))
            out = {*_list(one, "except"), *_list(other, "except")}
            kept = [day for day in _list(one, "days") if day not in out]
            if hours and kept:
                excluded = [day for day in DAYS if day in out]
                found.append({"days": kept, "from": hours[0], "to": hours[1], "except": excluded})
    return found


def _hours(slot: Slot) -> Hours:
    start, end = slot["from"], slot["to"]
    return (str(start) if start else None, str(end) if end else None)


def _list(slot: Slot, key: str) -> list[str]:
    said = slot[key]
    return list(said) if isinstance(said, list) else []
