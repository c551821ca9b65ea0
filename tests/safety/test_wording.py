"""The fixed urgent wording and the choice of its language."""

import pytest

from nightdesk.safety import language, urgent_wording
from nightdesk.safety.rules import TIERS
from nightdesk.safety.wording import wording

VALUES = {"clinic": "Demo Skin", "phone": "(925) 555-0100", "urgent_phone": "(925) 555-0199"}
MUST_NAME = {
    "911": "911",
    "er_today": VALUES["urgent_phone"],
    "urgent_line": VALUES["urgent_phone"],
    "distress": "988",
}


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("code", ["en", "es"])
def test_wording_names_the_number_and_asks_nothing(tier, code):
    text = urgent_wording(tier, code, VALUES)
    assert MUST_NAME[tier] in text
    assert "?" not in text
    assert "!" not in text
    assert "{" not in text
    for soothing in ("normal", "don't worry", "do not worry", "nothing serious", "book", "offer"):
        assert soothing not in text.lower()


def test_every_tier_has_both_languages():
    assert set(wording("tiers")) == set(TIERS)
    assert set(wording("still")) == set(wording("again")) == set(TIERS)
    asked, told = {"who", "known", "taken", "incomplete"}, {"noted", "noted_distress", "doctors"}
    assert set(wording("after")) == asked | told | {"unreached", "line"}
    parts = ("tiers", "alerted", "after", "still", "again")
    texts = [said for part in parts for said in wording(part).values()]
    assert all(set(spoken) == {"en", "es"} for spoken in texts)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("part", ["still", "again"])
def test_the_shorter_advice_names_whom_to_call(part, tier, code):
    text = wording(part)[tier][code].format(**VALUES)
    assert MUST_NAME[tier] in text
    assert "911" in text
    assert "?" not in text


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("code", ["en", "es"])
def test_that_staff_are_told_is_said_only_where_they_are(tier, code):
    told = wording("alerted")["done"][code].format(**VALUES)
    assert told in urgent_wording(tier, code, VALUES)
    assert told not in urgent_wording(tier, code, VALUES, alerted=False)


def test_a_missing_number_is_an_error_not_a_blank():
    with pytest.raises(KeyError):
        urgent_wording("urgent_line", "en", {"clinic": "Demo Skin"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no puedo respirar bien", "es"),
        ("tengo fiebre y me duele la cara", "es"),
        ("se me está cerrando la garganta", "es"),
        ("ya no quiero vivir", "es"),
        ("my throat is closing", "en"),
        ("Hola, how much is botox for my forehead", "en"),
        ("help", "en"),
        ("", "en"),
        ("\ud800\x00", "en"),
    ],
)
def test_language(text, expected):
    assert language(text) == expected
