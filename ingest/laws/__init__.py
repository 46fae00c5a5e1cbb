"""Legal documents in Markdown -> addressable provisions, amendments and repeals."""
