"""Pages, limits and headers: what is put around the API for people who come with a browser."""

from __future__ import annotations

from fastapi import FastAPI

from motcua.settings import Settings
from motcua.web.channel_office import ChannelOffice
from motcua.web.pages import ask, assets, laws, listen, login, own_data, records, sign_on, widget
from motcua.web.pages.desk import audit, card, people, questions, queue, search, stats
from motcua.web.pages.sign_on import sign_on_from
from motcua.web.pages.studio import checking, presenting, progress, reports
from motcua.web.pages.widget import frame_sites
from motcua.web.rates import Buckets, ClientLimit
from motcua.web.security import SecurityHeaders

PAGES = (
    assets,
    ask,
    listen,
    own_data,
    records,
    laws,
    widget,
    login,
    sign_on,
    search,
    card,
    queue,
    questions,
    people,
    audit,
    stats,
    reports,
    checking,
    progress,
    presenting,
)
_SIGN_INS = 20  # tries a minute from one address, over all accounts


def mount_pages(app: FastAPI, settings: Settings) -> None:
    """Call it after every other middleware is added: the headers go around them all.

    Raises Misuse for settings that can't be.
    """
    app.state.conversation_buckets = Buckets(settings.conversation_rate, settings.conversation_rate)
    app.state.channel_office = ChannelOffice(settings, lambda: app.state.background.office)
    app.state.sign_on = sign_on_from(settings)
    app.state.login_buckets = Buckets(_SIGN_INS, _SIGN_INS)
    app.state.staff_buckets = Buckets(settings.client_rate, settings.client_rate)
    app.add_middleware(ClientLimit, buckets=Buckets(settings.client_rate, settings.client_rate))
    app.add_middleware(SecurityHeaders, framed=frame_sites(settings.widget_sites))
    for page in PAGES:
        app.include_router(page.router)
