"""Nothing a visitor tells is lost, misfiled or taken back behind their back."""

import pytest

from nightdesk.base.reply import Choice
from nightdesk.leads.inbox import claim
from nightdesk.store.conversations import add_visitor_message, history
from nightdesk.store.tables import Conversation, Outbox, Request
from tests.talk.conftest import Talk

FULL = "consultation for acne scars on my cheeks. Dana Quist, 925-555-0142, text me, mornings"
DANGER = "my throat is closing up and i cant breathe"


def sent(talk: Talk) -> dict:
    """A request that has been sent."""
    talk.say(FULL, "want_consultation")
    while talk.requests()[-1]["status"] != "submitted":
        labels = [choice["label"] for choice in talk.choices]
        if "Nothing to add" in labels:
            talk.press("Nothing to add")
        else:
            talk.say("yes, send it", "affirm")
    return talk.requests()[-1]


def urgent(talk: Talk) -> dict:
    (request,) = (r for r in talk.requests() if r["alerts"])
    return request


def test_an_alert_has_the_name_and_number_of_its_own_message(talk: Talk) -> None:
    talk.alarm(f"this is Dana Quist 925-555-0142, {DANGER}")
    assert (urgent(talk)["name"], urgent(talk)["phone"]) == ("Dana Quist", "+19255550142")


def test_in_danger_anybodys_number_is_one_to_call(talk: Talk) -> None:
    talk.alarm("my wife passed out 925-555-0142")
    assert urgent(talk)["phone"] == "+19255550142"


def test_after_an_alert_the_newest_number_counts(talk: Talk) -> None:
    sent(talk)
    talk.alarm(DANGER)
    assert urgent(talk)["phone"] == "+19255550142"
    talk.say("call my sister's house i'm at, number is 408-555-0199", "give_details")
    talk.alarm("my tongue is swelling up too")
    assert urgent(talk)["phone"] == "+14085550199"


def test_a_task_keeps_the_number_that_was_given_for_it(talk: Talk) -> None:
    sent(talk)
    talk.say("i need to reschedule my appointment tomorrow", "existing_client")
    talk.say("my number is 408-555-0199 now", "give_details")
    (task,) = (r for r in _rows(talk) if r.kind == "existing_client")
    assert task.phone == "+14085550199"


def _rows(talk: Talk) -> list[Request]:
    from nightdesk.store.visitor_data import requests_of

    with talk.core.db.reading() as session:
        return requests_of(session, talk.id)


def test_more_words_for_a_claimed_task_leave_it_claimed_and_tell_staff(talk: Talk) -> None:
    talk.say("i need to reschedule my appointment tomorrow", "existing_client")
    _claim(talk)
    before = _mails(talk)
    talk.say("i need to move it to the week after", "existing_client")
    (task,) = (r for r in _rows(talk) if r.kind == "existing_client")
    assert (task.status, task.claimed_by) == ("claimed", "ana")
    assert "the week after" in task.words
    assert _mails(talk) > before


def test_a_claimed_request_that_is_changed_stays_claimed_and_staff_are_told(talk: Talk) -> None:
    sent(talk)
    _claim(talk)
    before = _mails(talk)
    talk.say("can i change my number", "correct_details")
    talk.say("408-555-0199", "give_details")
    talk.say("yes, send it", "affirm")
    request = talk.requests()[-1]
    assert (request["phone"], request["status"]) == ("+14085550199", "claimed")
    assert _mails(talk) > before


def _claim(talk: Talk) -> None:
    with talk.core.db.writing() as session:
        claim(session, _rows(talk)[-1].id, "ana", talk.core.clock())
        session.commit()


def _mails(talk: Talk) -> int:
    with talk.core.db.reading() as session:
        return session.query(Outbox).count()


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("actually please dont contact me", "deny"),
        ("actually cancel my request", "deny"),
    ],
)
def test_a_sent_request_is_taken_back_also_while_it_is_changed(
    talk: Talk, text: str, intent: str
) -> None:
    sent(talk)
    talk.say("my number is 408-555-0199 now", "give_details")
    replies = talk.say(text, intent)
    assert [reply.response for reply in replies] == ["utter_intake_withdrawn"]
    assert talk.requests()[-1]["status"] == "closed"


