"""The fixed words a visitor reads when a red flag fires (wording.yml), never generated."""

from functools import cache
from pathlib import Path
from typing import Any

from nightdesk.base.data import read_yaml

_FILE = Path(__file__).parent / "wording.yml"


def urgent_wording(
    tier: str, language: str, values: dict[str, str], *, alerted: bool = True
) -> str:
    """The approved text for this tier with the clinic's numbers filled in.

    `values` holds "clinic", "phone" and "urgent_phone". A KeyError means that one is missing.
    `alerted` is whether the staff are told: it is never said where nothing could be stored.
    """
    told = _said(wording("alerted")["done" if alerted else "not"], language).format(**values)
    return _said(wording("tiers")[tier], language).format(**values, alerted=told)


def after_urgent_wording(line: str, language: str) -> str:
    """The approved line after it, by its name in wording.yml ("who", "known", "noted" …)."""
    return _said(wording("after")[line], language)


def still_urgent_wording(tier: str, language: str, values: dict[str, str]) -> str:
    """The approved shorter text for what is written after a red flag of this tier.

    `values` as in `urgent_wording`.
    """
    return _said(wording("still")[tier], language).format(**values)


def _said(texts: dict[str, str], language: str) -> str:
    return texts.get(language, texts["en"])


@cache
def wording(part: str) -> dict[str, dict[str, str]]:
    """Of "tiers", "alerted", "after" or "still": name -> language -> text with placeholders."""
    data: dict[str, Any] = read_yaml(_FILE)
    return {
        name: {lang: " ".join(t.split()) for lang, t in texts.items()}
        for name, texts in data[part].items()
    }
