"""A detail that a visitor wants forgotten is gone from what staff find, too."""

import pytest

from tests.talk.conftest import Talk


@pytest.mark.parametrize("text", ["forget my email", "please delete only my email"])
def test_the_only_contact_forgotten_takes_the_draft_with_it(talk: Talk, text: str) -> None:
    talk.say("Orla Byrne, dark circles, orla@example.com", "give_details")
    assert talk.requests()[0]["email"] == "orla@example.com"
    talk.say(text, "ask_privacy", 0.5)
    assert talk.requests() == []
    talk.say("use 925-555-0109 instead", "give_details")
    (request,) = talk.requests()
    assert (request["name"], request["email"]) == ("Orla Byrne", None)
    assert request["phone"] == "+19255550109"
