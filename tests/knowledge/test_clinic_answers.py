"""Answers from clinic.yml: the facts that are in it, and silence about all others."""

from datetime import datetime
from pathlib import Path

import pytest

from nightdesk.base.clinic import Clinic, load_clinic
from nightdesk.base.data import read_yaml
from nightdesk.knowledge.clinic_answers import asks_to_get_in, clinic_answer, plain_answer
from tests.base.clinics import EXAMPLE, WEEK, clinic

MESSAGES = read_yaml(Path(__file__).parent / "clinic_messages.yml")
CLINIC = load_clinic(EXAMPLE)
SUNDAY_NIGHT = datetime(2026, 11, 22, 22, 41, tzinfo=CLINIC.zone)
WEDNESDAY_NOON = datetime(2026, 11, 25, 12, tzinfo=CLINIC.zone)
POLICY_TOPICS = (
    "policy_deposit gift_cards financing_insurance reschedule_cancel consultation_cost "
    "virtual_consultation cost"
)


def said(
    topic: str, text: str = "", at: datetime = SUNDAY_NIGHT, place: Clinic = CLINIC
) -> str | None:
    reply = clinic_answer(place, topic, at, text)
    return reply.text if reply else None


def hours(text: str, at: datetime = SUNDAY_NIGHT, place: Clinic = CLINIC) -> str:
    answer = said("hours", text, at, place)
    assert answer is not None
    return answer


def test_an_answer_names_the_clinic_as_its_source() -> None:
    reply = clinic_answer(CLINIC, "hours", SUNDAY_NIGHT)
    assert reply is not None
    assert reply.kind == "answer"
    assert reply.answer == (
        {
            "entry": "clinic-hours",
            "topic": "hours",
            "topics": ["hours"],
            "treatment": "",
            "authority": "clinic",
            "source": {
                "title": "Clinic information",
                "publisher": CLINIC.name,
                "year": None,
                "address": CLINIC.website,
            },
            "reviewed_on": CLINIC.reviewed_on.isoformat(),
        },
    )


def test_hours_without_a_day_tell_now_the_week_and_what_will_differ() -> None:
    answer = hours("what are your hours")
    assert "closed right now" in answer
    assert "opens again on Tuesday, November 24, at 9:00 AM" in answer
    assert "Tuesday to Friday 9:00 AM to 5:30 PM; Saturday 9:00 AM to 3:00 PM" in answer
    assert "closed Monday and Sunday" in answer
    assert "Thursday, November 26 (Thanksgiving Day), it is closed" in answer


def test_hours_while_open() -> None:
    answer = hours("are you open now", WEDNESDAY_NOON)
    assert answer == "The clinic is open right now. Today's hours are 9:00 AM to 5:30 PM."


def test_hours_before_opening_and_on_a_shortened_day() -> None:
    early = datetime(2026, 12, 24, 7, tzinfo=CLINIC.zone)
    answer = hours("open today?", early)
    assert "closed right now and opens today at 9:00 AM" in answer
    assert "(Christmas Eve) are 9:00 AM to 1:00 PM" in answer


@pytest.mark.parametrize(
    "text", ["are you open on thanksgiving", "Thanksgiving day hours?", "open turkey day"]
)
def test_a_holiday_by_name(text: str) -> None:
    assert hours(text) == (
        "On Thursday, November 26 (Thanksgiving Day), the clinic is closed. "
        "It opens again on Saturday, November 28, at 9:00 AM."
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sat?", "On Saturdays the clinic is open 9:00 AM to 3:00 PM"),
        ("are u open saturdays", "On Saturdays the clinic is open 9:00 AM to 3:00 PM"),
        ("till when on wendsday", "9:00 AM to 5:30 PM"),
        ("open sun?", "closed on Sundays"),
        ("weekends?", "closed on Sundays"),
        ("open tomorrow", "Tomorrow, Monday, November 23, the clinic is closed"),
        ("day after tomorrow", "On Tuesday, November 24, the clinic is open"),
        ("black friday hours", "Friday, November 27 (the day after Thanksgiving), the clinic is c"),
        ("the day after thanksgiving", "Friday, November 27"),
        ("open the day after christmas?", "Saturday, December 26, the clinic is open"),
        ("the day before thanksgiving", "Wednesday, November 25, the clinic is open"),
        ("xmas eve", "December 24 (Christmas Eve), the clinic is open 9:00 AM to 1:00 PM"),
        ("christmas", "December 25 (Christmas Day), the clinic is closed"),
        ("open on 12/24", "December 24 (Christmas Eve)"),
        ("dec 24th hours", "December 24 (Christmas Eve)"),
        ("new years?", "Friday, January 1, 2027 (New Year's Day), the clinic is closed"),
        ("NYE", "December 31 (New Year's Eve), the clinic is open 9:00 AM to 3:00 PM"),
        ("4th of july?", "Sunday, July 4, 2027 (Independence Day), the clinic is closed"),
        (
            "are you open new years eve and easter",
            "is open 9:00 AM to 3:00 PM. I have no hours for",
        ),
        ("open on christmas and easter sunday?", "I have no hours for the other day you named"),
        ("what are your holiday hours", "On Friday, December 25 (Christmas Day), it is closed"),
        ("open on the 24th?", "On Tuesday, November 24, the clinic is open 9:00 AM to 5:30 PM."),
        ("the 5th?", "On Saturday, December 5, the clinic is open 9:00 AM to 3:00 PM."),
        ("open 24/7?", "The usual hours are"),
    ],
)
def test_the_day_that_is_asked_about_is_answered(text: str, words: str) -> None:
    assert words in hours(text)


