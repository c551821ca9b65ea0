"""How each kind of message looks and what can be done with it."""

import pytest
from playwright.sync_api import Page, expect

from tests.widget.samples import FACT, SECOND
from tests.widget.server import CLINIC, FakeClinic, wait_until
from tests.widget.visitor import Chat


def test_the_header_says_who_speaks(chat: Chat, page: Page) -> None:
    chat.open()
    expect(page.get_by_role("heading", name=CLINIC["name"])).to_be_visible()
    expect(page.get_by_text("Nightdesk · Closed, opens Mon 9:00 AM")).to_be_visible()
    expect(page.get_by_text("not a clinician")).to_be_visible()
    page.get_by_role("button", name="More options").click()
    call = page.get_by_role("link", name="Call the clinic: 925-555-0100")
    expect(call).to_have_attribute("href", "tel:9255550100")


def test_an_answer_names_its_source(chat: Chat, page: Page, clinic: FakeClinic) -> None:
    clinic.script["q"] = [{"kind": "answer", "text": "Fact.", "answer": [FACT]}]
    chat.open()
    chat.say("q")
    link = page.get_by_role("link", name="Instructions for use")
    expect(link).to_have_attribute("href", "https://label.example/ifu.pdf")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    expect(link).to_have_attribute("target", "_blank")
    sources = page.locator(".sources")
    expect(sources).to_contain_text("An example maker, 2018.")
    expect(sources).to_contain_text("Device label · Reviewed on Oct 1, 2026")


def test_several_sources_are_listed_once_each(chat: Chat, page: Page, clinic: FakeClinic) -> None:
    answers = [FACT, SECOND, {**FACT, "entry": "mn-9"}]
    clinic.script["q"] = [{"kind": "answer", "text": "Facts.", "answer": answers}]
    chat.open()
    chat.say("q")
    expect(page.locator(".source")).to_have_count(2)


def test_an_answer_without_source_shows_none(chat: Chat, page: Page, clinic: FakeClinic) -> None:
    odd = [{"authority": "unheard of", "source": {}}, {"authority": "fda"}, None]
    clinic.script["q"] = [{"kind": "answer", "text": "Bare.", "answer": odd}]
    chat.open()
    chat.say("q")
    expect(page.get_by_text("Bare.")).to_be_visible()
    expect(page.locator(".sources")).to_have_count(0)


@pytest.mark.parametrize(
    ("tier", "href"),
    [
        ("911", "tel:911"),
        ("er_today", "tel:9255550111"),
        ("urgent_line", "tel:9255550111"),
        ("distress", "tel:988"),
    ],
)
def test_an_urgent_message_is_an_alert_with_the_right_call_first(
    chat: Chat, page: Page, clinic: FakeClinic, tier: str, href: str
) -> None:
    clinic.script["q"] = [{"kind": "urgent", "text": "Get help.", "urgent": {"tier": tier}}]
    chat.open()
    chat.say("q")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Get help.")
    expect(alert.get_by_role("link").first).to_have_attribute("href", href)


