"""What the lexicon reads out of visitors' own words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.lexicon import Lexicon, default


def names(text: str, kind: str | None = None) -> set[str]:
    return {m.name for m in default().read(text) if kind in (None, m.kind)}


def flags(text: str, name: str) -> set[str]:
    mention = next(m for m in default().read(text) if m.name == name)
    return {f for f in ("negated", "other_person", "past") if getattr(mention, f)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("acne scars on my cheeks", {"acne_scars"}),
        ("scars from my old acne", {"acne_scars"}),
        ("acne left dents in my face", {"acne_scars"}),
        ("my face looks like the moon, craters everywhere", {"acne_scars"}),
        ("old chicken pox dents on my forehead", {"chickenpox_scars"}),
        ("a scar from my c section", {"surgical_scars"}),
        ("i keep breaking out", {"active_acne"}),
        ("fine lines by my mouth", {"fine_lines"}),
        ("11s and forehead creases", {"wrinkles"}),
        ("crow's feet", {"wrinkles"}),
        ("turkey neck", {"loose_skin"}),
        ("my jowls are heading south", {"loose_skin"}),
        ("too many summers in the sun, i never wore sunscreen", {"sun_damage"}),
        ("uneven skin tone", {"uneven_tone"}),
        ("dark spots that wont fade", {"discoloration"}),
        ("malasma since my pregnancy", {"melasma"}),
        ("huge pores on my nose", {"large_pores"}),
        ("strech marks on my hips", {"stretch_marks"}),
        ("bags under my eyes", {"dark_circles"}),
        ("losing hair at the temples", {"hair_thinning"}),
        ("my skin looks dull and tired", {"dull_skin"}),
        ("tiny bumps, rough to the touch", {"texture"}),
        ("roseacea flares", {"rosacea"}),
        ("cicatrices de acné y manchas", {"acne_scars", "discoloration"}),
    ],
)
def test_concerns(text, expected):
    assert names(text, "concern") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("under my chin", {"under_chin"}),
        ("my chin", {"chin"}),
        ("under my eyes and upper lip", {"under_eyes", "upper_lip"}),
        ("call me back, on the other hand it costs an arm and a leg", set()),
        ("lip filler", {"lips"}),
        ("crow's feet", {"around_eyes"}),
    ],
)
def test_areas(text, expected):
    assert names(text, "area") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SkinPen or Morpheus8?", {"microneedling", "rf_microneedling"}),
        ("rf micro needling", {"rf_microneedling"}),
        ("dysport and juvaderm", {"botox", "filler"}),
        ("bbl vs fraxel", {"ipl", "laser"}),
        ("a chem peel or hydra facial", {"chemical_peel", "hydrafacial"}),
        ("vampire facial", {"prp"}),
        ("microneadling", {"microneedling"}),
    ],
)
def test_treatments(text, expected):
    assert names(text, "treatment") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on accutaine and baby asprin", {"isotretinoin", "blood_thinner"}),
        ("eliquis, prednisone, ozempic", {"blood_thinner", "steroid", "glp1"}),
        ("retin-a and ibuprofin", {"retinoid", "nsaid"}),
        ("i'm pregnant", {"pregnancy"}),
        ("trying to get pregnant", {"trying_to_conceive"}),
        ("still breast feeding, i keloid", {"nursing", "keloid"}),
        ("allergic to lidocaine", {"allergy_anesthetic"}),
        ("nickel allergy, diabetic, excema", {"allergy_metal", "diabetes", "eczema"}),
        ("cold sores and psoriasis and lupus", {"cold_sores", "psoriasis", "lupus"}),
    ],
)
def test_medicines_and_conditions(text, expected):
    assert expected <= names(text)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("I'm not pregnant but I have melasma", "pregnancy", {"negated"}),
        ("I'm not pregnant but I have melasma", "melasma", set()),
        ("im not pregnant i have melasma", "melasma", set()),
        ("never had botox", "botox", {"negated"}),
        ("no keloids, cold sores or eczema", "eczema", {"negated"}),
        ("my mother had keloids", "keloid", {"other_person", "past"}),
        ("my son's acne", "active_acne", {"other_person"}),
        ("keloids run in my family", "keloid", {"other_person"}),
        ("my husband says i have rosacea", "rosacea", set()),
        ("no longer on accutane", "isotretinoin", {"past"}),
        ("i used to get cold sores", "cold_sores", {"past"}),
        ("botox two years ago", "botox", {"past"}),
        ("can't get rid of my melasma", "melasma", set()),
        ("not happy with my pores", "large_pores", set()),
        ("my acne isn't getting better", "active_acne", set()),
        ("i've had melasma for years", "melasma", set()),
        ("i wont miss it, my rosacea", "rosacea", set()),
        ("acne scars from when i was a kid", "acne_scars", set()),
    ],
)
def test_scope(text, name, expected):
    assert flags(text, name) == expected


def test_words_are_the_visitors_own():
    text = "So… I’ve got “Ácne  Scars”\non BOTH Cheeks 😭 and a micro-needling Q"
    for mention in default().read(text):
        assert text[mention.start : mention.end] == mention.words
    assert {m.words for m in default().read(text)} == {"Ácne  Scars", "Cheeks", "micro-needling"}


def test_long_words_forgive_one_slip_but_not_into_another_word():
    assert names("my wrinkels") == {"wrinkles"}
    assert names("it was smelling of collage and creams") == set()


def test_the_fixed_names_are_all_there():
    concerns = (
        "acne_scars chickenpox_scars surgical_scars fine_lines wrinkles uneven_tone texture "
        "loose_skin sun_damage discoloration melasma large_pores active_acne rosacea "
        "stretch_marks dull_skin dark_circles hair_thinning other"
    )
    assert set(concerns.split()) <= set(default().names["concern"])


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_survived_and_positions_are_right(text):
    for mention in default().read(text):
        assert text[mention.start : mention.end] == mention.words


@pytest.mark.parametrize(
    "text", ["", "\x00\ud800", "😀" * 999, "x" * 100_000, "scar acne " * 10_000, "no, " * 25_000]
)
def test_hostile_text_is_survived(text):
    default().read(text)


def test_reading_a_text_teaches_it_nothing():
    lexicon = Lexicon.load()
    before = len(lexicon._patterns._vocab.strings)
    lexicon.read("zzyzx qwrtp never seen words")
    assert len(lexicon._patterns._vocab.strings) == before
