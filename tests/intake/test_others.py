"""Requests that somebody writes for another person."""

from time import perf_counter

import pytest

from nightdesk.intake.details import read_details
from nightdesk.intake.others import (
    child_comes,
    may_be_child,
    only_of_relative,
    own_before_child,
    read_another,
    read_behalf,
    read_go_between,
    read_others,
    read_pairs,
    wants_another,
    wants_own,
)
from tests.intake.talk import Talk, mentions_in


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("hi im writing for my mom, she has no computer", "my mom"),
        ("writing on behalf of my husband", "my husband"),
        ("my wife asked me to set it up", "my wife"),
        ("my husband asked me to book a consult for him", "my husband"),
        ("my husband told me to book a consult for my scars", ""),
        ("my wife wants me to make an appointment", ""),
        ("asking for my daughter, she is 24", "my daughter"),
        ("asking for my daughter", ""),
        ("booking for my 15 year old son", ""),
        ("booking for my sister and me", ""),
        ("can you set up a consultation for my wife, she knows about it", "my wife"),
        ("buying this for my husband as a surprise", "my husband"),
        ("my dad finally wants someone to see his scars. could you get him in?", "my dad"),
        ("i want an appointment for my scars", ""),
        ("i want a consult for my daughter", ""),
        ("does it work for my mom?", ""),
        ("my sister wants an appointment too", ""),
        ("Book for my mom, her name is Ruth Abel", "my mom"),
        ("Can I book for my grandma? She's 78.", "my grandma"),
        ("my mom wants a consult", "my mom"),
        ("hi, my husband wants botox", "my husband"),
        ("my wife is interested in microneedling", "my wife"),
        ("es para mi mamá", "mi mamá"),
        ("the appointment is for my dad", "my dad"),
        ("I want to book for my mother-in-law", "my mother-in-law"),
        ("book for my daughter", ""),
        ("book for my daughter, she is 24", "my daughter"),
        ("book for my mom and me", ""),
        ("schedule something for my wife's birthday", ""),
        ("my friend wants to know if it hurts", ""),
        ("my husband wants me to get botox", ""),
        ("my boyfriend wants kids, can i still do it", ""),
        ("does my mom need a consult", ""),
        ("una cita para mi mamá y para mí", ""),
        ("i need it done before my sister wants the wedding", ""),
        ("My wife needs someone to check her chin", "my wife"),
        ("my dad wants his old scars looked at", "my dad"),
        ("hi, my husband has rosacea on his cheeks, please book him", "my husband"),
        ("my mother hates her dark spots. can you schedule her for a consult", "my mother"),
        ("my daughter has rosacea, book her", ""),
        ("my daughter is 31 and has rosacea, book her", "my daughter"),
        ("my wife has an aunt who told me to book her facialist", ""),
        ("my friend had melasma, i want to book her again", ""),
        ("my mom has rosacea and so do i, do you treat it", ""),
        ("appointment for my grandmother, dark spots on her hands", "my grandmother"),
        ("hi, microneedling consult for my dad please", "my dad"),
        ("ok a visit for wife", "wife"),
        ("consult for my mother's neck", "my mother"),
        ("book my uncle for a peel, he is free on fridays", "my uncle"),
        ("could you get my aunt in for a facial", "my aunt"),
        ("may i request an appointment for my boyfriend", "my boyfriend"),
        ("i've been considering a chemical peel for my mom", "my mom"),
        ("consult for my dad, he also takes aspirin", "my dad"),
        ("consult for my dad and me", ""),
        ("facial for my wife's birthday", ""),
        ("book my niece for a facial", ""),
        ("i want to look fresh for my husband", ""),
        ("how long does a peel take for my mom", ""),
        ("consult for my aunt too", ""),
        ("my aunt wants to come in, can i arrange it", "my aunt"),
        ("i have a friend who would like an appointment", "a friend"),
        ("booking for a good friend of mine", "a good friend of mine"),
        ("my aunt wants to book me a peel", ""),
    ],
)
def test_for_whom_a_request_is(text: str, whom: str) -> None:
    assert read_behalf(text) == whom


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don't call me, call my husband Rob 415 555 0123", "call my husband Rob"),
        ("no. call my assistant: Jenny, 415 555 0123", "call my assistant: Jenny"),
        ("you can call my dad at 415 555 0123", "call my dad"),
        ("call me at 415 555 0123", None),
        ("don't call my husband", None),
        ("i will call my sister first", None),
        ("call my mom's phone 415 555 0123", None),
    ],
)
def test_who_is_to_be_called_in_the_visitors_place(text: str, words: str | None) -> None:
    spans = read_go_between(text)
    assert [text[slice(*span)] for span in spans] == ([words] if words else [])


