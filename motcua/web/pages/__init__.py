"""Pages for people: drawn here as HTML, usable without scripts."""