def test_the_calls_of_an_urgent_message_speak_its_language(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    urgent = {"tier": "911", "rule": "breathing", "lang": "es"}
    clinic.script["q"] = [{"kind": "urgent", "text": "Llame ahora.", "urgent": urgent}]
    chat.open()
    chat.say("q")
    alert = page.get_by_role("alert")
    expect(alert).to_have_attribute("lang", "es")
    expect(alert.get_by_role("link").first).to_have_text("Llame al 911")


def test_a_summary_is_shown_line_by_line(chat: Chat, page: Page, clinic: FakeClinic) -> None:
    clinic.script["q"] = [
        {"kind": "confirm", "text": "Please check:\nName: Ana\nTimes: 3 PM: late"}
    ]
    chat.open()
    chat.say("q")
    assert page.locator(".kind-confirm p").all_inner_texts() == [
        "Please check:",
        "Name:\nAna",
        "Times:\n3 PM: late",
    ]


def test_a_choice_is_sent_by_id_and_shown_as_the_visitors_words(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    choices = [{"id": "c1", "label": "Ask for a consultation"}, {"id": "c2", "label": "Later"}]
    clinic.script["q"] = [{"kind": "ask", "text": "Shall we?", "choices": choices}]
    chat.open()
    chat.say("q")
    page.get_by_role("button", name="Ask for a consultation").click()
    expect(page.locator(".by-visitor").last).to_contain_text("Ask for a consultation")
    expect(page.get_by_text("You wrote: Ask for a consultation")).to_be_visible()
    expect(page.get_by_role("button", name="Later")).to_be_disabled()
    expect(chat.log).to_be_focused()
    assert clinic.visitor_texts() == ["q", "Ask for a consultation"]


def test_only_the_latest_choices_can_be_pressed(chat: Chat, page: Page, clinic: FakeClinic) -> None:
    clinic.script["q"] = [
        {"kind": "clarify", "text": "One?", "choices": [{"id": "1", "label": "First"}]},
        {"kind": "ask", "text": "Two?", "choices": [{"id": "2", "label": "Second"}]},
    ]
    chat.open()
    chat.say("q")
    expect(page.get_by_role("button", name="First")).to_be_disabled()
    expect(page.get_by_role("button", name="Second")).to_be_enabled()
    chat.say("something else")
    expect(page.get_by_role("button", name="Second")).to_be_disabled()


def test_staff_and_notices_are_told_apart(chat: Chat, page: Page, clinic: FakeClinic) -> None:
    chat.open()
    clinic.say("token-1", kind="notice", author="system", text="A person has joined.")
    clinic.say("token-1", kind="staff", author="staff", text="Good evening.")
    expect(page.locator(".by-staff .bubble")).to_have_text("Clinic staff: Good evening.")
    expect(page.locator(".by-system .bubble")).to_have_text("Notice: A person has joined.")


def test_a_long_reply_is_read_from_its_beginning(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    clinic.script["q"] = [{"kind": "answer", "text": "\n".join(f"line {n}" for n in range(80))}]
    chat.open()
    chat.say("q")
    expect(page.locator(".by-visitor")).to_be_in_viewport()
    below = page.get_by_role("button", name="More below")
    below.click()
    expect(below).to_be_hidden()


def test_download_gives_the_servers_export(chat: Chat, page: Page, clinic: FakeClinic) -> None:
    chat.open()
    page.get_by_role("button", name="More options").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download this chat").click()
    assert download.value.suggested_filename == "chat.json"
    assert b"you have reached" in download.value.path().read_bytes()


def test_delete_asks_first_then_wipes_and_starts_fresh(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    chat.open()
    chat.say("remember me")
    page.get_by_role("button", name="More options").click()
    page.get_by_role("button", name="Delete this chat").click()
    page.get_by_role("button", name="Keep the chat").click()
    assert "token-1" in clinic.conversations
    page.get_by_role("button", name="More options").click()
    page.get_by_role("button", name="Delete this chat").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("The chat was deleted.")).to_be_visible()
    expect(page.get_by_text("remember me")).to_have_count(0)
    assert list(clinic.conversations) == ["token-2"]
    assert page.evaluate("localStorage.getItem('nightdesk:token')") == "token-2"


def test_typing_is_told_and_ends_with_the_message(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    chat.open()
    listeners = clinic.conversations["token-1"].listeners
    wait_until(lambda: len(listeners) == 1)
    listeners[0].put({"typing": True})
    expect(page.get_by_role("status").get_by_text("Nightdesk is writing")).to_be_visible()
    clinic.say("token-1", text="Here I am.")
    expect(page.get_by_text("Here I am.")).to_be_visible()
    expect(page.get_by_text("Nightdesk is writing")).to_have_count(0)


def test_the_first_call_is_in_view_however_long_the_words(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    words = "Call 911 now. " * 60
    clinic.script["q"] = [{"kind": "urgent", "text": words, "urgent": {"tier": "911"}}]
    page.set_viewport_size({"width": 320, "height": 568})
    chat.open()
    chat.say("q")
    expect(page.get_by_role("link", name="Call 911")).to_be_in_viewport(ratio=1)


def test_words_run_the_way_their_language_does(chat: Chat, page: Page, clinic: FakeClinic) -> None:
    clinic.script["hi"] = [{"text": "\u0645\u0631\u062d\u0628\u0627 BlossomMD"}]
    chat.open()
    chat.say("hi")
    expect(page.locator(".words").last).to_have_css("direction", "rtl")
    expect(page.locator(".words").first).to_have_css("direction", "ltr")
    chat.input.fill("\u0645\u0631\u062d\u0628\u0627")
    expect(chat.input).to_have_css("direction", "rtl")


def test_the_reply_to_long_words_is_in_view(chat: Chat, page: Page, clinic: FakeClinic) -> None:
    words = "\n".join(f"line {number}" for number in range(60))
    clinic.script[words] = [{"kind": "answer", "text": "Here is what I know."}]
    chat.open()
    chat.say(words)
    expect(page.get_by_text("Here is what I know.")).to_be_in_viewport(ratio=1)
    clinic.script[words] = [{"kind": "answer", "text": "A.\n" * 60}]
    chat.post(words)
    expect(chat.messages).to_have_count(5)
    expect(page.locator(".by-assistant").last.locator(".meta")).to_be_in_viewport(ratio=1)
