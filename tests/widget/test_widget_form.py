"""The plain request form inside the transcript."""

import pytest
from playwright.sync_api import Page, expect

from tests.widget.samples import BOXES, FORM
from tests.widget.server import FakeClinic, wait_until
from tests.widget.visitor import Chat


@pytest.fixture
def form(chat: Chat, clinic: FakeClinic) -> Chat:
    clinic.script["form"] = [FORM]
    chat.open()
    chat.say("form")
    return chat


def fill(page: Page) -> None:
    page.get_by_label("Name").fill("Ana Example")
    page.get_by_label("Phone").fill("925-555-0142")
    page.get_by_label("Good times").fill("after 3 PM")
    page.get_by_label("What is it about?").fill("scars")
    page.get_by_label("The clinic may keep this request").check()


@pytest.mark.usefixtures("form")
def test_a_request_is_sent_whole_and_confirmed(page: Page, clinic: FakeClinic) -> None:
    fill(page)
    page.get_by_label("Text", exact=True).check()
    page.get_by_role("button", name="Send request").click()
    expect(page.get_by_text("Your request is saved.")).to_be_visible()
    (request,) = clinic.requests
    assert request.pop("client_id")
    assert request == {
        "name": "Ana Example",
        "phone": "925-555-0142",
        "email": "",
        "channel": "text",
        "times": "after 3 PM",
        "words": "scars",
        "consent": True,
        "marketing": False,
        "chat": False,
    }
    expect(page.get_by_role("button", name="Send request")).to_have_count(0)


@pytest.mark.usefixtures("form")
def test_consent_starts_unticked_with_the_servers_wording(page: Page) -> None:
    consent = page.get_by_role("checkbox", name=FORM["consent"]["wording"])
    expect(consent).not_to_be_checked()


@pytest.mark.usefixtures("form")
def test_the_optional_boxes_start_unticked_and_are_sent_as_they_are(
    page: Page, clinic: FakeClinic
) -> None:
    fill(page)
    for box in BOXES:
        expect(page.get_by_role("checkbox", name=box["label"])).not_to_be_checked()
    page.get_by_label(BOXES[1]["label"]).check()
    page.get_by_role("button", name="Send request").click()
    expect(page.get_by_text("Your request is saved.")).to_be_visible()
    (request,) = clinic.requests
    assert (request["marketing"], request["chat"]) == (False, True)


@pytest.mark.usefixtures("form")
def test_an_empty_form_names_each_error_and_goes_to_the_first(
    page: Page, clinic: FakeClinic
) -> None:
    page.get_by_role("button", name="Send request").click()
    name = page.get_by_label("Name")
    expect(name).to_be_focused()
    expect(name).to_have_accessible_description("Please write your name.")
    expect(page.get_by_text("Please tick the box")).to_be_visible()
    assert clinic.requests == []


@pytest.mark.parametrize(
    ("channel", "phone", "email", "error"),
    [
        ("Call", "", "ana@example.com", "Please write a phone number with area code."),
        ("Call", "12", "", "Please write a phone number with area code."),
        ("E-mail", "925-555-0142", "", "Please write an e-mail address"),
        ("E-mail", "", "ana@example", "Please write an e-mail address"),
        ("E-mail", "", "ana@example.com", None),
        (None, "925-555-0142", "", None),
        (None, "", "ana@example.com", None),
        ("Text", "925-555-0142", "", None),
    ],
)
@pytest.mark.usefixtures("form")
def test_the_contact_fits_the_way_to_reach(
    page: Page, clinic: FakeClinic, channel: str | None, phone: str, email: str, error: str | None
) -> None:
    fill(page)
    page.get_by_label("Phone").fill(phone)
    page.get_by_role("textbox", name="E-mail").fill(email)
    if channel:
        page.get_by_role("radio", name=channel).check()
    page.get_by_role("button", name="Send request").click()
    if error:
        expect(page.get_by_text(error)).to_be_visible()
        assert clinic.requests == []
    else:
        expect(page.get_by_text("Your request is saved.")).to_be_visible()


@pytest.mark.usefixtures("form")
def test_the_servers_errors_are_shown_by_field(page: Page, clinic: FakeClinic) -> None:
    errors = [{"field": "phone", "message": "This number is not complete."}]
    clinic.refusals = [(422, {"detail": "Please check.", "errors": errors}, {})]
    fill(page)
    page.get_by_role("button", name="Send request").click()
    expect(page.get_by_label("Phone")).to_be_focused()
    expect(page.get_by_label("Phone")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("This number is not complete.")).to_be_visible()
    page.get_by_role("button", name="Send request").click()
    expect(page.get_by_text("Your request is saved.")).to_be_visible()


@pytest.mark.usefixtures("form")
def test_a_failed_send_keeps_what_was_written_and_repeats_the_same_id(
    page: Page, clinic: FakeClinic
) -> None:
    fill(page)
    clinic.down = True
    page.get_by_role("button", name="Send request").click()
    expect(page.get_by_text("What you wrote is still here.")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Ana Example")
    clinic.down = False
    page.get_by_role("button", name="Send request").click()
    expect(page.get_by_text("Your request is saved.")).to_be_visible()


@pytest.mark.usefixtures("form")
def test_the_same_words_go_under_the_same_id_and_corrected_ones_do_not(
    page: Page, clinic: FakeClinic
) -> None:
    clinic.requests_unheard = True
    fill(page)
    send = page.get_by_role("button", name="Send request")
    for phone in ("925-555-0142", "925-555-0142", "925-555-0199"):
        page.get_by_label("Phone").fill(phone)
        before = len(clinic.requests)
        send.click()
        wait_until(lambda: len(clinic.requests) > before)  # noqa: B023
        expect(page.get_by_text("is still here")).to_be_visible()
    ids = {request["phone"]: set() for request in clinic.requests}
    for request in clinic.requests:
        ids[request["phone"]].add(request["client_id"])
    first, second = ids.values()
    assert len(first) == len(second) == 1
    assert first != second


@pytest.mark.usefixtures("form")
def test_a_form_refused_after_the_session_was_renewed_is_still_there(
    page: Page, clinic: FakeClinic
) -> None:
    fill(page)
    clinic.expire_all()
    clinic.refusals = [(503, {"detail": "Busy."}, {})]
    page.get_by_role("button", name="Send request").click()
    expect(page.get_by_text("Busy.")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Ana Example")
    page.get_by_role("button", name="Send request").click()
    expect(page.get_by_text("Your request is saved.")).to_be_visible()


def test_a_second_offer_moves_the_form_along_with_its_words(form: Chat, page: Page) -> None:
    page.get_by_label("Name").fill("Ana Example")
    form.say("form")
    expect(page.get_by_label("Name")).to_have_count(1)
    expect(page.get_by_label("Name")).to_have_value("Ana Example")
    expect(page.locator(".message").last.get_by_label("Name")).to_be_visible()


@pytest.mark.usefixtures("form")
def test_fields_can_be_filled_by_the_browser(page: Page) -> None:
    for label, token in [("Name", "name"), ("Phone", "tel"), ("E-mail", "email")]:
        expect(page.get_by_role("textbox", name=label)).to_have_attribute("autocomplete", token)
