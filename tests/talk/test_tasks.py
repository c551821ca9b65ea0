"""Work for staff: all that a client says of it is one task, and nobody is taken for new."""

import pytest

from tests.talk.conftest import Talk


def task(talk: Talk) -> dict:
    """The one request of the talk."""
    (request,) = talk.requests()
    return request


def responses(talk: Talk, text: str, intent: str, confidence: float = 0.9) -> list[str]:
    return [reply.response for reply in talk.say(text, intent, confidence)]


@pytest.mark.parametrize(
    ("first", "intent", "then", "taken_for"),
    [
        ("i need to move my appointment on friday", "existing_client", "same hour", "give_details"),
        ("i need to move my appointment on friday", "existing_client", "or sunday", "give_details"),
        ("i need to move my appointment", "existing_client", "may i come monday?", "ask_clinic"),
        ("you never answer your phone", "complaint", "i called five times", "existing_client"),
        ("the receptionist was rude to me", "complaint", "the tall one", "smalltalk"),
        ("i want a refund", "complaint", "it was the ipl in june", "ask_treatment"),
        ("i want a refund", "complaint", "invoice 5512", "existing_client"),
    ],
)
def test_what_follows_is_added_to_the_task(
    talk: Talk, first: str, intent: str, then: str, taken_for: str
) -> None:
    talk.say(first, intent)
    assert responses(talk, then, taken_for, 0.45) == ["utter_handoff_noted"]
    assert task(talk)["words"] == f"{first}\n{then}"


def test_notes_to_a_task_are_no_going_in_circles(talk: Talk) -> None:
    talk.say("the receptionist was rude to me", "complaint")
    said = [responses(talk, f"it was number {n}", "give_details", 0.5) for n in range(5)]
    assert said[-1] == ["utter_handoff_noted_more"]


def test_thanks_and_questions_are_no_part_of_a_task(talk: Talk) -> None:
    talk.say("i need to move my appointment on friday", "existing_client")
    assert responses(talk, "ok thanks", "thanks") == ["utter_greeting_thanks"]
    (reply, *_) = talk.say("does it hurt?", "ask_treatment")
    assert reply.kind == "answer"
    assert task(talk)["words"] == "i need to move my appointment on friday"


@pytest.mark.parametrize(
    "texts",
    [
        ["to sunday at 11", "Lena Moss 925 555 0184"],
        ["Lena Moss 925 555 0184", "any time"],
    ],
)
def test_a_task_turns_into_no_consultation(talk: Talk, texts: list[str]) -> None:
    talk.say("i need to move my appointment on friday", "existing_client")
    for text in texts:
        talk.say(text, "give_details")
    assert (task(talk)["kind"], task(talk)["name"]) == ("existing_client", "Lena Moss")
    assert task(talk)["phone"] == "+19255550184"


def test_no_consultation_begins_in_the_turn_of_a_task(talk: Talk) -> None:
    text = "it's Lena Moss 925 555 0184, i wrote to you about my pores in may"
    assert set(responses(talk, text, "existing_client")) == {"utter_handoff_existing"}
    assert task(talk)["phone"] == "+19255550184"


def test_a_second_door_adds_to_the_task(talk: Talk) -> None:
    talk.say("i need to move my appointment on friday", "existing_client")
    assert responses(talk, "nobody ever phones me", "complaint")[0] == "utter_handoff_complaint"
    assert "nobody ever phones me" in task(talk)["words"]


def test_who_wishes_for_a_consultation_beside_a_task_gets_one(talk: Talk) -> None:
    talk.say("i need to move my appointment on friday", "existing_client")
    replies = talk.say("and i want a consult for acne scars on my cheeks", "want_consultation")
    assert replies[-1].kind == "ask"
    talk.say("Lena Moss, 925 555 0184", "give_details")
    assert {r["phone"] for r in talk.requests()} == {"+19255550184"}


