"""Whether a request was made on the machine that answers it."""

from __future__ import annotations

import ipaddress

from fastapi import Request

# A proxy hands it on, so who asks is not on this machine.
_FORWARDED = ("x-forwarded-for", "x-real-ip", "forwarded", "via")


def is_on_this_machine(request: Request) -> bool:
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
