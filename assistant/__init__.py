"""A citizen's question to a checked answer: conversation, pipeline, feedback, hand-over."""
