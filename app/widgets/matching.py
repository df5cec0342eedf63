"""Finding words by what an operator types: parts of the words, or initials of their pinyin (kbs finds 开标室)."""

from functools import cache


@cache
def initials(text: str) -> tuple[frozenset[str], ...]:
    """For each sign the first letters of all its readings; letters and digits stand for themselves."""
    from pypinyin import Style, pinyin  # heavy: only when somebody searches

    found: list[frozenset[str]] = []
    for sign in text.lower():
        if sign.isascii():
            found.append(frozenset(sign))
        else:
            found.append(frozenset(pinyin(sign, style=Style.FIRST_LETTER, heteronym=True)[0]))
    return tuple(found)


def warm() -> None:
    """Load the readings (a second): to be called off the screen's thread, before somebody searches."""
    initials("场控")


def rank(text: str, typed: str) -> int | None:
    """How well words fit what was typed, 0 best; None when they do not.

    0 begins so, 1 contains it, 2 initials begin so, 3 initials contain it, 4 the signs occur in this order.
    """
    words, sought = text.lower(), typed.lower().replace(" ", "")
    if not sought:
        return 0
    if sought in words:
        return 0 if words.startswith(sought) else 1
    if sought.isascii():
        place = _initials_at(initials(text), sought)
        if place is not None:
            return 2 if place == 0 else 3
    return 4 if _in_order(words, sought) else None


def _initials_at(signs: tuple[frozenset[str], ...], sought: str) -> int | None:
    for start in range(len(signs) - len(sought) + 1):
        if all(letter in signs[start + offset] for offset, letter in enumerate(sought)):
            return start
    return None


def _in_order(words: str, sought: str) -> bool:
    rest = iter(words)
    return all(sign in rest for sign in sought)
