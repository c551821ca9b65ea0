"""The way to be reached, consent, and the short signals."""

import pytest

from nightdesk.intake.channel import read_ways
from nightdesk.intake.consent import ANY, consent_text, read_consents
from nightdesk.intake.details import read_details
from nightdesk.intake.signals import read_answer, read_signals
from tests.intake.talk import Talk


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("call me", "call"),
        ("please ring me", "call"),
        ("a phone call is fine", "call"),
        ("text", "text"),
        ("sms please", "text"),
        ("texts are fine", "text"),
        ("email only please", "email"),
        ("by e-mail", "email"),
        ("dont call, email me", "email"),
        ("call, no sorry, text me", "text"),
        ("what do you call that treatment", None),
        ("i called yesterday", None),
        ("my phone is", None),
        ("no promo texts", None),
        ("don't call before 9", None),
        ("don't call me at work", None),
        ("text me, don't call before 9", "text"),
        ("text is fine but call if urgent", "text"),
        ("call me if you want", "call"),
        ("llamada por favor", "call"),
        ("no text me", "text"),
        ("no, text me", "text"),
        ("no call me please", "call"),
        ("no email me, dont call", "email"),
        ("no texts please", None),
        ("no voicemails, call me", "call"),
        ("no text only call", "call"),
        ("whatsapp please", "text"),
        (f"{'so many words of my skin ' * 6}. can someone call?", "call"),
        (f"{'so many words of my skin ' * 6}. can you call it a scar?", None),
    ],
)
def test_channel(text: str, channel: str | None) -> None:
    assert read_ways(text, asking=None).channel == channel


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("when would somebody phone me", None),
        ("when will they ring", None),
        ("how long until the clinic calls", None),
        ("how soon can you text me", None),
        ("who's calling me", None),
        ("will the clinic call me today", None),
        ("am i getting a text", None),
        ("let me know when they'll call", None),
        ("will someone please call me", "call"),
        ("would you text me", "text"),
        ("will you text me instead", "text"),
        ("when can you call? a text is better", "text"),
        ("when will they call and can they text me", "text"),
    ],
)
def test_a_question_about_the_call_chooses_no_way(text: str, channel: str | None) -> None:
    assert read_ways(text, asking="confirm").channel == channel


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("no texts", {"text"}),
        ("don't call me please", {"call"}),
        ("I'd rather not get emails, i don't check email", {"email"}),
        ("no phone calls", {"call"}),
        ("no phone please", {"call", "text"}),
        ("i dont have an email", {"email"}),
        ("no promo texts", set()),
        ("don't call before 9", set()),
        ("please don't call me in the morning", set()),
        ("no texts after 9", set()),
        ("don't call at all", {"call"}),
        ("don't call if possible", {"call"}),
        ("dont call me, text if you need", {"call"}),
    ],
)
def test_ways_ruled_out(text: str, excluded: set[str]) -> None:
    assert read_ways(text, asking=None).excluded == excluded


def test_what_is_not_there_or_not_given() -> None:
    assert read_ways("no phone please", asking="contact").no_phone
    assert read_ways("I don't want to give my number", asking="contact").no_phone
    assert not read_ways("no phone calls", asking="contact").no_phone
    assert read_ways("no e-mail, i don't use it", asking=None).no_email
    assert not read_ways("no emails", asking=None).no_email


@pytest.mark.parametrize(
    ("text", "consent"),
    [
        ("i agree", True),
        ("i consent to being contacted", True),
        ("yes you can contact me", True),
        ("ok to text me about this", True),
        ("you may reach me about the visit", True),
        ("please contact me", True),
        ("you can contact me if you need anything", True),
        ("you can contact me if it's free", None),
        ("i agree, but only if", True),
        ("yes", None),
        ("sure thats fine", None),
        ("no", None),
        ("no thanks", None),
        ("what for?", None),
        ("no texts", None),
        ("fine lines on my chin", None),
        ("you can call me after 4", None),
        ("can you contact me?", None),
        ("please do not contact me", False),
        ("i don't consent to that", False),
        ("i do not agree", False),
        ("don't store my data", False),
        ("don't contact me at work", None),
        ("don't contact me before 9", None),
    ],
)
def test_contact_consent(text: str, consent: bool | None) -> None:
    assert read_consents(text).contact is consent


