"""The fixed words a visitor reads when a red flag fires (wording.yml), never generated."""

from functools import cache
from pathlib import Path
from typing import Any

from nightdesk.base.data import read_yaml

_FILE = Path(__file__).parent / "wording.yml"


def urgent_wording(tier: str, language: str, values: dict[str, str]) -> str:
    """The approved text for this tier with the clinic's numbers filled in.

    `values` holds "clinic", "phone" and "urgent_phone". A KeyError means that one is missing.
    """
    texts = wording()[tier]
    text: str = texts.get(language, texts["en"])
    return text.format(**values)


@cache
def wording() -> dict[str, dict[str, str]]:
    """tier -> language -> text with placeholders."""
    data: dict[str, Any] = read_yaml(_FILE)
    return {
        tier: {lang: " ".join(t.split()) for lang, t in texts.items()}
        for tier, texts in data["tiers"].items()
    }
