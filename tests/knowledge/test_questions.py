"""Several questions in one message are searched one by one, and nothing is torn apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.knowledge.questions import MOST_QUESTIONS, split_questions


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("does it hurt", ["does it hurt"]),
        ("Does it hurt? How long is it?", ["Does it hurt?", "How long is it?"]),
        ("does it hurt and how long does it take", ["does it hurt", "how long does it take"]),
        ("Does it work? also what does it cost", ["Does it work?", "what does it cost"]),
        (
            "set me up with a consult for my neck also how much is one session",
            ["set me up with a consult for my neck", "how much is one session"],
        ),
        (
            "there are dents on my temples, will it hurt and how much",
            ["there are dents on my temples", "will it hurt", "how much does it cost"],
        ),
        ("So how much is it?", ["how much does it cost"]),
        (
            "does it scar, is it loud, how deep does it go, and who does it",
            ["does it scar", "is it loud", "how deep does it go", "who does it"],
        ),
        ("does it scar\nwhat is the downtime", ["does it scar", "what is the downtime"]),
        (
            "Hi! 1) is it safe 2) what's the downtime 3) open saturday. Thanks!",
            ["is it safe", "what's the downtime", "open saturday."],
        ),
        (
            "how long is a facial, does it sting, and can i drive home",
            ["how long is a facial", "does it sting", "can i drive home"],
        ),
        ("how long does it last, does it hurt", ["how long does it last", "does it hurt"]),
        (
            "does it fade spots and how many visits is that and is tea free there",
            ["does it fade spots", "how many visits is that", "is tea free there"],
        ),
        (
            "(1) price (2) healing (3) whether i can swim",
            ["price", "healing", "whether i can swim"],
        ),
        (
            "2 questions: do you treat hands, and what does it cost",
            ["do you treat hands", "what does it cost"],
        ),
        (
            "botox how many units, filler how many syringes, who does them",
            ["botox how many units", "filler how many syringes", "who does them"],
        ),
        ("quiero un peeling cuanto cuesta", ["quiero un peeling", "cuanto cuesta"]),
        (
            "i was wondering how it feels and also if there's a bench outside",
            ["i was wondering how it feels", "if there's a bench outside"],
        ),
        (
            "does it fade spots and if so for how long",
            ["does it fade spots and if so for how long"],
        ),
        ("does it fade spots, and if it does how soon", ["does it fade spots", "how soon"]),
    ],
)
def test_each_question_becomes_a_part(text: str, parts: list[str]) -> None:
    assert split_questions(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "is it ok before and after my vacation",
        "can i wear makeup and go to the gym",
        "is the 0.5 mm setting enough",
        "reach me at lena.moss@example.com",
        "i use a 0.5 roller, is that ok",
        "what if i am pregnant, can i still come",
        "when i sweat after, does it sting",
        "which is gentler, is it the peel",
        "how much is it, can you tell me",
        "can i do it with eczema, does that matter",
        "i have rosacea, is needling ok for it",
        "is it red and is normal to peel",
        "my son (7) has a rash",
        "quiero saber cuanto cuesta",
    ],
)
def test_one_thought_stays_whole(text: str) -> None:
    assert split_questions(text) == [text]


def test_a_statement_stays_with_the_question_that_points_back_to_it() -> None:
    text = "I tan very easily. Is that a problem?"
    assert split_questions(text) == [text]


def test_a_statement_that_stands_alone_is_its_own_part() -> None:
    parts = split_questions("I have acne scars on my cheeks. How many sessions are needed?")
    assert parts == ["I have acne scars on my cheeks.", "How many sessions are needed?"]


def test_no_more_than_four_and_the_questions_are_kept() -> None:
    text = "I am Ann. I like tea. Is it safe? Who does it? How long is it? What does it cost?"
    assert split_questions(text) == [
        "Is it safe?",
        "Who does it?",
        "How long is it?",
        "What does it cost?",
    ]


def test_what_is_too_much_stays_in_the_last_part() -> None:
    asked = "Is it safe? Who does it? How long? What price? When open? Where is it? Does it hurt?"
    assert split_questions(asked)[-1] == "Where is it? Does it hurt?"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("what is the cost and recovery time", ["what is the cost", "what is the recovery time"]),
        (
            "what are the risks, downtime and results for scars?",
            [
                "what are the risks for scars?",
                "what are the downtime for scars?",
                "what are the results for scars?",
            ],
        ),
        ("what is the best aftercare and why", ["what is the best aftercare", "why"]),
        ("what is the price of aftercare cream", ["what is the price of aftercare cream"]),
    ],
)
def test_things_that_are_asked_for_with_one_word_are_each_a_question(
    text: str, parts: list[str]
) -> None:
    assert split_questions(text) == parts


@pytest.mark.parametrize("text", ["", " \n ", "?!", "\x00", "\ud800", "👍", "1) 2) 3)"])
def test_a_text_without_words_has_no_parts(text: str) -> None:
    assert split_questions(text) == []


@pytest.mark.parametrize("text", [" and", "how ", "1) ", ", ", "? ", "and is it ", " "])
def test_long_repetitions_are_no_trouble(text: str) -> None:
    assert len(split_questions(text * 30_000)) <= MOST_QUESTIONS


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_gives_at_most_six_parts(text: str) -> None:
    assert len(split_questions(text)) <= MOST_QUESTIONS
