"""Yes, no and the end of a request in the words of those who are in a hurry."""

import pytest

from nightdesk.intake.details import read_details
from nightdesk.intake.signals import read_signals
from tests.intake.talk import Talk


def ready() -> Talk:
    """A visitor who has the summary in front of them."""
    talk = Talk().start("consult for acne scars on my cheeks please, im Ximena Peña")
    assert talk.say("415 555 0123, text me, weekday evenings").asked == "consent"
    return talk


@pytest.mark.parametrize(
    "text", ["scrap this", "erase it please", "ok drop it", "forget this entire thing"]
)
def test_the_request_is_deleted(text: str) -> None:
    assert ready().say(text).events == ["cancelled"]


@pytest.mark.parametrize(
    "text",
    [
        "when do you delete it",
        "can you erase this scar",
        "my e-mail is wrong, delete it",
        "never mind, keep it",
        "drop it off at the desk",
    ],
)
def test_something_else_is_deleted(text: str) -> None:
    assert not read_signals(text).cancel


@pytest.mark.parametrize(
    "text", ["do not send this", "pls dont submit it", "never send that please"]
)
def test_what_is_not_to_be_sent_is_no(text: str) -> None:
    signals = read_signals(text)
    assert (signals.deny, signals.affirm, signals.later) == (True, False, False)
    talk = ready().say(text)
    assert (talk.events, talk.state.flags) == ([], [])


@pytest.mark.parametrize(
    "text", ["don't send me ads", "i don't send it by mail", "dont send texts"]
)
def test_what_else_is_not_sent(text: str) -> None:
    assert not read_signals(text).keeps_back


def test_not_to_be_sent_is_no_concern() -> None:
    talk = Talk().start("id like a consultation").say("please don't submit this yet")
    assert (talk.state.concerns, talk.state.words, talk.state.active) == ([], [], False)


@pytest.mark.parametrize(
    "text", ["mm-hmm", "jaa", "uh-huh", "please send it", "never mind, send it"]
)
def test_a_yes_is_one_in_other_words(text: str) -> None:
    assert ready().say(text).events == ["confirmed"]


@pytest.mark.parametrize("text", ["yes, asap", "ok right now", "sure, whenever"])
def test_a_yes_in_a_hurry_leaves_the_times(text: str) -> None:
    talk = ready().say(text)
    assert (talk.events, talk.state.times) == (["confirmed"], "weekday evenings")


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("yes saturday works too", "weekday evenings, saturday"),
        ("sunday mornings are fine as well", "weekday evenings, sunday mornings"),
        ("too late for me, make it sunday mornings", "sunday mornings"),
    ],
)
def test_what_is_fine_too_is_added_to_the_times(text: str, times: str) -> None:
    assert ready().say(text).state.times == times


@pytest.mark.parametrize(
    ("text", "taken"), [("415 555 0123 and x@example.org", "call"), ("415 555 0123", "call")]
)
def test_a_way_is_taken_after_it_was_asked_twice(text: str, taken: str) -> None:
    talk = Talk().start("consult for acne scars on my cheeks please, im Ximena Peña")
    assert talk.say(text).asked == "channel"
    assert talk.say("sure").asked == "channel_again"
    assert "channel" not in talk.say("yes").asked
    assert talk.state.channel == taken


@pytest.mark.parametrize("text", ["microneedling consult please", "book microneedling for me"])
def test_a_treatment_that_is_wished_needs_no_concern(text: str) -> None:
    talk = Talk().start(text)
    assert (talk.asked, talk.state.treatments) == ("name", ["microneedling"])


def test_what_was_cancelled_is_taken_up_again() -> None:
    talk = ready().say("cancel")
    assert talk.say("no wait, keep it, send it").state.active


@pytest.mark.parametrize(
    ("text", "requests"),
    [
        ("do women come in as well", False),
        ("what to eat before a filler appt", False),
        ("is makeup ok at my appointment", False),
        ("i have an appointment monday", False),
        ("may i come in", True),
        ("i'd like an appt after work", True),
        ("a consult for my chin", True),
        ("i want to make my appointment", True),
    ],
)
def test_a_visit_that_is_only_spoken_of_is_no_wish(text: str, requests: bool) -> None:
    assert read_details(text, asking=None, mentions=[]).requests is requests


@pytest.mark.parametrize(
    "text",
    ["hold on, someone at the door", "just a moment", "give me 1 min", "un momento por favor"],
)
@pytest.mark.parametrize("asked", ["name", "consent"])
def test_who_asks_to_wait_is_asked_again_when_back(text: str, asked: str) -> None:
    talk = ready() if asked == "consent" else Talk().start("consult for acne scars on my cheeks")
    assert talk.asked == asked
    for _ in range(3):
        assert [r.response for r in talk.say(text).replies] == ["utter_intake_later"]
    assert talk.say("ok im back").asked.startswith(asked)


@pytest.mark.parametrize(
    "text",
    [
        "hold on, i take lithium",
        "one sec, my number is wrong",
        "wait, is it safe",
        "a minute of pain",
        "hang on " + "the kids " * 700 + "x",
    ],
)
def test_more_than_a_pause(text: str) -> None:
    assert not read_signals(text).pauses


