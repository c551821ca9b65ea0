"""Whole intakes, as visitors go through them."""

import pytest

from nightdesk.intake.consent import CONSENT_WORDINGS, OWN_WORDS
from nightdesk.intake.labels import NOTHING_NOTED
from nightdesk.intake.state import IntakeState
from tests.intake.talk import Talk

WEEK = ["mon", "tue", "wed", "thu", "fri"]


def ready() -> Talk:
    """A visitor who has the summary in front of them."""
    talk = Talk().start("consult for acne scars on my cheeks please, im Ximena Peña")
    assert talk.say("415 555 0123, text me, weekday evenings").asked == "consent"
    return talk


def sent() -> Talk:
    """A visitor whose request is with the clinic."""
    talk = ready().tap("confirm_yes")
    talk.state.submitted = "req-1"
    return talk


def test_question_by_question() -> None:
    talk = Talk().start("id like a consultation")
    assert talk.asked == "concern"
    assert talk.say("acne scars").asked == "area"
    assert talk.say("my cheeks").asked == "name"
    assert talk.say("Ximena Peña").asked == "contact"
    assert talk.say("415 555 0123").asked == "channel"
    assert talk.tap("channel_text").asked == "health"
    assert talk.tap("health_none").asked == "times"
    assert talk.say("weekday evenings").asked == "consent"
    assert [reply.kind for reply in talk.replies] == ["confirm"]
    assert "Phone: (415) 555-0123" in talk.text
    assert "May Harbor Skin use what you told me here" in talk.text
    assert talk.tap("confirm_yes").events == ["confirmed"]
    state = talk.state
    assert (state.name, state.phone, state.channel) == ("Ximena Peña", "+14155550123", "text")
    assert (state.concerns, state.areas) == (["acne_scars"], ["cheeks"])
    assert state.times_normalised == [{"days": WEEK, "from": "17:00", "to": None, "except": []}]
    assert state.consents == {"contact": True, "marketing": None, "chat": False}
    assert state.consent_versions["contact"] == CONSENT_WORDINGS["contact"][0] == "contact-3"
    assert state.consent_way == "text"
    assert state.confirmed
    assert not state.active
    assert talk.replies == []  # "saved" is said by the caller, after the commit


def test_everything_in_the_first_message() -> None:
    talk = Talk().start(
        "Consult please: melasma on my forehead. Ximena Peña, ximena@example.org, mornings, "
        "you can contact me about this"
    )
    assert [reply.kind for reply in talk.replies] == ["reflect", "confirm"]
    assert talk.state.consent_versions["contact"] == OWN_WORDS
    assert talk.say("looks good").events == ["confirmed"]


def test_a_start_reflects_once_what_was_understood_and_asks_one_thing() -> None:
    talk = Talk().start("can I get seen for acne scars on my cheeks and chin")
    assert "acne scars (cheeks and chin)" in talk.text
    assert [reply.kind for reply in talk.replies] == ["reflect", "ask"]
    assert talk.captured["concerns"] == ["acne_scars"]


def test_details_in_the_wrong_order() -> None:
    talk = Talk().start("I want to come in")
    talk.say("415 555 0123, call me").say("Im Ximena").say("mornings are best")
    assert talk.state.asking == "confirm"  # the concern was passed over twice: it may stay open
    assert talk.say("and its for wrinkles on my neck").asked == "consent"
    assert "Concern: wrinkles" in talk.text
    assert talk.say("yes").events == ["confirmed"]
    assert (talk.state.name, talk.state.channel, talk.state.times) == ("Ximena", "call", "mornings")


def test_a_side_question_brings_the_same_question_back_once() -> None:
    talk = Talk().start("consult for rosacea").say("cheeks")
    assert talk.asked == "name"
    assert talk.side_question().asked == "name"
    assert len(talk.replies) == 1
    assert talk.say("how long does it take?").asked.startswith("name")
    assert talk.state.tries == {}


def test_side_questions_in_any_number_never_repeat_a_sentence_three_times() -> None:
    talk = Talk().start("consult for rosacea on my cheeks")
    for _ in range(8):
        talk.side_question()
    assert all(talk.said.count(text) <= 2 for text in talk.said)
    assert talk.state.asking == "name"
    assert talk.say("Ximena").asked == "contact"


def test_corrections_of_the_day() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, 415 555 0123, text")
    talk.say("mondays").say("scratch that, mondays i work. fridays")
    assert talk.state.times == "fridays"
    talk.say("actually saturday after 3 is better")
    assert talk.state.times_normalised == [
        {"days": ["sat"], "from": "15:00", "to": None, "except": []}
    ]


def test_corrections_of_the_phone_at_the_summary() -> None:
    talk = ready()
    assert talk.say("not 0123, 0124").asked == "consent"
    assert "(415) 555-0124" in talk.text
    assert talk.say("sorry its 510 555 0124").asked == "consent"
    assert talk.state.phone == "+15105550124"
    assert talk.say("send it").events == ["confirmed"]