def test_of_a_minor_no_word_of_the_name_and_no_mistyped_address_stays(talk: Talk) -> None:
    talk.say("id like a consultation for acne scars on my cheeks", "want_consultation")
    for text in ("my name is mia", "last name is lopez", "mia@gmial.com"):
        talk.say(text, "give_details")
    talk.say("im 15 by the way", "give_details")
    said = _said(talk).lower()
    assert [word for word in ("mia", "lopez", "gmial") if word in said] == []
    assert "acne scars" in said


def test_a_short_name_takes_nothing_else_away(talk: Talk) -> None:
    talk.say("my name is Al Quist, i want a consultation, 9255550142", "want_consultation")
    talk.alarm(DANGER)
    talk.say("im 15", "give_details")
    said = _said(talk)
    assert "Quist" not in said
    assert "0142" not in said
    assert "Call 911" in said


def _said(talk: Talk) -> str:
    with talk.core.db.reading() as session:
        return "\n".join(message.text for message in history(session, talk.id))


def test_what_a_minor_sent_is_closed_and_forgotten(talk: Talk) -> None:
    sent(talk)
    talk.say("im 16 btw", "state_concern")
    request = talk.requests()[-1]
    assert request["status"] == "closed"
    assert {request[name] for name in ("name", "phone", "email")} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "I have acne scars on my cheeks and want to get rid of all of it",
        "will it clear everything up?",
        "can the laser remove all of this",
        "can you take down my info? Dana Quist 925-555-0142, acne scars on my cheeks",
        "can peels erase all of this sun damage",
    ],
)
def test_wishes_for_the_skin_are_no_wish_to_erase(talk: Talk, text: str) -> None:
    replies = talk.say(text, "ask_treatment")
    assert "utter_privacy_sure" not in [reply.response for reply in replies]


@pytest.mark.parametrize(
    "text",
    [
        "delete everything",
        "erase all of it",
        "remove my data",
        "get rid of my info",
        "clear my chat",
    ],
)
def test_a_wish_to_erase_is_asked_back(talk: Talk, text: str) -> None:
    (reply,) = talk.say(text, "ask_privacy")
    assert reply.response == "utter_privacy_sure"


def test_a_meeting_that_ends_in_30_minutes_changes_no_number(talk: Talk) -> None:
    talk.say(FULL, "want_consultation")
    talk.say("my meeting ends in 30 minutes, call me after that", "give_details")
    assert talk.requests()[-1]["phone"] == "+19255550142"


def test_nothing_to_add_keeps_what_was_noted(talk: Talk) -> None:
    talk.say(f"{FULL}. i took accutane until last month", "want_consultation")
    noted = talk.requests()[-1]["flags"]
    assert [flag["name"] for flag in noted] == ["isotretinoin"]
    talk.press("Change something")
    talk.press("Note for the provider")
    talk.press("Nothing to add")
    assert talk.requests()[-1]["flags"] == noted


def to_the_summary(talk: Talk, text: str) -> None:
    talk.say(text, "want_consultation")
    if "Nothing to add" in [choice["label"] for choice in talk.choices]:
        talk.press("Nothing to add")


@pytest.mark.parametrize("before", ["", ". i take accutane"])
def test_what_is_added_to_the_yes_goes_along(talk: Talk, before: str) -> None:
    to_the_summary(talk, FULL + before)
    replies = talk.say("yes, i fainted at my last blood draw", "affirm")
    assert replies[-1].kind == "saved"
    assert "fainted" in talk.requests()[-1]["flags"][-1]["words"]


