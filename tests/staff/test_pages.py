"""What the front desk reads, and what its buttons do."""

import html
import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, select, update

from nightdesk.base.clinic_parts import UrgentStep, Webhook
from nightdesk.leads.escalation import tell
from nightdesk.leads.outbox import enqueue_step
from nightdesk.leads.requests import send, withdraw
from nightdesk.store.tables import Alert, Audit, Conversation, Message, Outbox, Request
from nightdesk.store.visitor_data import erase
from tests.staff.conftest import Clock, Desk, desk
from tests.staff.examples import MORNING, add_alert, add_request, minutes
from web.staff import present

ZONE = ZoneInfo("America/Los_Angeles")


def text_of(answer) -> str:
    """The words of a page, without its tags."""
    assert answer.status_code == 200
    body = answer.text.partition("<main")[2]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))


def request_row(core, request_id: str) -> Request:
    with core.db.reading() as session:
        return session.get_one(Request, request_id)


def test_list_shows_who_what_how_and_when(ana: Desk) -> None:
    page = text_of(ana.get("/staff"))
    assert page.index("Rosalind Achterberg") < page.index("Bartholomew") < page.index("Imogen")
    for words in (
        "Call 911 shown",
        "Emergency room today",
        "2 urgent",
        "2 late",
        "late by 20 min",
        "due in 1 h 25 min",
        "today 11:30 AM",
        "Text (510) 555-0143",
        "acne scars · uneven tone · cheeks",
        "Claimed by ana",
        "Complaint",
        "Not finished",
        "No name given",
    ):
        assert words in page
    assert "Noor Haddad" not in page
    assert "Noor Haddad" in text_of(ana.get("/staff?view=closed"))
    assert "(2 urgent) Requests" in ana.get("/staff").text


def test_empty_list_says_so(ana: Desk, core) -> None:
    with core.db.writing() as session:
        session.execute(delete(Request))
        session.execute(delete(Conversation))
        session.commit()
    assert "No open requests" in text_of(ana.get("/staff"))
    assert "Nothing has been closed yet" in text_of(ana.get("/staff?view=closed"))


def test_detail_shows_all_on_one_page(ana: Desk) -> None:
    answer = ana.get("/staff/requests/req_imogen")
    page = text_of(answer)
    for words in (
        "Imogen Vasquez-Thorne",
        "promised: today 11:30 AM PST",
        "weekdays after 4 pm, never during school pickup (2:30-3:15)",
        "acne scars",
        "microneedling",
        "For the provider The visitor’s words.",
        "i took accutane until august",
        "Yes Contact",
        "No Marketing",
        "contact-1",
        "A person will text you by Tuesday 11:30 AM.",
    ):
        assert words in page
    for link in ("tel:+15105550143", "sms:+15105550143", "mailto:imogen@example.com"):
        assert f'href="{link}"' in answer.text


def test_urgent_detail_shows_the_tiers_and_the_words(ana: Desk) -> None:
    page = text_of(ana.get("/staff/requests/req_rosa"))
    assert "Urgent line" in page
    assert "Call 911 shown" in page
    assert page.count("now my sight on the left is getting blurry") == 2, "alert and conversation"
    assert "due in 6 min" in page


def test_a_page_shows_what_else_its_visitor_has_asked_for(ana: Desk, core) -> None:
    with core.db.writing() as session:
        other = session.get_one(Request, "req_imogen")
        urgent = session.get_one(Request, "req_rosa")
        other.conversation_id = urgent.conversation_id
        session.commit()
    for shown, linked in (("req_rosa", "req_imogen"), ("req_imogen", "req_rosa")):
        answer = ana.get(f"/staff/requests/{shown}")
        assert answer.status_code == 200
        assert f"/staff/requests/{linked}" in answer.text


def test_a_page_shows_which_request_it_adds_to(ana: Desk, core) -> None:
    with core.db.writing() as session:
        session.get_one(Request, "req_late").added_to = "req_imogen"
        session.commit()
    for shown, linked in (("req_late", "req_imogen"), ("req_imogen", "req_late")):
        assert f"/staff/requests/{linked}" in ana.get(f"/staff/requests/{shown}").text


