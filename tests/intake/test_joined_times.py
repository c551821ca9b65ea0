"""Days and hours that come in two messages are kept together."""

import pytest

from nightdesk.intake.joined_times import joined
from nightdesk.intake.times import asks_for_day, moved_to, only_days, only_hours, read_times
from tests.intake.talk import Talk

ALL = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Slot = dict[str, object]


def slot(days: str, start: str | None = None, end: str | None = None, *out: str) -> Slot:
    return {"days": days.split(), "from": start, "to": end, "except": list(out)}


def after(*messages: str) -> tuple[str, list[Slot]]:
    """What is on file after the messages."""
    words, slots = "", list[Slot]()
    for text in messages:
        times = read_times(text, asking="times" if not words else "confirm")
        assert times, text
        new = [dict(found) for found in times.normalised]
        words, slots = joined(words, slots, times.words, new, times.leaves)
    return words, slots


@pytest.mark.parametrize(
    ("first", "then", "words", "slots"),
    [
        ("monday or friday", "before 11", "monday or friday, before 11",
         [slot("mon fri", None, "11:00")]),
        ("fridays", "afternoons work best", "fridays, afternoons", [slot("fri", "12:00", "17:00")]),
        ("monday", "at 10", "monday, at 10", [slot("mon", "10:00")]),
        ("evenings", "on weekdays", "evenings, weekdays", [slot("mon tue wed thu fri", "17:00")]),
        ("after 3", "fridays", "after 3, fridays", [slot("fri", "15:00")]),
        ("weekdays", "after 4 but not mondays", "weekdays, after 4 but not mondays",
         [slot("tue wed thu fri", "16:00", None, "mon")]),
        ("after 3 but not mondays", "weekdays", "after 3 but not mondays, weekdays",
         [slot("tue wed thu fri", "15:00", None, "mon")]),
        ("friday", "morning or after 4", "friday, morning or after 4",
         [slot("fri", None, "12:00"), slot("fri", "16:00")]),
        ("friday after 1", "before 4", "friday after 1, before 4", [slot("fri", "13:00", "16:00")]),
        ("friday morning", "after 3", "friday, after 3", [slot("fri", "15:00")]),
        ("friday mornings", "mornings", "friday mornings", [slot("fri", None, "12:00")]),
        ("friday at 2", "3pm", "friday, 3pm", [slot("fri", "15:00")]),
        ("friday after 3", "after 1", "friday, after 1", [slot("fri", "13:00")]),
        ("friday afternoon", "after 1", "friday afternoon, after 1",
         [slot("fri", "13:00", "17:00")]),
        ("mondays after 3", "fridays", "fridays, after 3", [slot("fri", "15:00")]),
        ("tomorrow", "in the afternoon", "tomorrow, afternoon", []),
        ("monday", "3pm eastern", "monday, 3pm eastern", []),
    ],
)  # fmt: skip
def test_days_and_hours_said_apart_are_kept_together(
    first: str, then: str, words: str, slots: list[Slot]
) -> None:
    assert after(first, then) == (words, slots)


@pytest.mark.parametrize(
    ("first", "then", "words"),
    [
        ("mondays", "fridays", "fridays"),
        ("mornings", "evenings", "evenings"),
        ("monday", "friday after 2", "friday after 2"),
        ("monday afternoon", "no, friday", "friday"),
        ("mondays", "actually evenings", "evenings"),
        ("monday", "make it 2pm", "2pm"),
        ("after 4", "let's do friday instead", "friday"),
        ("any time", "mornings", "mornings"),
        ("monday", "any time", "any time"),
        ("mon after 3 or fri mornings", "wed", "wed"),
    ],
)
def test_what_names_the_same_or_puts_it_right_replaces(first: str, then: str, words: str) -> None:
    assert after(first, then)[0] == words


