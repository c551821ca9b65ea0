"""Names, as people write them, and what is none."""

import pytest

from nightdesk.intake.details import read_details
from nightdesk.intake.merge import merge
from nightdesk.intake.names import is_a_name, only_introduces
from nightdesk.intake.state import IntakeState
from nightdesk.intake.text import is_language
from tests.intake.talk import Talk, mentions_in


def name(text: str, asking: str | None = None) -> str | None:
    return read_details(text, asking=asking, mentions=mentions_in(text)).name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my name is Casimir Dolan", "Casimir Dolan"),
        ("my name is casimir dolan and my cell is 415 555 0123", "casimir dolan"),
        ("name: Casimir Dolan", "Casimir Dolan"),
        ("hi, I'm Casimir", "Casimir"),
        ("change my name to Casimir Dolan", "Casimir Dolan"),
        ("change the name to Casimir Dolan", "Casimir Dolan"),
        ("name should be Casimir Dolan", "Casimir Dolan"),
        ("i want an appointment, name Casimir, 415 555 0123", "Casimir"),
        ("everyone calls me Casimir", "Casimir"),
        ("ok text me 415 555 0123 Casimir Dolan weekends", "Casimir Dolan"),
        ("415 555 0123 Casimir Dolan after 5", "Casimir Dolan"),
        ("call Casimir Dolan 415 555 0123", "Casimir Dolan"),
        ("please reach Casimir Dolan mornings at 415 555 0123", "Casimir Dolan"),
        ("im casimir dolan, 415 555 0123", "casimir dolan"),
        ("This is Casimir Dolan calling about my skin", "Casimir Dolan"),
        ("it's Ximena", "Ximena"),
        ("soy Ximena Peña", "Ximena Peña"),
        ("me llamo ximena", "ximena"),
        ("my name is um Casimir uh Dolan", "Casimir Dolan"),
        ("my name is Niamh Daly that's n i a m h", "Niamh Daly"),
        ("my name is n-i-a-m-h", "Niamh"),
        ("its vikki with two k's vikki@example.com", "vikki"),
        ("name's Bo", "Bo"),
        ("you can call me Ray", "Ray"),
        ("my name is Will Young", "Will Young"),
        ("my name is June Summer Day", "June Summer Day"),
        ("my name is Mrs. Olaya Quist", "Olaya Quist"),
        ("im mr casimir dolan, 415 555 0123", "casimir dolan"),
        ("my name is O L A Y A", "Olaya"),
        ("my name is spelled o.l.a.y.a", "Olaya"),
        ("i go by Bo", "Bo"),
    ],
)
def test_introduced_anywhere(text: str, expected: str) -> None:
    assert name(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "O'Malley-Nakagawa",
        "王小明",
        "María José de la Vega",
        "Bo",
        "June Summer Day",
        "ximena peña",
        "J. R. Okafor",
        "van der Berg",
        "प्रिया शर्मा",
        "Olena Коваль",
        "XIMENA PEÑA",
        "Will",
        "Cam",
        "An",
        "My",
        "Skip",
        "River",
        "Mo",
        "mo",
        "win",
        "mo ali",
        "Lena Ortiz and Mark Ortiz",
        "lena ortiz and mark ortiz",
    ],
)
def test_alone_when_asked_for_and_kept_as_written(text: str) -> None:
    assert name(text, "name") == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sure, Ximena Peña", "Ximena Peña"),
        ("Ximena Peña, 415 555 0123", "Ximena Peña"),
        ("ximena peña acne scars", "ximena peña"),
        ("Ximena. why do you ask", "Ximena"),
        ("yes its ximena", "ximena"),
        ("ms Olaya Peña", "Olaya Peña"),
        ("Mrs. Olaya Peña", "Olaya Peña"),
        ("Miss Daisy", "Daisy"),
        ("Dr. Ximena Quist", "Ximena Quist"),
        ("O-l-a-y-a", "Olaya"),
        ("O L A Y A", "Olaya"),
        ("Olaya spelled O-L-A-Y-A", "Olaya"),
        ("this is olaya speaking", "olaya"),
        ("Olaya here", "Olaya"),
        ("monday okoro", "monday okoro"),
        ("it's Cam", "Cam"),
        ("I'm Will", "Will"),
        ("actually Dana Quist", "Dana Quist"),
        ("First name Bea, last name Le", "Bea Le"),
        ("first name: Bea and my last name is Le", "Bea Le"),
        ("name Ji-woo Park, thanks", "Ji-woo Park"),
        ("Neville Neville", "Neville Neville"),
        ("Bye Bye", None),
        ("Mr. Field", "Mr. Field"),
        ("hi, ms. Price", "ms. Price"),
        ("Miss You", None),
        ("Frost", "Frost"),
        ("it's me, Olaya", "Olaya"),
        ("its me again", None),
        ("name is spelled Olaya", "Olaya"),
        ("the name is spelled Olaya", "Olaya"),
        ("Ma. Ximena Quist", "Ma. Ximena Quist"),
        ("Ste. Claire Dolan", "Ste. Claire Dolan"),
        ("O. St. Quist", "O. St. Quist"),
        ("Sr. Casimir Dolan", "Casimir Dolan"),
        ("Sra. Quist", "Quist"),
        ('Casimir "Caz" Dolan', 'Casimir "Caz" Dolan'),
        ("Casimir (Caz) Dolan 415 555 0123", "Casimir (Caz) Dolan"),
        ("everybody calls me Caz but its Casimir Dolan", "Casimir Dolan"),
        ("last name Dolan, first name Casimir", "Casimir Dolan"),
        ("put Olaya", "Olaya"),
        ("Put me as Olaya 415 555 0123", "Olaya"),
        ("olaya's fine 415 555 0123", "olaya"),
        ("just Olaya is ok", "Olaya"),
        ("Em, 415 555 0123", "Em"),
        ("whatever's fine", None),
        ("put cream on daily", None),
    ],
)
def test_with_other_things_when_asked_for(text: str, expected: str) -> None:
    assert name(text, "name") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ximena Peña, 415 555 0123", "Ximena Peña"),
        ("ximena peña 415 555 0123 neck, call anytime", "ximena peña"),
        ("ximena@example.org / Ximena Peña / melasma", "Ximena Peña"),
        ("Consult please. Ximena Peña", "Ximena Peña"),
        ("melasma on my cheeks, 415 555 0123", None),
        ("Acne Scars, Cheeks, 415 555 0123", None),
        ("call me back 415 555 0123", None),
        ("Good Morning, 415 555 0123", None),
        ("CALL 4155550123 JOEY", "JOEY"),
        ("nina 415 555 0123", "nina"),
        ("consult friday pls, nina 415 555 0123", "nina"),
        ("nina@example.org nina", "nina"),
        ("dana quist 415 555 0123", "dana quist"),
        ("celular 415 555 0123", None),
        ("name Olaya phone 415 555 0123 melasma", "Olaya"),
        ("name olaya thi quist cell 415 555 0123", "olaya thi quist"),
        ("the name on my phone 415 555 0123", None),
        ("im olaya 31 f from reno 415 555 0123", "olaya"),
        ("im nearly 31 415 555 0123", None),
        ("Olaya 31 415 555 0123", "Olaya"),
        ("melasma 31 415 555 0123", None),
        ("consult wrinkles forehead. Em 415 555 0123", "Em"),
        ("thats my scar. Ty. 415 555 0123", None),
        ("em 415 555 0123", None),
        ("415 555 0123 asap", None),
        ("415 555 0123 please", None),
        ("my landline 415 555 0123", None),
    ],
)
def test_beside_contact_details_or_a_request(text: str, expected: str | None) -> None:
    assert name(text) == expected


