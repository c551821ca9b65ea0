"""Treatments that were named side by side, and what is asked of them afterwards."""

import pytest

from nightdesk.lexicon import default
from nightdesk.talk.about import About, as_of_one, spelled_out, with_names
from tests.talk.conftest import Talk


def told(talk: Talk, text: str, intent: str = "ask_treatment") -> list[tuple[str, str]]:
    """The treatment and topic of each answer."""
    answers = [source for reply in talk.say(text, intent) for source in reply.answer]
    return [(source["treatment"], source["topic"]) for source in answers]


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("filler vs botox for frown lines", ("filler", "botox")),
        (
            "do you have ipl, hydrafacials or chemical peels",
            ("ipl", "hydrafacial", "chemical_peel"),
        ),
        ("can i get microneedling, i had botox last week", ()),
        ("i dont want filler, rather botox", ()),
        ("does botox hurt", ()),
    ],
)
def test_what_is_compared_or_listed_stands_side_by_side(
    text: str, together: tuple[str, ...]
) -> None:
    assert About.of(default().read(text), None, text).together == together


def test_treatments_side_by_side_are_kept_for_what_names_none() -> None:
    about = About.of(default().read("filler vs botox"), "laser", "filler vs botox")
    assert About.of([], about.goes_on, "which one hurts").together == ("filler", "botox")


def test_what_is_asked_of_several_is_read_as_of_one_or_with_their_names() -> None:
    assert as_of_one("which one lasts longer") == "it lasts long"
    assert with_names("do you do either of them", ["ipl", "chemical_peel"]) == (
        "do you do ipl and chemical peel"
    )


@pytest.mark.parametrize(
    ("first", "then", "topic", "treatments"),
    [
        ("filler vs botox for frown lines", "which lasts longer", "", {"botox", "filler"}),
        (
            "a chemical peel or ipl for spots",
            "which one hurts less",
            "pain",
            {"chemical_peel", "ipl"},
        ),
        ("ipl vs a chemical peel", "how many sessions would it take", "", {"chemical_peel", "ipl"}),
        ("hydrafacial or microneedling", "do they hurt", "pain", {"hydrafacial", "microneedling"}),
    ],
)
def test_a_question_after_a_comparison_is_answered_for_each_of_the_two(
    talk: Talk, first: str, then: str, topic: str, treatments: set[str]
) -> None:
    talk.say(first, "ask_treatment")
    answers = told(talk, then)
    assert {treatment for treatment, _ in answers} == treatments
    assert not topic or {name for _, name in answers} == {topic}


def test_what_compares_two_is_asked_of_both_in_one_message(talk: Talk) -> None:
    assert set(told(talk, "does ipl hurt more than a chemical peel")) == {
        ("ipl", "pain"),
        ("chemical_peel", "pain"),
    }


def test_having_both_is_a_question_of_combining_them(talk: Talk) -> None:
    talk.say("botox vs filler", "ask_treatment")
    ((treatment, topic),) = told(talk, "could i have both on one day")
    assert treatment in {"botox", "filler"}
    assert topic == "combination_other"


def test_two_that_no_entry_compares_are_each_told_as_what_they_are(talk: Talk) -> None:
    answers = told(talk, "what is the difference between ipl and a chemical peel")
    assert answers == [("ipl", "what_is"), ("chemical_peel", "what_is")]


@pytest.mark.parametrize("text", ["do you do either one", "which of those do you have there"])
def test_which_of_them_are_offered_is_told_from_the_clinics_list(talk: Talk, text: str) -> None:
    talk.say("is laser or a chemical peel better for spots", "ask_treatment")
    (reply, *_) = talk.say(text, "ask_clinic")
    assert "offers chemical peels" in reply.text
    assert "does not offer laser" in reply.text


def test_what_is_not_offered_has_no_price(talk: Talk) -> None:
    talk.say("do you do rf microneedling, prp or hydrafacial", "ask_clinic")
    offered, price, *_ = talk.say("how much are they", "ask_treatment")
    assert "does not offer RF microneedling or PRP" in offered.text
    assert price.answer[0]["treatment"] == "hydrafacial"


def test_what_is_known_of_one_only_leaves_the_other_open(talk: Talk) -> None:
    talk.say("do you do rf microneedling or hydrafacial", "ask_clinic")
    replies = talk.say("which one closes pores better", "ask_treatment")
    treatments = {source["treatment"] for reply in replies for source in reply.answer}
    assert treatments <= {"rf_microneedling", "hydrafacial"}


def test_the_hours_are_told_once_and_the_comparison_goes_on(talk: Talk) -> None:
    talk.say("botox or filler", "ask_treatment")
    assert told(talk, "are you open on saturday", "ask_clinic") == [("", "hours")]
    assert {name for name, _ in told(talk, "how much is it")} == {"botox", "filler"}


