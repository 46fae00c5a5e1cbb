"""Files to procedures and provisions: readers, parsers, synchronisation."""