@pytest.mark.parametrize(
    ("text", "marketing"),
    [
        ("but NO promo texts", False),
        ("no newsletters please", False),
        ("don't send me offers", False),
        ("unsubscribe", False),
        ("sign me up for the newsletter", True),
        ("what do you offer", None),
        ("yes contact me", None),
    ],
)
def test_marketing_is_never_assumed(text: str, marketing: bool | None) -> None:
    assert read_consents(text).marketing is marketing


@pytest.mark.parametrize(
    ("way", "named"),
    [
        ("call", "by phone call about"),
        ("text", "by text message about"),
        ("email", "by e-mail about"),
        ("form", "in the way you choose here about"),
        (ANY, "by phone call or e-mail about"),
    ],
)
def test_the_wording_names_the_clinic_and_the_way(way: str, named: str) -> None:
    text = consent_text("Harbor Skin", way)
    assert text.startswith("May Harbor Skin use ")
    assert named in text
    assert "skin concern included" in text
    assert "take this back at any time" in text
    assert ("text message" in text) is (way == "text")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes", "yes"),
        ("Yep!", "yes"),
        ("ok", "yes"),
        ("looks good", "yes"),
        ("send it", "yes"),
        ("👍", "yes"),
        ("sí", "yes"),
        ("no problem", "yes"),
        ("that's all correct", "yes"),
        ("no", "no"),
        ("nope", "no"),
        ("no, that's wrong", "no"),
        ("not really", "no"),
        ("no sorry, wednesdays", None),
        ("right cheek", None),
        ("fine lines", None),
        ("yes?", None),
        ("ok but how much is it", None),
        ("good morning", None),
        ("yesterday", None),
        ("nose", None),
    ],
)
def test_yes_and_no(text: str, answer: str | None) -> None:
    assert read_answer(text) == answer


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("skip", "skip"),
        ("id rather not say", "skip"),
        ("i don't want to answer that", "skip"),
        ("not sure", "skip"),
        ("either is fine", "skip"),
        ("doesn't matter", "skip"),
        ("why?", "why"),
        ("why do you need that", "why"),
        ("what do you need my number for", "why"),
        ("is that really necessary", "why"),
        ("cancel", "cancel"),
        ("never mind", "cancel"),
        ("forget it", "cancel"),
        ("please stop asking me questions", "cancel"),
        ("changed my mind", "cancel"),
        ("not now", "later"),
        ("maybe later", "later"),
        ("let me think about it", "later"),
        ("gotta go", "later"),
        ("so do they still have what i sent", "asks_left"),
        ("what's left?", "asks_left"),
        ("what else do you need from me", "asks_left"),
        ("are we done?", "asks_left"),
        ("did you get my request", "asks_left"),
        ("has my message been received?", "asks_left"),
        ("so did it go through", "asks_left"),
        ("was that sent?", "asks_left"),
        ("change my phone number", "wants_change"),
        ("too many questions", "wants_callback"),
        ("could somebody please ring me", "wants_callback"),
        ("start over", "start_over"),
        ("can we begin again", "start_over"),
        ("reset", "start_over"),
        ("i'm back", "back"),
        ("where were we", "back"),
        ("ok let's continue", "back"),
    ],
)
def test_signals(text: str, signal: str) -> None:
    assert getattr(read_signals(text), signal)


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("why is numbing cream needed", "why"),
        ("why do i need three sessions", "why"),
        ("i need to cancel my appointment on friday", "cancel"),
        ("it won't stop itching", "cancel"),
        ("call me later in the day", "later"),
        ("what else do you treat", "asks_left"),
        ("did you get rid of your scars", "asks_left"),
        ("is it safe", "asks_left"),
        ("how many more sessions", "asks_left"),
        ("my left cheek", "asks_left"),
        ("anytime", "skip"),
        ("it started last year", "start_over"),
        ("where do i start", "start_over"),
        ("my back", "back"),
        ("i have scars on my back", "back"),
        ("call me back", "back"),
    ],
)
def test_no_signals(text: str, signal: str) -> None:
    assert not getattr(read_signals(text), signal)


