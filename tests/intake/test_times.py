"""When a visitor can be reached."""

from time import perf_counter
from typing import Any

import pytest

from nightdesk.intake.times import moved_to, only_times, read_times
from tests.intake.talk import Talk

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
        ("not before 10 (except fridays)", "not before 10 (except fridays)",
         [slot([d for d in ALL if d != "fri"], "10:00", None, "fri")]),
        ("don't call before 9", "don't call before 9", [slot(ALL, "09:00")]),
        ("no calls before nine", "no calls before 9", [slot(ALL, "09:00")]),
        ("not until 10", "not until 10", [slot(ALL, "10:00")]),
        ("no earlier than 10", "no earlier than 10", [slot(ALL, "10:00")]),
        ("not after 5", "not after 5", [slot(ALL, None, "17:00")]),
        ("no, after 5", "after 5", [slot(ALL, "17:00")]),
        ("i dont work after 5", "i dont work after 5", [slot(ALL, "17:00")]),
        ("i work until 5", "i work until 5", [slot(ALL, "17:00")]),
        ("evenings work until 8", "evenings work until 8", [slot(ALL, "17:00", "20:00")]),
        ("I work 9 to 5 so not then", "I work 9 to 5 so not then", []),
        ("i work mon-fri 9 to 5, weekends are ok", "i work mon-fri 9 to 5, weekends are ok",
         [slot(ALL[5:])]),
        ("i'm at work all day, evenings", "i'm at work all day, evenings", [slot(ALL, "17:00")]),
        ("not mornings", "not mornings", [slot(ALL, "12:00")]),
        ("mornings don't work", "mornings don't work", [slot(ALL, "12:00")]),
        ("mornings work", "mornings", [slot(ALL, None, "12:00")]),
        ("after the kids are down, so 8ish", "after the kids are down, so 8ish",
         [slot(ALL, "20:00")]),
        ("8ish at night", "8ish at night", [slot(ALL, "20:00")]),
        ("8ish", "8ish", [slot(ALL, "08:00")]),
        ("weekday evenings after 6", "weekday evenings after 6", [slot(WEEK, "18:00")]),
        ("mornings before 10", "mornings before 10", [slot(ALL, None, "10:00")]),
        ("mornings or after 6", "mornings or after 6",
         [slot(ALL, None, "12:00"), slot(ALL, "18:00")]),
        ("after 4 but before 7", "after 4 but before 7", [slot(ALL, "16:00", "19:00")]),
        ("before 10 or after 4", "before 10 or after 4",
         [slot(ALL, None, "10:00"), slot(ALL, "16:00")]),
        ("any weekday but wednesday, 10-2", "weekday but wednesday, 10-2",
         [slot(["mon", "tue", "thu", "fri"], "10:00", "14:00", "wed")]),
        ("tuesdays 3ish, thursdays any time", "tuesdays 3ish, thursdays any time",
         [slot(["tue"], "15:00"), slot(["thu"])]),
        ("except friday any day works", "except friday any day",
         [slot([d for d in ALL if d != "fri"], None, None, "fri")]),
        ("tomorrow morning works", "tomorrow morning", []),
        ("call me tmrw after 4", "tmrw after 4", []),
        ("not today, maybe tomorrow after lunch", "not today, maybe tomorrow after lunch", []),
        ("next week, mornings", "next week, mornings", [slot(ALL, None, "12:00")]),
        ("después de las 5", "después de las 5", [slot(ALL, "17:00")]),
        ("no antes de las 10", "no antes de las 10", [slot(ALL, "10:00")]),
        ("I'm in New York so 9am eastern", "I'm in New York so 9am eastern", []),
        ("about 6 in the morning", "about 6 in the morning", [slot(ALL, "06:00", "12:00")]),
        ("six in the morning", "6 in the morning", [slot(ALL, "06:00", "12:00")]),
        ("9 at night", "9 at night", [slot(ALL, "21:00")]),
        ("before work, around 6", "before work, around 6", [slot(ALL, "06:00", "09:00")]),
        ("6ish before work", "6ish before work", [slot(ALL, "06:00", "09:00")]),
        ("mornings before work like 6", "mornings before work like 6",
         [slot(ALL, "06:00", "09:00")]),
        ("6 to 8 in the morning", "6 to 8 in the morning", [slot(ALL, "06:00", "08:00")]),
        ("mornings around 6 45", "mornings around 6 45", [slot(ALL, "06:45", "12:00")]),
        ("after 5 15 on mondays", "after 5 15 on mondays", [slot(["mon"], "17:15")]),
        ("7 15 am", "7 15 am", [slot(ALL, "07:15")]),
        ("mornings, 6pm too", "mornings, 6pm too",
         [slot(ALL, None, "12:00"), slot(ALL, "18:00")]),
        ("not before nine in the morning", "not before 9 in the morning", [slot(ALL, "09:00")]),
        ("not after 9 at night", "not after 9 at night", [slot(ALL, None, "21:00")]),
        ("mornings but not before 9", "mornings but not before 9", [slot(ALL, "09:00", "12:00")]),
        ("from 2 to 3 on mondays and friday mornings", "from 2 to 3 on mondays and friday mornings",
         [slot(["mon"], "14:00", "15:00"), slot(["fri"], None, "12:00")]),
        ("after 5 on mondays and wednesdays and sunday evenings",
         "after 5 on mondays and wednesdays and sunday evenings",
         [slot(["mon", "wed"], "17:00"), slot(["sun"], "17:00")]),
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