@pytest.mark.parametrize("text", ["no wait, it's 0124", "i mean 0124", "oh wait it's 0124"])
def test_new_last_digits_correct_a_known_number(text: str) -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, 415 555 0123").say(text)
    assert (talk.state.phone, talk.asked) == ("+14155550124", "channel_again")


def test_of_two_numbers_the_other_may_be_chosen_later() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, 415 555 0123 or 510 555 0188")
    assert talk.state.phone == "+14155550123"
    talk.say("call the second one")
    assert (talk.state.phone, talk.state.channel) == ("+15105550188", "call")


def test_a_message_without_a_second_number_changes_none() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, 415 555 0123, the second one")
    assert talk.say("call the other one").state.phone == "+14155550123"


def test_a_number_to_be_called_may_be_somebody_elses() -> None:
    talk = ready().say("don't call me, call my husband Rob 510 555 0188")
    assert (talk.state.phone, talk.state.channel) == ("+15105550188", "call")
    assert talk.state.name == "Ximena Peña"
    assert "Whom to reach: call my husband Rob\n" in talk.text
    assert "Also for" not in talk.text


def test_a_condition_on_the_hour_changes_no_way() -> None:
    talk = sent().say("wait, don't call before 9")
    assert (talk.state.channel, talk.state.times) == ("text", "don't call before 9")


def test_change_something_by_buttons() -> None:
    talk = ready().tap("confirm_change")
    assert talk.asked == "change"
    assert talk.tap("change_name").asked == "name"
    assert talk.say("Olaya Peña").asked == "consent"
    assert talk.state.name == "Olaya Peña"
    talk.tap("confirm_change").tap("change_concern")
    assert talk.say("wrinkles").asked == "consent"
    assert talk.state.concerns == ["wrinkles"]
    assert talk.tap("confirm_change").tap("change_none").asked.startswith("consent")


def test_change_something_in_words() -> None:
    talk = ready().say("nothing to add")
    assert talk.say("no").asked == "change"
    assert talk.say("change the time").asked == "times"
    assert talk.say("sundays").asked.startswith("consent")
    assert talk.say("change my phone number").asked == "phone"
    assert talk.say("510 555 0188").asked.startswith("consent")
    assert "Times: sundays" in talk.text
    assert "(510) 555-0188" in talk.text


def test_a_yes_with_a_change_is_no_yes_yet() -> None:
    talk = ready()
    assert talk.say("yes but mornings please").asked == "consent"
    assert talk.events == []
    assert "Times: weekday, mornings" in talk.text
    assert talk.say("looks good but change the name").asked == "name"


def test_an_email_alone_is_enough_and_the_way_is_not_asked() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena")
    assert talk.say("no phone please").asked == "email"
    assert talk.say("ximena@example.org").asked == "health"
    assert (talk.state.channel, talk.state.phone) == ("email", None)


def test_no_email_and_texts_only() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena")
    assert talk.say("i dont have an email").asked == "phone"
    assert talk.say("415 555 0123 no calls").asked == "health"
    assert talk.state.channel == "text"


def test_a_way_without_its_detail_asks_for_the_detail() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@example.org")
    assert talk.say("text me").asked == "phone"
    assert talk.say("415 555 0123").asked == "health"
    assert talk.state.channel == "text"


def test_refusing_the_detail_falls_back_to_the_other_way() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@example.org, text me")
    assert talk.asked == "phone"
    assert talk.say("skip").asked == "health"
    assert talk.state.channel == "email"


def test_wrong_numbers_are_not_kept_and_lead_to_help() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena")
    assert talk.say("415 555 012").asked == "phone_again"
    assert talk.say("555-0123").asked == "phone_help"
    assert "human" in [choice.means for choice in talk.replies[-1].choices]
    assert talk.state.phone is None
    assert talk.say("four one five five five five oh one two three").asked == "channel"
    assert talk.state.phone == "+14155550123"


def test_a_mistyped_address_is_asked_about() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@gmial.com")
    assert talk.asked == "email_typo"
    assert talk.state.email is None
    assert talk.say("yes").asked == "health"
    assert talk.state.email == "ximena@gmail.com"


def test_a_mistyped_address_can_be_meant() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@gmial.com")
    assert talk.tap("email_written").asked == "health"
    assert talk.state.email == "ximena@gmial.com"
    other = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@gmial.com")
    assert other.say("no").asked == "contact"
    assert other.say("ximena dot p at example dot org").state.email == "ximena.p@example.org"


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("keep it as I typed it", "ximena@gmial.com"),
        ("keep as typed", "ximena@gmial.com"),
        ("no, the first", "ximena@gmial.com"),
        ("the second one", "ximena@gmail.com"),
    ],
)
def test_which_address_is_meant_may_be_said_in_words(text: str, email: str) -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@gmial.com").say(text)
    assert (talk.state.email, talk.asked) == (email, "health")


def test_an_address_is_rather_kept_as_written_than_lost() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@gmial.com")
    assert talk.say("hmm").asked == "email_typo"
    assert talk.say("hmm").state.email == "ximena@gmial.com"


