"""Everything that one message can say at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.intake.details import Details, read_details
from nightdesk.intake.merge import merge
from nightdesk.intake.state import IntakeState
from nightdesk.lexicon import default
from tests.intake.talk import mentions_in


def read(text: str, asking: str | None = None) -> Details:
    return read_details(text, asking=asking, mentions=mentions_in(text))


def test_all_in_one_message() -> None:
    details = read(
        "Hi, I'm Ximena Peña, acne scars on my cheeks, 415 555 0123 or ximena@example.org, "
        "text me on weekday evenings, no newsletters"
    )
    assert details.name == "Ximena Peña"
    assert details.phone == "+14155550123"
    assert details.email == "ximena@example.org"
    assert details.channel == "text"
    assert details.times == "weekday evenings"
    assert details.marketing is False
    assert (details.concerns, details.areas) == (("acne_scars",), ("cheeks",))


def test_an_empty_message_says_nothing() -> None:
    assert read("") == Details()


def test_conditions_and_medicines_are_noted_in_the_visitors_words() -> None:
    details = read("I am Pregnant and took accutane. my mom took accutane too")
    assert details.flags == (("pregnancy", "Pregnant"), ("isotretinoin", "accutane"))


@pytest.mark.parametrize(
    "text",
    [
        "im pregnant",
        "pregnant, is that a problem?",
        "can i do it while pregnant",
        "i was told no because im pregnant, is that true?",
        "is it safe for me, i am pregnant",
        "what if im pregnant",
        "can i get microneedling if pregnant",
        "should i stop accutane before?",
        "can i do it if i take accutane",
        "is it ok on accutane? i finished it in may, accutane that is",
        "i took accutane. is it safe for pregnant women?",
    ],
)
def test_a_condition_of_the_visitors_own_is_noted(text: str) -> None:
    assert read(text).flags


@pytest.mark.parametrize("asking", [None, "health", "confirm"])
@pytest.mark.parametrize(
    "text",
    [
        "is microneedling safe for pregnant women",
        "is microneedling safe for pregnant women?",
        "i was wondering if it is safe for pregnant women",
        "Tell me it is 100% safe for pregnant women",
        "do you treat pregnant patients",
        "what about pregnant women",
        "does accutane matter",
        "can you do it on accutane",
        "can i use accutane after",
        "should i take accutane",
        "will i get pregnant",
    ],
)
def test_what_is_asked_in_general_is_no_condition_of_the_visitors(
    text: str, asking: str | None
) -> None:
    assert read(text, asking).flags == ()


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("how long does the numbing cream take", 0),
        ("will i get an infection", 0),
        ("can i use vitamin c after", 0),
        ("can i come with a sunburn", 1),
        ("i have an infection, can i come?", 1),
        ("is it ok if i use vitamin c", 1),
    ],
)
def test_what_comes_with_the_treatment_is_no_condition_when_asked_about(
    text: str, flags: int
) -> None:
    assert len(read_details(text, asking=None, mentions=default().read(text)).flags) == flags


def test_negated_and_other_peoples_mentions_are_left_out() -> None:
    details = read("not pregnant, no rosacea, my sister is pregnant with melasma")
    assert (details.flags, details.concerns) == ((), ())
    assert ("condition", "pregnancy") in details.denied


def test_words_are_the_sentences_with_the_concern_and_no_contact_details() -> None:
    details = read("acne scars since i was 15, mostly cheeks. 415 555 0123. thanks")
    assert details.words == ("acne scars since i was 15, mostly cheeks",)


def test_a_question_in_a_running_request_names_no_concern_of_it() -> None:
    assert read("does it help wrinkles?", asking="name").concerns == ()
    assert read("it's my chin, does it help wrinkles?", asking="area").areas == ("chin",)
    assert read("does it help wrinkles?").concerns == ("wrinkles",)


def test_two_people_are_not_mixed_up() -> None:
    details = read("im Ximena Peña, 415 555 0123 and my sister is Olaya Peña, 415 555 0188")
    assert (details.name, details.phone) == ("Ximena Peña", "+14155550123")
    assert details.others == ("my sister is Olaya Peña, 415 555 0188",)
    later = read("her name is Olaya Peña, 415 555 0188, olaya@example.org", asking="name")
    assert (later.name, later.phone, later.email) == (None, None, None)
    assert later.others == ("her name is Olaya Peña, 415 555 0188, olaya@example.org",)


def test_a_phone_in_an_address_is_no_phone() -> None:
    details = read("ximena4155550123@example.org")
    assert (details.phone, details.email) == (None, "ximena4155550123@example.org")


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("is 415 555 0100 you?", None),
        ("can i text you at 415 555 0100", None),
        ("nobody picks up at 415 555 0100", None),
        ("my number is not 415-555-0100", None),
        ("i tried 415 555 0100, mine is 415 555 0123", "+14155550123"),
    ],
)
def test_the_clinics_number_is_no_visitors(text: str, phone: str | None) -> None:
    details = read_details(text, asking=None, mentions=(), clinic_phones=["+14155550100"])
    assert (details.phone, details.phone_fix, details.name) == (phone, None, None)
    assert details.channel is None
    assert details.names_clinic is ("not" not in text)


def test_only_the_area_is_wrong() -> None:
    assert read("all good except the area, it's my chin", "confirm").corrects
    assert not read("everything is clear except the area around my chin", "confirm").corrects


def test_a_name_of_months_is_a_name() -> None:
    details = read("June Summer Day", asking="name")
    assert (details.name, details.times) == ("June Summer Day", None)


def test_an_address_given_is_no_wish_for_e_mail() -> None:
    assert read("my email is ximena@example.org").channel is None


@settings(deadline=None)
@given(
    st.text(max_size=400), st.sampled_from([None, "name", "contact", "times", "health", "confirm"])
)
def test_any_text_is_read_without_harm(text: str, asking: str | None) -> None:
    details = read(text, asking)
    assert details.phone is None or details.phone.startswith("+")
    assert details.email is None or "@" in details.email


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "I'm allergic to latex and nickel sulfate. acne scars",
            "allergic to latex and nickel sulfate",
        ),
        ("i have a bad peanut allergy and want a consult", "bad peanut allergy"),
        ("allergic to aspirin, bees and latex", "allergic to aspirin, bees and latex"),
        ("my face is fine. allergies", "allergies"),
    ],
)
def test_what_somebody_is_allergic_to(text: str, words: str) -> None:
    details = read_details(text, asking=None, mentions=default().read(text))
    assert dict(details.flags)["allergy"] == words


def test_one_number_for_two() -> None:
    details = read("she's Olaya Moss 415 555 0123 and I'm Ximena Moss, same number")
    assert (details.name, details.phone) == ("Ximena Moss", "+14155550123")


def test_acne_as_the_cause_of_scars_is_no_concern_of_its_own() -> None:
    state = IntakeState(concerns=["acne_scars"], areas=["cheeks"])
    for text in ("from acne", "they're mostly from old acne"):
        merge(state, read_details(text, asking=None, mentions=default().read(text)))
    assert state.concerns == ["acne_scars"]
    merge(state, read_details("and acne", asking=None, mentions=default().read("and acne")))
    assert state.concerns == ["acne_scars", "active_acne"]


@pytest.mark.parametrize(
    ("text", "concerns"),
    [
        ("awful acne when i was 14 and my face is pitted now", ("acne_scars",)),
        ("my cheeks are full of craters, i used to have bad acne", ("acne_scars",)),
        ("i got acne on my chin and acne scars on my cheeks", ("active_acne", "acne_scars")),
        ("i have acne since high school and acne scars", ("active_acne", "acne_scars")),
    ],
)
def test_acne_of_long_ago_that_left_scars_is_no_concern(
    text: str, concerns: tuple[str, ...]
) -> None:
    found = read_details(text, asking=None, mentions=default().read(text)).concerns
    assert set(found) == set(concerns)


@pytest.mark.parametrize(
    "unit", [".", "!", "\n", " ", ", ", "ok, ", "no, wait. ", "+1 ", "hi 925 ", "forget my "]
)
def test_a_message_of_repetitions_is_no_trouble(unit: str) -> None:
    """Where a pattern is tried anew at each place, 5,000 characters would take half a minute."""
    details = read_details(f"a{unit * (5_000 // len(unit))}", asking="name", mentions=())
    assert (details.phone, details.email) == (None, None)


@pytest.mark.parametrize(
    ("text", "areas", "concerns"),
    [
        ("got a keloid on my shoulder once, want my chin done for acne scars", ["chin"], None),
        ("i have eczema on my arms. a consult for melasma on my cheeks", ["cheeks"], ["melasma"]),
        ("psoriasis on my knees and i'd like my neck treated", ["neck"], None),
        ("had surgery on my back, i need my forehead wrinkles looked at", ["forehead"], None),
        ("dark spots on my hands, consult is for my neck wrinkles", ["neck"], ["wrinkles"]),
        ("melasma on my cheeks and i want help for my chin", ["cheeks", "chin"], ["melasma"]),
        (
            "i've had melasma on my cheeks for years, want my chin done too",
            ["cheeks", "chin"],
            None,
        ),
        ("eczema on my arms, and melasma on my cheeks", ["arms", "cheeks"], None),
    ],
)
def test_the_area_of_a_condition_or_history_is_not_the_one_to_treat(
    text: str, areas: list[str], concerns: list[str] | None
) -> None:
    details = read_details(text, asking=None, mentions=default().read(text))
    assert list(details.areas) == areas
    assert concerns is None or list(details.concerns) == concerns
