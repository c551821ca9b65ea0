"""What somebody reads who was told of a danger and goes on writing."""

import pytest

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
