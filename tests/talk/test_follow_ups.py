"""Short messages that go on from the question before them."""

import pytest
from sqlalchemy import select

from nightdesk.store.tables import Conversation, Question
from nightdesk.talk.follow_ups import leans
from tests.talk.conftest import Talk


def entries(talk: Talk, text: str, intent: str = "ask_treatment") -> list[str]:
    return [told["entry"] for reply in talk.say(text, intent) for told in reply.answer]


def questions(talk: Talk) -> int:
    with talk.core.db.reading() as session:
        return len(session.scalars(select(Question)).all())


@pytest.mark.parametrize(
    "text",
    ["how many days before", "for how long?", "will it fade", "and how soon", "should i wait"],
)
def test_what_names_no_subject_leans_on_the_question_before(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "does it hurt",
        "how much is it",
        "how many sessions",
        "how long does it last",
        "where are you",
        "what is it",
        "how often",
        "can i go",
    ],
)
def test_a_whole_question_stands_by_itself(text: str) -> None:
    assert not leans(text)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("do i have to stop my retinol cream", "how long before"),
        ("can i go in the sun after", "how long"),
        ("can i use makeup afterwards", "how soon"),
        ("i have active acne now, can i do it", "should i wait"),
        ("can i drink alcohol before", "how many days before"),
    ],
)
def test_a_question_without_a_subject_stays_with_the_last_one(
    talk: Talk, first: str, then: str
) -> None:
    told = entries(talk, first)
    (reply, *_) = talk.say(then, "ask_treatment")
    again = [told["entry"] for told in reply.answer]
    assert reply.response == "utter_said_answer" or set(again) <= set(told)


def test_a_follow_up_that_another_entry_answers_gets_that_one(talk: Talk) -> None:
    told = entries(talk, "what about smoking")
    more = entries(talk, "how long before")
    assert more
    assert set(more).isdisjoint(told)


def test_a_follow_up_that_nothing_answers_is_kept_for_staff(talk: Talk) -> None:
    talk.say("do you sell gift cards", "ask_clinic")
    before = questions(talk)
    assert [r.kind for r in talk.say("how long is it", "ask_treatment")] == ["defer"]
    assert questions(talk) == before + 1


def test_how_long_after_other_answers_asks_for_a_session(talk: Talk) -> None:
    talk.say("does it hurt", "ask_treatment")
    assert entries(talk, "how long") == ["mn-session-length-1"]


@pytest.mark.parametrize(
    ("then", "says"),
    [
        ("and tuesday", "Tuesdays"),
        ("what about sunday?", "Sundays"),
        ("and dec 24", "December 24"),
        ("how about christmas", "December 25"),
    ],
)
def test_another_day_after_the_hours_is_asked_the_same(talk: Talk, then: str, says: str) -> None:
    talk.say("are you open on saturday?", "ask_clinic")
    (reply,) = talk.say(then, "give_details")
    assert says in reply.text
    assert talk.requests() == []


def test_until_when_asks_of_the_day_before(talk: Talk) -> None:
    talk.say("are you open on saturday?", "ask_clinic")
    talk.say("and tuesday", "give_details")
    (reply,) = talk.say("until when", "ask_treatment")
    assert "Tuesdays" in reply.text


def test_a_day_without_hours_before_is_a_time_as_ever(talk: Talk) -> None:
    talk.say("does it hurt", "ask_treatment")
    assert talk.say("on sunday", "give_details")[-1].kind == "ask"


@pytest.mark.parametrize(
    ("first", "text", "intent", "confidence"),
    [
        ("do you take insurance", "Anthem Gold", "ask_treatment", 0.5),
        ("how much is it", "y duele mucho", "ask_treatment", 0.8),
        ("where are you", "Salem Oregon", "state_concern", 0.3),
        ("when should i do it before my party", "its March 14", "give_details", 0.4),
        ("does it hurt", "Doxycycline twice daily", "state_concern", 0.5),
    ],
)
def test_two_words_after_an_offer_need_not_be_a_name(
    talk: Talk, first: str, text: str, intent: str, confidence: float
) -> None:
    talk.say(first, "ask_treatment")
    talk.say(text, intent, confidence)
    with talk.core.db.reading() as session:
        state = session.get_one(Conversation, talk.id).intake
    assert not state.get("active")


@pytest.mark.parametrize(
    ("text", "intent"),
    [("Dana Quist", "state_concern"), ("dana quist", "give_details"), ("Frank", "state_concern")],
)
def test_a_name_after_an_offer_begins_the_request(talk: Talk, text: str, intent: str) -> None:
    talk.say("does it hurt", "ask_treatment")
    assert talk.say(text, intent, 0.3)[-1].kind == "ask"


@pytest.mark.parametrize(
    ("text", "intent", "confidence"),
    [
        ("why not", "deny", 0.5),
        ("so is that a no", "affirm", 0.8),
        ("does this matter", "skip", 0.3),
        ("and which have none", "deny", 0.2),
        ("what if i do it anyway", "smalltalk", 0.2),
    ],
)
def test_a_question_that_sounds_like_a_yes_or_no_is_kept_for_staff(
    talk: Talk, text: str, intent: str, confidence: float
) -> None:
    talk.say("do you have fraxel", "ask_clinic")
    before = questions(talk)
    replies = talk.say(text, intent, confidence)
    assert replies[0].kind == "defer"
    assert questions(talk) == before + 1


