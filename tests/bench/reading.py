"""`make bench`: the CPU time of understanding a message and searching for its answer, on one core.

The messages are drawn from all our labelled sets. Everything that a turn does to a text is done:
its vector and label (as the engine does), the rules for danger, the second net, words, parts, the
concerns that they tell, and the search of each part. CPU time is counted, so other programs only
disturb it by what they push out of the memory caches.
"""

import random
import statistics
import time
from collections.abc import Callable

from nightdesk.knowledge.loader import load_entries
from nightdesk.knowledge.shelf import Shelf
from nightdesk.lexicon import Lexicon
from nightdesk.reading.encoder import meaning
from nightdesk.reading.model import Once, Reader, find_model, intent_of
from nightdesk.reading.vectors import VectorCache
from nightdesk.safety import Screen, second_net
from nightdesk.talk.questions import find_entries, read_parts
from nightdesk.talk.understand import TELLING
from tests.evaluation.messages import load_all
from tests.support.stack import ROOT

MESSAGES, SEED, BAR_MS = 400, 1, 40.0


def main() -> None:
    """Print the mean, the median, the 95th percentile and how many stay below the bar."""
    texts = random.Random(SEED).sample([message.text for message in load_all()], MESSAGES)
    understand = turn()
    for text in texts[:20]:  # warm up
        understand(text)
    spent = sorted(cpu_ms(understand, text) for text in texts)
    below = sum(ms <= BAR_MS for ms in spent) / len(spent)
    print(f"understanding and search, CPU ms of one of {len(texts)} messages:")
    print(f"  mean {statistics.mean(spent):.0f}, median {statistics.median(spent):.0f}, ", end="")
    print(f"95th percentile {spent[int(len(spent) * 0.95)]:.0f}; {below:.0%} at most {BAR_MS:.0f}")


def turn() -> Callable[[str], None]:
    """What is done to a text before a reply is decided."""
    entries = load_entries(ROOT / "knowledge")
    vectors = VectorCache(ROOT / "models" / "knowledge-vectors.npz").vectors
    shelf = Shelf(entries, lambda texts: meaning(vectors(texts)))
    reader, lexicon, screen = (
        Reader.load(find_model(ROOT / "models")),
        Lexicon.load(),
        Screen.load(),
    )
    today = max(entry.reviewed_on for entry in entries)

    def understand(text: str) -> None:
        vector = reader.vector(text)
        reader.read(text, vector)  # the engine's own label
        once = Once(reader, text, vector)
        screen.check(text)
        second_net.noticed(text, once.danger)
        for part in read_parts(once, text):
            if intent_of(part.label) in TELLING:
                once.concerns(part.asked.text)
        find_entries(once, lexicon, shelf, text, today)

    return understand


def cpu_ms(work: Callable[[str], None], text: str) -> float:
    """CPU milliseconds of this process for one text."""
    before = time.process_time()
    work(text)
    return (time.process_time() - before) * 1000


if __name__ == "__main__":
    main()