@pytest.mark.parametrize("asking", [None, "name"])
@pytest.mark.parametrize(
    "text",
    [
        "im nervous",
        "I'm really nervous about needles",
        "im 45",
        "I'm interested in microneedling",
        "it's my cheeks",
        "its melasma",
        "it's been three years",
        "im pregnant",
        "I'm so tired of this",
        "i am allergic to lidocaine",
        "this is for my neck",
        "yes",
        "no thanks",
        "why do you need my name",
        "how much is it?",
        "skip",
        "i dont want to say",
        "415 555 0123",
        "ximena@example.org",
        "weekday evenings",
        "acne scars on my chin",
        "call me after 5",
        "her name is Odile",
        "never mind",
        "whatever",
        "tired",
        "prefer text",
        "just curious",
        "lol",
        "hello there",
        "morning",
        "im busy, 415 555 0123",
        "im scared of needles consult please",
        "please help 415 555 0123",
        "my husband's name is Bo",
        "my doctor's name is Odile",
        "brb",
        "yikesss",
        "hellooo",
        "nevermind",
        "bummer",
        "M W F",
        "will do",
        "Long story",
        "I'm Happy",
        "so",
        "salt and pepper",
        "First thing monday, last one ok",
        "asdfgh",
        "qwerty",
        "zxcvbn",
        "jjjjj",
        "??",
    ],
)
def test_no_names(text: str, asking: str | None) -> None:
    assert name(text, asking) is None


