"""A message that a visitor sent arrives exactly once, whatever the network does."""

import random

import pytest
from playwright.sync_api import Page, expect

from tests.widget.server import FakeClinic, wait_until
from tests.widget.visitor import Chat


@pytest.mark.usefixtures("fast")
def test_fifty_sends_at_thirty_percent_failure(chat: Chat, page: Page, clinic: FakeClinic) -> None:
    dice = random.Random(7)
    clinic.faults = [
        dice.choice(["lost", "unheard"]) if dice.random() < 0.3 else "" for _ in range(200)
    ]
    chat.open()
    sent = [f"message {number}" for number in range(50)]
    for text in sent:
        chat.post(text)
    wait_until(lambda: len(clinic.visitor_texts()) >= 50, 60)
    expect(page.get_by_text("You wrote: message 49")).to_be_visible(timeout=30_000)
    assert clinic.visitor_texts() == sent
    expect(page.locator(".by-visitor")).to_have_count(50)
    expect(page.get_by_text("You wrote: ")).to_have_count(50)
    expect(page.locator(".state:has-text('Not sent')")).to_have_count(0)


@pytest.mark.usefixtures("fast")
def test_a_dead_network_shows_not_sent_and_retry_sends_it(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    chat.open()
    clinic.down = True
    chat.post("are you there")
    again = page.get_by_role("button", name="Try again")
    expect(again).to_be_visible(timeout=20_000)
    expect(page.get_by_role("status").get_by_text("Your message was not sent.")).to_be_visible()
    clinic.down = False
    again.click()
    expect(page.get_by_text("You wrote: are you there")).to_be_visible()
    assert clinic.visitor_texts() == ["are you there"]


def test_what_is_being_sent_outlives_the_page(chat: Chat, page: Page) -> None:
    page.add_init_script(
        "const real = fetch; window.kept = {}; window.fetch = (url, o) =>"
        "((kept[`${o.method} ${new URL(url).pathname}`] = o.keepalive), real(url, o));"
    )
    chat.open()
    chat.say("are you open on sunday")
    kept = page.evaluate("kept")
    assert kept["POST /api/chat/messages"] is True
    assert kept["GET /api/chat/stream"] is False  # else it would go on for nobody


@pytest.mark.usefixtures("fast")
def test_leaving_with_a_message_unsent_is_asked_about(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    chat.open()
    chat.say("one")
    page.reload()
    assert asked == []
    expect(page.get_by_text("You wrote: one")).to_be_visible()
    clinic.down = True
    chat.post("are you there")
    expect(page.get_by_role("button", name="Try again")).to_be_visible(timeout=20_000)
    clinic.down = False
    page.reload()
    assert asked == ["beforeunload"]


def test_states_are_shown_under_the_message(chat: Chat, page: Page) -> None:
    chat.open()
    chat.say("one")
    expect(page.locator(".state")).to_have_text("Sent")
    chat.say("two")
    expect(page.locator(".state")).to_have_count(1)


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_honoured(chat: Chat, page: Page, clinic: FakeClinic, status: int) -> None:
    page.add_init_script(
        "const real = setTimeout; window.waits = [];"
        "window.setTimeout = (run, wait, ...r) => (waits.push(wait), real(run, wait / 40, ...r));"
    )
    clinic.refusals = [(status, {"detail": "Busy."}, {"Retry-After": "23"})]
    chat.open()
    chat.say("hello")
    assert 23_000 in page.evaluate("waits")
    assert clinic.visitor_texts() == ["hello"]


def test_a_long_retry_after_is_left_to_the_visitor(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    clinic.refusals = [(429, {"detail": "Busy."}, {"Retry-After": "3600"})]
    chat.open()
    chat.post("hello")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("You wrote: hello")).to_be_visible()


def test_a_refused_message_says_why_and_does_not_block_the_next(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    clinic.refusals = [(413, {"detail": "This message is too long."}, {})]
    chat.open()
    chat.post("x")
    expect(page.get_by_text("This message is too long.")).to_be_visible()
    chat.say("shorter")
    assert clinic.visitor_texts() == ["shorter"]


def test_an_expired_session_is_renewed_and_the_message_arrives(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    clinic.streams = False
    chat.open()
    chat.say("private words")
    clinic.expire_all()
    chat.post("second")
    expect(page.get_by_text("You wrote: second")).to_be_visible()
    expect(page.get_by_text("private words")).to_have_count(0)
    expect(page.get_by_text("The earlier chat had ended")).to_be_visible()
    expect(page.locator(".by-visitor")).to_have_count(1)
    assert clinic.started == 2
    assert clinic.visitor_texts() == ["second"]


def test_a_choice_of_an_expired_session_is_sent_in_words(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    clinic.streams = False
    clinic.script["q"] = [{"text": "?", "choices": [{"id": "old", "label": "Book a visit"}]}]
    chat.open()
    chat.say("q")
    clinic.expire_all()
    page.get_by_role("button", name="Book a visit").click()
    expect(page.get_by_text("You wrote: Book a visit")).to_be_visible()


@pytest.mark.parametrize("streams", [True, False])
@pytest.mark.usefixtures("fast")
def test_a_reply_after_202_arrives_by_stream_or_by_polling(
    chat: Chat, page: Page, clinic: FakeClinic, streams: bool
) -> None:
    clinic.streams = streams
    clinic.later = {"slow"}
    chat.open()
    chat.post("slow")
    expect(page.get_by_text("You wrote: slow")).to_be_visible()
    expect(chat.messages).to_have_count(3)


def test_a_message_seen_on_stream_and_in_the_reply_is_shown_once(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    chat.open()
    chat.say("one")
    chat.say("two")
    clinic.say("token-1", text="The end.")
    expect(page.get_by_text("The end.")).to_be_visible()
    assert chat.texts()[1:] == ["one", "You wrote: one", "two", "You wrote: two", "The end."]


def test_the_stream_runs_only_while_the_panel_is_open(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    chat.open()
    wait_until(lambda: len(clinic.conversations["token-1"].listeners) == 1)
    page.keyboard.press("Escape")
    wait_until(lambda: not clinic.conversations["token-1"].listeners)
    clinic.say("token-1", text="While you were away.")
    chat.launcher.click()
    expect(page.get_by_text("While you were away.")).to_be_visible()


def test_the_token_is_in_no_address(chat: Chat, page: Page, clinic: FakeClinic) -> None:
    chat.open()
    chat.say("hello")
    page.reload()
    expect(chat.messages).to_have_count(3)
    assert not [path for _, path in clinic.calls if "token" in path]


@pytest.mark.parametrize("cut", range(1, 12))
def test_events_are_read_whatever_the_pieces(chat: Chat, page: Page, cut: int) -> None:
    chat.visit()
    text = 'id: 5\r\nevent: message\r\ndata: {"a":\r\ndata: 1}\r\n\r\n: alive\n\n'
    text += "event: typing\rdata:x\r\r\n"
    events = page.evaluate(
        """async ([text, cut]) => {
            const { EventParser } = await import('/widget/network.js');
            const parser = new EventParser();
            const events = [];
            for (let at = 0; at < text.length; at += cut)
                events.push(...parser.push(text.slice(at, at + cut)));
            return events.map(({ event, data }) => [event, data]);
        }""",
        [text, cut],
    )
    assert events == [["message", '{"a":\n1}'], ["typing", "x"]]