def test_the_talk_of_who_has_not_agreed_to_be_contacted_is_not_shown(ana: Desk, core) -> None:
    with core.db.writing() as session:
        draft = session.get_one(Request, "req_draft")
        draft.conversation_id = session.get_one(Request, "req_closed").conversation_id
        other = session.get_one(Request, "req_imogen")
        for request in (draft, other):
            words = f"i am Quentin, number of {request.id}"
            message = Message(
                conversation_id=request.conversation_id,
                at=core.clock(),
                author="visitor",
                kind="message",
                text=words,
            )
            session.add(message)
        session.get_one(Request, "req_closed").conversation_id = None
        session.commit()
    page = text_of(ana.get("/staff/requests/req_draft"))
    assert "Quentin" not in page
    assert "has not agreed to be contacted" in page
    assert "Quentin" in text_of(ana.get("/staff/requests/req_imogen"))


def test_notices_that_are_not_delivered_are_told(ana: Desk, core) -> None:
    assert "not been delivered" not in text_of(ana.get("/staff"))
    with core.db.writing() as session:
        session.add(
            Outbox(
                id="out_1",
                event="request.submitted",
                request_id="req_imogen",
                channel="email",
                address="desk@example.com",
                created_at=core.clock() - timedelta(minutes=6),
                next_try_at=core.clock(),
            )
        )
        session.commit()
    for path in ("/staff", "/staff?view=closed", "/staff/questions", "/staff/held"):
        assert "1 notice has not been delivered" in text_of(ana.get(path))
    page = text_of(ana.get("/staff/requests/req_imogen"))
    assert "1 notice has not been delivered" in page
    assert "new request to desk@example.com: not delivered yet" in page


def test_request_goes_from_new_to_closed(ana: Desk, core) -> None:
    page = "/staff/requests/req_imogen"
    for path, note, status in (
        ("claim", "This request is yours now.", "claimed"),
        ("contacted", "Marked as contacted.", "contacted"),
        ("close", "This request is closed.", "closed"),
    ):
        assert f'action="{page}/{path}"' in ana.get(page).text
        answer = ana.act(f"{page}/{path}", seen="contacted")
        assert answer.status_code == 303
        assert note in text_of(ana.get(answer.headers["location"]))
        assert request_row(core, "req_imogen").status == status
    assert f'action="{page}/reopen"' in ana.get(page).text, "only the way back is left"


def test_second_claim_hears_that_it_is_taken(ana: Desk, core) -> None:
    ben = desk(core)
    ben.sign_in("ben")
    assert ben.act("/staff/requests/req_late/claim").headers["location"].endswith("note=claimed")
    answer = ana.act("/staff/requests/req_late/claim")
    page = text_of(ana.get(answer.headers["location"]))
    assert "Somebody else claimed this request before you." in page
    assert "Claimed by ben" in page
    twice = ben.act("/staff/requests/req_late/claim")
    assert twice.headers["location"].endswith("note=claimed"), "a double click is no conflict"


def test_step_that_no_longer_fits_is_said(ana: Desk, core) -> None:
    answer = ana.act("/staff/requests/req_draft/close")
    assert "has changed meanwhile" in text_of(ana.get(answer.headers["location"]))
    assert request_row(core, "req_draft").status == "draft"
    assert ana.act("/staff/requests/req_nothing/claim").status_code == 404


def test_acknowledging_takes_what_was_on_the_screen(ana: Desk, core) -> None:
    page = "/staff/requests/req_rosa"
    shown = re.search(r'name="up_to" value="(\d+)"', ana.get(page).text).group(1)
    with core.db.writing() as session:
        request = session.get_one(Request, "req_rosa")
        add_alert(session, request, "911", MORNING, "and now I cannot swallow")
        session.commit()
    assert ana.act(f"{page}/acknowledge", up_to=shown).status_code == 303
    with core.db.reading() as session:
        alerts = session.scalars(select(Alert).where(Alert.request_id == "req_rosa")).all()
    assert [alert.acknowledged_by for alert in alerts] == ["ana", "ana", None]
    assert "Call 911 shown" in text_of(ana.get("/staff"))
    for odd in ("", "-1", "1e3", "9" * 50, "²"):
        assert ana.act(f"{page}/acknowledge", up_to=odd).status_code == 400


