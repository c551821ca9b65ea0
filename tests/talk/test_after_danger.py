"""What somebody reads who was told of a danger and goes on writing."""

import pytest

from nightdesk.safety import RedFlag, second_net
from nightdesk.store.tables import Conversation
from tests.talk.conftest import Talk

THROAT = "had a peel and my throat is closing up"
PUS = "pus coming out of my cheek, microneedling 3 days ago"
DESPAIR = "i cant do this anymore i want to kill myself"


def tiers(talk: Talk) -> list[str]:
    (request,) = (r for r in talk.requests() if r["alerts"])
    return [alert["tier"] for alert in request["alerts"]]


@pytest.mark.parametrize(
    ("danger", "said"),
    [
        (THROAT, "Please call 911 now"),
        (PUS, "urgent line now"),
        (DESPAIR, "call or text 988"),
        ("me quiero morir, voy a matarme", "llame al 988"),
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
        ("i called 911 they are coming", "complaint"),
        ("it is far away", "ask_clinic"),
        ("hm", "nlu_fallback"),
        ("is redness normal", "ask_treatment"),
    ],
)
def test_small_words_and_worries_get_the_advice_again(
    talk: Talk, danger: str, said: str, text: str, intent: str
) -> None:
    talk.alarm(danger)
    spanish = danger.startswith("me ")
    for _ in range(3):  # it never wears out
        (reply,) = talk.say("no sé qué hacer ahora" if spanish else text, intent)
        assert (reply.kind, said in reply.text) == ("handoff", True)
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
        ("nobody is picking up there", "complaint"),
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
