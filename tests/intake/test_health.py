"""The question for the provider: nothing to note, or the visitor's own words."""

import pytest

from nightdesk.intake.details import read_details
from nightdesk.intake.health import says_nothing, told_before_asking
from nightdesk.lexicon import Mention
from tests.intake.talk import Talk


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "Nope!",
        "nah",
        "none",
        "nothing",
        "nada",
        "n/a",
        "no meds",
        "nope, no meds",
        "no allergies",
        "no medical problems",
        "no meds, not pregnant",
        "not pregnant, nothing else",
        "no conditions, no meds, not pregnant",
        "No, nothing I can think of",
        "nothing to report",
        "not that i know of",
        "i dont think so",
        "i don’t take anything",
        "I don't take medicine",
        "nope im healthy",
        "healthy",
        "no tomo medicinas",
    ],
)
def test_nothing_to_note(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yes",
        "maybe",
        "im pregnant",
        "i am on medication",
        "i take blood thinners",
        "i'm allergic to lidocaine",
        "eczema",
        "keloids",
        "no, but i take accutane",
        "no but i smoke",
        "no meds but i keloid",
        "not anymore, i was on accutane",
        "nothing but eczema",
        "nothing besides asthma",
        "nothing new, just the lupus",
        "no latex please",
        "no sun",
        "my doctor said no lasers",
        "never had surgery until the c-section",
        "i have a heart condition, nothing else",
    ],
)
def test_something_to_note(text: str) -> None:
    assert not says_nothing(text)


def asked() -> Talk:
    """A visitor in front of the question for the provider."""
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@example.org")
    assert talk.asked == "health"
    return talk


@pytest.mark.parametrize("text", ["no", "nope, no meds", "nothing", "not pregnant", "no thanks"])
def test_a_no_is_an_answer(text: str) -> None:
    talk = asked().say(text)
    assert (talk.asked, talk.state.flags, talk.state.health_known) == ("times", [], True)
    assert talk.say("mornings").asked == "consent"
    assert "For the provider: nothing noted\n" in talk.text


def test_the_button_is_the_same_answer() -> None:
    talk = asked().tap("health_none")
    assert (talk.asked, talk.state.flags, talk.state.health_known) == ("times", [], True)


@pytest.mark.parametrize("text", ["skip", "i dont want to say", "prefer not to say"])
def test_it_may_be_declined_in_words(text: str) -> None:
    talk = asked().say(text)
    assert (talk.asked, talk.state.flags) == ("times", [])
    assert talk.say("mornings").asked == "consent"
    assert "For the provider: nothing noted\n" in talk.text


def test_it_may_be_declined_by_button() -> None:
    talk = asked().tap("skip")
    assert (talk.asked, talk.state.skipped) == ("times", {"health"})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("im pregnant", ["pregnancy"]),
        ("no, but i take accutane", ["isotretinoin"]),
        ("pregnant and i stopped accutane in may", ["pregnancy", "isotretinoin"]),
        ("i get cold sores easily", ["other"]),
        ("lupus", ["other"]),
        ("my doctor said no lasers", ["other"]),
        ("blood thinners, and latex makes me itch", ["other"]),
    ],
)
def test_an_answer_is_kept_in_the_visitors_words(text: str, names: list[str]) -> None:
    talk = asked().say(text)
    assert talk.state.flags == [{"name": name, "words": text} for name in names]
    assert talk.state.health_known
    assert talk.asked == "times"
    talk.say("mornings")
    assert talk.text.count(text) == 1
    assert f"For the provider: {text}\n" in talk.text


def test_no_verdict_is_given() -> None:
    talk = asked().say("im pregnant")
    assert [reply.response for reply in talk.replies] == ["utter_ask_times"]


def test_a_long_answer_is_kept_up_to_a_limit() -> None:
    talk = asked().say("bruises " + "very " * 200 + "easily")
    assert len(talk.state.flags[0]["words"]) == 500