def test_two_days_are_both_answered() -> None:
    answer = hours("friday or monday")
    assert "closed on Mondays" in answer
    assert "On Fridays the clinic is open" in answer


def test_a_weekday_tells_of_the_holiday_it_falls_on() -> None:
    assert "November 26 (Thanksgiving Day), it is closed" in hours("thursday?")


SATURDAY_AFTER_THANKSGIVING = datetime(2026, 11, 28, 12, tzinfo=CLINIC.zone)


def test_a_weekend_that_has_begun_is_this_one() -> None:
    assert hours("are you open thanksgiving weekend", SATURDAY_AFTER_THANKSGIVING) == (
        "The clinic is open right now. Today's hours are 9:00 AM to 3:00 PM. "
        "Tomorrow, Sunday, November 29, the clinic is closed. "
        "It opens again on Tuesday, December 1, at 9:00 AM."
    )


def test_a_holidays_weekend_tells_each_day_and_each_opening_once() -> None:
    answer = hours("thanksgiving weekend hours?")
    assert "Thursday, November 26 (Thanksgiving Day), the clinic is closed." in answer
    assert "Saturday, November 28, the clinic is open" in answer
    assert answer.count("It opens again on Saturday") == 1
    monday = hours("memorial day weekend?", datetime(2027, 5, 20, 12, tzinfo=CLINIC.zone))
    assert "On Saturday, May 29, the clinic is open" in monday
    assert "On Monday, May 31 (Memorial Day), the clinic is closed" in monday


def test_a_holiday_that_is_over_is_told_with_its_year() -> None:
    answer = hours("are you open on thanksgiving", SATURDAY_AFTER_THANKSGIVING)
    assert "Thursday, November 25, 2027 (Thanksgiving Day), the clinic is closed" in answer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("when does the summer break end", "closed right now (summer break)"),
        ("the day after summer break", "On Sunday, August 8, the clinic is closed"),
    ],
)
def test_a_closing_that_has_begun_is_found_by_its_name(text: str, words: str) -> None:
    place = clinic(holidays=[{"date": "2027-08-01", "until": "2027-08-07", "name": "summer break"}])
    assert words in hours(text, datetime(2027, 8, 4, 12, tzinfo=CLINIC.zone), place)


@pytest.mark.parametrize(
    "text",
    [
        "open on easter",
        "open easter sunday?",
        "are you open on veterans day?",
        "the week after christmas",
    ],
)
def test_a_day_that_the_file_does_not_tell_about_is_not_answered(text: str) -> None:
    assert said("hours", text) is None


def test_a_day_after_the_last_known_holiday_is_not_answered() -> None:
    last = datetime(2027, 12, 30, 12, tzinfo=CLINIC.zone)
    assert said("hours", "are you open on january 20", last) is None
    assert said("hours", "are you open on new years day", last) is None


def test_a_midday_break_is_told() -> None:
    place = clinic(hours={**WEEK, "tuesday": ["9:00-12:00", "13:00-24:00"]})
    assert "9:00 AM to 12:00 PM and 1:00 PM to midnight" in hours("tuesday?", place=place)


def test_location_and_parking_are_the_files_own_words() -> None:
    location = said("location")
    assert location is not None
    assert str(CLINIC.address) in location
    assert CLINIC.phone.display in location
    assert said("parking") == CLINIC.parking
    assert said("parking", place=clinic(parking=None)) is None


