"""One reply -> the messages that a channel can show; what it can't show becomes text."""

from __future__ import annotations

from collections.abc import Sequence

from bots.channel import Capabilities, Markup
from bots.desk import VoiceForm
from bots.rendering.blocks import pack
from bots.rendering.measure import composed, marked_up, measure_for
from bots.replies import Button, Choice, Outbound, Reply, Source
from bots.texts import text


def render(reply: Reply, capabilities: Capabilities) -> tuple[Outbound, ...]:
    """Text messages in order, the buttons under the last one, then the voice, if there is one."""
    buttons = _buttons((*reply.options, *reply.actions), capabilities)
    shown = {button.action for button in buttons}
    blocks = [
        _options(reply, capabilities, shown),
        _sources(reply.sources),
        _typed([choice for choice in reply.actions if capabilities.action_prefix + choice.action not in shown]),
    ]
    messages = pack(
        composed(reply.text),
        [composed(block) for block in blocks if block],
        capabilities.longest_text,
        measure_for(capabilities),
    )
    rendered = [Outbound(message, _rich(message, capabilities)) for message in messages]
    if rendered and buttons:
        last = rendered[-1]
        rendered[-1] = Outbound(last.text, last.rich, buttons)
    return (*rendered, *_voice(reply, capabilities))


def _rich(message: str, capabilities: Capabilities) -> str | None:
    return marked_up(message, capabilities.markup) if capabilities.markup is Markup.HTML else None


def _options(reply: Reply, capabilities: Capabilities, shown: set[str]) -> str:
    """The numbered list, unless the text itself or the buttons say every option in full."""
    if not reply.options:
        return ""
    whole = all(
        capabilities.action_prefix + option.action in shown and len(option.title) <= capabilities.longest_title
        for option in reply.options
    )
    if whole or all(f"{option.typed}. {option.title}" in reply.text for option in reply.options):
        return ""
    lines = [f"{option.typed}. {option.title}" for option in reply.options]
    return "\n".join([*lines, text("choose_by_number")])


def _sources(sources: Sequence[Source]) -> str:
    if not sources:
        return ""
    if len(sources) == 1:
        return f"{text('source')} {_source(sources[0])}"
    return "\n".join([text("sources"), *(f"- {_source(source)}" for source in sources)])


def _source(source: Source) -> str:
    return f"{source.label}\n{source.url}" if source.url and source.url not in source.label else source.label


def _typed(choices: Sequence[Choice]) -> str:
    """What to write instead of pressing."""
    return text("type_instead").format(choices=" · ".join(f"{one.typed} ({one.title})" for one in choices)) * bool(
        choices
    )


def _buttons(choices: Sequence[Choice], capabilities: Capabilities) -> tuple[Button, ...]:
    fitting = [
        Button(_title(choice.title, capabilities.longest_title), capabilities.action_prefix + choice.action)
        for choice in choices
        if len((capabilities.action_prefix + choice.action).encode()) <= capabilities.longest_action
    ]
    return tuple(fitting[: capabilities.most_buttons])


def _title(title: str, longest: int) -> str:
    title = composed(title)
    return title if len(title) <= longest else f"{title[: longest - 1].rstrip()}…"


def _voice(reply: Reply, capabilities: Capabilities) -> tuple[Outbound, ...]:
    if not reply.voice:
        return ()
    if capabilities.voice_out is VoiceForm.LINK:
        said = text("listen_at").format(url=reply.voice)
        return (Outbound(said, _rich(said, capabilities), (Button(text("listen"), url=reply.voice),)),)
    return (Outbound("", voice=reply.voice),) if capabilities.voice_out else ()