def test_a_way_chosen_again_asks_again_for_what_was_passed_over() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, 415 555 0123, e-mail me")
    assert talk.asked == "email"
    assert talk.say("skip").asked == "channel"
    assert talk.say("e-mail please").asked.startswith("email")
    assert talk.say("skip").asked.startswith("channel")
    assert talk.tap("channel_call").asked == "health"


@pytest.mark.parametrize(
    "text",
    [
        "I don't use any medications",
        "no i dont use any meds",
        "Please don't use any lidocaine on me",
        "do not use anything strong, my skin is sensitive",
        "one more thing, I don't use any retinol",
        "You can't reach me there anymore, use 925-555-0143",
        "i dont agree with my last derm",
        "I don't keep my phone on me during the day, evenings",
        "you can't reach me mondays",
        "do not use my work email, use ana@example.com",
        "Don't use this email, use my gmail",
        "i dont use this number much, call the other",
        "Don't save any spots for me yet",
        "i do not consent to photos",
        "I don't give permission for photos",
        "don't contact me there",
        "don't contact me mondays",
    ],
)
def test_what_is_never_used_or_where_one_cannot_be_reached_refuses_nothing(text: str) -> None:
    assert read_consents(text).contact is not False


@pytest.mark.parametrize(
    "text",
    [
        "don't contact me",
        "please do not contact me",
        "dont save anything",
        "dont save my info",
        "then forget it, dont save anything i wrote",
        "do not store any of my data",
        "i don't consent",
        "i dont agree",
        "i do not agree to this",
        "I don't give permission to be contacted",
        "dont keep this",
        "do not use my details",
        "you may not contact me",
        "not ok with being contacted",
        "no consent",
        "dont save my phone number",
        "i dont consent to that, sorry",
    ],
)
def test_a_refusal_in_words(text: str) -> None:
    assert read_consents(text).contact is False


@pytest.mark.parametrize(
    "text",
    [
        "changed my mind about the time, mornings are better",
        "I changed my mind, call me in the evening",
        "sorry changed my mind, text me instead of calling",
        "changed my mind about the area, it's my neck",
        "can you stop the consult reminders",
        "drop the whole thing about my neck, just the cheeks",
        "changed my mind about the number",
        "never mind the area",
        "nevermind the email just call",
        "forget this question",
        "what happens if i changed my mind",
        "Can I cancel?",
        "if i miss a session do i have to start over?",
        "does the healing start over if i pick at it",
        "will my acne start all over",
        "when can i restart this serum",
        "can i restart this serum",
        "can you cancel the reminder",
        "how do i cancel it",
        "can i cancel it later?",
        "don't cancel it",
        "i don't need it on my neck",
        "i don't want it to hurt",
        "i no longer need the cream",
        "i dont need numbing anymore",
        "i don't need a consultation, just a price",
        "take me off your mailing list",
        "cancel my 3pm",
    ],
)
def test_a_detail_or_a_question_ends_nothing(text: str) -> None:
    signals = read_signals(text)
    assert not any((signals.cancel, signals.cancel_request, signals.start_over))