def test_other_details_drop_no_half_dictated_address() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena").say("ximena dot p at gmail")
    for detail in ("fridays", "text me", "my name is Ximena Okoro"):
        assert talk.say(detail).state.email_guess
    assert talk.say("yes").state.email == "ximena.p@gmail.com"
    other = Talk().start("consult, rosacea, cheeks. im Ximena").say("ximena dot p at gmail")
    assert other.say("hmm").say("hmm").state.email == "ximena.p@gmail.com"
    assert "ximena.p@gmail.com" in other.say("mornings").say("nothing").text


def test_half_an_address_is_completed_or_asked_for_again() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena").say("ximena dot p at gmail")
    assert (talk.asked, talk.state.email) == ("email_typo", None)
    assert talk.say("yes").state.email == "ximena.p@gmail.com"
    other = Talk().start("consult, rosacea, cheeks. im Ximena").say("ximena@gmail")
    assert other.tap("email_written").asked.startswith("contact")
    assert other.replies[0].response == "utter_email_invalid"
    typed = Talk().start("consult, rosacea, cheeks. im Ximena").say("ximena@gmail")
    assert typed.say("keep it as i typed it").replies[0].response == "utter_email_invalid"
    assert other.state.email is None


def test_an_address_without_its_sign_is_not_kept() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena")
    assert talk.say("ximena.pena.example.org").asked == "email_again"
    assert "@" in talk.text
    assert talk.state.email is None


def test_why_is_answered_at_every_question() -> None:
    talk = Talk().start("consult")
    for answer in ("rosacea", "cheeks", "Ximena", "415 555 0123", "text", "no meds", "mornings"):
        question = talk.state.asking
        talk.say("why do you need that?")
        assert talk.replies[0].response == f"utter_why_{question}"
        assert talk.state.asking == question
        talk.say(answer)
    assert talk.asked == "consent"
    talk.say("why do you need that?")
    assert talk.replies[0].response == "utter_why_confirm"
    assert (talk.state.asking, talk.events) == ("confirm", [])


def test_skipping_what_may_stay_open() -> None:
    talk = Talk().start("consult")
    assert talk.say("id rather not say").asked == "name"
    talk.say("Ximena").say("415 555 0123")
    assert talk.say("doesn't matter").asked == "health"
    assert talk.tap("skip").asked == "times"
    assert talk.say("skip").asked == "consent"
    assert "by phone call or e-mail" in talk.text  # no way was chosen, so no texts
    talk.tap("confirm_yes")
    assert talk.events == ["confirmed"]
    assert (talk.state.channel, talk.state.times, talk.state.concerns) == (None, None, [])
    assert (talk.state.flags, talk.state.consent_way) == ([], "any")


def test_contact_cannot_be_skipped_but_there_is_a_way_out() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena")
    assert talk.say("skip").asked == "contact_again"
    assert talk.say("skip").asked == "contact_help"
    assert "(925) 555-0100" in talk.text
    talk.say("skip").say("skip")
    assert not talk.state.active
    assert "(925) 555-0100" in talk.text
    assert talk.say("ok fine, 415 555 0123").asked == "channel"


def test_neither_phone_nor_email() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena")
    talk.say("no phone")
    assert talk.say("no email either, i dont have an email").asked == "contact_help"


def test_a_name_may_be_left_out_after_two_tries() -> None:
    talk = Talk().start("consult, rosacea, cheeks")
    assert talk.say("skip").asked == "name_again"
    assert talk.say("skip").asked == "name_help"
    assert talk.tap("skip").asked == "contact"


def test_the_name_is_not_asked_for_without_end() -> None:
    talk = Talk().start("consult, rosacea, cheeks")
    assert talk.say("prefer not to give my name").asked == "name_again"
    assert talk.say("415 555 0123").asked == "channel"
    assert talk.say("call").say("no meds").say("mornings").asked == "consent"
    assert talk.say("yes").events == ["confirmed"]


def test_a_name_refused_once_somebody_can_be_reached_is_left_out_at_once() -> None:
    talk = Talk().start("consult, rosacea, cheeks, 415 555 0123, text")
    assert talk.asked == "name"
    assert talk.say("i'd rather not say").asked == "health"


def test_a_name_that_was_only_passed_over_is_asked_for_again() -> None:
    talk = Talk().start("consult, rosacea, cheeks")
    assert talk.say("415 555 0123").asked == "name_again"
    assert talk.say("text me").asked.startswith("name")
    assert talk.say("Ximena").state.name == "Ximena"


def test_a_name_given_at_the_summary_of_a_request_without_one() -> None:
    talk = Talk().start("consult, rosacea, cheeks, 415 555 0123, text, mornings")
    assert talk.say("skip").asked == "consent"
    assert talk.say("Lia").state.name == "Lia"


def test_cancel_forgets_everything() -> None:
    talk = ready().say("never mind")
    assert talk.events == ["cancelled"]
    assert talk.state == IntakeState(cancelled=True, said=talk.state.said)


def test_cancel_in_other_words_and_by_button() -> None:
    assert ready().say("forget it").events == ["cancelled"]
    assert ready().say("cancel my request").events == ["cancelled"]
    allowed = Talk().start("consult, rosacea, cheeks. im Ximena. you can contact me about this")
    allowed.say("415 555 0123, text, mornings")
    assert allowed.asked == "confirm"
    assert allowed.tap("cancel").events == ["cancelled"]