@pytest.mark.parametrize("text", ["hold on, before 4", "wait, before 4", "no wait before 4"])
def test_a_time_taken_back_gives_way_to_the_next(text: str) -> None:
    times = read_times(text, asking="confirm")
    assert times is not None
    assert times.normalised == (slot(ALL, None, "16:00"),)


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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("only free after the 10th", "only free after the 10th"),
        ("leave a message if I don't pick up, mornings",
         "leave a message if I don't pick up, mornings"),
        ("mornings. how much is it?", "mornings"),
        ("weekends only, am", "weekends only, am"),
        ("call mornings " + "or a bit on " * 20, ("call mornings " + "or a bit on " * 20)[:200]),
    ],
)  # fmt: skip
def test_all_that_was_answered_is_kept_where_it_says_more(text: str, words: str) -> None:
    times = read_times(text, asking="times")
    assert times is not None
    assert times.words == words.strip()


@pytest.mark.parametrize(
    ("text", "words", "slots"),
    [
        ("i want to come on sunday afternoon for a consult", "come on sunday afternoon",
         [slot(["sun"], "12:00", "17:00")]),
        ("can i come saturday at 10? pores nose", "come saturday at 10", [slot(["sat"], "10:00")]),
        ("can i come in monday at 10? im Kate", "come in monday at 10", [slot(["mon"], "10:00")]),
        ("consult friday 3pm pls, nina", "consult friday 3pm", [slot(["fri"], "15:00")]),
        ("book me dec 25 at 9am, tess", "book me dec 25 at 9am", []),
        ("NEED AN APPT ASAP FOR THIS WEEK", "NEED AN APPT ASAP FOR THIS WEEK", []),
        ("me pueden llamar en la tarde", "en la tarde", [slot(ALL, "12:00", "17:00")]),
        ("can you make it mornings instead", "mornings", [slot(ALL, None, "12:00")]),
        ("evenings. how much does it cost?", "evenings", [slot(ALL, "17:00")]),
        ("so call after 3pm. Also how much is it?", "after 3pm", [slot(ALL, "15:00")]),
    ],
)  # fmt: skip
def test_a_wished_day_and_hours_beside_a_question(text: str, words: str, slots: list[Any]) -> None:
    times = read_times(text, asking=None)
    assert times is not None
    assert (times.words, list(times.normalised)) == (words, slots)


@pytest.mark.parametrize("asking", [None, "name", "concern"])
@pytest.mark.parametrize(
    "text",
    [
        "do you do consults on sundays?",
        "what time can i come in tomorrow",
        "is it ok to come in after a workout on monday",
        "i have an appointment tuesday",
        "my appointment is friday at 3",
        "i had a consult friday",
        "i came in monday",
        "i want to come in before my wedding on june 3",
        "i'm at work all day and my skin is dry",
        "i work 9 to 5 at a desk and my skin is dull",
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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the best time to reach me is any time, my e-mail address is |", "any time"),
        ("the best time to reach me is weekday evenings", "weekday evenings"),
        ("the best times to call me are saturday mornings and my number is |", "saturday mornings"),
    ],
)
def test_what_else_is_told_along_is_no_time(text: str, words: str) -> None:
    times = read_times(text, asking="times")
    assert times is not None
    assert times.words == words