def test_different_questions_without_an_answer_are_no_going_in_circles(talk: Talk) -> None:
    asked = (
        "what font is on your sign?",
        "is there a fish tank in the lobby?",
        "what song is that in the lobby?",
    )
    for text in (*asked, "which radio station plays at the desk?"):
        (reply, *_) = talk.say(text, "ask_clinic")
        assert reply.kind == "defer"
    assert reply.response == "utter_defer_more"
    assert reply.values["count"] == "4"


def test_the_same_question_again_and_again_is_going_in_circles(talk: Talk) -> None:
    for _ in range(3):
        (reply, *_) = talk.say("what font is on your sign?", "ask_clinic")
    assert reply.response == "utter_said_all"


@pytest.mark.parametrize(
    "text",
    ["what about ipl for dark skin", "slept on my face after needling, did i ruin it"],
)
def test_one_question_has_no_other_part(talk: Talk, text: str) -> None:
    replies = talk.say(text, "ask_treatment")
    assert "utter_defer_rest" not in [reply.response for reply in replies]


def test_questions_between_commas_are_all_met(talk: Talk) -> None:
    text = "who does it, are they licensed, how deep does the device go, and does it hurt"
    topics = {t["topic"] for r in talk.say(text, "ask_treatment") for t in r.answer}
    assert {"who_performs", "pain"} < topics


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("ok yea lets do it. Mateus", "Mateus"),
        ("Rutger van den Berg", "Rutger van den Berg"),
        ("lol ok at least ur honest. Shirin Daneshvar", "Shirin Daneshvar"),
    ],
)
def test_a_name_after_a_told_concern_begins_a_request(talk: Talk, said: str, name: str) -> None:
    talk.say("acne scars on my cheeks", "state_concern")
    talk.say(said, "want_consultation", 0.4)
    talk.say("925 555 0142", "give_details")
    assert talk.requests()[0]["name"] == name


MOLE = "the mole on my shoulder changed color, could a laser take it off"


@pytest.mark.parametrize("text", ["it itches as well", "and it crusts a bit", "could it be cancer"])
def test_a_further_sign_after_a_health_worry_stays_with_it(talk: Talk, text: str) -> None:
    talk.say(MOLE, "out_of_scope")
    replies = talk.say(text, "ask_treatment", 0.7)
    assert [r.response for r in replies] == ["utter_health_worry"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("what are your hours", "ask_clinic"),
        ("does microneedling hurt", "ask_treatment"),
        ("do you treat acne scars", "ask_treatment"),
        ("ok thank you", "thanks"),
    ],
)
def test_what_has_its_own_subject_after_a_health_worry_is_met_as_ever(
    talk: Talk, text: str, intent: str
) -> None:
    talk.say(MOLE, "out_of_scope")
    assert "utter_health_worry" not in [r.response for r in talk.say(text, intent)]


def test_a_sign_after_something_else_is_no_health_worry(talk: Talk) -> None:
    talk.say(MOLE, "out_of_scope")
    talk.say("what are your hours", "ask_clinic")
    replies = talk.say("does it itch", "ask_treatment")
    assert "utter_health_worry" not in [r.response for r in replies]


def test_a_dose_that_was_declined_is_not_answered_on_the_second_try(talk: Talk) -> None:
    talk.say("how many units of botox for my forehead", "out_of_scope")
    assert [r.kind for r in talk.say("which dose do you give most people", "ask_treatment")] == [
        "defer"
    ]


def test_how_long_it_is_after_the_consultation_asks_for_that(talk: Talk) -> None:
    talk.say("what do you do at a consultation", "ask_treatment")
    assert [r.kind for r in talk.say("how long is it", "ask_treatment")] == ["defer"]


def test_and_after_stays_with_the_cream_of_the_question_before(talk: Talk) -> None:
    told = entries(talk, "should i stop my tretinoin first")
    (reply, *_) = talk.say("and after?", "ask_treatment")
    assert reply.response == "utter_said_answer" or "skincare_after" in reply.answer[0]["topics"]
    assert told


def test_a_treatment_after_which_not_to_do_something_is_not_refused(talk: Talk) -> None:
    talk.say("what should i not do after botox", "ask_treatment")
    talk.say("can i lie down flat", "ask_treatment")
    (reply, *_) = talk.say("does it hurt", "ask_treatment")
    assert reply.answer[0]["treatment"] == "botox"


@pytest.mark.parametrize(
    ("text", "entry"),
    [("botox", "botox-what-is-1"), ("Filler.", "filler-what-is-1"), ("ipl", "ipl-what-is-1")],
)
def test_the_name_of_a_treatment_alone_is_answered_with_what_it_is(
    talk: Talk, text: str, entry: str
) -> None:
    assert entries(talk, text) == [entry]