def test_an_alerts_life_is_on_record(ana: Desk, core, clock: Clock) -> None:
    page = "/staff/requests/req_rosa"
    hook = Webhook(url="https://hooks.example.com/s3cret-path", secret_env="HOOK")
    later = UrgentStep(after_minutes=5, emails=("nurse@example.com",), webhooks=(hook,))
    with core.db.writing() as session:
        alert = session.scalars(select(Alert).where(Alert.request_id == "req_rosa")).first()
        tell(session, core.clinic, alert, 0, MORNING)
        session.flush()
        session.execute(update(Outbox).values(delivered_at=MORNING))
        enqueue_step(session, alert, 1, later, MORNING + minutes(5))
        session.flush()
        broken = update(Outbox).where(Outbox.step == 1)
        session.execute(broken.values(last_error="connection refused"))
        session.commit()
    clock.turn(minutes=6)
    seen = text_of(ana.get(page))
    assert "first notice to desk@example.com: delivered today 10:05" in seen
    assert "reminder 1 to nurse@example.com: not delivered yet (connection refused)" in seen
    assert "reminder 1 to webhook at hooks.example.com: not delivered yet" in seen
    assert "s3cret-path" not in seen
    assert "Next reminder today 10:" in seen
    assert ana.get("/staff/summary.json").json()["last_told"] == (MORNING + minutes(5)).timestamp()
    ana.act(f"{page}/acknowledge", up_to="99")
    seen = text_of(ana.get(page))
    assert "acknowledged by ana today 10:11" in seen
    assert "reminder 1 to nurse@example.com: called off today 10:11" in seen
    assert "Next reminder" not in seen
    assert ana.get("/staff/summary.json").json()["last_told"] == 0


def test_every_step_has_a_way_back(ana: Desk, core) -> None:
    page = "/staff/requests/req_imogen"
    for path, seen, note, status in (
        ("claim", "submitted", "yours now", "claimed"),
        ("release", "claimed", "free for everybody again", "submitted"),
        ("claim", "submitted", "yours now", "claimed"),
        ("contacted", "claimed", "Marked as contacted", "contacted"),
        ("not-contacted", "contacted", "still has to be reached", "claimed"),
        ("close", "claimed", "This request is closed", "closed"),
        ("reopen", "closed", "open again", "claimed"),
    ):
        assert f'action="{page}/{path}"' in ana.get(page).text
        answer = ana.act(f"{page}/{path}", seen=seen)
        assert note in text_of(ana.get(answer.headers["location"]))
        assert request_row(core, "req_imogen").status == status
    assert request_row(core, "req_imogen").contacted_at is None, "nobody was reached"


def test_a_page_that_is_out_of_date_closes_nothing(ana: Desk, core) -> None:
    ana.act("/staff/requests/req_late/claim")
    for form in ({"seen": "submitted"}, {"seen": "nonsense"}, {}):
        answer = ana.act("/staff/requests/req_late/close", **form)
        assert "has changed meanwhile" in text_of(ana.get(answer.headers["location"]))
    assert request_row(core, "req_late").status == "claimed"


def test_what_its_visitor_took_back_cannot_be_opened_again(ana: Desk, core) -> None:
    with core.db.writing() as session:
        withdraw(session, core.clinic, session.get_one(Request, "req_imogen"), MORNING)
        session.commit()
    page = ana.get("/staff/requests/req_imogen")
    assert "reopen" not in page.text
    assert "Withheld: the visitor does not want to be contacted." in text_of(page)


