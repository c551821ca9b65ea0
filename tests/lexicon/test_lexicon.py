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
        ("scars on my thighs and knees", {"surgical_scars"}),
        ("scars on my arms and my face", {"acne_scars"}),
        ("acne scars on my arms", {"acne_scars"}),
        ("my hair is going", {"hair_thinning"}),
        ("hair laser going on since may", set()),
        ("I'm Melissa", set()),
        ("Rosalia Winkler", set()),
        ("i keep breaking out", {"active_acne"}),
        ("fine lines by my mouth", {"fine_lines"}),
        ("11s and forehead creases", {"wrinkles"}),
        ("crow's feet", {"fine_lines", "wrinkles"}),
        ("deep lines around my mouth", {"wrinkles"}),
        ("lines over my lip", {"fine_lines", "wrinkles"}),
        ("sun spots", {"sun_damage", "discoloration"}),
        ("crows feets", {"fine_lines", "wrinkles"}),
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
        ("sorry. rough day. can i talk to a human", set()),
        ("sorry rough week. my concern is melasma", {"melasma"}),
        ("my week has been really rough", set()),
        ("going through a rough patch", set()),
        ("i feel so flat and dull today lol", set()),
        ("rough patch on my elbow", {"texture"}),
        ("for a week my skin is rough", {"texture"}),
        ("its so rough and bumpy", {"texture"}),
        ("roseacea flares", {"rosacea"}),
        ("cicatrices de acné y manchas", {"acne_scars", "discoloration"}),
        # marks that are flat, and lines that are none
        ("brown marks after each breakout", {"discoloration"}),
        ("white lines across my belly", {"stretch_marks"}),
        ("tiny creases by my eyes", {"fine_lines"}),
        ("is there a waiting line on saturdays", set()),
        ("my gums keep receding", set()),
        ("i was over the moon with my face", set()),
        # what is told elsewhere in the message names the scars
        ("pits in both cheeks. Chicken pox when i was five", {"chickenpox_scars"}),
        ("Dog bite in march. The scar on my lip is still red", {"surgical_scars"}),
        ("i had my appendix out, and now there is a dent in my skin", {"surgical_scars"}),
        ("pitted cheeks, and i have no idea from what", {"acne_scars"}),
        ("there is a scar on my chin", {"surgical_scars"}),
        ("se me cae el cabello", {"hair_thinning"}),
        ("hoyitos de varicela en la frente", {"chickenpox_scars"}),
        ("paño desde el embarazo", {"melasma"}),
        ("double chin", {"other"}),
        # color that came with a pregnancy or the pill is no diagnosis; its own names are
        ("pigmentation after my pregnancy", {"discoloration"}),
        ("brown patches since i was pregnant", {"discoloration"}),
        ("the pill gave me brown spots", {"discoloration"}),
        ("manchas del embarazo", {"discoloration"}),
        ("mask of pregnancy", {"melasma"}),
        ("my doctor calls it melasma, since the baby", {"melasma"}),
        ("i scar easy", set()),
        ("my skin scars easily", set()),
        ("my scars are easy to see", {"acne_scars"}),
        ("bumps on back of arms", {"texture"}),
        ("sore bumps on my back", {"active_acne"}),
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
        ("wrinkles around my mouth", {"face"}),
        ("thin lips", {"lips"}),
        ("keep an eye on the clock, my eye doctor said", set()),
        ("bags beneath the eyes", {"under_eyes"}),
        ("arrugas alrededor de los ojos y en la nuca", {"around_eyes", "neck"}),
        ("manos, codos y axilas", {"hands", "arms"}),
        ("pecho, hombros y espalda", {"chest", "shoulders", "back"}),
        ("hombres también", set()),
        ("on the back of my legs", {"legs"}),
        ("it's my shoulders and back", {"shoulders", "back"}),
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
        ("jeuveau, xeomin or tox", {"botox"}),
        ("sculptra or radiesse or restylane", {"filler"}),
        ("vivace, potenza, secret rf", {"rf_microneedling"}),
        ("do you have the genius", {"rf_microneedling"}),
        ("you are a genius", set()),
        ("clear + brilliant, moxi, halo, picosure", {"laser"}),
        ("a vi peel, jessner or tca", {"chemical_peel"}),
        ("does my skin peel after", set()),
        ("diamond glow", {"hydrafacial"}),
        ("prf and exosomes", {"prp", "exosomes"}),
        ("needling and rf needling side by side", {"microneedling", "rf_microneedling"}),
        ("needling with rf", {"rf_microneedling"}),
        ("micro kneading with the rejuvapen", {"microneedling"}),
        # sound like a treatment of the clinic and are none
        ("how much is laser hair removal", {"hair_removal"}),
        ("can you laser the hair off my lip", {"hair_removal"}),
        ("can the laser take my tattoo off", {"tattoo_removal"}),
        ("electrolysis", {"hair_removal"}),
        ("a dermaroller or a needle roller from the drugstore", set()),
        ("dermaplaning", {"dermaplaning"}),
        ("my brows were microbladed", {"permanent_makeup"}),
        ("i had lasik", set()),
        ("not injected", set()),
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
        ("acutaine, roaccutane", {"isotretinoin"}),
        ("osempic or wegovi, semi glutide", {"glp1"}),
        ("depo shot and tretinoin", {"hormones", "retinoid"}),
        ("in the middle of ivf, keeloids, vitilego", {"trying_to_conceive", "keloid", "vitiligo"}),
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
        ("i want to talk to somebody about my acne", "active_acne", set()),
        ("need someone to look at the scar on my knee", "surgical_scars", set()),
        ("keloids run in my family", "keloid", {"other_person"}),
        ("my husband says i have rosacea", "rosacea", set()),
        ("no longer on accutane", "isotretinoin", {"past"}),
        ("i used to get cold sores", "cold_sores", {"past"}),
        ("botox two years ago", "botox", {"past"}),
        ("my cheeks never scarred", "acne_scars", {"negated"}),
        ("acne scars that never faded", "acne_scars", set()),
        ("i no longer have acne", "active_acne", {"past"}),
        ("i don't have acne anymore", "active_acne", {"negated"}),
        ("used to have terrible acne", "active_acne", {"past"}),
        ("my breakouts have finally stopped", "active_acne", {"past"}),
        ("i've got acne", "active_acne", set()),
        ("nothing cleared my acne", "active_acne", set()),
        ("accutane back in 2016", "isotretinoin", {"past"}),
        ("nobody in my family has keloids", "keloid", {"negated"}),
        ("the wrinkles don't bother me", "wrinkles", {"negated"}),
        ("asking for my mom, she has melasma", "melasma", {"other_person"}),
        ("my bf has rosacea", "rosacea", {"other_person"}),
        ("since i had my daughter i have melasma", "melasma", set()),
        ("i want someone to look at my scars", "acne_scars", set()),
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


