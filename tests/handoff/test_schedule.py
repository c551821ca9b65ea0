"""When a failed delivery is tried again."""

from datetime import timedelta

import pytest

from nightdesk.handoff.schedule import WEBHOOK, delays, next_try
from tests.handoff.bench import NIGHT

SUBMITTED, URGENT = "request.submitted", "request.urgent"


def middle() -> float:
    return 0.5


def wait(event: str, channel: str, failures: int, retry_after_s: float = 0) -> float | None:
    moment = next_try(event, channel, failures, NIGHT, retry_after_s, middle)
    return None if moment is None else (moment - NIGHT).total_seconds()


def test_webhooks_follow_standard_webhooks_for_75_hours_35_minutes() -> None:
    assert [delay / 60 for delay in WEBHOOK[1:]] == [5, 30, 120, 300, 600, 840, 1200, 1440]
    assert sum(WEBHOOK) == timedelta(hours=75, minutes=35, seconds=5).total_seconds()
    assert wait(SUBMITTED, "webhook", 1) == 5
    assert wait(SUBMITTED, "webhook", 9) == 24 * 3600
    assert wait(SUBMITTED, "webhook", 10) is None


@pytest.mark.parametrize("channel", ["email", "webhook"])
def test_urgent_news_goes_every_half_minute_for_ten_minutes(channel: str) -> None:
    waits = delays(URGENT, channel)
    early = [sum(waits[:count]) for count in range(1, len(waits)) if sum(waits[:count]) <= 605]
    assert len(early) == 21
    assert waits[21:] == delays(SUBMITTED, channel)[1:]


def test_mail_waits_at_most_ten_minutes_within_the_first_hours() -> None:
    waits = delays(SUBMITTED, "email")
    early = [delay for index, delay in enumerate(waits) if sum(waits[:index]) < 6 * 3600]
    assert max(early) * 1.2 < 600
    assert sum(waits) > 72 * 3600


@pytest.mark.parametrize(("drawn", "share"), [(0.0, 0.8), (0.5, 1.0), (0.999999, 1.2)])
def test_a_delay_varies_by_a_fifth(drawn: float, share: float) -> None:
    moment = next_try(SUBMITTED, "webhook", 2, NIGHT, 0, lambda: drawn)
    assert moment is not None
    assert (moment - NIGHT).total_seconds() == pytest.approx(300 * share, rel=1e-3)


def test_a_receiver_may_ask_for_patience_but_not_for_haste_or_for_ever() -> None:
    assert wait(SUBMITTED, "webhook", 1, retry_after_s=120) == 120
    assert wait(SUBMITTED, "webhook", 2, retry_after_s=1) == 300
    assert wait(SUBMITTED, "webhook", 1, retry_after_s=1e12) == 24 * 3600
