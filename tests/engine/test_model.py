"""Training: what the model is named after, and that it can hold no code."""

import json
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from engine import train
from nightdesk.reading.grams import grams, normalise
from tests.conftest import ROOT
from tests.engine.conftest import PYTHON


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The files that shape a model, to be changed."""
    for path in train.inputs(ROOT):
        target = tmp_path / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return tmp_path


@pytest.mark.parametrize("part", ["config.yml", "domain/greeting.yml", "data/intake/nlu.yml"])
def test_any_changed_input_is_another_model(copy: Path, part: str) -> None:
    before = train.fingerprint(copy)
    assert before == train.fingerprint(ROOT)
    (copy / part).write_text((copy / part).read_text() + "\n")
    assert train.fingerprint(copy) != before


def test_the_newest_two_models_are_kept(tmp_path: Path) -> None:
    for age, name in enumerate(["new", "old", "older", "oldest"]):
        path = tmp_path / f"{name}.tar.gz"
        path.touch()
        train.os.utime(path, (1_000_000 - age, 1_000_000 - age))
    train.forget_old(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.tar.gz", "old.tar.gz"]


@pytest.mark.engine
def test_there_is_nothing_to_do_for_a_trained_model(model: Path) -> None:
    before = model.read_bytes()
    done = subprocess.run([PYTHON, "-m", "engine.train"], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == f"model: models/{train.fingerprint(ROOT)}.tar.gz"
    assert model.read_bytes() == before


@pytest.mark.engine
def test_a_model_holds_numbers_and_names_only(model: Path) -> None:
    with tarfile.open(model) as archive:
        endings = {
            Path(name).suffix for name in archive.getnames() if archive.getmember(name).isfile()
        }
    assert endings <= {".json", ".npz", ".yml", ".sha"}


ASK = """
import json, sys
from nightdesk.reading.encoder import encoder
from nightdesk.reading.linear import LinearModel
pairs = json.load(sys.stdin)
texts, labels = zip(*pairs)
vectors = encoder().encode_many(texts)
first, second = (LinearModel.fit(texts, vectors, labels) for _ in range(2))
asked = ["does it hurt", "does it hrt", "bye now", "will it be painful for me"]
print(json.dumps([[m.rank(t, encoder().encode(t)) for m in (first, second)] for t in asked]))
"""


@pytest.mark.engine
def test_the_classifier_is_deterministic_and_bears_typos() -> None:
    pairs = [
        ("does it hurt", "pain"),
        ("is it painful", "pain"),
        ("how much does it hurt", "pain"),
        ("bye", "end"),
        ("see you", "end"),
        ("ok bye bye", "end"),
        ("where are you", "place"),
        ("is there parking", "place"),
        ("where is the place", "place"),
    ]
    done = subprocess.run(
        [PYTHON, "-c", ASK], cwd=ROOT, input=json.dumps(pairs), capture_output=True, text=True
    )
    rankings = json.loads(done.stdout)
    assert all(first == second for first, second in rankings)
    assert [first[0][0] for first, _ in rankings] == ["pain", "pain", "end", "pain"]


def test_contact_details_lose_their_identity_before_they_are_counted() -> None:
    assert normalise("Call 555-0142 or a.b@example.com") == "call 000-0000 or  someone@mail "


@pytest.mark.parametrize(
    ("typed", "plain"), [("soooo", "soo"), ("\uff28i", "hi"), ("it\u2019s", "it's")]
)
def test_spelling_of_the_phone_keyboard_is_evened_out(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


def test_a_long_message_is_read_up_to_the_limit() -> None:
    assert grams("word " * 10_000) == grams("word " * 200)
