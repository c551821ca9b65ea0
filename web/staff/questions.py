"""The page of questions that had no approved answer."""

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from nightdesk.leads.questions import NoSuchQuestion, deal_with, open_questions
from nightdesk.store.tables import StaffSession
from web.staff import present
from web.staff.core import core_of, draw, now_and_zone
from web.staff.session import needs_login, needs_token
from web.staff.status import status_of


def _list(request: Request, staff: StaffSession) -> Response:
    now, zone = now_and_zone(request)
    with core_of(request).db.reading() as session:
        questions = open_questions(session)
        status = status_of(session, now)
    rows = [(asked, present.moment(asked.at, zone, now)) for asked in questions]
    return draw(request, "questions.html", staff=staff, rows=rows, **status)


def _deal_with(request: Request, staff: StaffSession, form: FormData) -> Response:
    core = core_of(request)
    with core.db.writing() as session:
        try:
            deal_with(session, request.path_params["number"], staff.login, core.clock())
        except NoSuchQuestion:
            raise HTTPException(404) from None
        session.commit()
    return RedirectResponse("/staff/questions", status_code=303)


questions_page = needs_login(_list)
question_done = needs_token(_deal_with)