def test_the_other_adults_details_are_the_requests() -> None:
    talk = Talk().start("im writing for my mom. wrinkles on her neck, she wants a consult")
    assert talk.say("her name is Elena Ruiz and her cell 415 555 0123").asked == "channel"
    assert (talk.state.name, talk.state.phone) == ("Elena Ruiz", "+14155550123")
    assert talk.say("she likes texts").asked == "health"
    talk.say("nothing")
    assert "Written for: my mom" in talk.say("any time").text


def test_what_is_told_of_another_adult_is_kept_in_the_visitors_words() -> None:
    talk = Talk().start("Book for my mom, her name is Ruth Abel, she has dark spots on her neck")
    assert (talk.state.name, talk.state.concerns) == ("Ruth Abel", ["discoloration"])
    assert talk.state.words == [
        "Book for my mom, her name is Ruth Abel, she has dark spots on her neck"
    ]


@pytest.mark.parametrize(
    "text",
    ["his name is Paul Weber, 415 555 0123", "my husband's name is Paul Weber. 415 555 0123"],
)
def test_the_name_of_whom_a_request_is_for(text: str) -> None:
    talk = Talk().start("my husband wants botox").say(text)
    assert (talk.state.behalf, talk.state.name) == ("my husband", "Paul Weber")
    assert talk.state.phone == "+14155550123"


def test_beside_ones_own_request_anothers_details_stay_out() -> None:
    talk = Talk().start("consult for acne scars on my chin. im Rosa Diaz, 415 555 0123, call me")
    talk.say("her name is Elena Ruiz and her number is 510 555 0199")
    assert (talk.state.name, talk.state.phone) == ("Rosa Diaz", "+14155550123")


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("an appointment for my daughter", "my daughter"),
        ("I'd like to book a consultation for our son please", "our son"),
        ("can i get a consult for my kid's acne", "my kid"),
        ("booking for my little brother", "my little brother"),
        ("its for my niece", "my niece"),
        ("it's not for me, it's for my nephew", "my nephew"),
        ("for my granddaughter", "my granddaughter"),
        ("a facial for my stepson", "my stepson"),
        ("my teenager wants a consult", "my teenager"),
        ("hi, my son needs an appointment", "my son"),
        ("schedule my appointment for my sister", "my sister"),
        ("i want to bring my cousin in", "my cousin"),
        ("i'm 45 and need an appointment for my daughter. 925 555 01 47", "my daughter"),
        ("una cita para mi hija", "mi hija"),
        ("quiero una consulta para mi nieto", "mi nieto"),
        ("es para mi sobrina", "mi sobrina"),
        # grown up, as far as is told, or a child whose age is
        ("an appointment for my daughter, she is 24", ""),
        ("an appointment for my daughter (16)", ""),
        ("a consult for my adult son", ""),
        ("a consult for my son, he's in college", ""),
        ("a consult for my sister, she is married", ""),
        ("book for my daughter, her husband will drive her", ""),
        ("book for my daughter, she has kids", ""),
        ("una cita para mi hija, tiene 30 años", ""),
        # no child's request
        ("an appointment for my mom", ""),
        ("an appointment for my daughter-in-law", ""),
        ("i need an appointment before my daughter's wedding", ""),
        ("something nice for my son's graduation", ""),
        ("a consult for me and my sister", ""),
        ("booking for my sister and me", ""),
        ("my daughter wants me to book a consult", ""),
        ("my son has acne, does it hurt", ""),
        ("i want a consult for acne scars", ""),
        ("", ""),
    ],
)
def test_who_may_be_a_child(text: str, whom: str) -> None:
    assert may_be_child(text) == whom


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("an appointment for my daughter, she is 24", "my daughter"),
        ("its for my son, he is in college", "my son"),
        ("a consult for my granddaughter, she's 30", "my granddaughter"),
        ("book for my daughter, she is 16", ""),
        ("i'm 45, asking for my daughter", ""),
        ("asking for my daughter, call me on dec 20", ""),
    ],
)
def test_a_request_for_a_grown_up_child(text: str, whom: str) -> None:
    assert read_behalf(text) == whom


def test_a_grown_up_child_of_whom_the_whole_message_is() -> None:
    text = "my son is 30. acne scars on his chin. consult please. His name is Paul Weber"
    assert read_behalf(text) == "my son"
    assert read_behalf(text.replace("30", "16")) == ""
    assert read_behalf(f"{text}. im his dad") == ""


def test_whom_to_reach_in_place_of_the_visitor() -> None:
    talk = Talk().start("a consult for my husband, acne scars on his chin")
    talk.say("could you text him, 415 555 0123, name is Paul")
    assert talk.state.others == ["could you text him"]
    talk.say("nothing")
    assert "Whom to reach: could you text him" in talk.say("any time").text


