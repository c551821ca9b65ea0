"""The list's order, and the steps of a request, on both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from nightdesk.leads import inbox
from nightdesk.leads.inbox import AlreadyClaimed, InboxError, NoSuchRequest, WrongStatus
from nightdesk.store.database import Database
from nightdesk.store.tables import Audit, Request
from nightdesk.store.visitor_data import erase
from tests.staff.examples import MORNING, add_alert, add_request, fill, minutes

ORDER = [
    ("urgent", "req_rosa"),
    ("urgent", "req_dmitri"),
    ("late", "req_late"),
    ("waiting", "req_imogen"),
    ("waiting", "req_claimed"),
    ("waiting", "req_complaint"),
    ("contacted", "req_contacted"),
    ("draft", "req_draft"),
]


@pytest.fixture
def filled(db: Database) -> Database:
    with db.writing() as session:
        fill(session)
    return db


def place(session, at=MORNING) -> list[tuple[str, str]]:
    return [(one.group, one.request.id) for one in inbox.list_requests(session, at)]


def trail(session) -> list[tuple[str, str, str | None]]:
    rows = session.scalars(select(Audit).order_by(Audit.id))
    return [(row.login, row.action, row.request_id) for row in rows]


def test_list_is_in_the_order_of_need(filled: Database) -> None:
    with filled.reading() as session:
        assert place(session) == ORDER
        tiers = {one.request.id: one.tier for one in inbox.list_requests(session, MORNING)}
        assert tiers["req_rosa"] == "911", "the worst of its alerts"
        assert [one.request.id for one in inbox.list_closed(session)] == ["req_closed"]


def test_summary_counts(filled: Database) -> None:
    with filled.reading() as session:
        seen = inbox.summary(session, MORNING)
        assert (seen.urgent, seen.new, seen.late) == (2, 5, 2)
        assert list(seen.newest)[:2] == ["req_rosa", "req_dmitri"]
        assert "req_draft" not in seen.newest
        assert seen.newest_alert == 3
        assert inbox.summary(session, MORNING + minutes(90)).late == 4


def test_alert_on_a_draft_or_a_closed_request_is_urgent(filled: Database) -> None:
    with filled.writing() as session:
        for number in ("req_draft", "req_closed"):
            request = session.get_one(Request, number)
            add_alert(session, request, "distress", MORNING, "words")
        assert {("urgent", "req_draft"), ("urgent", "req_closed")} < set(place(session))


def test_request_goes_its_way_and_leaves_a_trail(filled: Database) -> None:
    with filled.writing() as session:
        inbox.claim(session, "req_imogen", "ana", MORNING)
        assert session.get_one(Request, "req_imogen").claimed_by == "ana"
        inbox.mark_contacted(session, "req_imogen", "ben", MORNING + minutes(1))
        assert session.get_one(Request, "req_imogen").contacted_at == MORNING + minutes(1)
        inbox.close_request(session, "req_imogen", "ana", MORNING + minutes(2))
        assert session.get_one(Request, "req_imogen").status == "closed"
        assert trail(session) == [
            ("ana", "claimed", "req_imogen"),
            ("ben", "contacted", "req_imogen"),
            ("ana", "closed", "req_imogen"),
        ]


STEPS = {
    inbox.claim: {"submitted"},
    inbox.mark_contacted: {"claimed"},
    inbox.close_request: {"contacted"},
}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_steps_out_of_order_change_nothing(db: Database, step) -> None:
    statuses = ("draft", "submitted", "claimed", "contacted", "closed")
    for status in set(statuses) - STEPS[step]:
        with db.writing() as session:
            add_request(session, status, status=status, claimed_by="ana")
            with pytest.raises(InboxError):
                step(session, f"req_{status}", "ben", MORNING)
            assert session.get_one(Request, f"req_{status}").status == status
            assert trail(session) == []
    with db.writing() as session, pytest.raises(NoSuchRequest):
        step(session, "req_nothing", "ben", MORNING)


def test_only_one_of_many_claims_wins(filled: Database) -> None:
    def attempt(number: int) -> str:
        with filled.writing() as session:
            try:
                inbox.claim(session, "req_late", f"user{number}", MORNING)
            except AlreadyClaimed as error:
                return f"lost to {error.by}"
            session.commit()
            return f"user{number}"

    with ThreadPoolExecutor(6) as pool:
        said = list(pool.map(attempt, range(6)))
    winners = [words for words in said if words.startswith("user")]
    assert len(winners) == 1
    assert said.count(f"lost to {winners[0]}") == 5
    with filled.reading() as session:
        assert session.get_one(Request, "req_late").claimed_by == winners[0]
        assert trail(session) == [(winners[0], "claimed", "req_late")]


def test_new_red_flag_makes_a_contacted_request_wait_again(filled: Database) -> None:
    """nightdesk.leads.alerts puts it back to submitted; the old contact does not count."""
    with filled.writing() as session:
        request = session.get_one(Request, "req_contacted")
        request.status = "submitted"
        session.flush()
        assert ("late", "req_contacted") in place(session)
        inbox.claim(session, "req_contacted", "ana", MORNING)
        assert session.get_one(Request, "req_contacted").contacted_at is None


def test_acknowledging_takes_a_request_out_of_the_urgent_ones(filled: Database) -> None:
    with filled.writing() as session:
        assert inbox.acknowledge_alerts(session, "req_rosa", "ana", MORNING) == 2
        assert inbox.acknowledge_alerts(session, "req_rosa", "ben", MORNING) == 0
        request = session.get_one(Request, "req_rosa")
        assert {alert.acknowledged_by for alert in request.alerts} == {"ana"}
        assert ("waiting", "req_rosa") in place(session)
        assert trail(session) == [("ana", "acknowledged", "req_rosa")]
        with pytest.raises(NoSuchRequest):
            inbox.acknowledge_alerts(session, "req_nothing", "ana", MORNING)


def test_alert_that_was_not_on_the_screen_stays_open(filled: Database) -> None:
    with filled.writing() as session:
        request = session.get_one(Request, "req_rosa")
        shown = max(alert.id for alert in request.alerts)
        add_alert(session, request, "911", MORNING, "and now I cannot swallow")
        assert inbox.acknowledge_alerts(session, "req_rosa", "ana", MORNING, up_to=shown) == 2
        assert place(session)[0] == ("urgent", "req_rosa")


def test_detail_has_the_talk_and_the_visitors_other_requests(filled: Database) -> None:
    with filled.writing() as session:
        add_request(session, "more", status="submitted")
        session.get_one(Request, "req_more").conversation_id = "c-imogen"
        session.flush()
        detail = inbox.request_detail(session, "req_imogen", MORNING)
        assert [message.author for message in detail.messages[:2]] == ["assistant", "visitor"]
        assert len(detail.messages) == 9
        assert [request.id for request in detail.other_requests] == ["req_more"]
        with pytest.raises(NoSuchRequest):
            inbox.request_detail(session, "req_nothing", MORNING)


def test_alert_outlives_an_erased_conversation(filled: Database) -> None:
    with filled.writing() as session:
        erase(session, "c-rosa", MORNING)
        session.commit()
    with filled.reading() as session:
        detail = inbox.request_detail(session, "req_rosa", MORNING)
        assert detail.listed.group == "urgent"
        assert (detail.messages, detail.other_requests) == ((), ())


def test_wrong_status_says_which(filled: Database) -> None:
    with filled.writing() as session, pytest.raises(WrongStatus) as caught:
        inbox.mark_contacted(session, "req_late", "ana", MORNING)
    assert caught.value.status == "submitted"