@pytest.mark.parametrize(
    "text",
    [
        "i need to cancel tuesday, Lena Moss 925 555 0184",
        "gotta reschedule, Lena Moss 925 555 0184",
        "have to cancel everything this week. Lena Moss 925 555 0184",
        "cant come in tomorrow, i have the flu, 925 555 0184",
        "i won't be able to make it on friday. Lena Moss 925 555 0184",
        "i filled out your form last night with a wrong number. 925 555 0184",
        "question about my bill, Lena Moss 925 555 0184",
        "had a peel at your clinic 4 days ago and it still flakes. Lena Moss 925 555 0184",
    ],
)
def test_a_client_of_the_clinic_is_not_taken_for_new(talk: Talk, text: str) -> None:
    assert responses(talk, text, "give_details", 0.6)[0] == "utter_handoff_existing"
    assert (task(talk)["kind"], task(talk)["phone"]) == ("existing_client", "+19255550184")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("can i get it done at your clinic", "ask_clinic"),
        ("i had a peel 2 weeks ago at another clinic, can i do needling with you", "ask_treatment"),
        ("i can't come on tuesdays or fridays", "give_details"),
        ("what if i can't make it on tuesday", "ask_clinic"),
        ("i need to change my sunday routine after needling", "state_concern"),
    ],
)
def test_who_only_sounds_like_a_client_makes_no_task(talk: Talk, text: str, intent: str) -> None:
    talk.say(text, intent)
    assert [r for r in talk.requests() if r["kind"] != "consultation"] == []


def test_in_a_request_of_this_talk_no_task_is_made_of_a_day(talk: Talk) -> None:
    talk.say("consultation for acne scars on my cheeks. Dana Quist, 925-555-0142", "give_details")
    talk.say("i can't make it tomorrow, friday after 2 works", "give_details")
    assert {r["kind"] for r in talk.requests()} == {"consultation"}


@pytest.mark.parametrize(
    "text",
    ["my appt is on friday and i have a cold sore", "i have a session tomorrow, im on eliquis"],
)
def test_staff_learn_before_the_visit_of_a_clients_health(talk: Talk, text: str) -> None:
    replies = talk.say(text, "ask_treatment")
    assert replies[0].kind == "answer"
    assert "utter_handoff_existing" in [reply.response for reply in replies]
    assert task(talk)["words"] == text


@pytest.mark.parametrize(
    "text",
    [
        "so angry, i paid 900 at Rosewater Spa and look the same",
        "i had it done at another place and they took my money for nothing",
    ],
)
def test_a_complaint_about_another_place_is_none_about_ours(talk: Talk, text: str) -> None:
    assert responses(talk, text, "complaint") == ["utter_complaint_elsewhere"]
    assert talk.requests() == []


def test_a_parents_best_time_to_call_is_kept(talk: Talk) -> None:
    talk.say("my daughter is 15 and has acne scars, can she come", "ask_treatment")
    talk.say("Dana Quist, 925-555-0131", "give_details")
    assert responses(talk, "call me on fridays", "give_details") == ["utter_handoff_noted"]
    assert "fridays" in task(talk)["words"]


def test_cancel_where_nothing_is_under_way(talk: Talk) -> None:
    assert responses(talk, "please cancel", "ask_clinic") == ["utter_nothing_to_cancel"]


def test_who_only_tells_their_age_is_asked_what_they_want(talk: Talk) -> None:
    assert responses(talk, "i'm 34", "ask_treatment", 0.6) == ["utter_smalltalk"]


@pytest.mark.parametrize(
    ("then", "intent", "confidence", "said"),
    [
        ("i want the manager to call me", "ask_human", 0.9, "utter_handoff_person_too"),
        ("do you ship that lotion", "out_of_scope", 0.5, "utter_handoff_noted"),
        ("its amoxicillin", "out_of_scope", 0.7, "utter_handoff_noted"),
    ],
)
def test_nothing_that_belongs_to_a_task_is_refused(
    talk: Talk, then: str, intent: str, confidence: float, said: str
) -> None:
    talk.say("i need to move my appointment on friday", "existing_client")
    assert responses(talk, then, intent, confidence)[0] == said
    assert then in task(talk)["words"]


def test_what_is_answered_of_a_clients_health_is_added_too(talk: Talk) -> None:
    talk.say("i need to move my appointment on friday", "existing_client")
    asked = "i just started antibiotics, can i still come?"
    replies = talk.say(asked, "ask_treatment")
    assert replies[0].kind == "answer"
    assert replies[-1].response == "utter_defer_personal_task"
    assert not replies[-1].choices
    assert asked in task(talk)["words"]


