"""When a visitor can be reached."""

from typing import Any

import pytest

from nightdesk.intake.times import read_times

ALL = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEK = ALL[:5]


def slot(days: list[str], start: str | None = None, end: str | None = None, *out: str) -> Any:
    return {"days": days, "from": start, "to": end, "except": list(out)}


@pytest.mark.parametrize(
    ("text", "words", "slots"),
    [
        ("weekday evenings", "weekday evenings", [slot(WEEK, "17:00")]),
        ("evenings on weekdays", "evenings on weekdays", [slot(WEEK, "17:00")]),
        ("after 4 except thursdays", "after 4 except thursdays",
         [slot([d for d in ALL if d != "thu"], "16:00", None, "thu")]),
        ("thursday after 2", "thursday after 2", [slot(["thu"], "14:00")]),
        ("thursday after two", "thursday after 2", [slot(["thu"], "14:00")]),
        ("anytime", "anytime", [slot(ALL)]),
        ("whenever works", "whenever", [slot(ALL)]),
        ("mornings", "mornings", [slot(ALL, None, "12:00")]),
        ("before noon on tues or weds", "before noon on tues or weds",
         [slot(["tue", "wed"], None, "12:00")]),
        ("mon-thu 9am-noon or fri after 3:30", "mon-thu 9am-noon or fri after 3:30",
         [slot(ALL[:4], "09:00", "12:00"), slot(["fri"], "15:30")]),
        ("between 10 and 2", "between 10 and 2", [slot(ALL, "10:00", "14:00")]),
        ("sat or sun afternoons", "sat or sun afternoons",
         [slot(["sat", "sun"], "12:00", "17:00")]),
        ("weekends but not sundays", "weekends but not sundays",
         [slot(["sat"], None, None, "sun")]),
        ("lunes por la tarde", "lunes por la tarde", [slot(["mon"], "12:00", "17:00")]),
        ("10:30 am is good", "10:30 am", [slot(ALL, "10:30")]),
        ("asap", "asap", []),
    ],
)  # fmt: skip
def test_words_and_meaning(text: str, words: str, slots: list[Any]) -> None:
    times = read_times(text, asking="times")
    assert times is not None
    assert (times.words, list(times.normalised)) == (words, slots)


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("no sorry, wednesdays", "wednesdays", ["wed"]),
        ("tuesdays. no wait, fridays", "fridays", ["fri"]),
        ("actually saturday suits me better than monday did", "saturday", None),
        ("mondays i work, so make it fridays", "fridays", ["fri"]),
        ("cant do mondays, fridays are good", "fridays", ["fri"]),
    ],
)
def test_corrections_win(text: str, words: str, days: list[str] | None) -> None:
    times = read_times(text, asking="times")
    assert times is not None
    assert times.words.startswith(words)
    if days:
        assert times.normalised[0]["days"] == days


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("text me, weekend mornings work best", "weekend mornings"),
        ("im free tuesdays after 3", "tuesdays after 3"),
        ("you can call me any day before noon", "any day before noon"),
        ("saturdays", "saturdays"),
        ("can someone call me tomorrow morning?", "tomorrow morning"),
        ("that is my real name. best is sundays", "sundays"),
        ("actually tuesday, not monday", "tuesday, not monday"),
    ],
)
def test_availability_outside_its_question(text: str, words: str) -> None:
    times = read_times(text, asking=None)
    assert times is not None
    assert times.words == words


@pytest.mark.parametrize("asking", [None, "name", "concern"])
@pytest.mark.parametrize(
    "text",
    [
        "the reunion is june 3",
        "it started last friday",
        "i had it done on a tuesday",
        "are you open saturdays?",
        "sun spots on my chest",
        "June August Winslow",
        "my skin is red at night",
        "it took me 2 to 3 weeks",
        "i use retinol most nights",
    ],
)
def test_other_dates_are_no_availability(text: str, asking: str | None) -> None:
    assert read_times(text, asking=asking) is None


def test_every_day_but_one() -> None:
    times = read_times("any day but monday", asking=None)
    assert times is not None
    assert times.normalised[0]["except"] == ["mon"]
    assert "mon" not in times.normalised[0]["days"]


def test_an_exclusion_alone_adds_to_what_is_known() -> None:
    times = read_times("not tuesdays", asking="times")
    assert times is not None
    assert times.adds
    assert times.normalised[0]["except"] == ["tue"]