def test_every_day_but_one() -> None:
    times = read_times("any day but monday", asking=None)
    assert times is not None
    assert times.normalised[0]["except"] == ["mon"]
    assert "mon" not in times.normalised[0]["days"]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("i work mondays", [slot(ALL[1:], None, None, "mon")]),
        ("we have school on monday", [slot(ALL[1:], None, None, "mon")]),
        ("i'm traveling monday and tuesday", [slot(ALL[2:], None, None, "mon", "tue")]),
        ("on vacation monday", [slot(ALL[1:], None, None, "mon")]),
        ("i've got a dentist appt monday", [slot(ALL[1:], None, None, "mon")]),
        ("in class mondays, other days are ok", [slot(ALL[1:], None, None, "mon")]),
        ("i work mon-fri", [slot(ALL[5:], None, None, *WEEK)]),
        ("i work mondays and fridays are good", [slot(["fri"], None, None, "mon")]),
        ("i work weekdays, other days after 2", [slot(ALL[5:], "14:00", None, *WEEK)]),
        ("i work weekdays so after 6", [slot(WEEK, "18:00")]),
        ("i work mondays until 3", [slot(ALL, "15:00")]),
        ("im not working monday", [slot(["mon"])]),
        ("i have no class monday", [slot(["mon"])]),
        ("i work from home mondays", [slot(["mon"])]),
        ("i'm at work till 6 on weekdays so sunday", [slot(["sun"])]),
        ("at work till 6 on weekdays so friday", [slot(WEEK, "18:00")]),
        ("monday is bad friday is better", [slot(["fri"], None, None, "mon")]),
        ("mondays don't work but fridays do", [slot(["fri"], None, None, "mon")]),
    ],
)
def test_days_at_work_or_away_do_not_suit(text: str, slots: list[Any]) -> None:
    times = read_times(text, asking="times")
    assert times is not None
    assert list(times.normalised) == slots


@pytest.mark.parametrize("unit", ["i work mondays and ", "have a ", "monday but ", "mon/", "too  "])
def test_long_texts_of_days_are_read_in_time(unit: str) -> None:
    start = perf_counter()
    read_times((unit * 5000)[:5000], asking="times")
    assert perf_counter() - start < 3


@pytest.mark.parametrize(
    ("text", "adds"),
    [
        ("and monday", True),
        ("or monday", True),
        ("monday too", True),
        ("mon as well", True),
        ("plus monday afternoons", True),
        ("and after 3", False),
        ("or monday instead", False),
        ("monday", False),
    ],
)
@pytest.mark.parametrize("asking", [None, "confirm", "times"])
def test_one_more_day_adds(text: str, adds: bool, asking: str | None) -> None:
    times = read_times(text, asking=asking)
    assert times is not None
    assert times.adds is adds


def test_an_exclusion_alone_adds_to_what_is_known() -> None:
    times = read_times("not tuesdays", asking="times")
    assert times is not None
    assert times.adds
    assert times.normalised[0]["except"] == ["tue"]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("i can't do fridays or before noon", [slot(ALL[:4] + ALL[5:], "12:00", None, "fri")]),
        ("not mondays or after 4", [slot(ALL[1:], None, "16:00", "mon")]),
        ("i work every day until 7", [slot(ALL, "19:00")]),
        ("i work until 7 every day", [slot(ALL, "19:00")]),
        ("after 6 or weekends", [slot(ALL, "18:00"), slot(ALL[5:])]),
        ("mornings or saturdays", [slot(ALL, None, "12:00"), slot(["sat"])]),
        ("after 5 on weekdays or sunday", [slot(WEEK, "17:00"), slot(["sun"])]),
        ("after 5 on monday or tuesday", [slot(["mon", "tue"], "17:00")]),
    ],
)
def test_what_an_or_shares_and_what_it_parts(text: str, slots: list[Any]) -> None:
    times = read_times(text, asking=None)
    assert times is not None
    assert list(times.normalised) == slots


