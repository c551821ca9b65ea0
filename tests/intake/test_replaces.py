"""What a visitor wants replaced, and what must not be used any more."""

import pytest

from nightdesk.intake.details import read_details
from nightdesk.intake.merge import merge
from nightdesk.intake.replaces import Replaces, dropped_at, read_replaces
from nightdesk.intake.state import IntakeState
from tests.intake.talk import Talk

OTHERS = [
    ("use my other email", "email"),
    ("please use my work email instead", "email"),
    ("send it to my work e-mail address", "email"),
    ("I prefer my personal email", "email"),
    ("use a different number", "phone"),
    ("give you my other number", "phone"),
    ("call me on my other number", "phone"),
    ("reach me on my other phone", "phone"),
    ("contact me at my work phone number", "phone"),
    ("i want a new number on there, use my second number", "phone"),
]
CHANGES = [
    ("change my name", "name"),
    ("can you update my email", "email"),
    ("fix my phone number", "phone"),
    ("please swap my number", "phone"),
    ("replace that number", "phone"),
    ("i want to change the time", "times"),
    ("change my availability", "times"),
    ("edit my concern", "concern"),
    ("change the area please", "area"),
    ("redo my contact email", "email"),
    ("my name is wrong", "name"),
    ("they got my name wrong", "name"),
    ("you put my last name wrong", "name"),
    ("you misspelled my name", "name"),
    ("sorry, name misspelled", "name"),
    ("oops wrong name", "name"),
    ("you have the wrong name", "name"),
    ("i typed my email wrong", "email"),
    ("the name is misspelled", "name"),
    ("my name is spelled wrong", "name"),
    ("the email is incorrect", "email"),
    ("my phone number isn't right", "phone"),
    ("the times are wrong", "times"),
    ("the area isn't correct", "area"),
]
DROPS = [
    ("that's my ex's number dont use it", "phone"),
    ("thats my ex's number dont use it", "phone"),
    ("thats my old number", "phone"),
    ("this isn't my number", "phone"),
    ("it's not my phone", "phone"),
    ("that number isn't mine", "phone"),
    ("that number belongs to my mom's", "phone"),
    ("it's somebody else's phone", "phone"),
    ("that's my mother-in-law's cell", "phone"),
    ("i gave you the wrong number", "phone"),
    ("i gave u my boyfriend's number", "phone"),
    ("dont call that number", "phone"),
    ("never text this number", "phone"),
    ("wrong number", "phone"),
    ("sorry, i gave the wrong area code", "phone"),
    ("415 555 0123 is my sister's, don't call it", "phone"),
    ("that's not my email", "email"),
    ("i gave you my old email", "email"),
    ("don't write to that address, wrong email", "email"),
    ("that e-mail isn't mine", "email"),
]
FORGETS = [
    ("forget my email", "email"),
    ("please forget my name", "name"),
    ("can you delete only my phone number", "phone"),
    ("ok and remove the e-mail address please", "email"),
    ("dont keep my number", "phone"),
    ("sorry, take out my name from the request", "name"),
]
NEITHER = [
    "i always forget my email",
    "did you forget my name",
    "remove my name from your list",
    "delete my email from the mailing list",
    "dont use my email for ads",
    "forget my email password",
    "",
    "my number is 415 555 0123",
    "my email is ximena@example.org",
    "my name is Dolores",
    "time to change my routine",
    "change in skin color",
    "i want to change how my skin looks",
    "my skin changed last year",
    "i want to correct my skin tone",
    "can you fix this",
    "use my insurance",
    "can i use my other card",
    "i use my new cream daily",
    "dont use that cream",
    "my other cheek",
    "the other side",
    "my old scar",
    "the scar is old",
    "a wrong move and it hurts",
    "its my sister's birthday",
    "my ex's wedding is in may",
    "reach me at my new job",
    "call me on my cell",
    "what number do i call",
    "is that the right number",
]


@pytest.mark.parametrize(("text", "asks"), OTHERS + CHANGES)
def test_the_question_to_put_anew(text: str, asks: str) -> None:
    assert read_replaces(text) == Replaces(asks)


@pytest.mark.parametrize(("text", "field"), DROPS)
def test_what_is_not_to_be_used(text: str, field: str) -> None:
    assert read_replaces(text) == Replaces(field, frozenset({field}))
    assert dropped_at(text, field) >= 0


@pytest.mark.parametrize(("text", "field"), FORGETS)
def test_what_is_to_be_forgotten_is_not_asked_again(text: str, field: str) -> None:
    assert read_replaces(text) == Replaces("", frozenset({field}))


def test_a_number_put_in_by_mistake_is_dropped() -> None:
    text = "i put my moms number in by mistake remove it"
    assert read_replaces(text) == Replaces("phone", frozenset({"phone"}))


def test_a_forgotten_email_is_no_note_and_gives_way_to_a_number() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@example.org, email me")
    assert talk.asked == "health"
    talk.say("forget my email")
    assert (talk.state.email, talk.state.channel, talk.state.flags) == (None, None, [])
    assert talk.asked == "contact"
    talk.say("use 415 555 0123 instead")
    assert (talk.state.phone, talk.state.email) == ("+14155550123", None)


