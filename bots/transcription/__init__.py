"""Who turns recordings into words."""
