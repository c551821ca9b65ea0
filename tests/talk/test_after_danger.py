"""What somebody reads who was told of a danger and goes on writing."""

import time

import pytest

from nightdesk.knowledge.clinic_asked import asks_for_urgent_line
from nightdesk.safety import RedFlag, second_net
from nightdesk.store.tables import Conversation
from nightdesk.talk import after_danger
from nightdesk.talk.danger import earlier_texts
from tests.talk.conftest import Talk

THROAT = "had a peel and my throat is closing up"
PUS = "pus coming out of my cheek, microneedling 3 days ago"
DESPAIR = "i cant do this anymore i want to kill myself"


def tiers(talk: Talk) -> list[str]:
    (request,) = (r for r in talk.requests() if r["alerts"])
    return [alert["tier"] for alert in request["alerts"]]


@pytest.mark.parametrize(
    ("danger", "said", "number"),
    [
        (THROAT, "Please call 911 now", "911"),
        (PUS, "urgent line now", "urgent line"),
        (DESPAIR, "call or text 988", "988"),
        ("me quiero morir, voy a matarme", "llame al 988", "988"),
    ],
)
@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ok thanks", "thanks"),
        ("yes", "affirm"),
        ("no", "deny"),
        ("lol jk", "smalltalk"),
        ("should i take benadryl", "out_of_scope"),
        ("it is far away", "ask_clinic"),
        ("hm", "nlu_fallback"),
        ("is redness normal", "ask_treatment"),
    ],
)
def test_small_words_and_worries_get_the_advice_again(
    talk: Talk, danger: str, said: str, number: str, text: str, intent: str
) -> None:
    talk.alarm(danger)
    text = "no sé qué hacer ahora" if danger.startswith("me ") else text
    first, second, third, fourth = [talk.say(text, intent) for _ in range(4)]
    assert [first, second] == [fourth, fourth], "it never wears out"
    assert first != third, "but it is not said a third time in a row"
    assert ([r.kind for r in first], said in first[0].text) == (["handoff"], True)
    assert ([r.kind for r in third], number in third[0].text) == (["handoff"], True)
    assert {request["kind"] for request in talk.requests()} == {"urgent"}


@pytest.mark.parametrize(
    ("text", "name"),
    [("Wilma Typo, 925-555-02", "Wilma Typo"), ("you can email me at wilma@gmial.com", None)],
)
def test_half_a_number_or_a_mistyped_address_is_kept_and_asked_for_again(
    talk: Talk, text: str, name: str | None
) -> None:
    talk.alarm(THROAT)
    (reply,) = talk.say(text, "give_details")
    assert "once more" in reply.text
    (request,) = talk.requests()
    assert (request["kind"], request["name"]) == ("urgent", name)
    assert text in request["words"]
    talk.say("925 555 0142", "give_details")
    assert talk.requests()[0]["phone"] == "+19255550142"


def test_a_sign_is_not_taken_for_a_wish_to_look_better(talk: Talk) -> None:
    talk.alarm(THROAT)
    (reply,) = talk.say("my cheek feels rough and its got deep scars", "state_concern")
    assert "911" in reply.text


def test_what_is_plainly_asked_of_the_clinic_is_answered(talk: Talk) -> None:
    talk.alarm(THROAT)
    (reply,) = talk.say("what are your hours?", "ask_clinic")
    assert reply.kind == "answer"
    (reply,) = talk.say("are you a robot?", "smalltalk")
    assert reply.response == "utter_identity"


def test_the_advice_is_never_milder_than_before(talk: Talk) -> None:
    talk.alarm(THROAT)
    talk.alarm("and my cheek is infected, pus is coming out of it")
    assert tiers(talk) == ["911", "911"]


def test_despair_after_another_danger_is_answered_as_despair(talk: Talk) -> None:
    talk.alarm(PUS)
    talk.alarm(DESPAIR)
    assert tiers(talk) == ["urgent_line", "distress"]


@pytest.mark.parametrize(
    ("first", "then", "tier"),
    [
        (PUS, "and now i have a fever", "er_today"),
        ("my cheek is infected after the needling", "btw im diabetic", "er_today"),
        ("i fell asleep with the numbing cream on", "i'm kind of twitchy", "911"),
    ],
)
def test_a_sign_that_makes_an_alerted_danger_worse_is_alerted(
    talk: Talk, first: str, then: str, tier: str
) -> None:
    talk.alarm(first)
    talk.alarm(then)
    assert tiers(talk)[-1] == tier