def test_a_health_worry_in_a_task_gets_its_advice_besides(talk: Talk) -> None:
    talk.say("i need to move my appointment on friday", "existing_client")
    said = responses(talk, "there is a mole on my neck i do not like", "out_of_scope", 0.7)
    assert said == ["utter_handoff_noted", "utter_health_worry"]


def test_what_is_none_of_our_business_is_no_part_of_a_task(talk: Talk) -> None:
    talk.say("i need to move my appointment on friday", "existing_client")
    assert responses(talk, "who won the game", "out_of_scope", 0.97) == ["utter_out_of_scope"]
    assert "game" not in task(talk)["words"]


def test_who_wants_no_contact_is_asked_for_no_number(talk: Talk) -> None:
    talk.say("the receptionist was rude to me", "complaint")
    then = "i dont want to be contacted"
    assert responses(talk, then, "want_consultation", 0.3) == ["utter_handoff_no_contact"]
    assert then in task(talk)["words"]


def test_an_unsure_wish_is_no_wish_in_a_task(talk: Talk) -> None:
    talk.say("the receptionist was rude to me", "complaint")
    then = "it was the second time this month"
    assert responses(talk, then, "want_consultation", 0.3) == ["utter_handoff_noted"]


def test_a_second_privacy_message_joins_the_first(talk: Talk) -> None:
    talk.say("how do i unsubscribe from your texts", "ask_privacy")
    assert responses(talk, "stop texting me", "ask_privacy") == ["utter_handoff_noted"]
    assert "stop texting me" in task(talk)["words"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("i get cold sores and my peel is on wednesday", "ask_treatment"),
        ("i have the flu, my facial is tomorrow at yours", "out_of_scope"),
        ("i already paid a deposit for it", "ask_clinic"),
    ],
)
def test_who_has_a_treatment_on_a_day_is_a_client(talk: Talk, text: str, intent: str) -> None:
    talk.say(text, intent, 0.5)
    talk.say("Dana Quist, 925-555-0131", "give_details")
    assert (task(talk)["kind"], task(talk)["phone"]) == ("existing_client", "+19255550131")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("can i get my botox this friday", "want_consultation"),
        ("i have eczema, can i get my facial on friday", "ask_treatment"),
        ("my facial was last friday at another clinic", "ask_treatment"),
        ("does it hurt, my microneedling is in two days", "ask_treatment"),
    ],
)
def test_a_treatment_on_a_day_alone_makes_no_task(talk: Talk, text: str, intent: str) -> None:
    talk.say(text, intent)
    assert [r for r in talk.requests() if r["kind"] != "consultation"] == []


@pytest.mark.parametrize(
    ("left", "named"), [("dana@example.com", "e-mail address"), ("925-555-0131", "number")]
)
def test_a_parent_is_told_what_they_left(talk: Talk, left: str, named: str) -> None:
    talk.say("is it ok for my daughter, she is 15", "ask_treatment")
    (reply,) = talk.say(f"Dana Quist, {left}", "give_details")
    assert (reply.response, reply.values["left"]) == ("utter_handoff_parent", named)


def test_nobody_is_bidden_goodbye_for_an_unsure_word(talk: Talk) -> None:
    assert responses(talk, "now", "goodbye", 0.37) == ["utter_smalltalk"]
    assert responses(talk, "bye", "goodbye", 0.9) == ["utter_greeting_bye"]


SORRY, DUE, WHO = "utter_handoff_complaint", "utter_reply_due", "utter_handoff_who"


@pytest.mark.parametrize(
    "text",
    [
        "cheeks are still pink 8 days after the laser, need an appointment",
        "my forehead is bumpy since my treatment, please have the doctor check it",
    ],
)
def test_who_was_treated_and_wants_to_be_seen_is_a_client(talk: Talk, text: str) -> None:
    assert responses(talk, text, "want_consultation") == [SORRY, WHO]
    assert (task(talk)["kind"], task(talk)["words"]) == ("existing_client", text)


