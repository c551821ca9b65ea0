"""The page of conversations that staff hold, and giving one back to the assistant."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from nightdesk.leads.held import Held, held_conversations
from nightdesk.store.tables import StaffSession
from nightdesk.talk.hold import LONGEST, release
from nightdesk.talk.receive import UnknownConversation
from web.staff import present
from web.staff.core import core_of, draw, now_and_zone
from web.staff.security import safe_next
from web.staff.session import needs_login, needs_token
from web.staff.status import status_of

_ID = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)


def _list(request: Request, staff: StaffSession) -> Response:
    now, zone = now_and_zone(request)
    with core_of(request).db.reading() as session:
        rows = [_row(held, now, zone) for held in held_conversations(session)]
        status = status_of(session, now)
    return draw(request, "held.html", staff=staff, rows=rows, **status)


def _row(held: Held, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "id": held.id,
        "by": held.by,
        "since": present.moment(held.since, zone, now),
        "until": present.moment(held.since + LONGEST, zone, now),
        "messages": [(m.text, present.moment(m.at, zone, now)) for m in held.messages],
        "request_id": held.request_id,
    }


def _release(request: Request, staff: StaffSession, form: FormData) -> Response:
    conversation_id = str(form.get("conversation"))
    if not _ID.fullmatch(conversation_id):
        raise HTTPException(404)
    try:
        release(core_of(request), conversation_id, staff.login)
    except UnknownConversation:
        raise HTTPException(404) from None
    back = safe_next(form.get("next"))
    note = "?note=chat_released" if back.startswith("/staff/requests/") else ""
    return RedirectResponse(back + note, status_code=303)


held_page = needs_login(_list)
release_held = needs_token(_release)