@pytest.mark.parametrize("asking", ["contact", "phone", "email", "confirm"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [("Dana", "Dana"), ("dana", None), ("Perfect", None), ("Sí", None), ("Tomorrow", None)],
)
def test_a_first_name_where_something_else_was_asked(
    asking: str, text: str, expected: str | None
) -> None:
    details = read_details(text, asking=asking, mentions=[])
    assert (details.name, details.name_sure) == (expected, False)


def test_a_fuller_name_said_at_the_next_question_replaces_the_first() -> None:
    state = IntakeState(name="Dana")
    merge(state, read_details("actually Dana Quist", asking="contact", mentions=[]))
    assert state.name == "Dana Quist"
    merge(state, read_details("sorry, Dina Quist", asking="contact", mentions=[]))
    assert state.name == "Dina Quist"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("my first name is Olaya", "first"),
        ("my last name is Quist", "last"),
        ("my last name's Quist", "last"),
        ("my name is Olaya Quist", ""),
        ("im Olaya, 415 555 0123", ""),
    ],
)
def test_which_part_of_the_name_was_given(text: str, part: str) -> None:
    assert read_details(text, asking=None, mentions=[]).name_part == part


@pytest.mark.parametrize(
    ("known", "text", "expected"),
    [
        ("Ximena Peña", "my last name is Quist", "Ximena Quist"),
        ("Ximena Peña", "my first name is Olaya", "Olaya Peña"),
        ("Ximena de la Peña", "my last name is Quist", "Ximena de la Quist"),
        ("Ximena Peña", "my name is spelled Jimena", "Jimena Peña"),
        ("Ximena Quist", "its spelled Quisst", "Ximena Quisst"),
        ("Ximena Peña", "my name is Casimir", "Casimir"),
        ("Ximena Peña", "my name is Olaya Quist", "Olaya Quist"),
        ("Ximena", "my last name is Quist", "Ximena Quist"),
        ("Quist", "my first name is Ximena", "Ximena Quist"),
        ("Jimena", "my first name is Ximena", "Ximena"),
        ("Qvist", "my last name is Quist", "Quist"),
        (None, "my last name is Quist", "Quist"),
    ],
)
def test_a_part_changes_only_that_part(known: str | None, text: str, expected: str) -> None:
    state = IntakeState(name=known)
    merge(state, read_details(text, asking="confirm", mentions=[]))
    assert state.name == expected


@pytest.mark.parametrize(
    "text",
    ["hello", "Nguyen", "Ng", "Krzysztof", "Schwartz", "rhythm", "脸颊", "прищи", "my neck", "ok"],
)
def test_words_are_language(text: str) -> None:
    assert is_language(text)


@pytest.mark.parametrize("text", ["", "123", "??", "asdfgh", "qwerty", "sdfghjkl", "aaaa", "zxcvb"])
def test_a_cats_walk_is_none(text: str) -> None:
    assert not is_language(text)


@pytest.mark.parametrize("asking", ["concern", "area"])
def test_a_first_name_instead_of_another_answer(asking: str) -> None:
    assert name("Casimir", asking) == "Casimir"
    assert [name(text, asking) for text in ("Everywhere", "Lipoma", "Dryness", "casimir")] == (
        [None] * 4
    )