def test_never_mind_with_a_new_detail_is_no_cancel() -> None:
    talk = ready().say("never mind that, mornings please")
    assert talk.events == []
    assert talk.state.times == "mornings"


def test_later_keeps_what_is_known() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena").say("not now")
    assert not talk.state.active
    assert talk.replies[0].response == "utter_intake_later"
    assert talk.start("ok lets set up that consult").asked == "contact_again"
    assert (talk.state.name, talk.state.concerns) == ("Ximena", ["rosacea"])


def test_no_consent_ends_it_and_keeps_nothing() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, 415 555 0123, text, mornings")
    assert talk.asked == "consent"
    talk.tap("consent_no")
    assert talk.events == ["refused_consent"]
    assert "(925) 555-0100" in talk.text
    assert talk.state.name is None
    assert talk.state.phone is None
    assert talk.state.concerns == []


def test_a_refusal_in_words_at_any_point() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena")
    assert talk.say("please do not contact me").events == ["refused_consent"]


def test_a_no_with_a_correction_is_no_refusal() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, 415 555 0123, text, mornings")
    assert talk.say("no, evenings").asked == "consent"
    assert (talk.events, talk.state.times) == ([], "evenings")


def test_no_texts_is_no_refusal() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, 415 555 0123, mornings")
    assert talk.say("no texts").state.channel == "call"
    assert talk.events == []


def test_consent_for_contact_only() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@example.org")
    talk.say("yes contact me but no newsletters")
    assert talk.say("mornings").asked == "confirm"
    assert talk.state.consents == {"contact": True, "marketing": False}
    assert "Promotions: none" in talk.text
    asked = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@example.org, mornings")
    assert asked.say("yes contact me but no newsletters").events == ["confirmed"]
    assert asked.state.consents == {"contact": True, "marketing": False, "chat": False}


def test_flags_for_the_provider_get_no_verdict() -> None:
    talk = Talk().start("consult for rosacea on my cheeks. im pregnant")
    assert talk.state.flags == [{"name": "pregnancy", "words": "pregnant"}]
    assert talk.captured["flags"] == ["pregnancy"]
    talk.say("im not pregnant, i meant trying. im Ximena, 415 555 0123")
    assert talk.state.flags == []


def test_a_concern_in_words_that_the_lexicon_does_not_know() -> None:
    talk = Talk().start("consult")
    assert talk.say("my skin just looks off since the move").asked == "name"
    assert talk.state.concerns == ["other"]
    assert talk.state.words == ["my skin just looks off since the move"]


@pytest.mark.parametrize(
    "text", ["microneedling", "a mole that is changing on my neck", "my chin", "i took accutane"]
)
def test_a_treatment_or_a_place_is_an_answer_to_what_is_wished(text: str) -> None:
    talk = Talk().start("consult").say(text)
    assert (talk.asked, talk.state.concerns, talk.state.words) == ("name", ["other"], [text])
    assert Talk().start("consult").say(text).say("Tess").state.words[0] == text


def test_a_question_about_a_treatment_is_no_answer_to_what_is_wished() -> None:
    talk = Talk().start("consult").say("how much is microneedling?")
    assert (talk.state.concerns, talk.asked) == ([], "concern_again")


def test_an_area_or_times_in_words_that_are_not_known() -> None:
    talk = Talk().start("consult for acne scars")
    assert talk.say("left side mostly").asked == "name"
    assert "left side mostly" in talk.state.words
    talk.say("Ximena, ximena@example.org")
    talk.say("nothing")
    assert talk.say("when the kids are at school").asked == "consent"
    assert (talk.state.times, talk.state.times_normalised) == ("when the kids are at school", [])


def test_concerns_without_a_place_are_not_asked_for_one() -> None:
    assert Talk().start("consult for thinning hair").asked == "name"


def test_what_is_left() -> None:
    talk = Talk().start("consult for melasma, im Ximena").say("what's left?")
    assert talk.replies[0].response == "utter_intake_missing"
    for item in ("where on your body", "phone number or e-mail", "when you can be reached"):
        assert item in talk.text
    assert talk.asked == "area"
    all_there = ready().say("what else do you need?")
    assert all_there.replies[0].response == "utter_intake_nothing_missing"
    assert all_there.asked == "consent"


def test_tired_of_typing() -> None:
    talk = Talk().start("appointment for my neck").say("im Ximena")
    talk.say("too many questions for my thumbs, please have somebody ring me")
    assert talk.asked == "phone"
    assert talk.say("415 555 0123").asked == "consent"
    assert talk.say("yes").events == ["confirmed"]
    assert (talk.state.channel, talk.state.areas) == ("call", ["neck"])
    assert talk.state.consent_way == "call"