def test_who_reacts_to_an_anesthetic_is_allergic_to_it() -> None:
    assert names("my throat reacts to novocaine", "condition") == {"allergy_anesthetic"}
    assert names("i dont react to novocaine", "condition") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dermatitis scars on my legs", {"other", "eczema"}),
        ("scarring from my psoriasis", {"other", "psoriasis"}),
        ("herpes left me with scars", {"other", "cold_sores"}),
        ("folliculitis scars", {"other"}),
        ("a keloid scar", {"other", "keloid"}),
        ("i keloid", {"keloid"}),
        ("eczema, and scars from old acne", {"acne_scars", "eczema"}),
        ("scars on both cheeks. i also have psoriasis", {"acne_scars", "psoriasis"}),
    ],
)
def test_scars_of_other_conditions_are_not_those_of_acne(text: str, expected: set[str]) -> None:
    assert names(text, "concern") | names(text, "condition") == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("i break out in hives from shellfish", {"allergy"}),
        ("she broke out in a red rash", set()),
        ("he broke out in a cold sweat", set()),
        ("i broke out in pimples", {"active_acne"}),
        ("a cyst, they dug it out and now i have a dent", {"surgical_scars"}),
    ],
)
def test_what_breaks_out_and_what_was_cut_out(text: str, names: set[str]) -> None:
    kinds = ("concern", "condition")
    assert {m.name for m in default().read(text) if m.kind in kinds} == names
