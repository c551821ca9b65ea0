"""Whole intakes, as visitors go through them."""

from nightdesk.intake.consent import CONSENT_WORDINGS, OWN_WORDS
from nightdesk.intake.state import IntakeState
from tests.intake.talk import Talk

WEEK = ["mon", "tue", "wed", "thu", "fri"]


def ready() -> Talk:
    """A visitor who has the summary in front of them."""
    talk = Talk().start("consult for acne scars on my cheeks please, im Ximena Peña")
    talk.say("415 555 0123, text me, weekday evenings").tap("consent_yes")
    assert talk.asked == "confirm"
    return talk


def test_question_by_question() -> None:
    talk = Talk().start("id like a consultation")
    assert talk.asked == "concern"
    assert talk.say("acne scars").asked == "area"
    assert talk.say("my cheeks").asked == "name"
    assert talk.say("Ximena Peña").asked == "contact"
    assert talk.say("415 555 0123").asked == "channel"
    assert talk.tap("channel_text").asked == "times"
    assert talk.say("weekday evenings").asked == "consent"
    assert talk.tap("consent_yes").asked == "confirm"
    assert "Phone: (415) 555-0123" in talk.text
    assert talk.tap("confirm_yes").events == ["confirmed"]
    state = talk.state
    assert (state.name, state.phone, state.channel) == ("Ximena Peña", "+14155550123", "text")
    assert (state.concerns, state.areas) == (["acne_scars"], ["cheeks"])
    assert state.times_normalised == [{"days": WEEK, "from": "17:00", "to": None, "except": []}]
    assert state.consent_versions["contact"] == CONSENT_WORDINGS["contact"][0]
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
    assert talk.state.asking == "consent"  # the concern was passed over twice: it may stay open
    talk.say("yes")
    assert talk.say("and its for wrinkles on my neck").asked == "confirm"
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
    assert talk.say("not 0123, 0124").asked == "confirm"
    assert "(415) 555-0124" in talk.text
    assert talk.say("sorry its 510 555 0124").asked == "confirm"
    assert talk.state.phone == "+15105550124"
    assert talk.say("send it").events == ["confirmed"]


def test_change_something_by_buttons() -> None:
    talk = ready().tap("confirm_change")
    assert talk.asked == "change"
    assert talk.tap("change_name").asked == "name"
    assert talk.say("Olaya Peña").asked == "confirm"
    assert talk.state.name == "Olaya Peña"
    talk.tap("confirm_change").tap("change_concern")
    assert talk.say("wrinkles").asked == "confirm"
    assert talk.state.concerns == ["wrinkles"]
    assert talk.tap("confirm_change").tap("change_none").asked.startswith("confirm")


def test_change_something_in_words() -> None:
    talk = ready()
    assert talk.say("no").asked == "change"
    assert talk.say("the time").asked == "times"
    assert talk.say("sundays").asked == "confirm"
    assert talk.say("change my phone number").asked == "phone"
    assert talk.say("510 555 0188").asked == "confirm"
    assert "Times: sundays" in talk.text
    assert "(510) 555-0188" in talk.text


def test_a_yes_with_a_change_is_no_yes_yet() -> None:
    talk = ready()
    assert talk.say("yes but mornings please").asked == "confirm"
    assert talk.events == []
    assert "Times: mornings" in talk.text
    assert talk.say("looks good but change the name").asked == "name"


def test_an_email_alone_is_enough_and_the_way_is_not_asked() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena")
    assert talk.say("no phone please").asked == "email"
    assert talk.say("ximena@example.org").asked == "times"
    assert (talk.state.channel, talk.state.phone) == ("email", None)


def test_no_email_and_texts_only() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena")
    assert talk.say("i dont have an email").asked == "phone"
    assert talk.say("415 555 0123 no calls").asked == "times"
    assert talk.state.channel == "text"


def test_a_way_without_its_detail_asks_for_the_detail() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@example.org")
    assert talk.say("text me").asked == "phone"
    assert talk.say("415 555 0123").asked == "times"
    assert talk.state.channel == "text"


def test_refusing_the_detail_falls_back_to_the_other_way() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@example.org, text me")
    assert talk.asked == "phone"
    assert talk.say("skip").asked == "times"
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
    assert talk.say("yes").asked == "times"
    assert talk.state.email == "ximena@gmail.com"