def test_two_people() -> None:
    talk = Talk().start("me and my mom would like appointments. I have rosacea on my cheeks")
    talk.say("im Ximena Peña, 415 555 0123").say("her name is Olaya Peña, 415 555 0188, melasma")
    assert (talk.state.name, talk.state.phone) == ("Ximena Peña", "+14155550123")
    assert "her name is Olaya Peña, 415 555 0188, melasma" in talk.state.others
    talk.say("text").say("no meds").say("fridays")
    assert "her name is Olaya Peña, 415 555 0188" in talk.text


def test_a_bare_contact_starts_a_request() -> None:
    talk = Talk().say("ximena peña 415 555 0123 rosacea call anytime")
    assert talk.state.active
    assert (talk.state.name, talk.state.channel) == ("ximena peña", "call")


def test_chat_before_the_intake_is_remembered_but_starts_nothing() -> None:
    talk = Talk().say("i have rosacea on my cheeks")
    assert (talk.state.active, talk.replies) == (False, [])
    assert talk.captured["concerns"] == ["rosacea"]
    assert talk.start("yes please").asked == "name"


def test_a_correction_after_sending_needs_no_second_yes() -> None:
    talk = sent()
    assert talk.say("wait my number is 510 555 0188").asked == ""
    assert talk.events == ["confirmed", "confirmed"]
    assert (talk.state.submitted, talk.state.phone) == ("req-1", "+15105550188")
    assert talk.say("thanks").replies == []


def test_a_correction_of_the_area_replaces_and_an_addition_adds() -> None:
    talk = Talk().start("consult, rosacea, cheeks")
    talk.say("sorry, forehead")
    assert talk.state.areas == ["forehead"]
    talk.say("also my chin")
    assert talk.state.areas == ["forehead", "chin"]
    talk.say("not my chin")
    assert talk.state.areas == ["forehead"]


def test_the_summary_asks_for_the_consent_with_its_buttons() -> None:
    talk = ready()
    choices = [(choice.label, choice.means) for choice in talk.replies[-1].choices]
    assert choices == [
        ("Yes, send it", "confirm_yes"),
        ("Change something", "confirm_change"),
        ("No, do not contact me", "consent_no"),
    ]
    assert "by text message about this request?" in talk.text
    assert talk.state.consents["contact"] is None


def test_a_consent_given_before_makes_it_a_plain_summary() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena. i agree to be contacted")
    assert talk.say("415 555 0123, text, mornings").asked == "confirm"
    assert [choice.means for choice in talk.replies[-1].choices] == [
        "confirm_yes",
        "confirm_change",
        "cancel",
    ]
    assert "May Harbor Skin" not in talk.text
    assert talk.say("yes").events == ["confirmed"]
    assert (talk.state.consent_versions["contact"], talk.state.consent_way) == (OWN_WORDS, "")


@pytest.mark.parametrize("no", ["no", "nope", "no thanks", "not really"])
def test_a_bare_no_to_a_summary_that_asks_for_notes_is_nothing_to_note(no: str) -> None:
    talk = ready()
    assert NOTHING_NOTED in talk.text
    assert talk.say(no).asked == "consent_again"
    assert (talk.state.health_known, talk.state.consents["contact"]) == (True, None)
    assert "For the provider: nothing noted\n" in talk.text
    assert talk.say("yes").events == ["confirmed"]


@pytest.mark.parametrize("no", ["no", "nope", "no thanks", "not really"])
def test_a_bare_no_to_the_summary_asks_what_to_change(no: str) -> None:
    talk = ready().say("nothing").say(no)
    assert (talk.asked, talk.events) == ("change", [])
    assert talk.state.consents["contact"] is None
    assert talk.state.phone == "+14155550123"
    assert talk.say("no").asked.startswith("consent")
    assert talk.say("yes").events == ["confirmed"]


@pytest.mark.parametrize("skipped", [True, False])
def test_a_first_bare_no_is_nothing_to_note_where_nobody_told_so(skipped: bool) -> None:
    talk = ready()
    talk.state.skipped |= {"health"} if skipped else set()
    talk.state.short = not skipped
    assert talk.say("nope").asked == "consent_again"
    assert (talk.state.consents["contact"], talk.events) == (None, [])
    assert talk.say("y").events == ["confirmed"]


def agreed() -> Talk:
    """A visitor who agreed to be contacted and is asked what to change."""
    talk = Talk().start("consult, rosacea, cheeks. im Ximena. i agree to be contacted")
    talk.say("415 555 0123, text, mornings").say("nothing to add")
    assert talk.say("no").asked == "change"
    return talk


@pytest.mark.parametrize("text", ["yes", "y", "yes please", "send it"])
def test_a_yes_sends_when_there_is_nothing_to_change(text: str) -> None:
    talk = agreed().say(text)
    assert (talk.events, talk.state.confirmed) == (["confirmed"], True)
    assert talk.state.changing is None


@pytest.mark.parametrize("text", ["yes the phone number", "yes change it", "sundays", "no"])
def test_no_other_answer_to_what_to_change_sends(text: str) -> None:
    assert agreed().say(text).events == []


def test_without_a_consent_a_yes_to_what_to_change_shows_the_summary_with_it() -> None:
    talk = ready().say("nothing").say("no").say("yes")
    assert (talk.events, talk.state.consents["contact"]) == ([], None)
    assert talk.asked.startswith("consent")