@pytest.mark.parametrize(
    "text",
    [
        "yes thanks looking forward to hearing from you",
        "yes but later, i have to run now",
        "yeah i need to change the times",
    ],
)
def test_other_words_beside_a_yes_are_no_note(talk: Talk, text: str) -> None:
    to_the_summary(talk, FULL)
    talk.say(text, "affirm")
    assert talk.requests()[-1]["flags"] == []


def test_a_plain_yes_adds_nothing(talk: Talk) -> None:
    assert sent(talk)["flags"] == []


def test_pressed_buttons_hide_nothing_that_was_typed_before(talk: Talk) -> None:
    talk.say("i had my lips filled this afternoon", "state_concern")
    with talk.core.db.writing() as session:
        conversation = session.get_one(Conversation, talk.id)
        at = talk.core.clock()
        for number in range(8):
            pressed = Choice("Any time", "times_any")
            add_visitor_message(
                session,
                conversation,
                client_id=f"p{number}",
                text="Any time",
                at=at,
                choice=pressed,
            )
        session.commit()
    talk.alarm("one spot went white and it really hurts")


def test_digits_put_right_after_an_alert_reach_staff(talk: Talk) -> None:
    sent(talk)
    talk.alarm(DANGER)
    talk.say("sorry, my number ends in 43 not 42", "correct_details")
    assert urgent(talk)["phone"] == "+19255550143"


def test_a_line_beside_an_answer_is_left_out_when_it_is_worn(talk: Talk) -> None:
    for text in ("im on eliquis", "i have a keloid on my ear", "what about my eczema"):
        said = [reply.response for reply in talk.say(text, "ask_treatment")]
    assert said == [""]  # the answer alone, and nothing of going in circles


@pytest.mark.parametrize(
    ("text", "confidence", "response"),
    [
        ("ur prices are ridiculous lol", 0.33, "utter_out_of_scope"),
        ("you stupid idiots", 0.95, "utter_abuse"),
    ],
)
def test_only_who_is_rude_is_asked_to_be_respectful(
    talk: Talk, text: str, confidence: float, response: str
) -> None:
    assert [r.response for r in talk.say(text, "abuse", confidence)] == [response]


def test_a_yes_to_nothing_is_no_goodbye(talk: Talk) -> None:
    assert [r.response for r in talk.say("yes", "affirm")] == ["utter_smalltalk"]
    assert [r.response for r in talk.say("no", "deny")] == ["utter_smalltalk_ok"]
    said = talk.say("is that a yes or a no", "deny", 0.4)
    assert "utter_smalltalk_ok" not in [r.response for r in said]


@pytest.mark.parametrize(
    ("first", "then", "topic", "treatment"),
    [
        ("does it hurt", "and peels?", "pain", "chemical_peel"),
        ("does botox hurt", "and filler", "pain", "filler"),
        ("how long is recovery", "and for laser?", "downtime", "laser"),
    ],
)
def test_another_treatment_is_asked_the_same(
    talk: Talk, first: str, then: str, topic: str, treatment: str
) -> None:
    talk.say(first, "ask_treatment")
    (reply, *_) = talk.say(then, "ask_treatment")
    assert (reply.answer[0]["topic"], reply.answer[0]["treatment"]) == (topic, treatment)


@pytest.mark.parametrize(("text", "taken"), [("yikesss", False), ("Dana Quist", True)])
def test_an_exclamation_after_an_offer_is_no_name(talk: Talk, text: str, taken: bool) -> None:
    talk.say("i have acne scars on my cheeks", "state_concern")
    talk.say(text, "smalltalk" if not taken else "give_details")
    with talk.core.db.reading() as session:
        state = session.get_one(Conversation, talk.id).intake
    assert bool(state.get("name")) is taken


@pytest.mark.parametrize(
    "text",
    [
        "had a root canal this week, can i get microneedling",
        "i fainted at the dentist once, is microneedling ok",
    ],
)
def test_an_office_that_is_only_mentioned_is_not_taken_for_ours(talk: Talk, text: str) -> None:
    assert "utter_elsewhere" not in [r.response for r in talk.say(text, "ask_treatment")]