@pytest.mark.parametrize(
    "text",
    [
        "sorry, i'm no longer interested",
        "i do not want this appointment anymore",
        "we went with a different clinic, thanks",
        "i booked somewhere else",
        "i'm done, please cancel",
        "ya no quiero la consulta, gracias",
        "disculpe, ya no necesito nada",
        "ya no me interesa",
        "ya no quiero que me contacten",
        "por favor cancelen la solicitud",
        "no, olvídenlo",
    ],
)
def test_a_request_is_given_up_in_plain_words(text: str) -> None:
    signals = read_signals(text)
    assert (signals.cancel, signals.cancel_request) == (True, True)


@pytest.mark.parametrize(
    "text",
    [
        "i don't want these scars anymore",
        "i am no longer interested in lasers, only needling",
        "i found another spot on my chin",
        "i don't want an appointment on sunday",
        "ya no quiero estas manchas",
        "ya no quiero que me llamen en la mañana",
        "no me olvido de la cita",
    ],
)
def test_something_else_is_not_wanted_any_more(text: str) -> None:
    assert not read_signals(text).cancel_request


def test_who_only_asked_wants_no_consultation() -> None:
    talk = Talk().start("consult, rosacea, cheeks")
    assert talk.say("no, i don't want an appointment, i only asked").events == ["cancelled"]


@pytest.mark.parametrize("text", ["¿por qué quieren mi correo?", "para qué necesita mi nombre"])
def test_why_in_spanish(text: str) -> None:
    assert read_signals(text).why


def test_it_is_asked_in_spanish_whether_the_request_has_arrived() -> None:
    assert read_signals("¿les llegó mi solicitud?").asks_left


@pytest.mark.parametrize(
    "text", ["i'd rather be called", "i will call it a day", "can i call you later to ask my mom"]
)
def test_who_does_not_leave_it_at_a_call_of_their_own(text: str) -> None:
    assert not read_signals(text).calls_themselves


@pytest.mark.parametrize(
    "text",
    [
        "i won't be needing this",
        "we don't need the appointment, sorry",
        "not going to need it thanks",
        "already found a different clinic",
        "ya no voy a necesitar la consulta",
        "no necesito la cita gracias",
    ],
)
def test_what_is_not_needed_is_taken_back_after_sending_too(text: str) -> None:
    assert read_signals(text).cancel_request


@pytest.mark.parametrize(
    "text", ["i don't need it on my chin", "you won't need it", "gonna need it by june"]
)
def test_what_is_needed_or_of_something_else_takes_nothing_back(text: str) -> None:
    assert not read_signals(text).cancel_request


def sent(way: str) -> Talk:
    """A visitor whose request was sent."""
    talk = Talk().start("consult for acne scars on my cheeks please, im Ximena Peña")
    talk.say(f"415 555 0123, {way}, monday").say("nothing").tap("confirm_yes")
    assert talk.events == ["confirmed"]
    talk.state.submitted = "req-1"
    return talk


@pytest.mark.parametrize("text", ["please don't text", "not by text", "could you not text me"])
def test_a_refused_text_becomes_a_call_at_once(text: str) -> None:
    talk = sent("text me").say(text)
    assert (talk.events[1:], talk.state.channel) == (["confirmed"], "call")


def test_a_refused_call_is_a_note_as_nobody_agreed_to_texts() -> None:
    talk = sent("call me").say("please never call")
    assert (talk.events[1:], talk.state.channel) == (["confirmed"], "call")
    assert talk.state.notes == ["please never call"]
    assert talk.say("friday is fine too").events[2:] == ["confirmed"]


@pytest.mark.parametrize(
    ("before", "text", "way"),
    [
        ("text me", "phone calls are easier", "call"),
        ("text me", "pls call", "call"),
        ("text me", "mejor una llamada", "call"),
        ("call me", "texting is easier", "text"),
        ("call me", "easier by text", "text"),
    ],
)
def test_another_way_is_taken_at_once_after_sending(before: str, text: str, way: str) -> None:
    talk = sent(before).say(text)
    assert (talk.events[1:], talk.state.channel) == (["confirmed"], way)


def test_email_is_better_asks_for_the_address_and_is_taken_with_it() -> None:
    talk = sent("call me").say("hm email is easier")
    assert talk.asked == "email"
    assert talk.say("ximena@example.org").events[1:] == ["confirmed"]


@pytest.mark.parametrize(
    "text",
    [
        "could we make it friday instead",
        "oops wrong day, i meant friday",
    ],
)
def test_other_times_are_taken_at_once_in_the_words_of_a_question(text: str) -> None:
    talk = sent("call me").say(text)
    assert talk.events[1:] == ["confirmed"]
    assert [slot["days"] for slot in talk.state.times_normalised] == [["fri"]]


def test_who_asks_to_be_texted_answers_the_question_for_the_way() -> None:
    talk = Talk().start("consult for acne scars on my cheeks please, im Ximena Peña, 415 555 0123")
    assert talk.asked == "channel"
    assert talk.say("could you text me?").asked == "health"
    assert (talk.state.channel, talk.state.short) == ("text", False)