@pytest.mark.parametrize("text", ["yes if its free", "ok but only if it is free", "sure, unless"])
def test_a_yes_with_a_condition_sends_nothing(text: str) -> None:
    talk = ready().say(text)
    assert (talk.events, talk.state.flags) == ([], [])
    assert talk.asked.startswith("consent")
    assert talk.say("yes").events == ["confirmed"]


def test_an_if_in_a_note_is_no_condition() -> None:
    talk = ready().say("yes, tell me if i should stop my cream")
    assert (talk.events, talk.state.flags[0]["name"]) == (["confirmed"], "other")


@pytest.mark.parametrize("no", ["don't contact me", "i do not agree", "no, i don't consent"])
def test_explicit_words_at_the_summary_refuse_the_consent(no: str) -> None:
    talk = ready().say(no)
    assert talk.events == ["refused_consent"]
    assert (talk.state.name, talk.state.phone, talk.state.words) == (None, None, [])
    assert talk.state.consents["contact"] is False


def test_a_yes_with_another_way_shows_the_new_wording_first() -> None:
    talk = ready().say("yes but call me")
    assert (talk.asked, talk.events) == ("consent", [])
    assert "by phone call about this request?" in talk.text
    assert talk.say("yes").events == ["confirmed"]
    assert talk.state.consent_way == "call"


def test_a_consent_falls_with_the_way_that_it_named() -> None:
    talk = sent()
    assert talk.say("calls would be fine as well").asked == "consent"
    assert talk.state.consents == {"contact": None, "marketing": None, "chat": False}
    assert talk.state.consent_way == ""
    assert talk.say("yes").events == ["confirmed", "confirmed"]
    assert talk.state.consents == {"contact": True, "marketing": None, "chat": False}
    assert talk.state.consent_way == "call"


def test_a_consent_stays_with_its_way_and_own_words_hold_for_any() -> None:
    assert sent().say("sundays are better").events == ["confirmed", "confirmed"]
    talk = Talk().start("consult, rosacea, cheeks. im Ximena. you can contact me about this")
    assert talk.say("415 555 0123, text, mornings").asked == "confirm"
    assert talk.say("call me instead").asked == "confirm"
    assert talk.state.consents["contact"] is True


def test_a_consent_to_no_chosen_way_covers_a_call_but_no_texts() -> None:
    def agreed() -> Talk:
        talk = Talk().start("consult, rosacea, cheeks. im Ximena, 415 555 0123, mornings")
        talk.say("doesn't matter").tap("confirm_yes")
        assert (talk.events, talk.state.consent_way) == (["confirmed"], "any")
        talk.state.submitted = "req-1"
        return talk

    assert agreed().say("a phone call works best").events[1:] == ["confirmed"]
    assert agreed().say("texts work best").asked == "consent"


@pytest.mark.parametrize(
    ("text", "way"),
    [("could someone call me instead", "call"), ("actually just e-mail me", "email")],
)
def test_who_asks_for_another_way_after_sending_agrees_to_it(text: str, way: str) -> None:
    talk = sent()
    talk.state.email = "ximena@example.org"
    assert (talk.state.channel, talk.say(text).events[1:]) == ("text", ["confirmed"])
    assert (talk.state.channel, talk.state.consent_versions["contact"]) == (way, "own-words")
    assert talk.state.consents["contact"] is True


def test_what_is_asked_after_sending_or_of_two_people_changes_nothing_without_a_yes() -> None:
    assert sent().say("im Rosa Diaz, 510 555 0188").asked == "confirm"
    assert sent().say("would sundays be better?").events == ["confirmed"]


@pytest.mark.parametrize(
    "text", ["please tell them not before 11", "i cant do mondays anymore", "no thursdays though"]
)
def test_times_that_do_not_suit_are_taken_after_sending(text: str) -> None:
    talk = sent()
    times = talk.state.times
    assert talk.say(text).events == ["confirmed", "confirmed"]
    assert talk.state.times != times


@pytest.mark.parametrize(
    "text",
    ["i would rather phone you", "i'll just call the office tomorrow", "yo los llamo, gracias"],
)
def test_who_calls_themselves_is_not_asked_again(text: str) -> None:
    talk = Talk().start("consult, rosacea, cheeks").say(text)
    assert (talk.asked, talk.state.active) == ("", False)
    assert "(925) 555-0100" in talk.text


def test_it_is_told_that_the_clinic_texts() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena").say("will you guys text people back")
    assert "can text you or call you" in talk.text
    assert talk.state.asking in ("contact", "phone")
    talk.say("415 555 0123").say("do they use sms too?")
    assert (talk.asked, talk.state.channel) == ("channel", None)


def test_the_question_for_the_provider_comes_once_between_the_way_and_the_times() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, 415 555 0123")
    assert talk.tap("channel_text").asked == "health"
    assert [choice.means for choice in talk.replies[-1].choices] == ["health_none", "skip"]
    assert talk.say("mornings are good").asked == "consent"
    assert "nothing noted (if there is anything they should know" in talk.text