@pytest.mark.parametrize("text", ["ok thank you", "Dana Quist 925-555-0142", "what now"])
def test_what_brings_no_sign_of_its_own_alerts_nothing(talk: Talk, text: str) -> None:
    talk.alarm(PUS)
    talk.say(text, "give_details")
    assert tiers(talk) == ["urgent_line"]


@pytest.mark.parametrize("danger", [THROAT, PUS, DESPAIR])
@pytest.mark.parametrize("thanks", [False, True])
def test_whom_to_call_is_taken_in_an_intake_as_well(talk: Talk, danger: str, thanks: bool) -> None:
    talk.say("i'd like a consultation for acne scars", "want_consultation")
    talk.alarm(danger)
    if thanks:
        talk.say("ok thank you", "thanks")
    (reply,) = talk.say("Lena 925 555 0184", "give_details")
    assert "advice above" in reply.text
    (request,) = (r for r in talk.requests() if r["alerts"])
    assert (request["name"], request["phone"]) == ("Lena", "+19255550184")


def test_the_intake_goes_on_for_who_goes_on_with_it(talk: Talk) -> None:
    talk.say("i'd like a consultation for acne scars", "want_consultation")
    talk.alarm(PUS)
    talk.say("Lena 925 555 0184", "give_details")
    (reply,) = talk.say("it is on my cheeks", "give_details")
    assert reply.response == "utter_ask_channel", "name and number are not asked for again"
    (request,) = (r for r in talk.requests() if r["kind"] == "consultation")
    assert request["phone"] == "+19255550184"


def test_a_number_that_the_intake_asked_for_is_its_answer(talk: Talk) -> None:
    talk.say("i'd like a consultation for acne scars", "want_consultation")
    talk.alarm(PUS)
    talk.say("on my cheeks", "give_details")
    (reply,) = talk.say("Lena 925 555 0184", "give_details")
    assert reply.kind == "ask"


@pytest.mark.parametrize("name", ["Ella", "Sol", "Maria", "Ella Ruiz", "Luz de la Cruz"])
def test_a_name_is_of_the_language_that_was_written_before(talk: Talk, name: str) -> None:
    talk.alarm(THROAT)
    (reply,) = talk.say(f"{name} 925 555 0184", "give_details")
    assert reply.text.startswith("The staff can see this now")
    (reply,) = talk.say(name, "smalltalk", 0.4)
    assert not reply.text.startswith("El ")
    assert "Por favor" not in reply.text


def test_in_spanish_a_name_is_answered_in_spanish(talk: Talk) -> None:
    talk.alarm("me quiero morir, voy a matarme")
    (reply,) = talk.say("Luz 925 555 0184", "give_details")
    assert reply.text.startswith("El personal ya lo puede ver")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("could the doctor take a look at me this afternoon", "want_consultation"),
        ("may i come by tonight", "want_consultation"),
        ("i need an appointment so that you can see it", "want_consultation"),
        ("please have someone phone me", "ask_human"),
        ("let me talk to the doctor", "ask_human"),
    ],
)
def test_who_wants_to_be_seen_or_called_after_an_alert_means_it(
    talk: Talk, text: str, intent: str
) -> None:
    talk.alarm(PUS)
    still, taken, who = talk.say(text, intent)
    assert "urgent line now" in still.text
    assert taken.text.startswith("The staff can see this now")
    assert "name and phone number" in who.text
    (request,) = talk.requests()
    assert (request["kind"], text in request["words"]) == ("urgent", True)


def test_who_is_known_to_staff_is_not_asked_for_a_number_again(talk: Talk) -> None:
    talk.alarm(PUS)
    talk.say("Lena 925 555 0184", "give_details")
    assert len(talk.say("have somebody phone me", "ask_human")) == 2


@pytest.mark.parametrize(
    "text", ["i'd like a consultation about my acne scars", "later i also want botox"]
)
def test_a_wish_for_something_else_begins_a_request(talk: Talk, text: str) -> None:
    talk.alarm(PUS)
    assert any(reply.kind == "ask" for reply in talk.say(text, "want_consultation"))


