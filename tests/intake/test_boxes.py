"""The tick boxes under the summary: offered un-ticked, and taken only with the yes to it."""

import pytest

from nightdesk.intake.consent import CONSENT_WORDINGS, OWN_WORDS
from tests.intake.talk import Talk

BY_MAIL = "consult, rosacea, cheeks. im Ximena, ximena@example.org, mornings"
BY_PHONE = "consult, rosacea, cheeks. im Ximena, 415 555 0123, call me, mornings"


def versions(talk: Talk) -> dict[str, str]:
    return {name: talk.state.consent_versions[name] for name in ("marketing", "chat")}


def test_news_are_offered_only_where_there_is_an_address() -> None:
    assert Talk().start(BY_MAIL).boxes == ["marketing", "chat"]
    assert Talk().start(BY_PHONE).boxes == ["chat"]


def test_what_was_answered_in_words_is_not_offered() -> None:
    talk = Talk().start(BY_MAIL + ", no newsletters please")
    assert talk.boxes == ["chat"]
    talk = Talk().start(BY_MAIL).say("you can keep this chat")
    assert (talk.boxes, talk.events) == (["marketing"], [])


def test_the_wordings_name_the_clinic_and_no_way_but_e_mail() -> None:
    marketing, chat = Talk().start(BY_MAIL).replies[-1].boxes
    assert marketing.label.startswith("Harbor Skin may also e-mail me")
    assert "text" not in marketing.label
    assert (marketing.version, chat.version) == ("marketing-1", "chat-1")


@pytest.mark.parametrize("ticked", [(), ("marketing",), ("chat",), ("marketing", "chat")])
@pytest.mark.parametrize("words", ["yes", ""])
def test_each_box_is_a_yes_or_a_no_once_the_request_is_sent(
    ticked: tuple[str, ...], words: str
) -> None:
    talk = Talk().start(BY_MAIL)
    talk = talk.say(words, ticked=ticked) if words else talk.tap("confirm_yes", ticked)
    assert talk.events == ["confirmed"]
    for purpose in ("marketing", "chat"):
        assert talk.state.consents[purpose] is (purpose in ticked)
        assert talk.state.consent_versions[purpose] == CONSENT_WORDINGS[purpose][0]


def test_ticks_beside_anything_but_the_yes_count_for_nothing() -> None:
    talk = Talk().start(BY_MAIL).tap("confirm_change", ("chat",))
    assert talk.state.consents.get("chat") is None
    talk.say("it's Ximena Quist", ticked=("chat",))
    assert talk.boxes == ["marketing", "chat"]
    assert talk.tap("confirm_yes").state.consents["chat"] is False


def test_a_box_that_was_not_shown_cannot_be_ticked() -> None:
    talk = Talk().start(BY_PHONE).tap("confirm_yes", ("marketing", "chat"))
    assert (talk.state.consents["marketing"], talk.state.consents["chat"]) == (None, True)


def test_an_empty_box_overrules_no_words_and_words_beside_the_yes_overrule_a_tick() -> None:
    talk = Talk().start(BY_MAIL)
    talk.state.consents["chat"] = True
    talk.state.consent_versions["chat"] = OWN_WORDS
    talk.say("yes, but no newsletters", ticked=("marketing",))
    assert talk.events == ["confirmed"]
    assert (talk.state.consents["marketing"], talk.state.consents["chat"]) == (False, True)
    assert versions(talk) == {"marketing": OWN_WORDS, "chat": OWN_WORDS}


def test_words_after_the_request_was_sent_are_the_last_ones() -> None:
    talk = Talk().start(BY_MAIL).tap("confirm_yes", ("marketing", "chat"))
    talk.say("unsubscribe").say("don't keep this chat")
    assert (talk.state.consents["marketing"], talk.state.consents["chat"]) == (False, False)
    assert versions(talk) == {"marketing": OWN_WORDS, "chat": OWN_WORDS}


@pytest.mark.parametrize("end", ["never mind", "start over", "please don't contact me"])
def test_a_no_to_keeping_the_chat_outlives_the_request(end: str) -> None:
    talk = Talk().start(BY_MAIL).say("don't keep this chat").say(end)
    assert talk.state.consents["chat"] is False