@pytest.mark.parametrize("text", ["sdfghjkl", "??", "yes"])
def test_what_says_nothing_understandable_is_asked_again(text: str) -> None:
    talk = asked().say(text)
    assert (talk.asked, talk.state.flags, talk.state.health_known) == ("health_again", [], False)


def test_a_question_is_no_answer() -> None:
    talk = asked().say("does it hurt?")
    assert (talk.asked, talk.state.flags) == ("health", [])
    assert talk.say("why do you ask?").replies[0].response == "utter_why_health"
    assert talk.asked == "health_again"


def test_it_is_not_put_again_when_something_else_was_said() -> None:
    talk = asked().say("its my cheeks and forehead")
    assert talk.asked == "times"
    assert talk.say("mornings").asked == "consent"
    assert "For the provider: nothing noted\n" in talk.text


def test_what_was_told_before_is_not_asked() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im pregnant. ximena@example.org")
    talk.say("Ximena")
    assert talk.asked == "times"
    assert talk.state.flags == [{"name": "pregnancy", "words": "pregnant"}]


def test_a_place_told_to_the_provider_does_not_change_the_request() -> None:
    talk = asked().say("took accutane for my chin")
    assert talk.state.areas == ["cheeks"]
    assert talk.state.flags == [{"name": "isotretinoin", "words": "took accutane for my chin"}]


def test_a_note_on_the_summary_is_taken_but_no_short_aside() -> None:
    def on_summary() -> Talk:
        talk = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@example.org, mornings")
        assert talk.asked == "consent"
        return talk

    noted = on_summary().say("i scar very badly")
    assert noted.state.flags == [{"name": "other", "words": "i scar very badly"}]
    assert noted.asked == "consent_again"
    assert on_summary().say("hmm hello").state.flags == []
    assert on_summary().say("how long does it take?").state.flags == []
    known = on_summary().say("im pregnant").state.flags
    assert [flag["name"] for flag in known] == ["pregnancy"]


def test_a_condition_told_on_the_summary_is_kept_with_all_that_was_said() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@example.org, mornings")
    talk.say("i took accutane until 2019 and it went badly")
    words = "i took accutane until 2019 and it went badly"
    assert talk.state.flags == [{"name": "isotretinoin", "words": words}]
    talk.say("oh, and im pregnant, my number is 415 555 0123")
    assert talk.state.flags[1:] == [{"name": "pregnancy", "words": "pregnant"}]


@pytest.mark.parametrize("text", ["I got microneedling 2 weeks ago", "had microneedling in march"])
def test_a_treatment_of_the_past_is_noted_and_not_asked_for(text: str) -> None:
    talk = asked().say(text)
    assert talk.state.flags == [{"name": "other", "words": text}]
    assert (talk.state.treatments, talk.asked) == ([], "times")


def test_a_treatment_that_is_wanted_is_no_note() -> None:
    talk = asked().say("i want microneedling")
    assert (talk.state.flags, talk.state.treatments) == ([], ["microneedling"])


def test_a_general_question_is_nothing_to_note() -> None:
    talk = asked().say("is microneedling safe for pregnant women")
    assert (talk.state.flags, talk.state.health_known) == ([], False)


def test_a_tired_visitor_is_not_asked() -> None:
    talk = Talk().start("consult, rosacea. im Ximena").say("too many questions, just call me")
    assert talk.say("415 555 0123").asked == "consent"
    assert "write it here" not in talk.text


def test_the_note_can_be_changed_on_the_summary() -> None:
    talk = asked().say("no meds").say("mornings").tap("confirm_change").tap("change_health")
    assert talk.asked == "health"
    assert talk.say("i bruise easily").asked == "consent"
    assert talk.state.flags == [{"name": "other", "words": "i bruise easily"}]
    talk.tap("confirm_change").tap("change_health").tap("health_none")
    assert talk.state.flags == [{"name": "other", "words": "i bruise easily"}]
    talk.tap("confirm_change").tap("change_health").tap("health_delete")
    assert (talk.state.flags, talk.state.health_known) == ([], True)


