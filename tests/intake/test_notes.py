"""What staff should know of the way somebody is reached and met."""

from time import perf_counter

import pytest

from nightdesk.intake.details import read_details
from nightdesk.intake.notes import asks_to_add, read_notes, told_besides
from tests.intake.talk import Talk, mentions_in

NOTES = [
    "no voicemails please",
    "don't leave a message on the machine, text instead",
    "my wife doesn't know about this",
    "please be discreet",
    "please do not say where you are calling from",
    "never mention the treatment to whoever answers",
    "don't say what this is about",
    "ask for Dr. Okafor",
    "dont tell my mom",
    "i'd like to see a female nurse",
    "only by a woman",
    "i prefer a male provider",
    "I only speak Farsi",
    "text me in Vietnamese",
    "i need an interpreter",
    "my english is not very good but no english at home",
    "necesito un traductor",
    "i am hard of hearing",
    "I'm blind and use a screen reader",
    "i come in a wheelchair",
    "my graduation is on june 4",
    "it has to be done by may",
    "i want it before my reunion",
    "it's really urgent",
    "whatsapp is best",
    "ext 204",
]
NO_NOTES = [
    "do you have a female nurse?",
    "do you speak farsi",
    "is it done by a woman",
    "it makes me look like a man",
    "blind pimples on my back",
    "i left my last clinic",
    "my hair extensions",
    "i want smooth skin",
    "when is the party",
    "i had a party last year",
    "acne scars on my cheeks",
    "",
]


@pytest.mark.parametrize("text", NOTES)
def test_a_note_for_staff(text: str) -> None:
    assert read_notes(text) == (text,)


@pytest.mark.parametrize("text", NO_NOTES)
def test_no_note(text: str) -> None:
    assert read_notes(text) == ()


def test_of_a_question_only_what_is_told() -> None:
    assert read_notes("my prom is on may 5, what works by then?") == ("my prom is on may 5",)
    assert read_notes("could you not leave a voicemail?") == ("could you not leave a voicemail",)


def test_the_extension_of_a_number() -> None:
    details = read_details("call 415 555 0123 ext. 204", asking=None, mentions=[])
    assert (details.phone, details.notes) == ("+14155550123", ("ext. 204",))


def test_a_note_is_in_the_summary_and_among_the_words() -> None:
    talk = Talk().start("acne scars on my chin, im Rosa Diaz, 415 555 0123, call me. no voicemails")
    talk.say("nothing")
    assert "For the team: no voicemails" in talk.say("any time").text
    assert "no voicemails" in talk.state.words


def test_a_note_is_no_concern() -> None:
    talk = Talk().start("i want a consult")
    assert talk.say("i need an interpreter").asked == "concern_again"
    talk.say("something odd on my elbow")
    talk.say("all of it")
    talk.say("Rosa Diaz 415 555 0123, call me")
    talk.say("nothing")
    summary = talk.say("any time").text
    assert "Concern: something odd on my elbow" in summary
    assert "For the team: i need an interpreter" in summary


def test_a_note_goes_along_with_a_yes() -> None:
    talk = Talk().start("acne scars on my chin, im Rosa Diaz, 415 555 0123, call me")
    talk.say("nothing").say("any time").say("yes, and please no voicemails")
    assert talk.events == ["confirmed"]
    assert talk.state.notes == ["yes, and please no voicemails"]


def test_a_note_answers_what_the_provider_should_know() -> None:
    talk = Talk().start("acne scars on my chin, im Rosa Diaz, 415 555 0123, call me")
    assert talk.asked == "health"
    assert talk.say("i come in a wheelchair").asked == "times"


def test_a_note_changes_a_request_that_was_sent() -> None:
    talk = Talk().start("acne scars on my chin, im Rosa Diaz, 415 555 0123, call me")
    talk.say("nothing").say("any time").say("yes")
    talk.state.submitted = "1"
    assert talk.say("no voicemails please").events == ["confirmed", "confirmed"]
    assert talk.state.notes == ["no voicemails please"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("could you also write down that i get migraines", "i get migraines"),
        ("may i add another thing: i take eltroxin", "i take eltroxin"),
        ("please let the nurse know i faint at needles", "i faint at needles"),
        ("oh and i forgot to mention i had jaw surgery", "i had jaw surgery"),
        ("can you put down that she uses a pacemaker", "she uses a pacemaker"),
        ("note that i scar badly", "i scar badly"),
        ("can you add my knees", ""),
        ("can i add my e-mail", ""),
        ("can i mention something", ""),
        ("will you tell them i can do a peel, or not?", ""),
        ("i take eltroxin", ""),
    ],
)
def test_what_is_told_with_a_wish_to_add_it(text: str, told: str) -> None:
    assert told_besides(text) == told


@pytest.mark.parametrize(
    "text",
    ["can you put ice on it", "could i put my lotion on it", "can you tell me more", "add it up"],
)
def test_what_asks_for_no_addition(text: str) -> None:
    assert not asks_to_add(text)


@pytest.mark.parametrize("text", ["wait ", "can you please also ", "um, ", "tell them i ", ","])
def test_a_long_wish_to_add_is_read_in_no_time(text: str) -> None:
    began = perf_counter()
    told_besides((text * 5000)[:5000])
    assert perf_counter() - began < 1


@pytest.mark.parametrize(
    "text",
    [
        "i can't come before april",
        "once the move is done, in february",
        "put me down for june then",
        "schedule me in the fall",
        "in november so not sooner",
        "after christmas please",
        "can i come in october",
    ],
)
def test_the_month_in_which_somebody_wants_to_come(text: str) -> None:
    assert read_notes(text) == (text,)
    assert read_notes(text, months=False) == ()


@pytest.mark.parametrize(
    "text",
    [
        "i had an appointment in april",
        "my skin gets worse in summer",
        "are you open in december",
        "i may book something",
        "i was pregnant until june",
    ],
)
def test_a_month_of_something_else(text: str) -> None:
    assert read_notes(text) == ()


def test_a_wanted_month_is_on_the_summary() -> None:
    talk = Talk().start("not before april please. acne scars on my cheeks, i want a consult")
    talk.say("im Ximena Peña, 415 555 0123, text me, mornings")
    assert "For the team: not before april please" in talk.text


def test_a_month_answers_the_question_for_the_times() -> None:
    talk = Talk().start("acne scars on my cheeks, im Ximena Peña, 415 555 0123, a consult please")
    talk.say("call me")
    assert talk.say("no").asked == "times"
    talk.say("in october please")
    assert (talk.state.times, talk.state.notes) == ("in october please", [])


@pytest.mark.parametrize(
    "text",
    [
        "don't say wrinkles if my son picks up",
        "please do not mention microneedling",
        "never say youre from a derm place",
        "if another person picks up dont say where youre calling from",
    ],
)
def test_what_is_not_to_be_said_is_a_note_and_no_wish(text: str) -> None:
    details = read_details(text, asking=None, mentions=mentions_in(text))
    assert details.notes
    named = [*details.concerns, *details.treatments, *details.denied]
    assert not named


@pytest.mark.parametrize("text", ["don't say that", "i don't say much", "dont say no"])
def test_who_only_objects_notes_nothing(text: str) -> None:
    assert not read_notes(text)
