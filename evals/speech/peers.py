"""Other normalisers of Vietnamese, as far as they are installed; none of them is part of the product."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version

from tts.normalise import normalise

Normaliser = Callable[[str], str]


def _ours() -> Normaliser:
    return lambda text: normalise(text).text


def _sea_g2p() -> Normaliser:
    tool = import_module("sea_g2p").Normalizer()
    return lambda text: str(tool.normalize(text))


def _hamster() -> Normaliser:
    read = import_module("g2p_hamster").text_to_profile_v2_full
    return lambda text: " ".join(str(unit["word"]) for unit in read(text)["units"])


def _vietnormalizer() -> Normaliser:
    tool = import_module("vietnormalizer").VietnameseNormalizer()
    return lambda text: str(tool.normalize(text))


_PEERS: dict[str, Callable[[], Normaliser]] = {
    "sea-g2p": _sea_g2p,
    "g2p-hamster": _hamster,
    "vietnormalizer": _vietnormalizer,
}


def available() -> tuple[dict[str, Normaliser], list[str]]:
    """(name with version -> normaliser, ours first; names of those that are not installed)."""
    found, absent = {"ours": _ours()}, []
    for name, open_peer in _PEERS.items():
        try:
            found[f"{name} {version(name)}"] = open_peer()
        except ImportError:
            absent.append(name)
    return found, absent