def test_a_first_name_is_no_concern() -> None:
    talk = Talk().start("i want a consult").say("Casimir")
    assert (talk.state.name, talk.state.concerns, talk.state.words) == ("Casimir", [], [])


@pytest.mark.parametrize("text", ["its January 23", "it's Apr. 3", "i'm May 4", "llamada"])
def test_a_date_or_a_way_is_no_name(text: str) -> None:
    assert name(text) is None
    assert name(f"{text}, 415 555 0123") is None


def test_a_name_to_be_called_by_wishes_for_no_call() -> None:
    text = "Call me Ximena. ximena@example.org"
    details = read_details(text, asking=None, mentions=[])
    assert (details.name, details.channel) == ("Ximena", None)
    assert read_details("call me, Ximena", asking=None, mentions=[]).channel == "call"


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("my name is Sun-mi Cho", True),
        ("i'm Hazel Amber", True),
        ("Hazel Amber, 415 555 0123", True),
        ("im Hazel Amber and i look tired", False),
        ("i look tired", False),
        ("", False),
    ],
)
def test_words_that_only_say_who_somebody_is(text: str, only: bool) -> None:
    assert only_introduces(text) is only


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("text me, 415 555 0123, melasma, Zainab", "Zainab"),
        ("Ximena, rosacea, ximena@example.com, mornings", "Ximena"),
        ("Olaya Quist, wrinkles, texting is best, 415 555 0123", "Olaya Quist"),
        ("melasma\nZainab\n415 555 0123 after 5", "Zainab"),
        ("415 555 0123, dark spots on my chin, Zainab.", "Zainab"),
        ("rosacea. call 415 555 0123 and ask for Zainab Okoro", "Zainab Okoro"),
    ],
)
def test_in_a_list_beside_contact_details(text: str, expected: str) -> None:
    assert name(text) == expected


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("rosacea, Thursday, 415 555 0123, mornings", None),
        ("Zainab, rosacea, Livermore, 415 555 0123 after 5", None),
        ("Melanosis, melasma, ximena@example.com, mornings", None),
        ("melasma, Zainab, mornings", None),
        ("i want to ask for Zainab at the desk, melasma, 415 555 0123", None),
        ("Sertraline, melasma, ximena@example.com, mornings", "health"),
    ],
)
def test_no_name_in_a_list(text: str, asking: str | None) -> None:
    assert name(text, asking) is None


@pytest.mark.parametrize(
    "text",
    [
        "Tariq bin Yusuf al-Amin",
        "Noor el Haddad",
        "Sancho de la Torre Ruiz",
        "Chiara d'Arcy",
        "Ines van der Meer",
    ],
)
@pytest.mark.parametrize("asking", ["concern", "area", "times", "phone", "name"])
def test_particles_in_a_name(text: str, asking: str) -> None:
    assert name(text, asking) == text
    assert is_a_name(text)


@pytest.mark.parametrize("text", ["Ximena", "Manchas En La Cara", "de la Torre", "no la Torre", ""])
def test_what_is_not_like_a_name(text: str) -> None:
    assert not is_a_name(text)


def test_a_name_answers_no_question_for_the_concern() -> None:
    talk = Talk().start("i want an appointment")
    assert talk.asked == "concern"
    talk.say("Tariq bin Yusuf al-Amin")
    assert (talk.state.name, talk.state.concerns) == ("Tariq bin Yusuf al-Amin", [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ok but my name is just Olaya Quist", "Olaya Quist"),
        ("my name is only olaya", "olaya"),
        ("my name is just misspelled", None),
        ("my name is just weird to spell for most people", None),
    ],
)
def test_only_that_name(text: str, expected: str | None) -> None:
    assert name(text, "confirm") == expected


@pytest.mark.parametrize("text", ["sure thing mam", "ok maam", "sure ma'am", "yep sis", "ok Madam"])
def test_a_polite_word_is_no_name(text: str) -> None:
    assert name(text, "name") is None