def answered(talk: Talk, text: str) -> list[tuple[str, str]]:
    """The treatment and topic of each answer."""
    answers = [source for reply in talk.say(text, "ask_treatment") for source in reply.answer]
    return [(source["treatment"], source["topic"]) for source in answers]


@pytest.mark.parametrize(
    "then", ["or ipl", "then what about ipl", "ipl same?", "and ipl with it", "also ipl?"]
)
def test_however_the_talk_turns_to_another_treatment_the_topic_stays(talk: Talk, then: str) -> None:
    talk.say("is a chemical peel painful", "ask_treatment")
    assert answered(talk, then) == [("ipl", "pain")]


def test_the_topic_stays_over_several_turns_and_kind_words(talk: Talk) -> None:
    talk.say("is a chemical peel painful", "ask_treatment")
    talk.say("or ipl?", "ask_treatment")
    talk.say("thank you", "thanks")
    assert answered(talk, "and what about filler?") == [("filler", "pain")]


def test_where_we_are_is_no_topic_to_stay_with(talk: Talk) -> None:
    talk.say("is a chemical peel painful", "ask_treatment")
    talk.say("where are you", "ask_clinic")
    assert answered(talk, "or ipl?") == [("ipl", "pain")]


def test_the_topic_stays_where_nothing_was_known_of_the_treatment_before(talk: Talk) -> None:
    (reply, *_) = talk.say("how long till i can swim after a peel", "ask_treatment")
    assert reply.kind == "defer"
    ((treatment, topic),) = answered(talk, "and with skinpen?")
    assert (treatment, topic) == ("microneedling", "exercise_after")


def test_a_comparison_goes_on_with_the_other_treatment(talk: Talk) -> None:
    talk.say("is needling or a peel better", "ask_treatment")
    (reply, *_) = talk.say("what about laser", "ask_treatment")
    assert reply.answer[0]["topic"] == "vs_laser"


@pytest.mark.parametrize(
    ("then", "says"), [("and filler?", "offers dermal fillers"), ("or laser", "does not offer")]
)
def test_whether_another_treatment_is_offered_is_asked_the_same(
    talk: Talk, then: str, says: str
) -> None:
    talk.say("do you do botox", "ask_clinic")
    (reply, *_) = talk.say(then, "ask_clinic")
    assert says in reply.text


def test_who_was_told_the_list_asks_with_a_name_what_that_is(talk: Talk) -> None:
    talk.say("what treatments do you offer", "ask_clinic")
    assert entries(talk, "filler") == ["filler-what-is-1"]


def test_what_it_is_is_never_told_instead_of_what_was_asked(talk: Talk) -> None:
    talk.say("which movie plays during ipl", "ask_treatment")
    assert "what_is" not in [topic for _, topic in answered(talk, "or filler?")]


@pytest.mark.parametrize(
    "first", ["do you spin my blood and put it on my face", "do you put prp on after needling"]
)
def test_that_after_an_answer_on_prp_is_prp(talk: Talk, first: str) -> None:
    talk.say(first, "ask_treatment")
    (reply, *_) = talk.say("do you offer that", "ask_clinic")
    assert "does not offer PRP" in reply.text


def test_of_a_name_alone_that_is_not_offered_that_is_told_first(talk: Talk) -> None:
    told = entries(talk, "laser")
    assert told[0] == "clinic-other-treatments-offered"
    assert told[1].startswith("laser-what-is")


@pytest.mark.parametrize(
    "then",
    ["i stopped taking it in may", "so how long would i have to wait then", "so by june then?"],
)
def test_who_reckons_with_the_last_answer_is_not_told_that_there_is_none(
    talk: Talk, then: str
) -> None:
    told = entries(talk, "can i do it if i was on isotretinoin")
    (reply, *_) = talk.say(then, "ask_treatment")
    again = [source["entry"] for source in reply.answer]
    assert reply.response == "utter_said_answer" or set(again) == set(told)


def test_who_asks_if_that_is_a_no_begins_no_request(talk: Talk) -> None:
    entries(talk, "can i do it if i was on isotretinoin")
    replies = talk.say("okay so that's a no then", "deny", 0.4)
    assert [reply.response for reply in replies] == ["utter_said_answer"]


def test_who_asks_on_twice_reads_the_answer_again(talk: Talk) -> None:
    told = entries(talk, "can i do it if i was on isotretinoin")
    talk.say("i stopped it in may", "ask_treatment")
    assert entries(talk, "so how long do i need to wait") == told


def test_a_month_is_nothing_to_wait_for_after_an_answer_on_the_place(talk: Talk) -> None:
    entries(talk, "where can i park", "ask_clinic")
    said = [reply.response for reply in talk.say("so june?", "ask_treatment")]
    assert "utter_said_answer" not in said


def test_what_it_is_after_a_word_of_a_consultation(talk: Talk) -> None:
    entries(talk, "how do i book a visit", "ask_clinic")
    (reply, *_) = talk.say("hold on, what is that", "ask_treatment")
    assert reply.answer[0]["topic"] == "consultation_what_happens"