def test_a_mistyped_address_can_be_meant() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@gmial.com")
    assert talk.tap("email_written").asked == "times"
    assert talk.state.email == "ximena@gmial.com"
    other = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@gmial.com")
    assert other.say("no").asked == "contact"
    assert other.say("ximena dot p at example dot org").state.email == "ximena.p@example.org"


def test_an_address_without_its_sign_is_not_kept() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena")
    assert talk.say("ximena.pena.example.org").asked == "email_again"
    assert "@" in talk.text
    assert talk.state.email is None


def test_why_is_answered_at_every_question() -> None:
    talk = Talk().start("consult")
    for answer in ("rosacea", "cheeks", "Ximena", "415 555 0123", "text", "mornings", "yes"):
        question = talk.state.asking
        talk.say("why do you need that?")
        assert talk.replies[0].response == f"utter_why_{question}"
        assert talk.state.asking == question
        talk.say(answer)
    assert talk.asked == "confirm"


def test_skipping_what_may_stay_open() -> None:
    talk = Talk().start("consult")
    assert talk.say("id rather not say").asked == "name"
    talk.say("Ximena").say("415 555 0123")
    assert talk.say("doesn't matter").asked == "times"
    assert talk.say("skip").asked == "consent"
    talk.tap("consent_yes").tap("confirm_yes")
    assert talk.events == ["confirmed"]
    assert (talk.state.channel, talk.state.times, talk.state.concerns) == (None, None, [])


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


def test_cancel_forgets_everything() -> None:
    talk = ready().say("never mind")
    assert talk.events == ["cancelled"]
    assert talk.state == IntakeState(cancelled=True)
    assert ready().tap("cancel").events == ["cancelled"]


def test_never_mind_with_a_new_detail_is_no_cancel() -> None:
    talk = ready().say("never mind that, mornings please")
    assert talk.events == []
    assert talk.state.times == "mornings"


def test_later_keeps_what_is_known() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena").say("not now")
    assert not talk.state.active
    assert talk.replies[0].response == "utter_intake_later"
    assert talk.start("ok lets set up that consult").asked == "contact"


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
    assert talk.say("no, evenings").asked == "consent_again"
    assert (talk.events, talk.state.times) == ([], "evenings")


def test_no_texts_is_no_refusal() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, 415 555 0123, mornings")
    assert talk.say("no texts").state.channel == "call"
    assert talk.events == []


def test_consent_for_contact_only() -> None:
    talk = Talk().start("consult, rosacea, cheeks. im Ximena, ximena@example.org, mornings")
    assert talk.say("yes contact me but no newsletters").asked == "confirm"
    assert talk.state.consents == {"contact": True, "marketing": False}
    assert "Promotions: none" in talk.text


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


def test_an_area_or_times_in_words_that_are_not_known() -> None:
    talk = Talk().start("consult for acne scars")
    assert talk.say("left side mostly").asked == "name"
    assert "left side mostly" in talk.state.words
    talk.say("Ximena, ximena@example.org")
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
    assert "nothing" not in ready().say("what else do you need?").text.lower()


def test_tired_of_typing() -> None:
    talk = Talk().start("appointment for my neck").say("im Ximena")
    talk.say("too many questions for my thumbs, please have somebody ring me")
    assert talk.asked == "phone"
    assert talk.say("415 555 0123").asked == "consent"
    assert talk.say("yes").asked == "confirm"
    assert (talk.state.channel, talk.state.areas) == ("call", ["neck"])


def test_two_people() -> None:
    talk = Talk().start("me and my mom would like appointments. I have rosacea on my cheeks")
    talk.say("im Ximena Peña, 415 555 0123").say("her name is Olaya Peña, 415 555 0188, melasma")
    assert (talk.state.name, talk.state.phone) == ("Ximena Peña", "+14155550123")
    assert "her name is Olaya Peña, 415 555 0188, melasma" in talk.state.others
    talk.say("text").say("fridays").say("yes")
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


def test_a_correction_after_sending_is_confirmed_again() -> None:
    talk = ready().tap("confirm_yes")
    talk.state.submitted = "req-1"
    assert talk.say("wait my number is 510 555 0188").asked == "confirm"
    assert talk.tap("confirm_yes").events == ["confirmed", "confirmed"]
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