@pytest.mark.parametrize(
    "text",
    [
        "changed my mind",
        "i changed my mind sorry",
        "changed my mind about this",
        "i changed my mind about the consult",
        "changed my mind i dont want it anymore",
        "i changed my mind, not interested",
        "cancel my request",
        "actually cancel",
        "never mind, cancel it",
        "cancel it",
        "can you please cancel?",
        "I don't need it anymore",
        "I don't need it anymore, found another place",
        "i no longer need the consultation",
        "i don't need the consultation anymore",
        "i dont want a consult",
        "ignore my request",
        "call it off",
        "please take me off your list",
        "quiero cancelar mi solicitud",
    ],
)
def test_the_whole_of_it_is_taken_back(text: str) -> None:
    assert read_signals(text).cancel
    assert read_signals(text).cancel_request


@pytest.mark.parametrize("text", ["never mind", "forget it", "stop", "i dont want it"])
def test_what_may_be_about_anything_takes_back_no_sent_request(text: str) -> None:
    assert not read_signals(text).cancel_request


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("i still want it", True),
        ("actually wait i do want it", True),
        ("wait no i still want the consultation", True),
        ("don't cancel it", True),
        ("do you still want it", False),
        ("i do want it to look natural", False),
        ("i really want it gone", False),
        ("i still want to know the price", False),
    ],
)
def test_what_was_taken_back_is_wanted_after_all(text: str, wants: bool) -> None:
    assert read_signals(text).after_all is wants


@pytest.mark.parametrize(
    "text",
    [
        "start over",
        "can we start over",
        "can we start over please",
        "wait start over",
        "lets just start over",
        "i messed up, can we start all over",
        "restart this please",
        "this is a mess start over",
        "i want to start all over",
        "ugh wrong, start over pls",
    ],
)
def test_start_over_is_said_in_many_words(text: str) -> None:
    assert read_signals(text).start_over


@pytest.mark.parametrize(
    "text",
    ["dont keep anything i say", "please do not save what i write", "never record what i said"],
)
def test_who_wants_nothing_kept_refuses_the_talk_too(text: str) -> None:
    consents = read_consents(text)
    assert (consents.contact, consents.chat) == (False, False)


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("i don't want to be contacted", False),
        ("i dont want to hear from you", False),
        ("i don't want to be contacted by phone", None),
        ("i don't want to be contacted before 9", None),
    ],
)
def test_who_wants_no_contact_at_all(text: str, contact: bool | None) -> None:
    assert read_consents(text).contact is contact


@pytest.mark.parametrize(
    "text",
    [
        "dont call her its a surprise",
        "please do not text my wife",
        "never call the house",
        "dont call them",
    ],
)
def test_whom_not_to_reach_is_for_the_team_and_no_way_ruled_out(text: str) -> None:
    details = read_details(text, asking="channel", mentions=[])
    assert (details.channel, details.channels_excluded) == (None, frozenset())
    assert details.notes == (text,)


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("mejor por teléfono", "call"),
        ("mejor por texto", "text"),
        ("prefiero mensajitos", "text"),
        ("a message please", "text"),
        ("just message me", "text"),
    ],
)
def test_ways_in_other_words(text: str, channel: str) -> None:
    details = read_details(text, asking="channel", mentions=())
    assert (details.channel, details.name) == (channel, None)


def test_a_message_that_was_not_asked_for_is_no_way() -> None:
    assert read_ways("i left a message", asking=None).channel is None


@pytest.mark.parametrize(
    "text", ["okay call me", "alright text me", "fine, call me", "good call me"]
)
def test_a_way_that_is_named_with_a_yes_is_no_consent(text: str) -> None:
    assert read_consents(text).contact is None
    talk = Talk().start("acne scars on my cheeks, im Ximena Peña, 415 555 0123, a consult please")
    assert talk.asked == "channel"
    assert talk.say(text).asked == "health"


@pytest.mark.parametrize("text", ["ok to call me", "fine if you text me", "ok, contact me"])
def test_a_yes_to_being_contacted_is_consent(text: str) -> None:
    assert read_consents(text).contact is (None if "," in text else True)


@pytest.mark.parametrize("text", ["does yes mean i agree to pay", "what if i agree and regret it"])
def test_a_question_about_agreeing_is_no_consent(text: str) -> None:
    assert read_consents(text).contact is None
