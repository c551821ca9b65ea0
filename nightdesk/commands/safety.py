"""Commands on danger: why a text alarms, which alarms no rule knew, and silencing the assistant."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from nightdesk.commands.shared import AsJson, fail, opened, show

if TYPE_CHECKING:
    from nightdesk.app import Nightdesk
    from nightdesk.safety import Finding

app = typer.Typer(no_args_is_help=True, help="The red-flag screen.")


@app.command()
def explain(text: str) -> None:
    """Show which red-flag rules fire on a text, which signs were set aside and why, and what the
    second net makes of it."""
    with opened() as core:
        findings = core.screen.explain(text)
        described = {rule.id: rule.description for rule in core.screen.rules}
        for finding in findings:
            typer.echo("\n".join(_in_words(finding, described[finding.rule])))
        if not findings:
            typer.echo("no rule is concerned")
        typer.echo(_second_net(core, text))


def _in_words(finding: "Finding", description: str) -> Iterator[str]:
    state = "fires" if finding.fired else "does not fire"
    yield f"{finding.rule} ({finding.tier}) {state}: {' '.join(description.split())}"
    for sign in finding.signs:
        yield f'    "{sign.words}" is {sign.name}'
    for sign in finding.discarded:
        yield f'    "{sign.words}" would be {sign.name}, set aside: {sign.reason}'


def _second_net(core: "Nightdesk", text: str) -> str:
    from nightdesk.safety import second_net

    try:
        reader = core.reader
    except LookupError:
        return "second net: not trained yet (make train)"
    flag = second_net.noticed(text, reader.danger)
    shares = ", ".join(
        f"{name} {chance:.2f}" for name, chance in sorted(reader.danger(text).items())
    )
    verdict = flag.tier if flag else "no alarm"
    if second_net.is_harmless(text, reader.danger):
        verdict = "certain that this is harmless, so no rule counts"
    return f"second net: {verdict} ({shares})"


@app.command()
def gaps(
    as_json: AsJson = False,
    words: Annotated[bool, typer.Option("--words", help="Print the visitor's words too.")] = False,
) -> None:
    """List alerts that only the second net raised: each may want a rule. Newest first."""
    from nightdesk.leads.alerts import gaps_in_the_rules

    with opened() as core, core.db.reading() as session:
        rows = gaps_in_the_rules(session, words=words)
    show(rows, as_json, ["at", "tier", "request", "message", *(["words"] if words else [])])


@app.command()
def hold(
    conversation: str,
    release: Annotated[bool, typer.Option("--release", help="Give it back instead.")] = False,
    by: Annotated[str, typer.Option(help="Who holds it.")] = "command line",
) -> None:
    """Silence the assistant in one conversation while staff speak with the visitor.

    Messages are still stored and screened, and red flags answered and alerted.
    """
    from nightdesk.talk import hold as holding
    from nightdesk.talk.receive import UnknownConversation

    with opened() as core:
        try:
            if release:
                done = holding.release(core, conversation)
            else:
                done = holding.hold(core, conversation, by)
        except UnknownConversation:
            fail("There is no such conversation.")
    typer.echo("Done." if done else "It was so already.")