def test_what_another_adult_has_is_the_request() -> None:
    text = "my mom has melasma on her forehead, book her"
    details = read_details(text, asking=None, mentions=mentions_in(text))
    assert (details.behalf, details.concerns, details.areas) == (
        "my mom",
        ("melasma",),
        ("forehead",),
    )
    text = "her cheeks and chin"
    later = read_details(text, asking="area", mentions=mentions_in(text), behalf="my mom")
    assert later.areas == ("cheeks", "chin")


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("my son needs someone to look at his pimples", "my son"),
        ("my daughter has rosacea, book her please", "my daughter"),
        ("schedule my nephew for a facial", "my nephew"),
        ("my daughter is 31 and has rosacea, book her", ""),
    ],
)
def test_who_may_be_a_child_and_is_to_be_booked(text: str, whom: str) -> None:
    assert may_be_child(text) == whom


def test_what_is_said_of_the_other_adult_at_the_summary_is_the_requests() -> None:
    talk = Talk().start("appointment for my dad, wrinkles on his neck. im Ana, 415 555 0123 call")
    talk.say("nothing")
    assert talk.say("any time").asked == "consent"
    assert talk.say("he used accutane").asked == "consent"
    assert [flag["name"] for flag in talk.state.flags] == ["isotretinoin"]
    assert talk.say("could you note that he bruises easily").asked == "consent"
    assert talk.state.flags[-1] == {"name": "other", "words": "he bruises easily"}
    assert "Written for: my dad" in talk.text


@pytest.mark.parametrize("text", [",", "hi, ", "for my mom ", "i want botox ", "book my ", "so, "])
def test_long_messages_are_read_in_no_time(text: str) -> None:
    began = perf_counter()
    read_behalf((text * 5000)[:5000])
    may_be_child((text * 5000)[:5000])
    assert perf_counter() - began < 2


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("please add my uncle Ben as well", "my uncle"),
        ("could you book my aunt in too", "my aunt"),
        ("and a separate request for my grandpa", "my grandpa"),
        ("can i do another one for somebody else", "somebody else"),
        ("my roommate would like to join", "my roommate"),
        ("my partner also wants a peel", "my partner"),
        ("how much is a consult for my uncle?", ""),
        ("is there a visit for my wife's birthday", ""),
        ("my wife wants me to book", ""),
        ("my 14 year old son wants one too", ""),
        ("the appointment is for my aunt", ""),
        ("my wife likes it too", ""),
    ],
)
def test_who_wants_one_more_request(text: str, whom: str) -> None:
    assert wants_another(text) == whom


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("id want one for me, too", True),
        ("a visit for myself please", True),
        ("only mine then", True),
        ("just me and my son", False),
        ("can they call for my son", False),
    ],
)
def test_who_wants_one_of_their_own(text: str, own: bool) -> None:
    assert wants_own(text) is own


def _own_request() -> Talk:
    talk = Talk().start("consult for acne scars on my chin. im Rosa Diaz, 415 555 0123, call me")
    talk.say("nothing")
    return talk.say("any time")


@pytest.mark.parametrize(
    "texts",
    [
        ["please add my uncle Ben 510 555 0199"],
        ["my uncle wants to come too", "Ben Amos", "510 555 0199"],
        ["my uncle would like one as well. Ben Amos, 510 555 0199, wrinkles"],
    ],
)
def test_one_more_person_leaves_the_own_details_as_they_are(texts: list[str]) -> None:
    talk = _own_request()
    for text in texts:
        talk.say_beside(text)
    assert (talk.state.name, talk.state.phone) == ("Rosa Diaz", "+14155550123")
    assert talk.state.concerns == ["acne_scars"]
    assert "510 555 0199" in talk.state.others[-1]
    assert "Also for: " in talk.text


def test_ones_own_number_after_it_is_ones_own() -> None:
    talk = _own_request().say_beside("my uncle wants to come too")
    talk.say_beside("my number is 415 555 0124")
    assert talk.state.phone == "+14155550124"


def test_after_sending_another_persons_wish_is_a_request_of_its_own() -> None:
    talk = _own_request().tap("confirm_yes")
    talk.state.submitted = "req_1"
    talk.say_beside("now one for my uncle, Ben Amos 510 555 0199")
    assert (talk.state.submitted, talk.state.behalf) == (None, "my uncle")
    assert (talk.state.name, talk.state.concerns) == ("Ben Amos", [])
    talk.say_beside("cancel")
    assert (talk.state.submitted, talk.state.name) == ("req_1", "Rosa Diaz")


