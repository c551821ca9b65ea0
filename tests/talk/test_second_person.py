"""Another person beside the visitor: their request, a child's, a friend's, and a mere call."""

import pytest

from tests.talk.conftest import Talk


def own_request(talk: Talk) -> None:
    talk.say("consultation for melasma on my forehead", "want_consultation")
    talk.say("Lena Moss 925 555 0184, call me", "give_details")
    talk.say("nothing", "deny")
    talk.say("any time", "give_details")


def sent_request(talk: Talk) -> None:
    own_request(talk)
    talk.press("Yes, send it")


def test_a_second_request_leaves_the_one_that_was_sent_as_it_was(talk: Talk) -> None:
    sent_request(talk)
    before = talk.requests()
    talk.say("and another one for my aunt", "ask_treatment")
    talk.say("Ines Roa 925 555 0126, call", "give_details")
    talk.say("wrinkles on her neck", "state_concern")
    talk.say("nothing", "deny")
    talk.say("any time", "give_details")
    talk.press("Yes, send it")
    first, second = talk.requests()
    assert [first] == before
    assert (second["status"], second["name"]) == ("submitted", "Ines Roa")
    assert (second["concerns"], second["areas"]) == (["wrinkles"], ["neck"])
    assert second["words"].startswith("Written for my aunt")


def test_one_of_the_visitors_own_after_anothers(talk: Talk) -> None:
    talk.say("consultation for my aunt, melasma on her forehead", "want_consultation")
    talk.say("Ines Roa 925 555 0126, call", "give_details")
    talk.say("nothing", "deny")
    talk.say("any time", "give_details")
    talk.press("Yes, send it")
    talk.say("now one for myself", "smalltalk")
    talk.say("Lena Moss 925 555 0184", "give_details")
    names = [request["name"] for request in talk.requests()]
    assert names == ["Ines Roa", "Lena Moss"]
    assert "Written for" not in talk.requests()[1]["words"]


def test_whoever_may_be_a_child_gets_no_second_request_without_an_age(talk: Talk) -> None:
    sent_request(talk)
    (asked,) = talk.say("could you add my cousin as well", "existing_client")
    assert asked.response == "utter_ask_age"
    talk.press("18 or older")
    talk.say("Ines Roa 925 555 0126", "give_details")
    assert [request["name"] for request in talk.requests()] == ["Lena Moss", "Ines Roa"]


def test_no_contact_takes_back_both_and_keeps_no_draft(talk: Talk) -> None:
    sent_request(talk)
    talk.say("and another one for my aunt", "want_consultation")
    talk.say("Ines Roa 925 555 0126", "give_details")
    talk.say("do not contact me", "cancel")
    assert [request["status"] for request in talk.requests()] == ["closed"]


def test_a_child_beside_a_grown_ups_request_leaves_it_as_it_is(talk: Talk) -> None:
    own_request(talk)
    before = talk.requests()
    said = talk.say("my son is 14 and would like it as well, Tim Moss", "ask_treatment")
    assert [reply.response for reply in said] == ["utter_parent", "utter_ask_consent"]
    again = talk.say("my son is 14 but can he come too", "smalltalk")
    assert "utter_parent" not in [reply.response for reply in again]
    assert talk.requests() == before
    talk.say("yes, send it", "affirm")
    assert [request["status"] for request in talk.requests()] == ["submitted"]


def test_a_request_that_turns_out_to_be_a_childs_is_forgotten(talk: Talk) -> None:
    own_request(talk)
    talk.say("it's for my son too, he is 14", "give_details")
    assert talk.requests() == []


def test_a_parent_may_ask_for_themselves(talk: Talk) -> None:
    talk.say("an appointment for my 13 year old", "want_consultation")
    talk.say("a visit for myself please, melasma on my forehead", "smalltalk")
    talk.say("Lena Moss 925 555 0184", "give_details")
    (request,) = talk.requests()
    assert (request["kind"], request["concerns"]) == ("consultation", ["melasma"])


def test_who_may_be_a_child_in_answer_to_what_it_is_about(talk: Talk) -> None:
    talk.say("i want a consultation", "want_consultation")
    (asked,) = talk.say("my nephew has melasma on his forehead", "state_concern")
    assert asked.response == "utter_ask_age"
    talk.say("he is 33", "give_details")
    talk.say("Ines Roa 925 555 0126", "give_details")
    (request,) = talk.requests()
    assert (request["concerns"], request["areas"]) == (["melasma"], ["forehead"])
    assert request["words"].startswith("Written for my nephew")


def test_a_friends_wish_begins_a_request_for_them(talk: Talk) -> None:
    talk.say("my friend wants to come in, may i book for her", "ask_clinic")
    talk.say("her name is Ines Roa", "give_details")
    talk.say("her number is 925 555 0126", "give_details")
    (request,) = talk.requests()
    assert (request["name"], request["phone"]) == ("Ines Roa", "+19255550126")


def test_a_yes_to_being_contacted_asks_only_how(talk: Talk) -> None:
    talk.say("let me speak to a person", "ask_human")
    said = talk.say("yes please", "affirm")
    assert said[-1].response == "utter_ask_contact"


@pytest.mark.parametrize("then", ["could someone ring me", ""])
def test_a_question_that_was_passed_on_is_what_the_call_is_about(talk: Talk, then: str) -> None:
    (told,) = talk.say("is there a shuttle from the train?", "ask_clinic")
    assert told.response == "utter_defer_unknown"
    if then:
        talk.say(then, "want_consultation")
    said = talk.say("Lena Moss 925 555 0184", "give_details")
    assert said[-1].kind == "confirm"
    (request,) = talk.requests()
    assert request["words"] == "is there a shuttle from the train"


def test_a_concern_after_such_a_question_is_asked_for_as_usual(talk: Talk) -> None:
    talk.say("is there a shuttle from the train?", "ask_clinic")
    said = talk.say("consultation for my melasma", "want_consultation")
    assert said[-1].response == "utter_ask_area"


def test_a_visit_after_such_a_question_is_asked_for_as_usual(talk: Talk) -> None:
    talk.say("is there a shuttle from the train?", "ask_clinic")
    said = talk.say("i want a consultation", "want_consultation")
    assert said[-1].response == "utter_ask_concern"


def test_the_visitors_own_wish_beside_a_childs_is_taken(talk: Talk) -> None:
    text = "a visit for my melasma and one for my 12 year old son with warts"
    said = talk.say(text, "want_consultation")
    assert said[0].response == "utter_parent"
    talk.say("Lena Moss 925 555 0184", "give_details")
    (request,) = talk.requests()
    assert (request["kind"], request["concerns"]) == ("consultation", ["melasma"])
    assert "son" not in request["words"]


def test_a_child_that_is_to_come_too_is_a_parents_call(talk: Talk) -> None:
    own_request(talk)
    before = talk.requests()
    said = talk.say("could my son come as well", "ask_clinic")
    assert [reply.response for reply in said] == ["utter_parent", "utter_ask_consent"]
    assert talk.requests() == before
