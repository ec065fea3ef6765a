"""What the pictures of Symbol and Wingdings mean in Unicode, for w:sym and for the bullets of lists."""

from __future__ import annotations

# Both fonts store their pictures at U+F020–U+F0FF; files give the low byte or the whole code.
_PICTURES = {
    "wingdings": {
        0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖",
        0x77: "◆", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→",
        0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
        **{0x81 + index: chr(0x2460 + index) for index in range(10)},
    },
    "wingdings 2": {
        0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x97: "●", 0xA3: "□",
        **{0x6A + index: chr(0x2460 + index) for index in range(10)},
    },
    "symbol": {
        0x2B: "+", 0x2D: "−", 0x3D: "=", 0x40: "≅", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0x61: "α", 0x62: "β",
        0x67: "γ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0xA3: "≤", 0xA5: "∞", 0xA8: "◆", 0xAB: "↔", 0xAC: "←", 0xAD: "↑",
        0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "●", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
        0xBC: "…", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√", 0xDE: "⇒", 0xE5: "∑",
    },
}  # fmt: skip
UNKNOWN = "\ufffd"
_PRIVATE = range(0xF000, 0xF100)


def symbol(code: int, font: str) -> str:
    """Return the character that `code` shows in `font`; U+FFFD where nobody can tell.

    >>> symbol(0xF0FE, "Wingdings"), symbol(0xF0B3, "Symbol"), symbol(0x2611, "MS Gothic")
    ('☑', '≥', '☑')
    """
    pictures = _PICTURES.get(font.strip().lower())
    if pictures is not None:
        low = code & 0xFF if code in _PRIVATE else code
        if low in pictures:
            return pictures[low]
        if font.strip().lower() == "symbol" and 0x20 <= low < 0x40:
            return chr(low)
        return UNKNOWN
    if code in _PRIVATE or not 0x20 <= code < 0x110000 or 0xD800 <= code < 0xE000:
        return UNKNOWN
    return chr(code)


def bullet_mark(text: str, font: str) -> str:
    """Return the mark that a typist would put for a bullet: what it shows where it can be typed, else ●.

    >>> bullet_mark("\\uf0b7", "Symbol"), bullet_mark("——", "宋体"), bullet_mark("l", "Wingdings")
    ('●', '——', '●')
    """
    if not text.strip():
        return text.strip()
    if font.strip().lower() in _PICTURES or any(ord(mark) in _PRIVATE for mark in text):
        mark = symbol(ord(text.strip()[0]), font)
        return "●" if mark == UNKNOWN or mark == "•" else mark
    if text.strip() == "o":
        return "○"
    return "●" if text.strip() == "•" else text.strip()