def test_a_question_after_a_treatment_is_answered_and_no_visit_changed(talk: Talk) -> None:
    (reply,) = talk.say("had my session today, can i wear makeup tomorrow?", "existing_client")
    assert reply.kind == "answer"
    assert talk.requests() == []


def test_how_a_treatment_went_is_passed_on_without_words_of_appointments(talk: Talk) -> None:
    assert responses(talk, "my session was yesterday, quite pink", "existing_client") == [
        SORRY,
        WHO,
    ]
    assert task(talk)["kind"] == "existing_client"


@pytest.mark.parametrize(
    "text",
    ["i've got a stomach bug and my session is tomorrow", "have strep, my visit is on tuesday"],
)
@pytest.mark.parametrize("intent", ["existing_client", "ask_treatment", "nlu_fallback"])
def test_who_is_ill_before_a_visit_is_passed_on(talk: Talk, text: str, intent: str) -> None:
    assert responses(talk, text, intent, 0.4)[0] == "utter_handoff_existing"
    assert task(talk)["words"] == text


def test_what_was_forgotten_to_tell_reaches_staff(talk: Talk) -> None:
    text = "i never mentioned that i take warfarin"
    assert "utter_handoff_existing" in responses(talk, text, "ask_treatment")
    assert task(talk)["words"] == text


def test_in_a_talk_it_is_told_of_the_talk(talk: Talk) -> None:
    talk.say("hello", "greet")
    talk.say("i never mentioned that i take warfarin", "ask_treatment")
    assert talk.requests() == []


def test_who_is_waiting_for_a_call_is_no_new_client(talk: Talk) -> None:
    text = "please call me, waiting since tuesday"
    assert responses(talk, text, "want_consultation") == [SORRY, WHO]
    assert responses(talk, "just phone me this afternoon", "want_consultation") == [DUE, WHO]


@pytest.mark.parametrize("text", ["cuándo me llaman", "a que hora me van a contactar?"])
def test_when_staff_call_is_told_in_a_task(talk: Talk, text: str) -> None:
    talk.say("you never answer your phone", "complaint")
    assert responses(talk, text, "want_consultation", 0.4)[-1] == DUE


@pytest.mark.parametrize("text", ["regarding an invoice", "its about my last payment"])
def test_who_leaves_details_about_a_bill_is_asked_nothing_of_their_skin(
    talk: Talk, text: str
) -> None:
    talk.say("is there a person i can speak to", "ask_human")
    talk.press("Leave my details")
    assert responses(talk, text, "complaint", 0.3) == ["utter_handoff_existing", WHO]
    assert responses(talk, "Lena Moss 925 555 0184", "give_details") == ["utter_handoff_noted"]
    assert task(talk)["phone"] == "+19255550184"
    assert task(talk)["words"].startswith(text)


def test_who_could_not_reach_us_and_answers_the_intake_makes_no_complaint(talk: Talk) -> None:
    talk.say("consultation for acne scars on my cheeks, Mia Lund 925 555 0133", "want_consultation")
    talk.say("no one picks up there, text me instead", "give_details")
    assert [(r["kind"], r["channel"]) for r in talk.requests()] == [("consultation", "text")]


def test_a_parents_name_is_kept_for_the_number_after_it(talk: Talk) -> None:
    talk.say("a visit for my daughter, she is 15", "want_consultation")
    assert responses(talk, "dana quist", "give_details") == ["utter_ask_contact"]
    talk.say("925-555-0131", "give_details")
    assert (task(talk)["name"], task(talk)["phone"]) == ("dana quist", "+19255550131")
    assert responses(talk, "many thanks", "thanks") == ["utter_greeting_thanks"]
    assert responses(talk, "i prefer texts", "give_details") == ["utter_handoff_noted"]
    assert task(talk)["channel"] == "text"


def test_a_parents_name_may_follow_the_number_and_a_childs_is_none(talk: Talk) -> None:
    talk.say("a visit for my daughter, she is 15", "want_consultation")
    talk.say("925-555-0131", "give_details")
    talk.say("her name is Ella Quist", "give_details")
    assert task(talk)["name"] is None
    talk.say("dana quist", "give_details")
    assert task(talk)["name"] == "dana quist"