def test_booking_is_a_request_here_and_no_calendar_is_pretended() -> None:
    booking = said("booking")
    assert booking is not None
    assert "in this chat" in booking
    assert "do not have an online calendar" in booking
    walk_ins = clinic(policies={"booking": "Walk-ins are welcome on Saturdays."})
    with_rule = said("booking", place=walk_ins)
    assert with_rule is not None
    assert with_rule.endswith("Walk-ins are welcome on Saturdays.")


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("booking", "can i bring my baby"),
        ("booking", "can i bring a friend"),
        ("booking", "do i need a referral"),
        ("booking", "can i get both"),
        ("booking", "can i ask for her"),
        ("booking", "can he come too"),
        ("location", "i live in phoenix"),
        ("location", "why should i pick you over the place in danville"),
        ("location", "is there a bus / bart"),
        ("location", "is there a bart near you"),
        ("location", "any hotels close to the clinic?"),
        ("location", "which is the nearest train station"),
        ("hours", "how long have you been open"),
        ("hours", "how long has the clinic been around"),
        ("hours", "when did u first open"),
        ("parking", "is there wheelchair access"),
        ("parking", "i dont have a car"),
        ("who_performs", "who does the treatment"),
        ("who_performs", "does the doctor speak about pain"),
        ("financing_insurance", "do you take afterpay or carecredit"),
    ],
)
def test_what_only_sounds_like_the_topic_is_not_answered(topic: str, text: str) -> None:
    assert said(topic, text) is None


@pytest.mark.parametrize("topic", ["booking", "location", "parking"])
def test_whatever_asks_for_the_topic_is_answered(topic: str) -> None:
    assert [text for text in MESSAGES[topic] if said(topic, text) is None] == []


@pytest.mark.parametrize(
    ("topic", "text", "words"),
    [
        ("booking", "so its booked?", "No day is booked in this chat."),
        ("booking", "am i all booked then", "No day is booked in this chat."),
        ("booking", "how far out are you booked", "You can ask for a consultation"),
        ("booking", "do you take walk ins", "I do not know whether the clinic sees people without"),
        ("booking", "can i walk in", "I do not know whether the clinic sees people without"),
        ("booking", "can i come on a saturday", "On Saturdays the clinic is open 9:00 AM to"),
        ("booking", "can i come sunday at 10", "The clinic is closed on Sundays. You can ask for"),
        ("booking", "can i come dec 25 at 9am", "(Christmas Day), the clinic is closed."),
        ("booking", "can i book now", "You can ask for a consultation right here"),
        ("hours", "when did you open today", "The clinic is closed right now."),
        ("hours", "how long are you open", "The usual hours are"),
        ("location", "how far is it from danville", "I cannot tell distances or travel times."),
        ("location", "ok how far is that", "I cannot tell distances or travel times."),
        ("location", "i am at the bus station, are you near", "The clinic is at"),
        ("location", "phone?", "The clinic's phone number is 925-555-0100."),
        ("location", "what is your phone number", "The clinic's phone number is 925-555-0100."),
        ("location", "whats your email", "The clinic's e-mail address is desk@example.com."),
        ("who_performs", "do you speak spanish", "The clinic's languages are English and Spanish."),
        ("who_performs", "does anybody there speak mandarin", "languages are English and Spanish"),
        ("who_performs", "what languages do you speak", "languages are English and Spanish"),
    ],
)
def test_what_the_question_is_after_is_answered(topic: str, text: str, words: str) -> None:
    answer = said(topic, text)
    assert answer is not None
    assert words in answer


def test_all_treatments_are_listed() -> None:
    answer = said("other_treatments_offered", "what other treatments do you have")
    assert answer is not None
    assert all(treatment.name in answer for treatment in CLINIC.treatments)
    assert not any(treatment.name in answer for treatment in CLINIC.treatments_not_offered)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("do you do botox", "The clinic offers Botox."),
        ("Lip fillers?", "The clinic offers dermal fillers."),
        ("do you do a chem peel", "The clinic offers chemical peels."),
        ("do you have prp", "The clinic does not offer PRP."),
        ("do you offer laser hair removal", "The clinic does not offer laser hair removal."),
        ("is rf microneedling something you do", "The clinic does not offer RF microneedling."),
        (
            "do you do fillers or prp",
            "The clinic offers dermal fillers. The clinic does not offer PRP.",
        ),
        ("what about laser hair removal", "The clinic does not offer laser hair removal."),
        ("what fillers do you have", "The clinic offers dermal fillers."),
        ("do you have fraxel", "The clinic does not offer laser resurfacing."),
        ("do you do lash lifts", None),
        ("what about tattoo removal", None),
        ("do you pierce ears", None),
    ],
)
def test_a_treatment_by_name(text: str, answer: str | None) -> None:
    assert said("other_treatments_offered", text) == answer