@pytest.mark.parametrize("intent", ["complaint", "existing_client"])
def test_what_is_hardly_for_staff_makes_no_task(talk: Talk, intent: str) -> None:
    talk.say("reviews?", intent, 0.2)
    assert talk.requests() == []


@pytest.mark.parametrize(
    ("first", "treatment"),
    [
        ("my aunt had filler and hated it", "microneedling"),
        ("i dont want filler", "microneedling"),
        ("my husband wants botox", "botox"),
        ("i had ipl yesterday", "ipl"),
        ("i dont want filler, tell me about a peel", "chemical_peel"),
    ],
)
def test_what_somebody_else_had_or_is_not_wanted_does_not_become_the_subject(
    talk: Talk, first: str, treatment: str
) -> None:
    talk.say(first, "ask_treatment")
    (reply, *_) = talk.say("does it hurt?", "ask_treatment")
    assert reply.answer[0]["treatment"] == treatment


def test_somebody_who_is_scared_reads_a_kind_word(talk: Talk) -> None:
    (reply,) = talk.say("im really nervous tbh", "ask_treatment", 0.6)
    assert reply.response == "utter_feelings"


def test_who_says_goodbye_in_the_middle_may_come_back(talk: Talk) -> None:
    talk.say("i want a consultation for acne scars on my cheeks", "want_consultation")
    assert [r.response for r in talk.say("ok bye", "goodbye", 1.0)] == ["utter_intake_later"]
    assert talk.say("im back", "greet")[-1].kind == "ask"


def test_a_worry_about_the_skin_is_sent_to_a_doctor(talk: Talk) -> None:
    (reply,) = talk.say("can you diagnose this rash on my arm", "out_of_scope")
    assert reply.response == "utter_health_worry"


def test_languages_are_named_in_spanish(talk: Talk) -> None:
    (notice, *_) = talk.say("hola, quiero saber cuanto cuesta el tratamiento", "ask_treatment")
    assert notice.values["languages"] == "inglés, español"


def test_who_wants_a_call_gets_no_button_for_what_has_begun(talk: Talk) -> None:
    said = talk.say("can someone call me", "ask_human")
    assert talk.requests() == []
    assert [c.label for reply in said for c in reply.choices] == []


@pytest.mark.parametrize(
    ("first", "then", "says"),
    [
        ("what is rf microneedling", "do u have it", "does not offer"),
        ("hi", "do you have fraxel", "does not offer"),
        ("hi", "do you do prp", "does not offer"),
    ],
)
def test_whether_a_treatment_is_offered_is_told_from_the_clinics_list(
    talk: Talk, first: str, then: str, says: str
) -> None:
    talk.say(first, "ask_treatment")
    (reply, *_) = talk.say(then, "ask_treatment")
    assert says in reply.text


def test_a_parents_name_that_comes_before_the_number_is_kept(talk: Talk) -> None:
    talk.say("my daughter is 15 and has acne scars, can she come", "ask_treatment")
    talk.say("ok me then. I'm Dana Quist", "give_details")
    talk.say("925-555-0131", "give_details")
    (task,) = (r for r in _rows(talk) if r.kind == "other")
    assert (task.name, task.phone) == ("Dana Quist", "+19255550131")


def test_an_erased_talk_is_said_to_be_so_to_the_screen(talk: Talk) -> None:
    talk.say("i have acne scars on my cheeks", "state_concern")
    talk.say("delete everything i wrote", "ask_privacy")
    (reply,) = talk.press("Yes, delete everything")
    assert reply.erased


def test_somebody_who_wants_to_come_too_reaches_staff_after_sending(talk: Talk) -> None:
    sent(talk)
    more = "also my sister Nina Orr wants a consultation for acne, her number is 925-555-0182"
    talk.say(more, "want_consultation")
    talk.say("yes, send it", "affirm")
    (request,) = talk.requests()
    assert "Nina Orr" in request["words"]
    assert "925-555-0182" in request["words"]
    assert request["phone"] == "+19255550142"
