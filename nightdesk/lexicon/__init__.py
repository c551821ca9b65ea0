"""The one place that knows how visitors write what they have, take and ask about."""

from nightdesk.lexicon.durations import read_durations
from nightdesk.lexicon.lexicon import Lexicon, default
from nightdesk.lexicon.mention import Mention

__all__ = ["Lexicon", "Mention", "default", "read_durations"]