@pytest.mark.parametrize("text", ["ya los llamé", "ambulancia llamada"])
def test_few_words_after_a_spanish_danger_are_answered_in_spanish(talk: Talk, text: str) -> None:
    talk.alarm("me quiero morir, voy a matarme")
    assert "llame al 988" in talk.say(text, "want_consultation", 0.4)[0].text


@pytest.mark.parametrize("text", ["ya llamé al 911", "ok ya llame a la ambulancia"])
def test_who_has_called_911_raises_no_second_alert(talk: Talk, text: str) -> None:
    talk.alarm("se me cierra la garganta, no puedo respirar")
    talk.alarm(text)
    assert tiers(talk) == ["911"]
    assert text in talk.requests()[0]["words"]


def test_who_bids_to_call_911_raises_one(talk: Talk) -> None:
    talk.alarm("se me cierra la garganta, no puedo respirar")
    talk.alarm("por favor llame al 911")
    assert tiers(talk) == ["911", "911"]


@pytest.mark.parametrize("number", ["925-555-0100", "(925) 555 0101"])
def test_the_clinics_own_numbers_are_not_whom_to_call(talk: Talk, number: str) -> None:
    talk.alarm(f"my throat is swelling shut, tried {number} but it just rings")
    assert talk.requests()[0]["phone"] is None
    talk.say(f"still nobody at {number}", "complaint")
    assert talk.requests()[0]["phone"] is None
    talk.alarm(f"{THROAT}, {number} is busy, my cell is 925 555 0184")
    assert talk.requests()[0]["phone"] == "+19255550184"


