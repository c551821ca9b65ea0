"""What is said in a turn: answers first, persons deferred, visitors kept."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from nightdesk.base.reply import Reply
from nightdesk.knowledge.entry import Entry
from nightdesk.knowledge.search import Hit
from nightdesk.lexicon import default
from nightdesk.store.knowledge import add_version
from nightdesk.store.tables import Alert, Outbox, Question, Request
from nightdesk.talk.labels import OFFERED
from nightdesk.talk.questions import _naming_first, _worth_asking
from nightdesk.talk.topics import only_feels
from tests.knowledge.make import entry
from tests.talk.conftest import Talk


def kinds(replies: list[Reply]) -> list[str]:
    return [reply.kind for reply in replies]


def topics(replies: list[Reply]) -> list[str]:
    return [answer["topic"] for reply in replies for answer in reply.answer]


def test_an_answer_names_its_source_review_and_version(talk: Talk) -> None:
    (reply,) = talk.say("does it hurt?", "ask_treatment")
    (answer,) = reply.answer
    assert (reply.kind, answer["topic"], answer["version"]) == ("answer", "pain", 1)
    assert answer["source"]["title"]
    assert answer["source"]["publisher"]
    assert answer["reviewed_on"]


def test_a_concern_and_two_questions_are_all_met(talk: Talk) -> None:
    replies = talk.say("my cheeks have acne scars, does it hurt and how much", "ask_treatment")
    assert topics(replies) == ["pain", "cost"]
    assert replies[-1].captured["concerns"] == ["acne_scars"]


def test_a_question_without_an_answer_is_deferred_and_kept_for_staff(talk: Talk) -> None:
    (reply,) = talk.say("what font is on your sign?", "ask_clinic")
    assert reply.kind == "defer"
    assert talk.core.clinic.phone.display in reply.values["phone"]
    with talk.core.db.reading() as session:
        assert len(session.scalars(select(Question)).all()) == 1


def test_a_personal_question_gets_the_fact_and_the_provider(talk: Talk) -> None:
    replies = talk.say("i'm pregnant, can i get microneedling?", "ask_treatment")
    assert kinds(replies) == ["answer", "defer"]
    assert topics(replies) == ["contraindication_pregnancy"]
    assert replies[1].response == "utter_defer_personal"
    assert replies[1].captured["flags"] == ["pregnancy"]
    assert [choice.label for choice in replies[1].choices] == ["Request a consultation"]


def test_another_treatments_question_is_not_answered_with_ours(talk: Talk) -> None:
    replies = talk.say("how long does a chemical peel session take?", "ask_treatment")
    treatments = {answer["treatment"] for reply in replies for answer in reply.answer}
    assert treatments == {"chemical_peel"}


def test_a_concern_is_reflected_and_a_consultation_offered(talk: Talk) -> None:
    (reply,) = talk.say("i have deep acne scars on my temples", "state_concern")
    assert reply.kind == "reflect"
    assert (reply.captured["concerns"], reply.captured["areas"]) == (["acne_scars"], ["temples"])
    assert kinds(talk.press("Request a consultation"))[-1] == "ask"


@pytest.mark.parametrize("yes", ["yes please", "ok", "sure", "I'd love that", "ok great", "please"])
def test_a_yes_takes_up_the_consultation_that_was_spoken_of(talk: Talk, yes: str) -> None:
    talk.say("i have deep acne scars on my temples", "state_concern")
    assert kinds(talk.say(yes, "affirm")) == ["reflect", "ask"]


@pytest.mark.parametrize(
    ("yes", "intent"),
    [("yes please", "affirm"), ("yeah go ahead", "affirm"), ("ok sure", "smalltalk")],
)
def test_a_yes_after_an_answer_takes_up_the_consultation_shown_below_it(
    talk: Talk, yes: str, intent: str
) -> None:
    (answer,) = talk.say("does it hurt", "ask_treatment")
    assert [choice.label for choice in answer.choices] == ["Request a consultation"]
    assert kinds(talk.say(yes, intent))[-1] == "ask"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ok, that's good", "affirm"),
        ("ok thanks", "thanks"),
        ("no thank you", "deny"),
        ("ok but no", "deny"),
        ("okay bye then", "goodbye"),
        ("yeah that's more than i have", "smalltalk"),
        ("sure, you would say that", "smalltalk"),
        ("ok i'll ask my wife first", "affirm"),
    ],
)
def test_who_only_has_read_an_answer_is_asked_nothing(talk: Talk, text: str, intent: str) -> None:
    talk.say("does it hurt", "ask_treatment")
    assert not {"ask", "reflect"} & set(kinds(talk.say(text, intent)))


@pytest.mark.parametrize("text", ["ok how long is the downtime", "yes but how much is it"])
def test_a_yes_before_a_question_begins_nothing(talk: Talk, text: str) -> None:
    talk.say("does it hurt", "ask_treatment")
    assert kinds(talk.say(text, "ask_treatment")) == ["answer"]


def test_a_yes_takes_up_that_staff_can_be_asked_to_write(talk: Talk) -> None:
    (reply,) = talk.say("is there a human around", "ask_human")
    assert [choice.label for choice in reply.choices] == ["Leave my details"]
    assert kinds(talk.say("ok", "smalltalk"))[-1] == "ask"


def test_who_is_called_away_again_and_again_finds_the_request_as_it_was(talk: Talk) -> None:
    talk.say("consultation for acne scars on my cheeks", "want_consultation")
    for _ in range(3):
        (pause,) = talk.say("one moment, the doorbell", "smalltalk")
        assert pause.response == "utter_intake_later"
        assert talk.say("ok back", "smalltalk")[-1].kind == "ask"


def test_a_yes_after_a_pause_is_asked_whether_to_go_on_and_then_does(talk: Talk) -> None:
    full = "consultation for acne scars on my cheeks, Mia Lund 925 555 0133, call, mornings"
    talk.say(full, "want_consultation")
    talk.say("brb", "smalltalk")
    (resume,) = talk.say("yes", "affirm")
    assert resume.response == "utter_greeting_resume"
    assert kinds(talk.say("yes", "affirm"))[-1] == "confirm"


def test_a_yes_long_after_the_offer_begins_nothing(talk: Talk) -> None:
    talk.say("does it hurt", "ask_treatment")
    talk.say("no thank you", "deny")
    assert kinds(talk.say("yes", "affirm")) == ["smalltalk"]


def test_a_wish_worded_as_a_question_starts_the_intake(talk: Talk) -> None:
    replies = talk.say("can i get a consultation?", "want_consultation")
    assert replies[-1].response == "utter_ask_concern"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("i'm interested in booking a visit, how long is the downtime?", "ask_treatment"),
        ("could you get me an appointment, and does needling hurt?", "ask_treatment"),
    ],
)
def test_a_wish_beside_a_question_is_met_after_the_answer(
    talk: Talk, text: str, intent: str
) -> None:
    replies = talk.say(text, intent)
    assert replies[0].kind == "answer"
    assert replies[-1].response == "utter_ask_concern"


@pytest.mark.parametrize("text", ["i want botox", "hi i'd like to get a peel please"])
def test_who_only_wants_a_treatment_gets_a_request_and_no_deferral(talk: Talk, text: str) -> None:
    assert kinds(talk.say(text, "ask_treatment", 0.55)) == ["reflect", "ask"]


@pytest.mark.parametrize(
    ("told", "entry"),
    [
        ("im on warfarin", "mn-medication-2"),
        ("i use tretinoin every night", "mn-preparation-2"),
        ("hello there", "mn-medication-2"),
    ],
)
def test_what_is_to_be_stopped_is_the_medicine_that_was_told(
    talk: Talk, told: str, entry: str
) -> None:
    talk.say(told, "ask_treatment")
    replies = talk.say("do i have to come off it beforehand", "ask_treatment")
    assert replies[0].answer[0]["entry"] == entry


@pytest.mark.parametrize(
    "text",
    [
        "im on tretinoin each night",
        "im pregnant. how much is it, how many sessions, whats the downtime and does it hurt?",
    ],
)
def test_only_one_reply_has_buttons_since_only_the_latest_can_be_pressed(
    talk: Talk, text: str
) -> None:
    replies = talk.say(text, "ask_treatment")
    assert len(replies) > 1
    assert sum(bool(reply.choices) for reply in replies) == 1


def test_a_sure_entry_on_the_topic_asked_comes_before_a_nearer_unsure_one(talk: Talk) -> None:
    assert topics(talk.say("how long does redness last?", "ask_treatment")) == ["downtime"]


@pytest.mark.parametrize(
    "text",
    [
        "what do i do first if i want to book a session, and is there downtime?",
        "how can i get an appointment, and how long is the downtime?",
    ],
)
def test_who_only_asks_how_to_book_is_not_questioned(talk: Talk, text: str) -> None:
    assert "ask" not in kinds(talk.say(text, "ask_treatment"))


def test_a_question_in_the_middle_is_answered_and_the_intake_goes_on(talk: Talk) -> None:
    talk.say("i'd like a consultation for acne scars on my cheeks", "want_consultation")
    asked = talk.say("my name is Nora Example", "give_details")[-1].response
    replies = talk.say("wait, how long is the downtime?", "ask_treatment")
    assert kinds(replies) == ["answer", "ask"]
    assert topics(replies) == ["downtime"]
    assert replies[-1].response.startswith(asked)


def test_a_whole_request(talk: Talk) -> None:
    talk.say("consultation please, acne scars on my cheeks", "want_consultation")
    talk.say("Nora Example, 925 555 0142", "give_details")
    assert [r["status"] for r in talk.requests()] == ["draft"]
    talk.press("Text me")
    talk.say("weekday evenings", "give_details")
    assert [r["status"] for r in talk.requests()] == ["draft"]
    (saved,) = talk.press("Yes, send it")
    assert saved.kind == "saved"
    assert saved.values["promise"].startswith(("by ", "today by "))
    (request,) = talk.requests()
    assert (request["status"], request["name"]) == ("submitted", "Nora Example")
    assert request["consents"][0]["granted"] is True


def test_without_consent_nothing_is_kept(talk: Talk) -> None:
    talk.say("consultation please, acne scars on my cheeks", "want_consultation")
    talk.say("Nora Example, 925 555 0142, text me, weekday evenings", "give_details")
    replies = talk.press("No, do not contact me")
    assert talk.core.clinic.phone.display in str(replies[-1].values)
    assert talk.requests() == []


def test_a_correction_after_sending_changes_the_one_request(talk: Talk) -> None:
    talk.say("consultation please, acne scars on my cheeks", "want_consultation")
    talk.say("Nora Example, 925 555 0142, text me, weekday evenings", "give_details")
    talk.press("Yes, send it")
    talk.say("my number is 925 555 0143", "give_details")
    (request,) = talk.requests()
    assert (request["phone"], request["status"]) == ("+19255550143", "submitted")


def test_two_messages_not_understood_lead_to_another_way(talk: Talk) -> None:
    first = talk.say("blorp fizz", "nlu_fallback")
    second = talk.say("fizz blorp", "nlu_fallback")
    assert (kinds(first), kinds(second)) == (["clarify"], ["handoff"])


def test_an_existing_clients_message_becomes_a_task_with_a_time(talk: Talk) -> None:
    task_taken, who = talk.say("i need to move my appointment on friday", "existing_client")
    assert task_taken.values["promise"]
    assert who.response == "utter_handoff_who"
    talk.say("it was at ten", "existing_client")
    (task,) = talk.requests()
    assert (task["kind"], task["status"]) == ("existing_client", "submitted")
    assert task["words"] == "i need to move my appointment on friday\nit was at ten"
    assert task["due_at"]
    with talk.core.db.reading() as session:
        told = session.scalars(select(Outbox)).all()
        assert len(told) == len(talk.core.clinic.notify.emails)


def test_a_health_worry_is_sent_to_a_doctor(talk: Talk) -> None:
    (reply,) = talk.say("my psoriasis flares, prescribe something", "out_of_scope")
    assert (reply.kind, reply.response) == ("decline", "utter_health_worry")


@pytest.mark.parametrize(
    ("text", "intent", "kind"),
    [
        ("hello", "greet", "smalltalk"),
        ("thank you", "thanks", "smalltalk"),
        ("let me talk to somebody real", "ask_human", "handoff"),
        ("i need to move my appointment", "existing_client", "handoff"),
        ("what do you do with my data", "ask_privacy", "privacy"),
        ("write me a poem about the sea", "out_of_scope", "decline"),
        ("you stupid machine", "abuse", "decline"),
    ],
)
def test_each_topic_says_its_own(talk: Talk, text: str, intent: str, kind: str) -> None:
    assert kinds(talk.say(text, intent))[0] == kind


def test_the_second_net_alerts_what_only_the_classifier_catches(talk: Talk) -> None:
    replies = talk.say("something is badly off since this morning", "urgent", 0.95)
    assert kinds(replies) == ["urgent", "handoff"]
    with talk.core.db.reading() as session:
        assert [a.rule for a in session.scalars(select(Alert))] == ["second-net"]
    (afterwards,) = talk.say("what font is on your sign?", "ask_clinic")
    assert (afterwards.kind, afterwards.choices) == ("handoff", ())


def test_a_new_entry_is_answered_at_once_and_an_expired_one_no_longer(talk: Talk) -> None:
    question = "what font is on your sign?"
    assert kinds(talk.say(question, "ask_treatment")) == ["defer"]
    with talk.core.db.reading() as session:
        known = talk.core.knowledge(session).entries["mn-pain-1"]
    entry = known.model_copy(
        update={
            "id": "mn-font",
            "topic": "other_treatments_offered",
            "questions": [question, "the font of the sign", "which font is used there"],
            "text": "The font is Arial.",
        }
    )
    add(talk, entry)
    assert talk.say(question, "ask_treatment")[0].text == "The font is Arial."
    add(talk, entry.model_copy(update={"expires_on": entry.reviewed_on}))
    assert kinds(talk.say(question, "ask_treatment")) == ["defer"]


def add(talk: Talk, entry: Entry) -> None:
    with talk.core.db.writing() as session:
        add_version(session, entry, talk.core.clock(), by="test")
        session.commit()


def test_the_talk_stays_with_the_treatment_it_is_about(talk: Talk) -> None:
    def treatment(text: str) -> str:
        return talk.say(text, "ask_treatment")[0].answer[0]["treatment"]

    assert treatment("does a chemical peel hurt?") == "chemical_peel"
    assert treatment("so does it hurt?") == "chemical_peel"
    assert treatment("does microneedling hurt?") == "microneedling"
    assert treatment("does it hurt?") == "microneedling"


def test_a_follow_up_goes_on_with_what_else_is_known(talk: Talk) -> None:
    first = talk.say("what are the healing phases after microneedling?", "ask_treatment")
    more = talk.say("and after that?", "ask_treatment")
    assert topics(more) == topics(first) == ["phases"]
    assert more[0].text != first[0].text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("how long does redness last on white skin?", "how long does redness last on Black skin?"),
        ("how much does a session hurt a woman?", "how much does a session hurt a man?"),
        ("can a 30 year old wear makeup the next day?", "can a 60 year old wear makeup next day?"),
    ],
)
def test_the_same_is_told_to_anybody(talk: Talk, one: str, other: str) -> None:
    first, second = (talk.say(text, "ask_treatment") for text in (one, other))
    assert set(topics(first)) & set(topics(second)) - {"skin_tone_fitzpatrick", "men", "age_limit"}
    assert [c.label for c in first[-1].choices] == [c.label for c in second[-1].choices]


def test_what_is_asked_of_another_treatment_is_not_out_of_scope(talk: Talk) -> None:
    replies = talk.say("does botox hurt?", "out_of_scope", 0.6)
    assert topics(replies) == ["pain"]
    assert replies[0].answer[0]["treatment"] == "botox"


def test_a_wish_beside_a_question_starts_the_intake_too(talk: Talk) -> None:
    replies = talk.say("please set me up with a consultation. is there parking?", "ask_clinic")
    assert topics(replies) == ["parking"]
    assert replies[-1].kind == "ask"


def test_a_treatment_without_entries_is_not_answered_with_ours(talk: Talk) -> None:
    replies = talk.say("does tattoo removal hurt?", "ask_treatment")
    assert "answer" not in kinds(replies)


def test_a_question_that_is_surely_out_of_scope_is_not_answered(talk: Talk) -> None:
    replies = talk.say("how deep do i set my own pen at home for scars?", "out_of_scope")
    assert kinds(replies) == ["decline"]


@pytest.mark.parametrize("intent", ["affirm", "deny"])
def test_an_ok_to_nothing_is_no_riddle(talk: Talk, intent: str) -> None:
    assert kinds(talk.say("okay then", intent)) == ["smalltalk"]


def test_a_spanish_visitor_is_told_once_in_spanish_and_can_ask(talk: Talk) -> None:
    first = talk.say("hola, quiero información sobre el tratamiento por favor", "nlu_fallback")
    assert first[0].response == "utter_spanish"
    assert talk.choices[0]["label"] == "Pedir una consulta"
    again = talk.say("me llamo Rosa Ejemplo y mi teléfono es 925 555 0166", "give_details")
    assert "utter_spanish" not in [reply.response for reply in again]
    assert [r["phone"] for r in talk.requests()] == ["+19255550166"]


def test_between_near_entries_it_asks_which_is_meant_and_then_answers(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nightdesk.talk.questions.SURE", 2.0)
    (reply,) = talk.say("how long is the downtime?", "ask_treatment")
    assert reply.kind == "clarify"
    assert "downtime" in [choice.topic for choice in reply.choices]
    label = next(choice.label for choice in reply.choices if choice.topic == "downtime")
    assert topics(talk.press(label)) == ["downtime"]


def test_none_of_these_is_kept_for_staff(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nightdesk.talk.questions.SURE", 2.0)
    talk.say("how long is the downtime?", "ask_treatment")
    assert kinds(talk.press("None of these")) == ["defer"]
    with talk.core.db.reading() as session:
        assert len(session.scalars(select(Question)).all()) == 1


def test_it_does_not_ask_back_twice_in_a_row(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nightdesk.talk.questions.SURE", 2.0)
    assert kinds(talk.say("how long is the downtime?", "ask_treatment")) == ["clarify"]
    assert kinds(talk.say("how long is the downtime?", "ask_treatment")) == ["defer"]


def test_whether_a_request_has_arrived_is_answered_and_makes_no_task(talk: Talk) -> None:
    talk.say("i'd like a consultation for acne scars on my cheeks", "want_consultation")
    before = talk.say("did you get my request?", "existing_client")
    assert before[0].response == "utter_intake_missing"
    talk.say("Nora Example, nora@example.com, any time", "give_details")
    talk.say("yes", "affirm")
    (reply,) = talk.say("did you get my request?", "existing_client")
    assert reply.response == "utter_intake_already_sent"
    with talk.core.db.reading() as session:
        assert [r.kind for r in session.scalars(select(Request))] == ["consultation"]


@pytest.mark.parametrize(
    "text",
    [
        "How long is the downtime? My friend is turning 30",
        "My skin is very dark. How long is the downtime?",
        "I'm a pale redhead with a porcelain complexion. How long is the downtime?",
    ],
)
def test_who_somebody_is_asks_nothing_beside_a_question(talk: Talk, text: str) -> None:
    replies = talk.say(text, "ask_clinic")
    assert set(topics(replies)) == {"downtime"}


def test_what_only_the_whole_message_says_is_answered(talk: Talk) -> None:
    """ "True or no?" asks nothing by itself."""
    said = (
        "my stretch marks are old and white. i was told nothing works on them by now. true or no?"
    )
    assert topics(talk.say(said, "ask_treatment")) == ["stretch_marks"]


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("my dentist used lidocaine on me. is there lidocaine in the numbing cream?", "numbing"),
        ("the map shows a dentist at your address. where exactly are you?", "location"),
        ("are you open evenings? i work until six in oakland", "hours"),
    ],
)
def test_another_office_or_city_that_is_only_mentioned_turns_nobody_away(
    talk: Talk, said: str, topic: str
) -> None:
    assert topic in topics(talk.say(said, "ask_clinic"))


@pytest.mark.parametrize(
    "said",
    [
        "my crown fell off, can the dentist see me today",
        "are you the spa in oakland?",
        "ur the skin place in fresno right",
    ],
)
def test_who_looks_for_another_office_or_city_is_told_where_this_is(talk: Talk, said: str) -> None:
    (reply,) = talk.say(said, "out_of_scope")
    assert reply.response == "utter_elsewhere"


@pytest.mark.parametrize(
    "said", ["lol microneedling sounds like a knitting club", "sorry, my cat sat on the keyboard"]
)
def test_who_only_chats_gets_a_friendly_word_whatever_is_named(talk: Talk, said: str) -> None:
    (reply,) = talk.say(said, "smalltalk")
    assert reply.kind == "smalltalk"


def test_of_three_treatments_ours_is_compared_with_both_others(talk: Talk) -> None:
    replies = talk.say(
        "is laser or a peel better than microneedling for old scars", "ask_treatment"
    )
    told = [(answer["treatment"], answer["topic"]) for r in replies for answer in r.answer]
    assert sorted(told) == [("microneedling", "vs_laser"), ("microneedling", "vs_peel")]


def test_a_question_beside_a_wish_is_answered_and_the_request_begins(talk: Talk) -> None:
    replies = talk.say(
        "please schedule me, and tell me if you are open on saturday", "want_consultation"
    )
    assert (topics(replies), kinds(replies)[-1]) == (["hours"], "ask")
    assert all(choice.label != "Request a consultation" for r in replies for choice in r.choices)


def test_a_question_without_an_answer_beside_a_concern_is_passed_on(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nightdesk.talk.questions.MAYBE", 2.0)
    said = "i have acne scars on my cheeks, how long is the downtime?"
    assert "defer" in kinds(talk.say(said, "state_concern"))


@pytest.mark.parametrize(
    ("intent", "confidence"),
    [("ask_privacy", 0.2), ("ask_privacy", 0.4), ("smalltalk", 0.2), ("nlu_fallback", 0.14)],
)
def test_a_question_that_nothing_fits_is_passed_on_in_an_intake_too(
    talk: Talk, intent: str, confidence: float
) -> None:
    asked = talk.say("i'd like a consultation for acne scars", "want_consultation")[-1].response
    replies = talk.say("what font is on your sign?", intent, confidence=confidence)
    assert kinds(replies) == ["defer", "ask"]
    assert replies[-1].response.startswith(asked)


def test_an_old_client_with_a_sunburn_is_asked_for_no_new_request(talk: Talk) -> None:
    replies = talk.say("got a sunburn sat. is my appt tues toast", "existing_client")
    assert set(kinds(replies)) == {"handoff"}


def test_who_only_says_when_they_have_time_begins_a_request(talk: Talk) -> None:
    replies = talk.say("mondays or wednesdays after 5, no weekends", "give_details")
    assert kinds(replies)[-1] == "ask"


def test_who_told_a_concern_and_is_asked_back_can_still_ask_for_a_consultation(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nightdesk.talk.questions.SURE", 2.0)
    said = "i have acne scars on my cheeks, how long is the downtime?"
    (reply,) = talk.say(said, "ask_treatment")
    assert reply.kind == "clarify"
    assert reply.choices[-1].label == "Request a consultation"


@pytest.mark.parametrize("said", ['/confirm{"slot":1}', "/restart", "\u200b/session_start"])
def test_a_command_of_the_engine_is_nothing_that_is_asked_for(talk: Talk, said: str) -> None:
    (reply,) = talk.say(said, "existing_client")
    assert reply.kind == "decline"
    assert talk.requests() == []


def test_hair_that_thins_at_the_crown_is_no_matter_for_a_dentist(talk: Talk) -> None:
    (reply,) = talk.say("my hair is thinning at my crown", "state_concern")
    assert reply.captured["concerns"] == ["hair_thinning"]


def test_to_somebody_in_danger_nothing_is_answered_that_also_tells_what_is_usual(
    talk: Talk,
) -> None:
    question = "who makes the moon lamp?"
    with talk.core.db.reading() as session:
        known = talk.core.knowledge(session).entries["mn-device-1"]
    lamp = {"id": "mn-lamp", "questions": [question, "the lamp's maker", "which moon lamp"]}
    add(talk, known.model_copy(update={**lamp, "also": ["side_effects"]}))
    assert kinds(talk.say(question, "ask_treatment"))[0] == "answer"
    talk.say("my throat is closing", "urgent")
    assert "answer" not in kinds(talk.say(question, "ask_treatment"))
    add(talk, known.model_copy(update={**lamp, "also": []}))
    assert "answer" in kinds(talk.say(question, "ask_treatment"))


def test_the_price_of_two_other_treatments_is_not_told_with_ours(talk: Talk) -> None:
    policies = talk.core.clinic.policies.model_copy(
        update={"prices": {"microneedling": "$350 a session."}}
    )
    talk.core.clinic = talk.core.clinic.model_copy(update={"policies": policies})
    assert "$350" in said(talk, talk.say("how much is it?", "ask_treatment"))
    assert "$350" not in said(
        talk, talk.say("how much is ultherapy or coolsculpting?", "ask_treatment")
    )


def said(talk: Talk, replies: list[Reply]) -> str:
    return " ".join(one.text for one in talk.core.said(replies))


def test_what_is_too_much_for_one_answer_is_a_button_and_no_question_for_staff(talk: Talk) -> None:
    four = "does it hurt? how long is the downtime? how many sessions do i need? is there parking?"
    replies = talk.say(four, "ask_treatment")
    assert topics(replies) == ["pain", "downtime", "parking"]
    (button,) = [c for c in replies[-1].choices if c.topic]
    with talk.core.db.reading() as session:
        assert session.scalars(select(Question)).all() == []
    assert topics(talk.press(button.label)) == ["sessions_needed"]


def test_two_things_asked_for_with_one_word_are_both_told(talk: Talk) -> None:
    replies = talk.say("what are the price and recovery time of ipl", "ask_treatment")
    assert len(topics(replies)) == 2


def test_one_entry_of_a_topic_that_is_hardly_meant_is_not_worth_asking_for() -> None:
    hit = Hit(entry(), "cost", 1.0, 0.5)
    assert _worth_asking({"cost": 0.1, "aftercare": 0.6}, [hit]) == []
    assert _worth_asking({"cost": 0.4}, [hit]) == [hit]


def test_who_treats_is_not_who_writes(talk: Talk) -> None:
    (reply, *_) = talk.say("who does the needling, is it a nurse", "ask_treatment")
    assert reply.response != "utter_identity"


@pytest.mark.parametrize(
    ("text", "topic"),
    [("do you do fillers for lips", "body_areas"), ("do you have botox for new clients", "")],
)
def test_what_a_treatment_is_wanted_for_is_no_question_if_it_is_offered(
    talk: Talk, text: str, topic: str
) -> None:
    told = topics(talk.say(text, "ask_treatment"))
    assert (OFFERED in told) == (not topic)


@pytest.mark.parametrize(
    ("text", "intent", "response"),
    [
        ("omg im terrified, its my first visit", "smalltalk", "utter_feelings"),
        ("i'm a bit scared bc i have never had one", "smalltalk", "utter_feelings"),
        ("ooh how nice", "smalltalk", "utter_smalltalk_ok"),
        ("cool, i need to talk it over with my husband", "thanks", "utter_smalltalk_ok"),
    ],
)
def test_friendly_words_that_want_nothing_get_a_line_that_fits(
    talk: Talk, text: str, intent: str, response: str
) -> None:
    (reply,) = talk.say(text, intent)
    assert reply.response == response


def test_a_feeling_with_a_question_is_not_only_a_feeling() -> None:
    assert not only_feels("im so nervous, never done this, does it hurt")


def test_of_one_topic_the_entry_that_names_the_condition_comes_first() -> None:
    other, naming = (
        Hit(entry(text=text), "candidacy", 1.0, 0.8) for text in ("Ask first.", "Psoriasis: ask.")
    )
    far = replace(naming, topic="pain")
    lexicon = default()
    assert _naming_first([other, naming], "with psoriasis?", lexicon) == [naming, other]
    assert _naming_first([other, naming], "with a cold?", lexicon) == [other, naming]
    assert _naming_first([other, far], "with psoriasis?", lexicon) == [other, far]


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("is 925-555-0100 you", "utter_handoff_person"),
        ("nobody answers at 925 555 0100", "utter_handoff_person"),
        ("my number isn't 9255550100", "utter_not_understood"),
    ],
)
def test_the_clinics_own_number_begins_no_request(talk: Talk, text: str, response: str) -> None:
    assert [reply.response for reply in talk.say(text, "give_details")] == [response]
    assert not talk.requests()


@pytest.mark.parametrize(
    ("text", "intent"), [("Will Park", "ask_treatment"), ("Ms. Price", "ask_treatment")]
)
def test_a_name_that_was_asked_for_asks_nothing(talk: Talk, text: str, intent: str) -> None:
    talk.say("i want a consultation for acne scars on my temples", "want_consultation")
    assert kinds(talk.say(text, intent)) == ["ask"]
    talk.say("415 555 0123", "give_details")
    assert talk.requests()[0]["name"] == text


def test_a_name_said_to_be_wrong_is_asked_for_and_taken(talk: Talk) -> None:
    talk.say("consultation for acne scars on my temples, text me mornings", "want_consultation")
    talk.say("Olaya Quist", "give_details")
    talk.say("415 555 0123", "give_details")
    talk.say("nothing", "deny")
    (asked,) = talk.say("they got my name wrong", "correct_details")
    assert asked.response == "utter_ask_name"
    assert kinds(talk.say("Olaia", "greet", 0.6)) == ["confirm"]
    assert talk.requests()[0]["name"] == "Olaia Quist"
    talk.say("wrong name", "correct_details")
    assert kinds(talk.say("Olaia", "greet", 0.6)) == ["confirm"]


@pytest.mark.parametrize(
    "text",
    [
        "i want filler for my lips",
        "hoping to try a chemical peel on my chin",
        "interested in getting microneedling",
    ],
)
def test_a_wish_for_a_treatment_in_a_place_begins_a_request(talk: Talk, text: str) -> None:
    assert kinds(talk.say(text, "ask_treatment", 0.55)) == ["reflect", "ask"]


def test_who_asks_of_the_call_after_leaving_a_number_is_asked_for_it(talk: Talk) -> None:
    talk.say("my melasma is back on my forehead", "state_concern")
    replies = talk.say("if i leave my phone number who will actually call me", "ask_human", 0.3)
    assert replies[-1].response == "utter_ask_name_and_contact"


def send_request(talk: Talk) -> None:
    talk.say("consultation please, acne scars on my cheeks", "want_consultation")
    talk.say("Nora Example, 925 555 0142, text me, weekday evenings", "give_details")
    talk.press("Yes, send it")


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("could you switch the time to wednesdays", "wednesdays"),
        ("can we make it mornings instead?", "mornings"),
    ],
)
def test_other_times_after_sending_are_taken_at_once(talk: Talk, text: str, times: str) -> None:
    send_request(talk)
    (reply,) = talk.say(text, "ask_clinic")
    assert (reply.response, reply.values["changed"]) == (
        "utter_saved_changed",
        f"It now says: Times: {times}. ",
    )
    (request,) = talk.requests()
    assert request["times"]["words"] == times


def test_a_question_for_more_times_after_sending_brings_the_changed_summary(talk: Talk) -> None:
    send_request(talk)
    (reply,) = talk.say("is friday ok too", "ask_treatment")
    assert reply.kind == "confirm"
    assert "Times: weekday evenings, friday\n" in reply.values["summary"]
    talk.press("Send it")
    (request,) = talk.requests()
    assert request["times"]["words"] == "weekday evenings, friday"


@pytest.mark.parametrize("intent", ["ask_treatment", "give_details"])
def test_who_asks_if_what_they_told_matters_hears_that_it_is_noted(talk: Talk, intent: str) -> None:
    talk.say("consultation please, acne scars on my cheeks", "want_consultation")
    talk.say("Nora Example, 925 555 0142, text me", "give_details")
    replies = talk.say("my face puffed up for days after waxing, is that relevant", intent)
    assert "utter_defer_personal" in [reply.response for reply in replies]
    assert replies[-1].response == "utter_ask_times"


@pytest.mark.parametrize(
    ("text", "intent"),
    [("no thanks", "thanks"), ("nah", "deny"), ("no gracias", "thanks"), ("im good, no", "deny")],
)
def test_who_refuses_to_say_who_they_are_is_let_go(talk: Talk, text: str, intent: str) -> None:
    talk.say("i would like a consultation for botox", "want_consultation")
    assert [reply.response for reply in talk.say(text, intent, 0.9)] == ["utter_intake_later"]


@pytest.mark.parametrize("remark", ["thats vague", "ok ty", "its so so", "im shocked"])
def test_a_remark_after_an_answer_is_no_name(talk: Talk, remark: str) -> None:
    talk.say("how long does botox last", "ask_treatment")
    assert "ask" not in kinds(talk.say(remark, "smalltalk", 0.8))
    assert talk.requests() == []


def test_a_remark_at_the_question_for_the_name_is_no_name(talk: Talk) -> None:
    talk.say("consultation for acne scars on my cheeks", "want_consultation")
    talk.say("thats vague", "smalltalk", 0.9)
    talk.say("303 555 0180", "give_details")
    assert [request["name"] for request in talk.requests()] == [None]


@pytest.mark.parametrize("question", ["y duele", "cuánto dura eso", "es seguro"])
def test_a_spanish_question_at_the_area_is_no_area(talk: Talk, question: str) -> None:
    talk.say("consultation for acne scars", "want_consultation")
    said = talk.say(question, "ask_treatment")
    assert said[-1].response.startswith("utter_ask_area")


@pytest.mark.parametrize("yes", ["si quiero", "claro que sí", "sí, por favor"])
def test_a_spanish_yes_takes_up_what_was_offered(talk: Talk, yes: str) -> None:
    talk.say("i have deep acne scars on my temples", "state_concern")
    assert "ask" in kinds(talk.say(yes, "affirm"))


def test_ok_after_an_objection_takes_up_nothing(talk: Talk) -> None:
    talk.say("what is microneedling", "ask_treatment")
    (said,) = talk.say("thats a lot of money", "smalltalk", 0.9)
    assert said.response == "utter_objects"
    assert "ask" not in kinds(talk.say("ok", "smalltalk"))


def test_who_finds_an_answer_no_help_is_told_who_can_say_more(talk: Talk) -> None:
    talk.say("how much is it", "ask_treatment")
    (said,) = talk.say("that does not answer my question at all", "smalltalk", 0.9)
    assert (said.kind, said.response) == ("handoff", "utter_displeased")
    assert [choice.label for choice in said.choices] == ["Leave my details"]


def test_who_wants_no_consultation_now_is_let_go_and_what_is_known_is_kept(talk: Talk) -> None:
    talk.say("consultation for acne scars on my cheeks", "want_consultation")
    (said,) = talk.say("hold on i was only asking, i am not ready to book anything", "deny", 0.9)
    assert said.response == "utter_intake_later"
    assert kinds(talk.say("ok book it now, Mia Lund", "want_consultation"))[-1] == "ask"