def test_a_condition_told_after_sending_is_taken_at_once() -> None:
    talk = asked().say("no meds").say("mornings").tap("confirm_yes")
    talk.state.submitted = "req-1"
    assert talk.say("i forgot, im pregnant").events == ["confirmed", "confirmed"]
    assert [flag["name"] for flag in talk.state.flags] == ["pregnancy"]


def test_scars_that_tell_a_condition_are_no_concern_of_the_health_question() -> None:
    words = "i get keloid scars"
    mentions = [
        Mention(kind, name, "keloid scars", 6, 18)
        for kind, name in (("concern", "other"), ("condition", "keloid"))
    ]
    told = read_details(words, asking="health", mentions=mentions)
    assert (told.concerns, told.flags) == ((), (("keloid", "keloid scars"),))
    assert read_details(words, asking="concern", mentions=mentions).concerns == ("other",)


@pytest.mark.parametrize(
    "text",
    [
        "perhaps",
        "hmm maybe",
        "id prefer not",
        "rather to pass on that",
        "i guess not",
        "that's personal",
    ],
)
def test_what_neither_tells_nor_denies_is_a_skip(text: str) -> None:
    talk = asked().say(text)
    assert (talk.asked, talk.state.flags, talk.state.skipped) == ("times", [], {"health"})


def test_times_and_ways_are_no_notes_for_the_provider() -> None:
    talk = asked().say("probably evenings")
    assert (talk.state.flags, talk.state.times) == ([], "evenings")
    talk = asked().say("no hours really, just email me")
    assert (talk.state.flags, talk.state.channel) == ([], "email")
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@example.org, 415 555 0123")
    assert talk.tap("channel_text").asked == "health"
    assert talk.say("call").asked == "times"
    assert (talk.state.flags, talk.state.channel) == ([], "call")


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("could you add that i use accutane", "isotretinoin", "i use accutane"),
        ("please tell the doctor i take eltroxin", "other", "i take eltroxin"),
        ("oh i forgot to say i had a brow lift", "other", "i had a brow lift"),
    ],
)
def test_what_is_to_be_added_at_the_summary_is_noted(text: str, name: str, words: str) -> None:
    talk = asked().say("no")
    assert talk.say("mornings").asked == "consent"
    assert talk.say(text).asked == "consent"
    (flag,) = talk.state.flags
    assert flag["name"] == name
    assert flag["words"] in words
    assert flag["words"] in talk.text
    assert talk.say("yes").events == ["confirmed"]


def test_what_is_to_be_added_after_sending_is_taken_at_once() -> None:
    talk = asked().say("no").say("mornings").tap("confirm_yes")
    talk.state.submitted = "req-1"
    assert talk.say("can you add that i take eltroxin").events == ["confirmed", "confirmed"]
    assert [flag["words"] for flag in talk.state.flags] == ["i take eltroxin"]


@pytest.mark.parametrize(
    "text",
    [
        "my lips swelled after waxing, does that matter",
        "i fainted at a blood draw once, should i mention it?",
    ],
)
def test_what_is_told_before_a_question_if_it_matters_is_noted(text: str) -> None:
    assert told_before_asking(text)
    talk = asked().say(text)
    assert talk.state.flags == [{"name": "other", "words": text}]
    assert talk.asked == "times"


@pytest.mark.parametrize(
    "text",
    ["is that relevant", "do you treat scars, is it safe", "ok, should i call", ", is " * 1000],
)
def test_a_question_that_tells_nothing(text: str) -> None:
    assert not told_before_asking(text)


def test_what_came_after_a_treatment_is_noted() -> None:
    talk = asked().say("my skin turned purple after microneedling")
    assert talk.state.treatments == []
    assert len(talk.state.flags) == 1