def test_a_worse_danger_that_only_the_turn_finds_counts_from_then_on(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.alarm(PUS)
    found = RedFlag("911", second_net.RULE, "")
    monkeypatch.setattr("nightdesk.talk.understand.unscreened", lambda *_, **__: found)
    (urgent,) = talk.say("the walls look strange to me", "state_concern")
    assert (urgent.kind, tiers(talk)) == ("urgent", ["urgent_line", "911"])
    monkeypatch.undo()
    with talk.core.db.reading() as session:
        assert session.get_one(Conversation, talk.id).talk["urgent"] == "911"
    assert "Please call 911 now" in talk.say("ok thanks", "thanks")[0].text


@pytest.mark.parametrize("text", ["Odette", "its odette", "im Odette Brandt", "odette brandt here"])
@pytest.mark.parametrize("first", ["", "925 555 0184"])
def test_a_name_alone_is_kept_where_staff_know_none(talk: Talk, first: str, text: str) -> None:
    talk.alarm(PUS)
    if first:
        talk.say(first, "give_details")
    (reply,) = talk.say(text, "give_details", 0.4)
    assert reply.text.startswith("The staff can see this now")
    (request,) = talk.requests()
    assert request["name"].lower().startswith("odette")
    assert request["phone"] == ("+19255550184" if first else None)


@pytest.mark.parametrize("text", ["dizzy", "im alone", "Stanford Hospital", "Help me", "hm ok"])
def test_no_other_word_is_taken_for_a_name(talk: Talk, text: str) -> None:
    talk.alarm(PUS)
    talk.say(text, "smalltalk", 0.4)
    assert talk.requests()[0]["name"] is None


@pytest.mark.parametrize(
    ("danger", "said"), [(THROAT, "911"), (PUS, "urgent line now"), (DESPAIR, "988")]
)
@pytest.mark.parametrize(
    "text",
    [
        "sorry what was that number",
        "the number please",
        "say the number again",
        "who should i call",
        "how soon will they get here",
        "how long do we have to wait for the ambulance",
        "what does a night in the hospital cost",
        "is an ambulance free",
    ],
)
def test_number_cost_and_time_of_the_help_get_the_advice(
    talk: Talk, danger: str, said: str, text: str
) -> None:
    talk.alarm(danger)
    (reply,) = talk.say(text, "ask_treatment")
    assert (reply.kind, said in reply.text) == ("handoff", True)


def test_the_number_of_the_clinic_is_told_besides(talk: Talk) -> None:
    talk.alarm(THROAT)
    still, line = talk.say("whats your phone number again", "ask_clinic")
    assert "Please call 911 now" in still.text
    assert line.text.startswith("The clinic's urgent line is")


@pytest.mark.parametrize(
    "text",
    [
        "the nurse here is asking which brand was injected",
        "emts want to know what i had done",
        "the hospital needs my chart",
        "la doctora quiere saber qué producto usaron",
    ],
)
def test_what_those_who_treat_somebody_ask_is_alerted_and_they_get_the_line(
    talk: Talk, text: str
) -> None:
    talk.alarm(THROAT)
    line, who = talk.say(text, "complaint")
    assert any(words in line.text for words in ("urgent line", "línea urgente"))
    assert any(words in who.text for words in ("your name", "su nombre"))
    (request,) = talk.requests()
    assert [alert["tier"] for alert in request["alerts"]] == ["911", "911"]
    assert request["alerts"][-1]["rule"] == "visitor-update"
    assert text in request["words"]


@pytest.mark.parametrize(
    "text", ["do i need a doctor and what cream is best", "what should i tell the doctor"]
)
def test_a_question_of_ones_own_alerts_nobody_again(talk: Talk, text: str) -> None:
    talk.alarm(PUS)
    talk.say(text, "ask_treatment")
    assert tiers(talk) == ["urgent_line"]


@pytest.mark.parametrize(
    ("danger", "said"), [(THROAT, "Please call 911 now"), (PUS, "urgent line now")]
)
@pytest.mark.parametrize(
    "text", ["i really dont want to go to a hospital", "i wont go to the er", "no ambulance please"]
)
@pytest.mark.parametrize("found", ["distress", None])
def test_who_refuses_the_hospital_is_told_again_and_no_new_danger(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, danger: str, said: str, text: str, found: str
) -> None:
    talk.alarm(danger)
    flag = RedFlag(found, second_net.RULE, "") if found else None
    monkeypatch.setattr("nightdesk.talk.understand.unscreened", lambda *_, **__: flag)
    (reply,) = talk.say(text, "nlu_fallback", 0.2)
    assert (reply.kind, said in reply.text) == ("handoff", True)
    assert len(tiers(talk)) == 1
    assert text in talk.requests()[0]["words"]


@pytest.mark.parametrize("danger", [THROAT, PUS])
def test_despair_beside_a_refusal_is_alerted(talk: Talk, danger: str) -> None:
    talk.alarm(danger)
    talk.alarm("i dont want to go to the hospital, i just want to be dead")
    assert tiers(talk)[-1] == "distress"


HELPED = [
    "i called 911 they are coming",
    "the ambulance is here",
    "we are at the hospital now",
    "they gave me steroids and sent me home",
    "back from the er",
    "already called them and they were kind",
]


@pytest.mark.parametrize("danger", [THROAT, DESPAIR])
@pytest.mark.parametrize("text", HELPED)
def test_who_has_help_is_told_that_it_is_noted(talk: Talk, danger: str, text: str) -> None:
    talk.alarm(danger)
    (reply,) = talk.say(text, "complaint")
    assert reply.text.startswith("I have added that for the staff")
    assert text in talk.requests()[0]["words"]
    (reply,) = talk.say("thank you", "thanks")
    assert "if you have not" not in reply.text
    assert ("988" if danger == DESPAIR else "911") in reply.text
    assert len(tiers(talk)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "i called my sister",
        "called your office",
        "im driving to the hospital",
        "i have not called 911",
        "should i go to the er",
        "what if they are not coming",
    ],
)
def test_who_has_not_called_911_is_told_to(talk: Talk, text: str) -> None:
    talk.alarm(THROAT)
    assert "Please call 911 now" in talk.say(text, "complaint")[0].text


def test_a_new_alert_asks_for_the_help_anew(talk: Talk) -> None:
    talk.alarm(THROAT)
    talk.say(HELPED[0], "complaint")
    talk.alarm(THROAT)
    assert "Please call 911 now" in talk.say("ok", "thanks")[0].text


@pytest.mark.parametrize("text", HELPED)
def test_the_same_is_not_noted_three_times_in_the_same_words(talk: Talk, text: str) -> None:
    talk.alarm(THROAT)
    said = [talk.say(text, "complaint")[0].text for _ in range(4)]
    assert said[0] == said[1] == said[3] != said[2]


