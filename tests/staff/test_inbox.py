"""The list's order, and the steps of a request, on both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from nightdesk.leads import inbox, ledger, listed
from nightdesk.leads.inbox import AlreadyClaimed, InboxError, NoSuchRequest, WrongStatus
from nightdesk.leads.summary import summary
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
    return [(one.group, one.request.id) for one in listed.list_requests(session, at)]


def trail(session) -> list[tuple[str, str, str | None]]:
    rows = session.scalars(select(Audit).order_by(Audit.id))
    return [(row.login, row.action, row.request_id) for row in rows]


def test_list_is_in_the_order_of_need(filled: Database) -> None:
    with filled.reading() as session:
        assert place(session) == ORDER
        tiers = {one.request.id: one.tier for one in listed.list_requests(session, MORNING)}
        assert tiers["req_rosa"] == "911", "the worst of its alerts"
        assert [one.request.id for one in listed.list_closed(session, MORNING)] == ["req_closed"]


def test_summary_counts(filled: Database) -> None:
    with filled.reading() as session:
        seen = summary(session, MORNING)
        assert (seen.urgent, seen.new, seen.late) == (2, 5, 2)
        newest = [stamp.partition("@")[0] for stamp in seen.newest]
        assert newest[:2] == ["req_rosa", "req_dmitri"]
        assert "req_draft" not in newest
        assert seen.newest_alert == 3
        assert summary(session, MORNING + minutes(90)).late == 4


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


def close_from(status: str):
    """Closing as a page does that shows this status."""

    def close(session, request_id: str, login: str, now) -> None:
        inbox.close_request(session, request_id, login, now, seen=status)

    return close


STEPS = {
    "claim": (inbox.claim, "submitted", "claimed"),
    "contact": (inbox.mark_contacted, "claimed", "contacted"),
    "release": (inbox.release, "claimed", "submitted"),
    "not contacted": (inbox.take_back_contact, "contacted", "claimed"),
    "reopen": (inbox.reopen, "closed", "claimed"),
    "close": (close_from("contacted"), "contacted", "closed"),
    "close a claimed one": (close_from("claimed"), "claimed", "closed"),
    "close a new one": (close_from("submitted"), "submitted", "closed"),
}
STATUSES = ("draft", "submitted", "claimed", "contacted", "closed")


@pytest.mark.parametrize(("step", "before", "after"), STEPS.values(), ids=STEPS)
def test_a_step_is_taken_from_its_own_status_only(
    db: Database, step, before: str, after: str
) -> None:
    for status in STATUSES:
        with db.writing() as session:
            add_request(session, status, status=status, claimed_by="ana")
            if status == before:
                step(session, "req_" + status, "ben", MORNING)
                assert session.get_one(Request, f"req_{status}").status == after
                assert len(trail(session)) == 1
                continue
            with pytest.raises(InboxError):
                step(session, f"req_{status}", "ben", MORNING)
            assert session.get_one(Request, f"req_{status}").status == status
            assert trail(session) == []
    with db.writing() as session, pytest.raises(NoSuchRequest):
        step(session, "req_nothing", "ben", MORNING)


@pytest.mark.parametrize("seen", ["draft", "closed", "None", ""])
def test_nothing_is_closed_from_a_status_that_no_page_offers(db: Database, seen: str) -> None:
    for status in ("draft", "closed"):
        with db.writing() as session:
            add_request(session, status, status=status)
            with pytest.raises(WrongStatus):
                inbox.close_request(session, f"req_{status}", "ben", MORNING, seen=seen)


def test_what_a_colleague_has_claimed_meanwhile_is_not_closed(filled: Database) -> None:
    with filled.writing() as session:
        inbox.claim(session, "req_late", "ana", MORNING)
        with pytest.raises(WrongStatus):
            inbox.close_request(session, "req_late", "ben", MORNING, seen="submitted")


def test_a_mistake_is_taken_back_and_both_are_on_record(filled: Database) -> None:
    with filled.writing() as session:
        inbox.claim(session, "req_late", "ana", MORNING)
        inbox.mark_contacted(session, "req_late", "ana", MORNING)
        inbox.close_request(session, "req_late", "ana", MORNING)
        for back, status in (
            (inbox.reopen, "contacted"),
            (inbox.take_back_contact, "claimed"),
            (inbox.release, "submitted"),
        ):
            back(session, "req_late", "ana", MORNING)
            assert session.get_one(Request, "req_late").status == status
        request = session.get_one(Request, "req_late")
        assert (request.claimed_by, request.contacted_at) == (None, None)
        assert ("late", "req_late") in place(session), "the promise was not kept"
        actions = [action for _, action, _ in trail(session)]
        assert actions[-3:] == ["reopened", "not contacted", "released"]


def test_closed_without_contact_is_not_told_as_contacted(filled: Database) -> None:
    """After a red flag a request waits again, and its old contact does not count."""
    with filled.writing() as session:
        session.get_one(Request, "req_contacted").status = "submitted"
        session.flush()
        inbox.close_request(session, "req_contacted", "ana", MORNING, seen="submitted")
        assert session.get_one(Request, "req_contacted").contacted_at is None
        inbox.reopen(session, "req_contacted", "ana", MORNING)
        assert session.get_one(Request, "req_contacted").status == "submitted"


def test_what_its_visitor_took_back_stays_closed(filled: Database) -> None:
    with filled.writing() as session:
        request = session.get_one(Request, "req_closed")
        ledger.add(request, "contact", False, MORNING)
        session.flush()
        with pytest.raises(WrongStatus):
            inbox.reopen(session, "req_closed", "ana", MORNING)


def test_closed_ones_are_in_the_order_of_their_closing(db: Database) -> None:
    with db.writing() as session:
        for number, name in enumerate(("old", "new")):
            add_request(session, name, status="contacted", at=MORNING - minutes(999 - number))
        inbox.close_request(session, "req_new", "ana", MORNING - minutes(9))
        inbox.close_request(session, "req_old", "ana", MORNING)
        found = listed.list_closed(session, MORNING)
        assert [(one.request.id, one.closed_at) for one in found] == [
            ("req_old", MORNING),
            ("req_new", MORNING - minutes(9)),
        ]


def test_requests_of_one_visitor_are_counted_whatever_their_kind(db: Database) -> None:
    phone, email = "+19255550180", "dana@example.com"
    with db.writing() as session:
        add_request(session, "wish", phone=phone)
        add_request(session, "alarm", phone=phone, kind="urgent")
        add_request(session, "mail", email=email, kind="complaint")
        add_request(session, "both", email=email, phone=phone, kind="existing_client")
        add_request(session, "stranger", phone="+19255550181")
        add_request(session, "draft", phone=phone, status="draft")
        add_request(session, "done", phone=phone, status="closed")
        counts = {one.request.id: one.others for one in listed.list_requests(session, MORNING)}
        assert counts == {
            "req_wish": 2,
            "req_alarm": 2,
            "req_mail": 1,
            "req_both": 3,
            "req_stranger": 0,
            "req_draft": 0,
        }
        detail = listed.request_detail(session, "req_wish", MORNING)
        assert {one.id for one in detail.other_requests} == {"req_alarm", "req_both"}
        assert detail.listed.others == 2


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
        detail = listed.request_detail(session, "req_imogen", MORNING)
        assert [message.author for message in detail.messages[:2]] == ["assistant", "visitor"]
        assert len(detail.messages) == 9
        assert [request.id for request in detail.other_requests] == ["req_more"]
        with pytest.raises(NoSuchRequest):
            listed.request_detail(session, "req_nothing", MORNING)


def test_alert_outlives_an_erased_conversation(filled: Database) -> None:
    with filled.writing() as session:
        erase(session, "c-rosa", MORNING)
        session.commit()
    with filled.reading() as session:
        detail = listed.request_detail(session, "req_rosa", MORNING)
        assert detail.listed.group == "urgent"
        assert (detail.messages, detail.other_requests) == ((), ())


def test_wrong_status_says_which(filled: Database) -> None:
    with filled.writing() as session, pytest.raises(WrongStatus) as caught:
        inbox.mark_contacted(session, "req_late", "ana", MORNING)
    assert caught.value.status == "submitted"
