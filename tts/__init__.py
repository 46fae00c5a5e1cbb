"""Report to script, to spoken Vietnamese, to audio, subtitles and transcript. Stands alone."""