@pytest.mark.parametrize(
    "text",
    [
        "nobody is picking up there",
        "that line just rings",
        "i left you two voicemails",
        "no answer on the line",
    ],
)
def test_who_finds_nobody_at_the_urgent_line_is_sent_on(talk: Talk, text: str) -> None:
    talk.alarm(PUS)
    sent_on, who = talk.say(text, "complaint")
    assert sent_on.text.startswith("Please go to urgent care or an emergency room")
    assert "name and phone number" in who.text
    (request,) = talk.requests()
    assert (request["kind"], text in request["words"]) == ("urgent", True)


def test_who_asks_when_they_are_called_gets_the_advice(talk: Talk) -> None:
    talk.alarm(PUS)
    assert "urgent line now" in talk.say("when does somebody call me back", "ask_clinic")[0].text


def test_beside_the_hours_the_advice_is_told_to_who_would_come_now(talk: Talk) -> None:
    talk.alarm(PUS)
    hours, still = talk.say("are you open right now", "ask_clinic")
    assert (hours.kind, "urgent line now" in still.text) == ("answer", True)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("no", "deny"),
        ("nope", "deny"),
        ("nothing", "deny"),
        ("nothing else", "deny"),
        ("i had eye surgery in may", "state_concern"),
    ],
)
def test_an_intake_begun_after_an_alert_takes_its_answers(
    talk: Talk, text: str, intent: str
) -> None:
    talk.alarm(PUS)
    talk.say("i'd like a consultation about my acne scars", "want_consultation")
    talk.say("on my cheeks", "give_details")
    talk.say("Lena Koch 925 555 0184", "give_details")
    (reply,) = talk.say("by text", "give_details")
    assert reply.response == "utter_ask_health"
    (reply,) = talk.say(text, intent)
    assert reply.response == "utter_ask_times"


def test_what_alarms_while_the_health_question_is_open_is_its_answer_too(talk: Talk) -> None:
    talk.say("i'd like a consultation for acne scars on my cheeks", "want_consultation")
    talk.say("Lena Koch 925 555 0184", "give_details")
    talk.say("by text", "give_details")
    talk.alarm(PUS)
    (request,) = (r for r in talk.requests() if r["kind"] == "consultation")
    assert request["flags"] == [{"name": "other", "words": PUS}]


@pytest.mark.parametrize(
    "text",
    [
        "is there a number for emergencies",
        "emergency phone?",
        "who do i reach if there is trouble at night",
        "what line is there when you are closed",
        "after-hours number please",
    ],
)
@pytest.mark.parametrize("intent", ["ask_human", "ask_treatment", "ask_clinic"])
def test_an_emergency_number_is_told_without_an_alert(talk: Talk, text: str, intent: str) -> None:
    (reply,) = talk.say(text, intent, 0.6)
    assert reply.text.startswith("The clinic's urgent line is")
    assert "911" in reply.text
    assert talk.requests() == []


@pytest.mark.parametrize("text", ["how many sessions", "the line on my forehead", "phone number?"])
def test_other_numbers_and_lines_are_not_the_urgent_one(talk: Talk, text: str) -> None:
    assert not any("urgent line" in r.text for r in talk.say(text, "ask_clinic", 0.6))


@pytest.mark.parametrize("news", ["i dont want to go to the hospital", "ok help is on the way"])
def test_news_of_the_help_is_no_sign_of_despair(talk: Talk, news: str) -> None:
    talk.alarm(THROAT)
    talk.say(news, "nlu_fallback", 0.2)
    with talk.core.db.reading() as session:
        assert earlier_texts(session, talk.id, talk.core.clock()) == []


@pytest.mark.parametrize(
    "words", ["they ", "the er ", "i called ", "no ", "i dont want to ", "what "]
)
@pytest.mark.parametrize("end", ["", "!"])
def test_long_messages_are_read_at_once(words: str, end: str) -> None:
    text = (words + end) * (5000 // len(words + end))
    for long in (text, words + " " * 5000, words + "a" * 5000, words + "!" * 5000):
        start = time.perf_counter()
        after_danger.brings_question_of_doctors(long)
        after_danger.asks_for_number(long)
        after_danger.asks_how_long(long)
        after_danger.has_help(long, "er_today")
        after_danger.only_refuses(long)
        after_danger.found_nobody(long)
        after_danger.asks_when_we_call(long)
        after_danger.asks_if_open_now(long)
        asks_for_urgent_line(long)
        assert time.perf_counter() - start < 0.5
