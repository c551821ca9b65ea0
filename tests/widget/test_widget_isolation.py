"""On somebody else's page: strict policies, hostile styles, hostile texts."""

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.widget.payloads import ADDRESSES, MARKUP
from tests.widget.samples import CONVERSATION, FORM
from tests.widget.server import FakeClinic
from tests.widget.visitor import Chat

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "require-trusted-types-for 'script'"
)
SCRIPT = "<script src='/widget/nightdesk.js' data-accent='#1d5a5f' async></script>"
PLAIN = f"<!doctype html><html lang=en><title>Page</title><main><h1>Page</h1></main>{SCRIPT}"
TORTURE = f"""<!doctype html><html lang=en><title>Page</title><style>
* {{ display: block !important; position: static !important; font: 40px/3 serif !important;
  color: lime !important; background: red !important; transform: rotate(9deg) scale(.4) !important;
  opacity: .2 !important; visibility: hidden !important; pointer-events: none !important;
  width: 10px !important; height: 10px !important; overflow: hidden !important;
  margin: 40px !important;
  padding: 30px !important; border: 9px dotted !important; box-sizing: content-box !important;
  text-transform: uppercase !important; letter-spacing: 1em !important; direction: rtl !important;
  z-index: -1 !important; filter: blur(9px) !important; float: left !important;
  clip-path: circle(1px) !important;
  animation: none !important; max-width: 1px !important; user-select: none !important }}
button, dialog, textarea {{ display: none !important }}
</style><main><h1>Page</h1></main>{SCRIPT}"""


@pytest.fixture
def strict(page: Page, clinic: FakeClinic) -> str:
    """A page under the strict policy that counts what is refused, and what runs."""
    clinic.pages["/strict"] = (STRICT, PLAIN)
    page.add_init_script(
        "window.refused = []; window.ran = 0; window.alert = () => { window.ran += 1 };"
        "addEventListener('securitypolicyviolation', (e) => refused.push(e.violatedDirective));"
    )
    return "/strict"


def test_a_whole_talk_breaks_no_policy(
    chat: Chat, page: Page, clinic: FakeClinic, strict: str
) -> None:
    clinic.script = {"all kinds": CONVERSATION, "form": [FORM]}
    chat.open(strict)
    chat.say("all kinds")
    chat.say("form")
    page.get_by_role("button", name="Send request").click()
    page.get_by_role("button", name="More options").click()
    with page.expect_download():
        page.get_by_role("button", name="Download this chat").click()
    page.keyboard.press("Escape")
    assert page.evaluate("refused") == []
    expect(page.locator(".launcher")).to_have_css("background-color", "rgb(29, 90, 95)")


def test_hostile_texts_stay_texts(chat: Chat, page: Page, clinic: FakeClinic, strict: str) -> None:
    assert len(MARKUP) + len(ADDRESSES) >= 40
    clinic.script["go"] = [
        {
            "kind": kind,
            "text": payload,
            "choices": [{"id": payload, "label": payload}],
            "answer": [
                {
                    "authority": payload,
                    "reviewed_on": payload,
                    "source": {
                        "title": payload,
                        "publisher": payload,
                        "year": payload,
                        "address": address,
                    },
                }
            ],
            "urgent": {"tier": payload},
        }
        for number, payload in enumerate(MARKUP)
        for kind in [["answer", "confirm", "urgent", "saved", payload][number % 5]]
        for address in [ADDRESSES[number % len(ADDRESSES)]]
    ]
    chat.open(strict)
    chat.post("go")
    expect(chat.messages).to_have_count(2 + len(MARKUP), timeout=15_000)
    check_nothing_ran(page)
    page.reload()  # and again as stored history
    expect(chat.messages).to_have_count(2 + len(MARKUP), timeout=15_000)
    check_nothing_ran(page)