@pytest.mark.parametrize("text", ["i work 9 to 5 mon to fri", "i work mon to fri 9 to 5"])
def test_the_hours_of_work_are_no_time_to_call(text: str) -> None:
    times = read_times(text, asking="times")
    assert times is not None
    assert (times.words, times.normalised) == (text, ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("make it thursday", "thursday"),
        ("actually make that thursday", "thursday"),
        ("let's do monday instead", "monday"),
        ("move it to monday", "monday"),
        ("how about monday", "monday"),
        ("change it to dec 9 please", "dec 9"),
        ("make it quick", None),
        ("it will make it look red on monday for the wedding", None),
    ],
)
def test_another_time_in_the_place_of_the_known_one(text: str, words: str | None) -> None:
    times = read_times(text, asking="confirm")
    assert (times.words if times else None) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("give me the earliest slot you have", "the earliest slot you have"),
        ("i want the soonest appointment", "the soonest appointment"),
        ("first available please", "first available"),
        ("whats your earliest appointment", None),
        ("my earliest scars are from school", None),
        ("the first time i came", None),
    ],
)
def test_the_earliest_that_can_be_had(text: str, words: str | None) -> None:
    times = read_times(text, asking=None)
    assert (times.words if times else None) == words


def test_words_do_not_begin_inside_a_wish() -> None:
    times = read_times("I'd like a consult on Monday at 10am", asking=None)
    assert times is not None
    assert times.words == "Monday at 10am"


def test_what_comes_before_the_hour_is_small() -> None:
    times = read_times("after class so like 4", asking=None)
    assert times is not None
    assert list(times.normalised) == [slot(ALL, "16:00")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mornings before 11 are best since the baby naps", "mornings before 11"),
        ("evenings after 6 work because my kids are home", "evenings after 6"),
        ("mornings are itchy since i had a peel", None),
        ("mornings are best since last surgery", None),
    ],
)
def test_the_reason_for_a_time_is_no_other_time(text: str, words: str | None) -> None:
    times = read_times(text, asking=None)
    assert (times.words if times else None) == words


@pytest.mark.parametrize(
    "text", ["monday is no good actually", "mondays are no good", "actually monday doesnt work"]
)
def test_a_day_that_does_not_suit_stands_alone(text: str) -> None:
    times = read_times(text, asking="confirm")
    assert times is not None
    assert times.adds
    assert times.normalised == (slot([d for d in ALL if d != "mon"], None, None, "mon"),)


def test_a_day_of_a_wedding_is_no_answer() -> None:
    assert read_times("sunday i have a wedding", asking=None) is None


def test_who_works_nights_is_called_when_they_say() -> None:
    times = read_times("night shift nurse so call between 2 and 4 pm only", asking=None)
    assert times is not None
    assert (times.words, times.normalised) == (
        "between 2 and 4 pm",
        (slot(ALL, "14:00", "16:00"),),
    )


@pytest.mark.parametrize(
    "text", ["after the 5th of december", "eves", "los sábados", "tomorrow", "the 5th"]
)
def test_only_a_time_is_no_note_for_the_provider(text: str) -> None:
    assert only_times(text) is not None
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, 415 555 0123, call me")
    assert talk.asked == "health"
    talk.say(text)
    assert (talk.state.flags, bool(talk.state.times)) == ([], True)


@pytest.mark.parametrize("text", ["i had a peel on the 5th", "my period is on the 5th", "yes"])
def test_a_date_of_something_else_is_no_availability(text: str) -> None:
    assert only_times(text) is None


def test_a_way_alone_never_fills_the_times() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, x.pena@example.org, email me")
    assert talk.say("nothing").asked == "times"
    assert talk.say("email is fine").state.times is None
    assert talk.asked.startswith("times")


