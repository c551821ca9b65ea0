"""Play scripts and print what was said: python -m tests.conversations.run [--only TEXT] [--all]."""

import argparse
from pathlib import Path

from tests.conversations.play import Played, Product, judge_stored
from tests.conversations.script import FOLDER, load
from tests.evaluation.ask import running


def main() -> None:
    """Play, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--only", default="", help="scripts whose id contains this")
    parser.add_argument("--all", action="store_true", help="print those that pass, too")
    options = parser.parse_args()
    scripts = [script for script in load(options.folder) if options.only in script.id]
    with running() as stack:
        product = Product(stack)
        talks = [Played(product, script) for script in scripts]
        stored = product.requests()
    failed = 0
    for talk in talks:
        found = stored.get(talk.visitor.id, [])
        problems = [*talk.problems, *judge_stored(talk.script, found)]
        failed += bool(problems)
        if problems or options.all:
            print(f"\n=== {talk.script.id}: {talk.script.what}")
            print("\n".join(talk.lines))
            print("".join(f"  stored {request}\n" for request in found), end="")
            print("".join(f"  FAILS {problem}\n" for problem in problems), end="")
    print(f"\n{len(talks) - failed} of {len(talks)} hold")


if __name__ == "__main__":
    main()