def test_every_unsafe_address_is_no_link(
    chat: Chat, page: Page, clinic: FakeClinic, strict: str
) -> None:
    sources = [{"title": f"t{n}", "address": a} for n, a in enumerate(ADDRESSES)]
    clinic.script["go"] = [{"text": "x", "answer": [{"source": s} for s in sources]}]
    chat.open(strict)
    chat.say("go")
    expect(page.locator(".source")).to_have_count(len(ADDRESSES))
    expect(page.locator(".source a")).to_have_count(0)


def test_what_the_visitor_writes_stays_text(
    chat: Chat, page: Page, clinic: FakeClinic, strict: str
) -> None:
    chat.open(strict)
    for payload in MARKUP[:12]:
        chat.say(payload)
    check_nothing_ran(page)
    assert clinic.visitor_texts() == [payload.strip() for payload in MARKUP[:12]]


def check_nothing_ran(page: Page) -> None:
    """No script, no made-up element, no unsafe address anywhere in the widget."""
    state = page.evaluate(
        """() => {
            const root = document.querySelector('nightdesk-chat').shadowRoot;
            const nodes = [...root.querySelectorAll('*')];
            const count = (test) => nodes.filter(test).length;
            const made = 'script,img,iframe,object,embed,style,link,base,math,video';
            const safe = /^(https?|tel|sms):/;
            return {
                ran: window.ran,
                refused: window.refused,
                foreign: count((n) => n.matches(made)),
                handlers: count((n) => [...n.attributes].some((a) => /^on/.test(a.name))),
                unsafe: count((n) => n.hasAttribute('href') && !safe.test(n.getAttribute('href'))),
            };
        }"""
    )
    assert state == {"ran": 0, "refused": [], "foreign": 0, "handlers": 0, "unsafe": 0}


def test_hostile_styles_change_nothing(chat: Chat, page: Page, clinic: FakeClinic) -> None:
    page.emulate_media(reduced_motion="reduce")
    clinic.pages["/torture"] = ("", TORTURE)
    clinic.pages["/plain"] = ("", PLAIN)
    looks = []
    for path in ["/plain", "/torture"]:
        chat.visit(path)
        launcher = chat.launcher.bounding_box()
        chat.launcher.click()
        expect(chat.messages.first).to_be_visible()
        chat.say("hello")
        boxes = [page.locator(css).first.bounding_box() for css in (".panel", ".bubble", ".send")]
        looks.append([launcher, *boxes])
        chat.page.keyboard.press("Escape")
        page.evaluate("localStorage.clear()")
    assert looks[0] == looks[1]


def test_hostile_styles_leave_the_same_picture(chat: Chat, page: Page, clinic: FakeClinic) -> None:
    page.emulate_media(reduced_motion="reduce")
    clinic.pages["/torture"] = ("", TORTURE)
    clinic.pages["/plain"] = ("", PLAIN)
    pictures = []
    for path in ["/plain", "/torture"]:
        chat.open(path)
        box = chat.panel.bounding_box()
        assert box is not None
        clip: FloatRect = {
            "x": box["x"] + 24,
            "y": box["y"] + 24,
            "width": box["width"] - 48,
            "height": 460,
        }
        pictures.append(page.screenshot(clip=clip, caret="hide"))
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
    assert pictures[0] == pictures[1]


def test_a_second_script_tag_makes_no_second_chat(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    clinic.pages["/twice"] = ("", PLAIN + SCRIPT)
    chat.visit("/twice")
    page.wait_for_load_state("networkidle")
    expect(page.locator("nightdesk-chat")).to_have_count(1)


@pytest.mark.parametrize(
    ("accent", "text"),
    [
        ("#1d5a5f", "rgb(255, 255, 255)"),
        ("#ffd54a", "rgb(20, 24, 29)"),
        ("nonsense", "rgb(255, 255, 255)"),
    ],
)
def test_text_on_the_accent_is_readable(
    chat: Chat, page: Page, clinic: FakeClinic, accent: str, text: str
) -> None:
    clinic.pages["/accent"] = ("", PLAIN.replace("#1d5a5f", accent))
    chat.visit("/accent")
    expect(chat.launcher).to_have_css("color", text)