@pytest.mark.parametrize(
    ("text", "words", "slots"),
    [
        ("wed or fri after 3 but not the 12th", "wed or fri after 3 but not the 12th",
         [slot(["wed", "fri"], "15:00")]),
        ("nights b4 9", "nights before 9", [slot(ALL, "17:00", "21:00")]),
        ("not afternoons", "not afternoons", []),
        ("except when i'm at school 9-3, any day", "except when i'm at school 9-3, any day",
         [slot(ALL)]),
        ("mondays, unless it is early", "mondays", [slot(["mon"])]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("asking", ["health", "channel", "concern"])
def test_times_that_nobody_asked_for_yet(
    asking: str, text: str, words: str, slots: list[Any]
) -> None:
    times = read_times(text, asking=asking)
    assert times
    assert times.words == words
    assert [s for s in times.normalised if s["days"] or s["from"]] == slots


@pytest.mark.parametrize(
    "text",
    [
        "i get hives in the evening",
        "magnesium every night",
        "i am not well in the mornings",
        "my heart races at night",
        "zinc in the mornings, fish oil at night",
    ],
)
def test_a_note_for_the_provider_is_no_time(text: str) -> None:
    assert read_times(text, asking="health") is None
    assert only_times(text) is None


def test_no_times_are_noted_for_the_provider() -> None:
    talk = Talk().start("consult for melasma, I'm Ida Roe, 415 555 0123").say("text")
    while talk.asked and talk.asked != "health":
        talk.say("cheeks" if talk.asked == "area" else "skip")
    assert talk.asked == "health"
    talk.say("weds or fri b4 11, not the 20th")
    assert (talk.state.times, talk.state.flags) == ("weds or fri before 11, not the 20th", [])


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("not before 9 or after 4", [slot(ALL, "09:00", "16:00")]),
        ("no calls after 7 or before 11", [slot(ALL, "11:00", "19:00")]),
        ("please never before 8am nor later than 3 on weekdays", [slot(WEEK, "08:00", "15:00")]),
        ("no earlier than 9", [slot(ALL, "09:00")]),
        ("not before 9 and after 4 is best", [slot(ALL, "09:00"), slot(ALL, "16:00")]),
        ("i can't talk between 1 and 2", []),
        ("not during school 8 to 3", []),
        ("my break, which is 12 to 1 on weekdays, so lunch", [slot(WEEK, "12:00", "13:00")]),
        ("my lunch break, that is 12 to 1 on fridays", [slot(["fri"], "12:00", "13:00")]),
        ("after 5 or saturdays after 5", [slot(ALL, "17:00"), slot(["sat"], "17:00")]),
    ],
)  # fmt: skip
def test_hours_ruled_out_are_offered_to_nobody(text: str, slots: list[Any]) -> None:
    times = read_times(text, asking="times")
    assert times
    assert list(times.normalised) == slots


@pytest.mark.parametrize("text", ["this wk some time", "sometime next wk"])
def test_some_time_in_a_week(text: str) -> None:
    times = only_times(text)
    assert times
    assert "wk" in times.words


@pytest.mark.parametrize("text", ["text me, im at work all day", "im busy all day"])
def test_who_is_only_busy_has_told_no_time_unless_asked(text: str) -> None:
    assert read_times(text, asking="channel") is None
    assert only_times(text) is None
    assert read_times(text, asking="times") is not None


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("de martes a jueves", [slot(["tue", "wed", "thu"])]),
        ("lunes a miercoles por la manana", [slot(WEEK[:3], None, "12:00")]),
        ("en la mañana", [slot(ALL, None, "12:00")]),
        ("mañana por la mañana", []),
        ("cualquier dia menos el lunes", [slot(ALL[1:], None, None, "mon")]),
        ("en las tardes despues de las 5", [slot(ALL, "17:00")]),
        ("afternoons after 3:30", [slot(ALL, "15:30")]),
        ("afternoons after 1", [slot(ALL, "13:00", "17:00")]),
        (
            "weekdays but not between 11 and 2",
            [slot(WEEK, None, "11:00"), slot(WEEK, "14:00")],
        ),
        (
            "mornings but not between 9 and 10",
            [slot(ALL, None, "09:00"), slot(ALL, "10:00", "12:00")],
        ),
        ("saturdays, i work 9-5 mon-fri", [slot(["sat"])]),
    ],
)
def test_ranges_and_what_is_left_out_of_them(text: str, slots: list[Any]) -> None:
    times = read_times(text, asking="times")
    assert times is not None
    assert list(times.normalised) == slots


@pytest.mark.parametrize(
    ("text", "words", "adds"),
    [
        ("could you switch the day to wednesdays", "wednesdays", False),
        ("can we make it evenings instead?", "evenings", False),
        ("is friday possible as well", "friday", True),
        ("are tuesdays ok too?", "tuesdays", True),
    ],
)
def test_times_that_are_put_in_the_place_of_known_ones(text: str, words: str, adds: bool) -> None:
    times = moved_to(text)
    assert times is not None
    assert (times.words, times.adds) == (words, adds)


@pytest.mark.parametrize(
    "text",
    [
        "are you open on fridays",
        "what about saturdays",
        "are fridays busy",
        "can i change my name to April",
        "can you do botox on friday",
        "",
        "can i change " * 400,
    ],
)
def test_what_moves_no_times(text: str) -> None:
    assert moved_to(text) is None