def begin_change(core, **said) -> None:
    """The visitor says something anew of the request that was sent, and confirms nothing."""
    state = {"submitted": "req_imogen", "active": True, "name": "Imogen Vasquez-Thorne", **said}
    with core.db.writing() as session:
        session.get_one(Conversation, "c-imogen").intake = state
        session.commit()


def test_a_change_that_was_begun_is_told_and_not_taken_for_true(ana: Desk, core) -> None:
    begin_change(core, phone="+19255550206", channel="call", concerns=["acne_scars", "redness"])
    page = text_of(ana.get("/staff/requests/req_imogen"))
    said = page[page.index("began to change this and has not confirmed") :][:120]
    assert "Phone: (925) 555-0206 Reach by: Call Concerns: acne scars, redness" in said
    assert "(510) 555-0143" in page, "what was sent still counts"
    assert text_of(ana.get("/staff")).count("Change not confirmed") == 1


def test_what_is_only_mentioned_afterwards_or_the_same_is_no_change(ana: Desk, core) -> None:
    begin_change(core, active=False, phone="+15105550143", concerns=["redness"])
    assert "not confirmed" not in text_of(ana.get("/staff"))
    begin_change(core, submitted="req_late", phone="+19255550206")
    assert "not confirmed" not in text_of(ana.get("/staff"))
    begin_change(core, phone="+19255550206")
    with core.db.writing() as session:
        session.get_one(Request, "req_imogen").status = "closed"
        session.commit()
    assert "began to change" not in text_of(ana.get("/staff/requests/req_imogen"))


def test_a_confirmed_change_is_told_until_somebody_has_acted_on_it(ana: Desk, core) -> None:
    ana.act("/staff/requests/req_imogen/claim")
    before = ana.get("/staff/summary.json").json()["newest"]
    with core.db.writing() as session:
        request = session.get_one(Request, "req_imogen")
        send(session, core.clinic, request, MORNING, changed=True)
        session.commit()
        events = session.scalars(select(Outbox.event)).all()
    assert set(events) == {"request.changed"}
    for path in ("/staff", "/staff/requests/req_imogen"):
        assert "Changed today 10:05" in text_of(ana.get(path))
    newest = ana.get("/staff/summary.json").json()["newest"]
    (news,) = set(newest) - set(before)
    assert news.startswith("req_imogen@")
    assert "change to desk@example.com" in text_of(ana.get("/staff/requests/req_imogen"))
    ana.act("/staff/requests/req_imogen/contacted")
    assert "Changed today" not in text_of(ana.get("/staff"))


def test_before_a_visitor_agrees_their_own_words_are_withheld(ana: Desk, core) -> None:
    secret = "this is Paula Frye, 925 555 0190"
    with core.db.writing() as session:
        draft = session.get_one(Request, "req_draft")
        draft.name, draft.words, draft.times = "Paula Frye", secret, {"words": secret}
        draft.flags = [{"name": "isotretinoin", "words": secret}]
        session.commit()
    for path in ("/staff", "/staff/requests/req_draft"):
        page = text_of(ana.get(path))
        assert "Paula" not in page
        assert "Name withheld" in page
        assert "Withheld: the visitor has not agreed to be contacted" in page
        assert "Not to be contacted" not in page
        assert "stretch marks" in page, "what it is about is told in our own words"
    with core.db.writing() as session:
        add_alert(session, session.get_one(Request, "req_draft"), "911", MORNING, "i cant breathe")
        session.commit()
    assert secret in text_of(ana.get("/staff/requests/req_draft")), "danger comes first"


def test_the_list_says_which_treatment_is_wanted(ana: Desk, core) -> None:
    with core.db.writing() as session:
        add_request(session, "botox", name="Dana Kim", treatments=["botox"])
        session.commit()
    assert "Dana Kim New botox No contact details" in text_of(ana.get("/staff"))


def test_requests_of_one_visitor_are_marked_in_the_list(ana: Desk, core) -> None:
    with core.db.writing() as session:
        for number in ("one", "two"):
            add_request(session, number, name="Dana Kimball", phone="+19255550180")
        session.commit()
    assert text_of(ana.get("/staff")).count("2 open requests") == 2
    assert "Also from this visitor" in text_of(ana.get("/staff/requests/req_one"))