def test_the_question_for_the_provider_costs_no_message_of_its_own() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@example.org, mornings")
    assert talk.asked == "consent"
    assert NOTHING_NOTED in talk.text
    assert talk.say("i bruise very easily").asked == "consent_again"
    assert talk.state.flags == [{"name": "other", "words": "i bruise very easily"}]
    assert "For the provider: i bruise very easily" in talk.text
    assert talk.say("yes").events == ["confirmed"]


def test_start_over_forgets_everything_and_asks_the_first_question() -> None:
    talk = ready().say("can we start over")
    assert talk.events == ["cancelled"]
    assert [reply.response for reply in talk.replies] == [
        "utter_intake_start_over",
        "utter_ask_concern",
    ]
    assert (talk.state.name, talk.state.phone, talk.state.words) == (None, None, [])
    assert talk.say("melasma").asked == "area"
    assert talk.state.concerns == ["melasma"]


def test_start_over_after_sending_keeps_which_request_it_was() -> None:
    talk = sent().say("lets start from scratch")
    assert (talk.state.active, talk.state.submitted) == (True, "req-1")
    assert talk.state.phone is None


@pytest.mark.parametrize("back", ["im back", "ok lets continue", "where were we?", "yes"])
def test_coming_back_goes_on_with_the_same_question(back: str) -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena").say("not now")
    assert (talk.state.active, talk.state.rested, talk.state.asking) == (False, "contact", None)
    assert talk.say(back).asked.startswith("contact")
    assert (talk.state.active, talk.state.rested) == (True, None)
    assert (talk.state.name, talk.state.concerns) == ("Ximena", ["rosacea"])


def test_coming_back_says_so_and_a_detail_comes_back_too() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena").say("gotta go")
    assert talk.say("thanks").replies == []
    assert talk.say("im back").replies[0].response == "utter_intake_welcome_back"
    other = Talk().start("consult, rosacea, cheeks. im Ximena").say("not now")
    assert other.say("415 555 0123").asked == "channel"


def test_what_is_left_after_a_rest() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena").say("not now").say("what's left?")
    assert talk.replies[0].response == "utter_intake_missing"
    assert talk.asked.startswith("contact")


def test_who_cancels_what_is_not_there_begins_nothing() -> None:
    talk = Talk().start("I'd like to cancel my request")
    assert (talk.state.active, talk.asked) == (False, "")
    assert talk.replies[0].response == "utter_intake_cancelled"


def test_cancelling_what_was_left_for_later_forgets_it() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, 415 555 0123").say("not now")
    assert talk.say("cancel my request").events == ["cancelled"]
    assert talk.state.phone is None


@pytest.mark.parametrize("taken_back", ["cancel", "please do not contact me"])
def test_what_is_wanted_after_all_begins_anew(taken_back: str) -> None:
    talk = ready().say(taken_back)
    assert not talk.state.active
    assert talk.say("wait no i still want it").asked == "concern"
    assert talk.state.consents["contact"] is None


def test_wanting_something_begins_nothing_where_nothing_was_taken_back() -> None:
    assert Talk().say("i still want it").replies == []


@pytest.mark.parametrize("words", ["never mind", "forget it", "stop"])
def test_a_request_that_was_sent_is_not_taken_back_by_a_word(words: str) -> None:
    talk = sent().say(words)
    assert (talk.events, talk.state.submitted) == (["confirmed"], "req-1")


@pytest.mark.parametrize(
    "words",
    ["please don't contact me", "cancel my request", "I don't need it anymore", "cancel it"],
)
def test_a_request_that_was_sent_can_be_taken_back(words: str) -> None:
    talk = sent().say(words)
    assert talk.events == ["confirmed", "withdrawn"]
    assert talk.replies == []  # said by the caller, after the commit
    consents = {"contact": False, "marketing": None, "chat": False}
    assert talk.state == IntakeState(consents=consents, consent_versions={"chat": "chat-1"})


def test_a_new_request_after_taking_one_back_asks_for_the_consent_anew() -> None:
    talk = sent().say("please don't contact me")
    talk.start("actually a consult for melasma, forehead. im Ximena, ximena@example.org, mornings")
    assert talk.asked == "consent"
    assert talk.say("yes").events == ["confirmed", "withdrawn", "confirmed"]
    assert talk.state.submitted is None


def test_a_concern_after_sending_opens_the_request_only_with_a_wish() -> None:
    talk = sent()
    assert talk.say("does microneedling help with wrinkles").replies == []
    assert talk.say("what about dark spots").replies == []
    assert not talk.state.active
    assert talk.start("i want a consult for melasma as well").events[1:] == ["confirmed"]
    assert "melasma" in talk.state.concerns


def test_a_change_without_the_new_value_after_sending_asks_for_it() -> None:
    talk = sent()
    assert talk.say("change my phone number").asked == "phone"
    assert talk.say("510 555 0188").events == ["confirmed", "confirmed"]
    assert (talk.state.submitted, talk.state.phone) == ("req-1", "+15105550188")