def test_what_is_named_of_days_and_of_hours() -> None:
    said = "mondays after 3 or friday mornings"
    assert (only_days(said), only_hours(said)) == ("mondays or friday", "after 3 or mornings")


def test_times_that_are_changed_anew_replace_the_known_ones() -> None:
    talk = Talk().start("consult for acne scars on my cheeks please, im Ximena Peña")
    talk.say("415 555 0123, text me, mondays")
    assert talk.say("after 2").state.times == "mondays, after 2"
    talk.say("change the time")
    assert talk.say("evenings").state.times == "evenings"


KNOWN = "consult for acne scars on my cheeks please, im Ximena Peña"


@pytest.mark.parametrize(
    ("said", "words", "slots"),
    [
        (["monday", "or saturday"], "monday, saturday", [slot("mon"), slot("sat")]),
        (["monday", "saturday too"], "monday, saturday", [slot("mon"), slot("sat")]),
        (["monday", "plus saturday mornings"], "monday, saturday mornings",
         [slot("mon"), slot("sat", None, "12:00")]),
        (["mornings", "and saturday"], "mornings, saturday", [slot("sat", None, "12:00")]),
        (["monday or saturday", "not monday"], "monday or saturday, not monday",
         [slot("sat", None, None, "mon")]),
        (["monday", "or saturday", "not monday"], "monday, saturday, not monday",
         [slot("sat", None, None, "mon")]),
        (["monday", "not monday", "saturday"], "saturday", [slot("sat")]),
    ],
)  # fmt: skip
def test_days_that_are_added_or_taken_back(said: list[str], words: str, slots: list[Slot]) -> None:
    talk = Talk().start(KNOWN).say("415 555 0123, text me").say("nothing to add")
    for text in said:
        talk.say(text)
    assert (talk.state.times, talk.state.times_normalised) == (words, slots)


def test_where_the_only_day_is_taken_back_the_times_are_asked_again() -> None:
    talk = Talk().start(KNOWN).say("415 555 0123, text me").say("nothing to add").say("monday")
    talk.say("mondays won't work anymore")
    assert (talk.asked, talk.state.times) == ("times", None)


def test_behind_what_was_sent_the_only_day_is_ruled_out() -> None:
    talk = Talk().start(KNOWN).say("415 555 0123, text me").say("nothing to add").say("monday")
    talk.say("yes")
    talk.state.submitted = "1"
    talk.say("not monday")
    assert talk.state.times == "not monday"
    assert talk.state.times_normalised == [slot("tue wed thu fri sat sun", None, None, "mon")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("could i book for monday", "monday"),
        ("u have anything on monday", "monday"),
        ("is there an opening next week", "next week"),
        ("appts today?", "today"),
        ("can you squeeze me in monday", "squeeze me in monday"),
        ("do you have something for the pain today", None),
        ("i read my book on monday", None),
        ("can i get in the pool monday", None),
        ("is there room on my cheek for more filler monday", None),
    ],
)
def test_a_day_that_is_asked_for_is_kept(text: str, words: str | None) -> None:
    times = read_times(text, asking=None)
    assert (times.words if times else None) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("what about 4pm", "4pm"),
        ("9am?", "9am"),
        ("ok and after 2?", "after 2"),
        ("do you have anything at 4", "at 4"),
        ("what about monday", None),
        ("does it swell after 4?", None),
    ],
)
def test_an_hour_that_is_asked_for_narrows_the_day(text: str, words: str | None) -> None:
    times = moved_to(text)
    assert (times.words if times else None) == words
    assert times is None or times.leaves == "days"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("could we come by on monday", True),
        ("any way to get in monday", True),
        ("you got anything monday", True),
        ("i want to come monday", False),
        ("when can i come, monday?", False),
        ("will the flakes come off by monday", False),
        ("can i get in the sauna tomorrow", False),
    ],
)
def test_who_asks_to_come_on_a_day(text: str, asks: bool) -> None:
    assert asks_for_day(text) == asks