def test_no_promise_is_told_where_none_was_made(ana: Desk) -> None:
    urgent = text_of(ana.get("/staff/requests/req_rosa"))
    assert "answer by: today 10:11" in urgent
    assert "promised" not in urgent


def test_a_wanted_way_that_is_not_possible_is_told(ana: Desk, core) -> None:
    with core.db.writing() as session:
        session.get_one(Request, "req_claimed").channel = "text"
        session.commit()
    page = text_of(ana.get("/staff/requests/req_claimed"))
    assert "Wanted: text, which is not possible" in page


def test_reading_a_request_is_in_the_audit_trail(ana: Desk, core) -> None:
    ana.get("/staff/requests/req_imogen")
    ana.get("/staff/requests/req_nothing")
    with core.db.reading() as session:
        rows = session.scalars(select(Audit).where(Audit.action == "viewed")).all()
    assert [(row.login, row.request_id) for row in rows] == [("ana", "req_imogen")]


def test_erased_visitor_leaves_only_the_alert(ana: Desk, core) -> None:
    with core.db.writing() as session:
        erase(session, "c-rosa", MORNING)
        session.commit()
    page = text_of(ana.get("/staff/requests/req_rosa"))
    assert "The conversation was erased: the visitor asked for it" in page
    assert "Call 911 shown" in page
    assert "Rosalind" not in page


def test_summary_has_counts_and_ids_but_no_visitor(ana: Desk, clock: Clock) -> None:
    answer = ana.get("/staff/summary.json")
    assert answer.json() == {
        "urgent": 2,
        "new": 5,
        "late": 2,
        "held": 0,
        "newest": [
            f"req_{name}@{(MORNING - minutes(before)).timestamp():.3f}"
            for name, before in (
                ("rosa", 5),
                ("dmitri", 27),
                ("complaint", 406),
                ("claimed", 496),
                ("imogen", 676),
                ("late", 896),
                ("contacted", 1496),
                ("closed", 3996),
            )
        ],
        "newest_alert": 3,
        "last_told": 0.0,
        "newest_held": 0,
        "signed_out_in_s": 900,
    }


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (0.5, "due in less than 1 min"),
        (20, "due in 20 min"),
        (120, "due in 2 h"),
        (135, "due in 2 h 15 min"),
        (60 * 30, "due in 30 h"),
        (60 * 24 * 3, "due in 3 days"),
        (-20, "late by 20 min"),
        (-60 * 5.5, "late by 5 h 30 min"),
    ],
)
def test_due_times_in_words(left: float, words: str) -> None:
    assert present.due_words(MORNING + minutes(left), MORNING) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today 10:05 AM"),
        (1, "tomorrow 10:05 AM"),
        (-1, "yesterday 10:05 AM"),
        (2, "Thu, Nov 26, 10:05 AM"),
        (60, "Sat, Jan 23 2027, 10:05 AM"),
    ],
)
def test_moments_are_in_the_clinics_time_zone(days: int, words: str) -> None:
    said = present.moment(MORNING + timedelta(days=days), ZONE, MORNING)
    assert said.replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("phone", "email"),
    [("javascript:alert(1)", None), ("+1510555\n0143", None), ("+١٢٣٤٥٦٧", None)],
)
def test_contact_that_is_none_becomes_no_link(phone: str, email: str | None) -> None:
    ways = present.reach(Request(phone=phone, email=email, channel="call"))
    assert [way["href"] for way in ways] == [""]


def test_mail_link_cannot_add_headers() -> None:
    (way,) = present.reach(Request(email="a@example.com?bcc=x@evil.example&body=hi", channel=None))
    assert way["href"] == "mailto:a@example.com%3Fbcc%3Dx@evil.example%26body%3Dhi"
    assert present.phone_words("+442071838750") == "+44 20 7183 8750"
