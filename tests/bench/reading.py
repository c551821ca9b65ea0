"""`make bench`: the CPU time of understanding a message and searching for its answer, on one core.

The messages are drawn from all our labelled sets, each the first of its conversation. What is
counted is the rules for danger, the vector and label that the engine computes, and all that a turn
reads and searches before a reply is decided. CPU time is counted, so other programs only disturb it
by what they push out of the memory caches.
"""

import random
import statistics
import tempfile
import time
import uuid
from datetime import timedelta
from pathlib import Path

from nightdesk.app import Nightdesk
from nightdesk.knowledge.questions import parts_within
from nightdesk.reading.model import intent_of
from nightdesk.store.conversations import open_conversation
from nightdesk.talk.receive import Received, receive
from nightdesk.talk.understand import understand
from tests.conftest import build_core
from tests.evaluation.messages import load_all

MESSAGES, SEED, WARM_UP, BAR_MS = 400, 1, 20, 40.0


def main() -> None:
    """Print the mean, the median, the 95th percentile and how many stay below the bar."""
    texts = random.Random(SEED).sample([message.text for message in load_all()], MESSAGES)
    with tempfile.TemporaryDirectory() as folder:
        core = build_core(f"sqlite:///{Path(folder, 'bench.db')}")
        core.prepare()
        received = [store(core, text) for text in texts]
        for message in received[:WARM_UP]:
            read(core, message)
        spent = sorted(cpu_ms(core, message) for message in received)
        core.close()
    below = sum(ms <= BAR_MS for ms in spent) / len(spent)
    print(f"understanding and search, CPU ms of one of {len(texts)} messages:")
    print(f"  mean {statistics.mean(spent):.0f}, median {statistics.median(spent):.0f}, ", end="")
    print(f"95th percentile {spent[int(len(spent) * 0.95)]:.0f}; {below:.0%} at most {BAR_MS:.0f}")


def store(core: Nightdesk, text: str) -> Received:
    """The text as the first message of a conversation."""
    with core.db.writing() as session:
        conversation = open_conversation(session, core.clock(), timedelta(hours=1)).id
        session.commit()
    return receive(core, conversation, client_id=uuid.uuid4().hex, text=text)


def read(core: Nightdesk, message: Received) -> None:
    """What is done to a message before a reply is decided; nothing more where a rule fired."""
    core.screen.check(message.text)
    if not message.pending:
        return
    rows = core.reader.vectors(message.text, parts_within(message.text))
    ranking = core.reader.read(message.text, rows[0]).ranking
    intent = intent_of(ranking[0][0])
    confidence = sum(chance for name, chance in ranking if intent_of(name) == intent)
    understand(core, message.message_id, intent, confidence, rows)


def cpu_ms(core: Nightdesk, message: Received) -> float:
    """CPU milliseconds of this process for reading a message."""
    before = time.process_time()
    read(core, message)
    return (time.process_time() - before) * 1000


if __name__ == "__main__":
    main()