def test_a_treatment_named_alone_ends_the_comparison(talk: Talk) -> None:
    talk.say("botox or filler", "ask_treatment")
    talk.say("does ipl hurt", "ask_treatment")
    assert {name for name, _ in told(talk, "how much is it")} == {"ipl"}


def test_what_happens_at_the_consultation_is_the_same_for_all(talk: Talk) -> None:
    talk.say("botox or filler", "ask_treatment")
    answers = told(talk, "what happens at the consultation")
    assert [topic for _, topic in answers] == ["consultation_what_happens"]


@pytest.mark.parametrize(
    ("talk_of", "text", "together"),
    [
        ("filler", "how does it compare to ipl", ("filler", "ipl")),
        ("filler", "difference between ipl and that?", ("filler", "ipl")),
        ("botox", "is a peel safer than that", ("botox", "chemical_peel")),
        ("rf_microneedling", "is that one stronger than the plain kind", None),
        ("filler", "should i have it before or after ipl", ()),
        ("filler", "is it ok to walk outside rather than drive after ipl", ()),
        ("filler", "i read that ipl is like sunlight", ()),
        (None, "is it better than ipl", ()),
        ("botox, filler", "is it better than ipl", ()),
    ],
)
def test_what_is_set_beside_it_stands_beside_the_talks_treatment(
    talk_of: str | None, text: str, together: tuple[str, ...] | None
) -> None:
    wanted = ("rf_microneedling", "microneedling") if together is None else together
    about = About.of(default().read(text), talk_of, text)
    assert about.together == wanted
    assert about.named >= {*wanted}


@pytest.mark.parametrize(
    ("talk_of", "text", "named"),
    [
        ("ipl, chemical_peel", "is the first one sore", {"ipl"}),
        ("ipl, chemical_peel", "id rather have the 2nd one", {"chemical_peel"}),
        ("ipl, chemical_peel", "the latter sounds nice", {"chemical_peel"}),
        ("ipl, chemical_peel", "does a peel sting more than the other one", None),
        ("ipl, chemical_peel", "and the other one?", {"chemical_peel"}),
        ("ipl, chemical_peel", "is the third one sore", set()),
        ("ipl", "is the first one sore", set()),
        ("rf_microneedling", "what does the standard version do", {"microneedling"}),
        ("ipl", "what does the standard version do", set()),
    ],
)
def test_a_treatment_is_meant_by_its_place_or_kind(
    talk_of: str, text: str, named: set[str] | None
) -> None:
    wanted = {"ipl", "chemical_peel"} if named is None else named
    assert About.of(default().read(text), talk_of, text).named == wanted


def test_the_first_one_that_is_not_wanted_leaves_both_to_the_talk() -> None:
    about = About.of([], "ipl, chemical_peel", "i wouldnt pick the first one")
    assert about.goes_on == "ipl, chemical_peel"


def test_the_names_stand_where_they_were_meant() -> None:
    assert spelled_out("is the second one safe", [], "ipl, chemical_peel") == (
        "is chemical peel safe"
    )
    text = "is that gentler than ipl"
    assert spelled_out(text, default().read(text), "filler") == "is filler gentler than ipl"
    assert spelled_out("does it sting", [], "filler") == "does it sting"


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [("is plasma any good w my needling", "prp"), ("needling, i had ipl in may", "filler")],
)
def test_what_is_added_to_needles_is_what_the_talk_is_about(text: str, goes_on: str) -> None:
    assert About.of(default().read(text), "filler", text).goes_on == goes_on


@pytest.mark.parametrize(
    ("first", "then", "treatments"),
    [
        ("how long does filler last", "how does that differ from botox", {"filler", "botox"}),
        ("tell me what morpheus8 is", "is that any better than the plain kind", set()),
    ],
)
def test_the_other_side_of_a_comparison_is_what_was_spoken_of(
    talk: Talk, first: str, then: str, treatments: set[str]
) -> None:
    talk.say(first, "ask_treatment")
    (reply, *_) = talk.say(then, "ask_treatment")
    wanted = treatments or {"rf_microneedling", "microneedling"}
    assert {m.name for m in default().read(reply.text) if m.kind == "treatment"} >= wanted


def test_the_first_one_and_what_is_asked_then_are_of_that_treatment(talk: Talk) -> None:
    talk.say("botox or filler", "ask_treatment")
    assert {name for name, _ in told(talk, "is the first one painful")} == {"botox"}
    assert {name for name, _ in told(talk, "how long does it last")} == {"botox"}
