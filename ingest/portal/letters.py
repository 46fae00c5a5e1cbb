"""Vietnamese letters for character classes: Python's `re` knows no classes for capital and small letters."""

from __future__ import annotations

_MARKED = "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
UPPER = f"A-Z{_MARKED}"
LOWER = f"a-z{_MARKED.lower()}"