@pytest.mark.parametrize(
    ("known", "text", "expected"),
    [
        ("lovely", "Ilse Brandt 415 555 0123", "Ilse Brandt"),
        ("ilse", "Ilse Brandt 415 555 0123", "Ilse Brandt"),
        ("Ximena", "Ilse Brandt 415 555 0123", "Ximena"),
        ("lovely", "Ilse Brandt", "lovely"),
    ],
)
def test_a_full_name_with_contact_details_replaces_a_guess(
    known: str, text: str, expected: str
) -> None:
    state = IntakeState(name=known)
    merge(state, read_details(text, asking="phone", mentions=()))
    assert state.name == expected


@pytest.mark.parametrize(
    "text",
    [
        "ximena brown",
        "ximena still",
        "olaya best",
        "olaya fine",
        "an tran",
        "my pham",
        "anh do",
        "al",
        "will",
        "king",
        "precious",
        "ma. ximena quist",
    ],
)
def test_a_name_of_words_in_small_letters(text: str) -> None:
    assert name(text, "name") == text


@pytest.mark.parametrize(
    "text", ["will do", "prefer white", "my face", "whatever's fine", "so red"]
)
def test_words_in_use_are_no_name_with_a_surname(text: str) -> None:
    assert name(text, "name") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my name is ximena brown", "ximena brown"),
        ("my name is ximena best number is 415 555 0123", "ximena"),
        ("dr. ximena white", "ximena white"),
        ("dr quist", "quist"),
        ("put it under quist", "quist"),
        ("use quist", "quist"),
        ("the name is quist", "quist"),
        ("call me caz", "caz"),
        ("everybody calls me caz", "caz"),
        ("call me later", None),
    ],
)
def test_put_in_many_ways(text: str, expected: str | None) -> None:
    assert name(text, "name") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my name is ed lind no wait ned lind", "ned lind"),
        ("vera, i mean verena quist", "verena quist"),
        ("olaya quist actually olaya quint", "olaya quint"),
        ("its olaf, sorry olav lind", "olav lind"),
        ("olaya quist sorry olayna", "olayna quist"),
        ("olaya quist, no it's olaya quint", "olaya quint"),
        ("olaya, sorry typo", "olaya"),
        ("Olaya Quist, sorry for the delay", "Olaya Quist"),
        ("im olaya, actually interested in a peel", "olaya"),
    ],
)
def test_the_last_of_two_names_in_one_breath(text: str, expected: str) -> None:
    assert name(text, "name") == expected


@pytest.mark.parametrize("asking", [None, "concern", "name", "contact"])
@pytest.mark.parametrize("detail", ["telefono es 415 555 0123", "correo es xq@example.org"])
def test_a_spanish_name_before_a_contact(detail: str, asking: str | None) -> None:
    assert name(f"soy ximena quist y mi {detail}", asking) == "ximena quist"


def _asked_for_name() -> Talk:
    talk = Talk().start("a consult for acne scars on my cheeks")
    assert talk.asked == "name"
    return talk


@pytest.mark.parametrize(
    ("first", "second"),
    [("gimme brown", "gimme brown"), ("sterling", "sterling"), ("sterling q", "marling")],
)
def test_the_second_time_a_few_words_are_the_name(first: str, second: str) -> None:
    talk = _asked_for_name().say(first)
    assert talk.asked == "name_again"
    assert talk.say(second).state.name


@pytest.mark.parametrize("text", ["tired", "no thanks", "why?", "whatever"])
def test_what_is_no_name_the_second_time_either(text: str) -> None:
    assert _asked_for_name().say(text).say(text).state.name is None


@pytest.mark.parametrize("text", ["olaya", "ximena white"])
def test_a_name_instead_of_the_number_for_a_call(text: str) -> None:
    talk = Talk().start("can someone just call me about melasma")
    assert talk.state.short
    assert talk.say(text).asked.startswith("phone")
    assert talk.say("415 555 0123").asked == "consent"
    assert talk.state.name == text


@pytest.mark.parametrize(("answer", "expected"), [("olaya", "olaya"), ("hmm", None)])
def test_for_a_call_the_name_is_asked_once(answer: str, expected: str | None) -> None:
    talk = Talk().start("can someone just call me about melasma").say("415 555 0123")
    assert talk.asked == "name"
    assert talk.say(answer).asked == "consent"
    assert talk.state.name == expected