def test_other_treatments_are_told_beside_one_that_is_not_offered() -> None:
    answer = said("other_treatments_offered", "what other treatments do you have besides prp")
    assert answer is not None
    assert answer.startswith("The clinic offers SkinPen microneedling, chemical peels,")
    assert answer.endswith("The clinic does not offer PRP.")


@pytest.mark.parametrize(
    ("text", "treatment", "answer"),
    [
        ("do u have it", "rf_microneedling", "The clinic does not offer RF microneedling."),
        ("do you guys offer that too", "filler", "The clinic offers dermal fillers."),
        ("do you do that", "tattoo_removal", None),
        ("do you do it in the evening", "filler", None),
    ],
)
def test_it_is_the_treatment_of_the_talk(text: str, treatment: str, answer: str | None) -> None:
    for topic in ("other_treatments_offered", "cost"):
        reply = clinic_answer(CLINIC, topic, SUNDAY_NIGHT, text, treatment)
        assert (reply.text if reply else None) == answer


@pytest.mark.parametrize("topic", POLICY_TOPICS.split())
def test_a_policy_that_is_not_in_the_file_is_not_answered(topic: str) -> None:
    assert said(topic, "how much is it and what are your rules") is None


@pytest.mark.parametrize(
    ("topic", "key"),
    [
        ("policy_deposit", "deposit"),
        ("gift_cards", "gift_cards"),
        ("financing_insurance", "financing"),
        ("reschedule_cancel", "cancellation"),
        ("consultation_cost", "consultation_cost"),
        ("virtual_consultation", "virtual_consultation"),
    ],
)
def test_a_policy_is_said_in_the_clinics_own_words(topic: str, key: str) -> None:
    place = clinic(policies={key: "Our own words on it."})
    assert said(topic, place=place) == "Our own words on it."


def test_a_price_is_said_only_for_the_treatment_that_has_one() -> None:
    place = clinic(policies={"prices": {"microneedling": "A SkinPen session is $1."}})
    assert said("cost", "how much is it", place=place) == "A SkinPen session is $1."
    assert said("cost", "how much is skinpen", place=place) == "A SkinPen session is $1."
    assert said("cost", "how much is botox", place=place) is None
    assert said("cost", "would a peel be cheaper than microneedling", place=place) is None
    talking_of_botox = clinic_answer(place, "cost", SUNDAY_NIGHT, "how much", treatment="botox")
    assert talking_of_botox is None


@pytest.mark.parametrize(
    ("text", "treatment", "answer"),
    [
        ("how much is prp", "", "The clinic does not offer PRP."),
        ("how much is it", "laser", "The clinic does not offer laser resurfacing."),
        ("what do morpheus and prp cost", "", "The clinic does not offer RF microneedling or PRP."),
        ("is prp cheaper than a peel", "", None),
        ("how much is a peel", "prp", None),
        ("how much", "prp, laser", None),
    ],
)
def test_what_is_not_offered_has_no_price(text: str, treatment: str, answer: str | None) -> None:
    reply = clinic_answer(CLINIC, "cost", SUNDAY_NIGHT, text, treatment)
    assert (reply.text if reply else None) == answer


@pytest.mark.parametrize("topic", ["pain", "what_is", "", "x"])
def test_other_topics_are_not_the_clinics(topic: str) -> None:
    assert said(topic) is None


@pytest.mark.parametrize(
    "topic", ["hours", "location", "parking", "booking", "other_treatments_offered"]
)
def test_the_tone_is_calm(topic: str) -> None:
    answer = said(topic)
    assert answer is not None
    assert "!" not in answer


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("is the office taking on new clients", True),
        ("do u accept new patients?", True),
        ("how long is your wait list", True),
        ("how long is the wait for an appointment", True),
        ("how long is the wait between sessions", False),
        ("is a new needle taken for patients", False),
    ],
)
def test_who_asks_how_to_get_in(text: str, asks: bool) -> None:
    assert asks_to_get_in(text) is asks
    reply = plain_answer(CLINIC, text, WEDNESDAY_NOON, to_come=False)
    assert bool(reply and reply.answer[0]["topic"] == "booking") is asks


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("which languages are spoken there", True),
        ("can you speak korean?", True),
        ("i speak korean", False),
    ],
)
def test_the_languages_are_told_to_who_asks_for_them(text: str, told: bool) -> None:
    reply = plain_answer(CLINIC, text, WEDNESDAY_NOON, to_come=False)
    assert bool(reply) is told
