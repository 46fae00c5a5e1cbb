"""Production: spoken sentences become one mastered recording, with chapters, subtitles and a transcript."""
