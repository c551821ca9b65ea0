"""The list of requests, one request, and the numbers that the page polls."""

from dataclasses import asdict
from itertools import groupby
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from nightdesk.leads.inbox import NoSuchRequest, record
from nightdesk.leads.listed import (
    Detail,
    Listed,
    list_closed,
    list_requests,
    request_detail,
)
from nightdesk.leads.questions import count_open
from nightdesk.leads.summary import summary
from nightdesk.store.staff import session_ends
from nightdesk.store.tables import StaffSession
from web.staff import notices, present
from web.staff.actions import NOTES, steps_of
from web.staff.core import core_of, draw, now_and_zone
from web.staff.session import needs_login, signed_in
from web.staff.status import status_of


def _list(request: Request, staff: StaffSession) -> Response:
    closed = request.query_params.get("view") == "closed"
    now, zone = now_and_zone(request)
    with core_of(request).db.reading() as session:
        found = list_closed(session, now) if closed else list_requests(session, now)
        questions = count_open(session)
        status = status_of(session, now)
    rows = [present.row(listed, now, zone) for listed in found]
    sections = [
        {"id": group, "title": present.GROUPS[group], "rows": list(members)}
        for group, members in groupby(rows, key=lambda row: row["group"])
    ]
    return draw(
        request,
        "list.html",
        staff=staff,
        sections=sections,
        closed=closed,
        questions=questions,
        **status,
    )


def _detail(request: Request, staff: StaffSession) -> Response:
    core = core_of(request)
    now, _ = now_and_zone(request)
    request_id = request.path_params["id"]
    with core.db.writing() as session:
        try:
            detail = request_detail(session, request_id, now)
        except NoSuchRequest:
            raise HTTPException(404) from None
        status = status_of(session, now)
        record(session, staff.login, "viewed", now, request_id)
        session.commit()
    note = NOTES.get(request.query_params.get("note", ""), "")
    return draw(request, "detail.html", staff=staff, note=note, **status, **_facts(request, detail))


def _facts(request: Request, detail: Detail) -> dict[str, Any]:
    """What the detail page shows."""
    now, zone = now_and_zone(request)
    visit = detail.listed.request
    red_messages = {alert.message_id for alert in visit.alerts}
    return {
        "visit": visit,
        "row": present.row(detail.listed, now, zone),
        "reach": present.reach(visit),
        "withheld": present.withheld(visit),
        "readable": present.may_read(visit),
        "begun": present.begun(detail.listed),
        "alerts": visit.alerts,
        "told": {
            alert.id: notices.told(alert.id, detail.notices, zone, now) for alert in visit.alerts
        },
        "told_of_it": notices.told(None, detail.notices, zone, now),
        "outlook": {alert.id: notices.outlook(alert, zone, now) for alert in visit.alerts},
        "last_alert": max(
            (alert.id for alert in visit.alerts if alert.acknowledged_at is None), default=0
        ),
        "messages": detail.messages if _may_be_read(detail) else (),
        "erased": not detail.messages,
        "red_messages": red_messages,
        "texts": {message.id: message.text for message in detail.messages},
        "others": [
            present.row(Listed(other, other.status), now, zone) for other in detail.other_requests
        ],
        "steps": steps_of(visit),
        "moment": lambda at: present.moment(at, zone, now),
        "zone": now.astimezone(zone).tzname(),
        "plain": present.plain,
        "channels": present.CHANNELS,
        "purpose": present.purpose,
        "tier_words": present.tier_words,
    }


def _may_be_read(detail: Detail) -> bool:
    """Whether the talk is shown: danger is, else whoever wrote must have agreed to be contacted."""
    visit = detail.listed.request
    here = [o for o in detail.other_requests if o.conversation_id == visit.conversation_id]
    return any(one.alerts or present.may_reach(one) for one in (visit, *here))


def summary_json(request: Request) -> Response:
    """Counts and ids for the page's script. Only `?active=1` keeps the session alive."""
    staff = signed_in(request, active=request.query_params.get("active") == "1")
    if staff is None:
        return JSONResponse({"error": "signed_out"}, status_code=401)
    core = core_of(request)
    now = core.clock()
    with core.db.reading() as session:
        seen = summary(session, now)
    left = int((session_ends(staff) - now).total_seconds())
    return JSONResponse({**asdict(seen), "signed_out_in_s": left})


list_page = needs_login(_list)
detail_page = needs_login(_detail)