def test_who_does_not_want_to_be_contacted_takes_back_both() -> None:
    talk = _own_request().tap("confirm_yes")
    talk.state.submitted = "req_1"
    talk.say_beside("now one for my uncle, Ben Amos 510 555 0199")
    talk.say_beside("do not contact me")
    assert talk.events[-1] == "withdrawn"


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("my uncle has dark spots on his neck", "my uncle"),
        ("my wife's dark spots, neck", "my wife"),
        ("it's for my aunt. she has dark spots on her neck", "my aunt"),
        ("my aunt says i have dark spots on my neck", ""),
        ("my niece has dark spots on her neck", ""),
    ],
)
def test_a_relative_in_answer_to_what_it_is_about(text: str, whom: str) -> None:
    details = read_details(text, asking="concern", mentions=mentions_in(text))
    assert details.behalf == whom


@pytest.mark.parametrize(
    "text", ["add my ", "one for my mom ", "my wife also wants ", "a friend who ", "for me "]
)
def test_long_messages_of_others_are_read_in_no_time(text: str) -> None:
    began = perf_counter()
    for read in (wants_another, wants_own, only_of_relative, read_behalf):
        read((text * 5000)[:5000])
    read_another((text * 5000)[:5000], "my mom", "open")
    assert perf_counter() - began < 2


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("visit for me and my aunt, wrinkles on the neck", "me and my aunt"),
        ("my uncle and i want a consult for wrinkles on our neck", None),
        ("could my partner & i both get wrinkles on the neck seen", None),
        ("i come with my wife. we both want our neck done, wrinkles", "my wife"),
        ("una cita para mi y mi esposa, wrinkles, neck", "mi y mi esposa"),
        ("consult for my niece and me, wrinkles on the neck", "my niece and me"),
    ],
)
def test_what_two_want_is_the_visitors_too(text: str, kept: str | None) -> None:
    details = read_details(text, asking=None, mentions=mentions_in(text))
    assert (details.concerns, details.areas, details.behalf) == (("wrinkles",), ("neck",), "")
    assert len(details.others) == 1
    assert kept is None or details.others == (kept,)


def test_another_wish_beside_ones_own_is_kept_apart() -> None:
    text = "i want my wrinkles treated and my husband wants fillers"
    details = read_details(text, asking=None, mentions=mentions_in(text))
    assert (details.concerns, details.treatments) == (("wrinkles",), ())
    assert details.others == ("my husband wants fillers",)


@pytest.mark.parametrize(
    "text", ["my mom and i never burned", "my wife wants it", "is it ok for men", "me and you"]
)
def test_no_second_person_without_a_wish(text: str) -> None:
    assert read_pairs(text) == read_others(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nora and Pia Lund", "Nora and Pia Lund"),
        ("nora lund & pia roth", "nora lund & pia roth"),
        ("me and my mom", None),
        ("call and text me", None),
    ],
)
def test_two_who_come_together_may_name_themselves(text: str, name: str | None) -> None:
    assert read_details(text, asking="name", mentions=[]).name == name


@pytest.mark.parametrize("text", ["can my aunt come too", "please put my friend down as well"])
def test_who_is_to_come_too_is_added_to_what_was_sent(text: str) -> None:
    talk = _own_request().tap("confirm_yes")
    talk.state.submitted = "req_1"
    talk.say_beside(text)
    assert "Also for: " in talk.text
    assert (talk.state.name, talk.state.behalf) == ("Rosa Diaz", "")


@pytest.mark.parametrize("text", ["the same number", "same as mine", "just use my number"])
def test_a_second_person_may_have_the_first_ones_number(text: str) -> None:
    talk = _own_request().tap("confirm_yes")
    talk.state.submitted = "req_1"
    talk.say_beside("now one for my uncle").say_beside("Ben Amos")
    assert talk.state.phone is None
    talk.say_beside(text)
    assert (talk.state.name, talk.state.phone) == ("Ben Amos", "+14155550123")


@pytest.mark.parametrize(
    ("text", "comes"),
    [
        ("could our son join as well", True),
        ("may i bring my kids along", True),
        ("can my daughter come, she is 25", False),
        ("can my husband come", False),
        ("can it help my son", False),
    ],
)
def test_whose_child_is_to_come_too(text: str, comes: bool) -> None:
    assert child_comes(text) is comes


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("a visit for me and one for my 12 year old son", "a visit for me "),
        ("consult for my neck, another for our daughter, 15", "consult for my neck"),
        ("a visit for my 12 year old son", ""),
        ("a visit for my son and one for my daughter", ""),
    ],
)
def test_the_visitors_wish_before_a_childs(text: str, own: str) -> None:
    assert own_before_child(text) == own


@pytest.mark.parametrize("text", ["me and my ", "for me, ", "can my kid ", "and my mom wants a "])
def test_long_messages_of_two_are_read_in_no_time(text: str) -> None:
    began = perf_counter()
    for read in (read_pairs, read_others, child_comes, own_before_child):
        read((text * 5000)[:5000])
    assert perf_counter() - began < 2