def test_a_number_not_to_be_used_is_dropped_and_asked_for_anew() -> None:
    talk = ready().say("thats my ex's number dont use it")
    assert (talk.asked, talk.state.phone) == ("phone", None)
    assert talk.say("510 555 0188").asked == "consent"
    assert talk.state.phone == "+15105550188"


def test_another_address_is_asked_for_and_the_known_one_kept_until_then() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@example.org, mornings")
    assert talk.say("use my other email please").asked == "email"
    assert talk.state.email == "ximena@example.org"
    assert talk.say("olaya@example.org").asked.startswith("consent")
    assert talk.state.email == "olaya@example.org"


def test_a_number_given_with_the_one_to_be_left_is_taken() -> None:
    talk = ready().say("thats my old number, use 510 555 0188")
    assert (talk.state.phone, talk.asked) == ("+15105550188", "consent")


def test_only_a_part_of_the_name_is_changed() -> None:
    talk = ready()
    talk.say("my last name is Okafor")
    assert talk.state.name == "Ximena Okafor"
    talk.say("my first name is Olaya")
    assert talk.state.name == "Olaya Okafor"
    talk.say("its spelled Okafer")
    assert talk.state.name == "Olaya Okafer"


@pytest.mark.parametrize(
    ("text", "field", "name"),
    [
        ("could you add the knees as well", "areas", "knees"),
        ("can i include my neck", "areas", "neck"),
        ("may i also add dark spots", "concerns", "discoloration"),
    ],
)
def test_an_addition_in_the_form_of_a_question_is_taken(text: str, field: str, name: str) -> None:
    talk = ready().say(text)
    assert (talk.asked, getattr(talk.state, field)[-1]) == ("consent", name)
    talk = sent().say(text)
    assert (talk.events[1:], getattr(talk.state, field)[-1]) == (["confirmed"], name)


def test_a_concern_told_as_well_after_sending_opens_the_request() -> None:
    talk = sent().say("also there is rosacea")
    assert talk.events == ["confirmed", "confirmed"]
    assert "rosacea" in talk.state.concerns
    told = sent().say("there is rosacea, too", "state_concern")
    assert told.events == ["confirmed", "confirmed"]


def test_a_treatment_that_is_known_is_what_it_is_about() -> None:
    talk = Talk().start(
        "hello, i have wanted microneedling for a long time, my sister did it. when"
        " could i come in for a consultation"
    )
    assert talk.asked == "name"
    talk = Talk().say("so microneedling is done with needles").start("alright, book me")
    assert talk.asked == "name"
    talk.say("Bea Lund, 415 555 0123, call, mornings")
    assert "Treatments asked about: microneedling" in talk.text
    assert "Concern" not in talk.text


def test_a_treatment_of_a_question_beside_the_wish_leaves_the_concern_open() -> None:
    assert Talk().start("i need an appointment, and is microneedling painful?").asked == "concern"


def test_a_treatment_is_named_before_its_place() -> None:
    talk = Talk().start("i want to book a visit for microneedling of the neck, i have waited long")
    assert talk.replies[0].values == {"concerns": "microneedling", "areas": "neck"}


@pytest.mark.parametrize("text", ["shes 31", "i am 44", "52 years old", "his age is 60"])
def test_an_age_is_no_concern(text: str) -> None:
    talk = Talk().start("id like a consultation").say(text)
    assert (talk.asked, talk.state.concerns, talk.state.words) == ("concern_again", [], [])


@pytest.mark.parametrize("text", ["thats private", "my name is personal", "no, it's confidential"])
def test_who_keeps_their_name_to_themselves_is_told_why_it_is_asked(text: str) -> None:
    talk = Talk().start("consult for acne scars on my cheeks").say(text)
    assert talk.replies[0].response == "utter_why_name"
    assert (talk.asked, talk.state.name) == ("name", None)


def test_a_dictated_address_with_blanks_is_asked_about_and_its_provider_put_right():
    talk = Talk().say("i want a consult for melasma")
    talk.say("ines quarto at gmail dot com")
    assert talk.asked == "email_typo"
    assert talk.state.email is None
    talk.tap("email_suggested")
    assert talk.state.email == "inesquarto@gmail.com"
    talk.say("oh no, its icloud not gmail")
    assert talk.state.email == "inesquarto@icloud.com"


def test_an_area_code_may_follow_its_number():
    talk = Talk().say("i want a consult for melasma").say("Casimir Dolan 555 0123")
    assert (talk.state.phone, talk.asked) == (None, "phone")
    talk.say("oh sorry, 415")
    assert talk.state.phone == "+14155550123"
    assert Talk().say("i want a consult for melasma").say("415").state.phone is None
    talk = Talk().say("i want a consult for melasma").say("Casimir Dolan 555 0123")
    assert talk.say("forget my number").state.phone_part is None


def test_a_wrong_area_code_is_put_right():
    talk = Talk().say("i want a consult for melasma").say("Casimir Dolan 415 555 0123")
    assert talk.say("wrong area code, 510").state.phone == "+15105550123"
    assert talk.say("its 925 not 510").state.phone == "+19255550123"
