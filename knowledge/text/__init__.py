"""Vietnamese text: cleaning, folding, syllables, citizens' words, restoring diacritics."""
