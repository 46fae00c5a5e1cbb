"""`motcua` as it is, but for texts embedded without a model: starting takes a second instead of many."""

from motcua import cli, wiring
from tests.web.conftest import NearEmbeddings

_EMBEDDINGS = NearEmbeddings()


if __name__ == "__main__":
    wiring.make_embedder = lambda *_: _EMBEDDINGS  # type: ignore[assignment]
    cli.main()