def test_the_only_contact_forgotten_is_asked_for_whatever_was_skipped() -> None:
    talk = summary()
    talk.state.skipped |= {"phone", "email"}
    talk.say("forget my email").say("delete my number")
    assert (talk.state.has_contact, talk.asked) == (False, "contact")
    assert talk.say("yes").events == []


def test_a_forgotten_name_is_gone_and_not_asked_for() -> None:
    talk = summary().say("please forget my name")
    assert talk.state.name is None
    assert talk.asked.startswith("consent")
    assert "Name:" not in talk.text


def test_a_word_to_forget_what_is_not_there_is_no_note() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, 415 555 0123, call me")
    assert talk.asked == "health"
    assert talk.say("forget my email").state.flags == []


@pytest.mark.parametrize("text", NEITHER)
def test_nothing_to_replace(text: str) -> None:
    assert read_replaces(text) == Replaces()
    assert (dropped_at(text, "phone"), dropped_at(text, "email")) == (-1, -1)


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("415 555 0123 is my ex's number, dont use it", None),
        ("415 555 0123 - wrong number", None),
        ("that's my old number, use 510 555 0188", "+15105550188"),
        ("wrong number, its 510 555 0188", "+15105550188"),
        ("don't call that number. 510 555 0188 is better", "+15105550188"),
        ("415 555 0123 is my cell", "+14155550123"),
    ],
)
def test_the_number_that_is_not_to_be_used_is_not_taken(text: str, phone: str | None) -> None:
    assert read_details(text, asking=None, mentions=[]).phone == phone


def summary() -> Talk:
    """A visitor who has the summary in front of them."""
    talk = Talk().start("consult, rosacea, cheeks. im Ximena Peña, mornings")
    assert talk.say("415 555 0123, ximena@example.org, text me").asked == "consent"
    return talk


@pytest.mark.parametrize(
    ("text", "asked", "answer", "field", "value"),
    [
        ("use my other email", "email", "olaya@example.org", "email", "olaya@example.org"),
        ("change my name", "name", "Olaya Ruiz", "name", "Olaya Ruiz"),
        ("my name is spelled wrong", "name", "Jimena", "name", "Jimena Peña"),
        ("thats my ex's number dont use it", "phone", "510 555 0188", "phone", "+15105550188"),
        ("call me on my other number", "phone", "510 555 0188", "phone", "+15105550188"),
        ("change my availability", "times", "sundays", "times", "sundays"),
        ("change the area", "area", "chin", "areas", ["chin"]),
        ("edit my concern", "concern", "wrinkles", "concerns", ["wrinkles"]),
    ],
)
def test_the_old_is_replaced_and_the_summary_comes_back(
    text: str, asked: str, answer: str, field: str, value: object
) -> None:
    talk = summary().say(text)
    assert (talk.asked, talk.events) == (asked, [])
    assert talk.say(answer).asked.startswith("consent")
    assert getattr(talk.state, field) == value
    assert talk.state.changing is None


def test_a_dropped_detail_is_gone_at_once_and_a_changed_one_stays_until_then() -> None:
    assert summary().say("that's not my email").state.email is None
    assert summary().say("wrong number").state.phone is None
    assert summary().say("use my other email").state.email == "ximena@example.org"
    assert summary().say("change my phone number").state.phone == "+14155550123"


def test_a_new_value_in_the_same_message_needs_no_question() -> None:
    talk = summary().say("change my email to olaya@example.org")
    assert (talk.asked, talk.state.email) == ("consent", "olaya@example.org")
    talk = summary().say("thats my old number, 510 555 0188")
    assert (talk.asked, talk.state.phone) == ("consent", "+15105550188")


def test_a_dropped_number_can_be_left_out_where_an_address_is_known() -> None:
    talk = summary().say("dont text that number")
    assert talk.asked == "phone"
    talk.say("skip").say("email me then")
    assert (talk.state.phone, talk.state.channel) == (None, "email")
    assert talk.say("yes").events == ["confirmed"]
    assert talk.state.consent_way == "email"


@pytest.mark.parametrize(
    "text", ["wrong number, it ends in 0188", "wrong number its 0188 at the end"]
)
def test_digits_that_are_put_right_keep_the_number(text: str) -> None:
    state = IntakeState(phone="+14155550123")
    merge(state, read_details(text, asking=None, mentions=[]))
    assert state.phone == "+14155550188"


@pytest.mark.parametrize("mark", [".", "!", "? ", "my ", "wrong "])
def test_five_thousand_marks_change_nothing(mark: str) -> None:
    assert read_replaces((mark * 5000)[:5000]).ask == ""


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("quisiera cambiar mi correo", "email"),
        ("cambien el horario", "times"),
        ("mi número está equivocado", "phone"),
        ("corrija mi apellido", "name"),
    ],
)
def test_the_question_to_put_anew_in_spanish(text: str, asks: str) -> None:
    assert read_replaces(text).ask == asks
