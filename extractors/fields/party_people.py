"""Tell people and their posts from units by the form of the word."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractors.fields.party_words import alternatives, is_short_unit, is_strong_unit, is_unit, lexicon_words


@cache
def _surnames() -> frozenset[str]:
    return frozenset(lexicon_words("titles", "surname"))


@cache
def _surnames_of_officials() -> frozenset[str]:
    return _surnames() | frozenset(lexicon_words("titles", "surname_of_officials"))


@cache
def _han_name() -> re.Pattern[str]:
    # 李明   欧阳明华   阿依古丽·买买提
    return re.compile(r"[一-鿿]{2,4}$|[一-鿿]{1,8}·[一-鿿·]{1,16}$")


@cache
def _never_in_names() -> re.Pattern[str]:
    # In a name of three characters these end a unit (老龄办) and no given name; with two (王会, 李科) only the slot tells.
    return re.compile(
        r"(?:[局委办部厅署院所站队股处室科会联行司校镇乡区县市省社馆台组]|公司|中心|街道|单位|部门|政府)$"
    )


@cache
def _maybe_in_names() -> re.Pattern[str]:
    return re.compile(r"[科会联行社馆台组校镇州园关]$")


@lru_cache(8192)
def is_person(name: str, official: bool) -> bool:
    """Tell whether a word is a person's name. In an official's slot a name may end as units do (王立科).

    >>> is_person("李明", False), is_person("王立科", True), is_person("王立科", False), is_person("安监局", True)
    (True, True, False, False)
    """
    if not _han_name().match(name):
        return False
    if "·" in name:
        return True
    surnames = _surnames_of_officials() if official else _surnames()
    if not (name[0] in surnames and len(name) < 4) and not (name[:2] in surnames and len(name) > 2):
        return False
    if is_short_unit(name) or name in lexicon_words("titles", "not_person"):
        return False
    if not _never_in_names().search(name):
        return True
    return official and (bool(_maybe_in_names().search(name)) or (len(name) == 2 and name[1] not in "局委办厅"))


@cache
def _all_surnames() -> frozenset[str]:
    return _surnames_of_officials().union(lexicon_words("titles", "surname_word"))


def has_surname(name: str) -> bool:
    """Tell whether a word begins with a surname, one that begins everyday words (云, 双) included."""
    return "·" in name or name[:1] in _all_surnames() or (len(name) > 2 and name[:2] in _all_surnames())


@lru_cache(8192)
def may_be_person(name: str) -> bool:
    """Tell whether a word can name a person where a label or a post says that one is named, whatever the surname.

    >>> [may_be_person(name) for name in ("祁远", "檀云舟", "区民政局", "值班人员", "各镇", "教育")]
    [True, True, False, False, False, False]
    """
    if not _han_name().match(name) or _never_in_names().search(name):
        return False
    if is_unit(name) or is_title(name) or name.endswith(lexicon_words("titles", "no_one")):
        return False
    return name not in lexicon_words("titles", "not_person")


@cache
def _title_end() -> re.Pattern[str]:
    # 区民政局副局长   局领导班子成员   总会计师   首席信息官
    words = alternatives(lexicon_words("titles", "title"))
    return re.compile(rf"(?:{words}|(?<!老)总[一-鿿]{{1,4}}师|首席[一-鿿]{{1,6}}[官师])$")


def is_title(word: str) -> bool:
    """Tell whether a word ends as a post does: 局办公室主任, 市政府分管副市长."""
    return len(word) <= 36 and bool(_title_end().search(word))


@lru_cache(4096)
def split_title(word: str, *, named: bool = False) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the spans of name and post in 副局长王强 or 王强副局长, or None if the word is no name with a post.

    `named` says that a label announces people: behind a post stands a name then, whatever its surname. So it does
    behind a post and a space.

    >>> split_title("副局长王强"), split_title("张三丰副局长"), split_title("局办公室主任")
    (((3, 5), (0, 3)), ((0, 3), (3, 6)), None)
    """
    end = _title_end().search(word)
    if end is not None:
        head = word[: end.start()].rstrip()
        if is_person(head, official=True):
            return (0, len(head)), end.span()
        for size in (3, 2):
            if is_person(head[:size], official=True) and is_strong_unit(head[size:].strip()):
                return (0, size), (size, len(word))
        return None
    spaced = word.rfind(" ")
    # 副县长 李 明: a name of two characters set wide
    wide = re.search(r"(?<=[ :])[一-鿿] [一-鿿]$", word)
    if wide is not None and may_be_person(wide.group().replace(" ", "")) and is_title(word[: wide.start() - 1].rstrip(" :")):
        return wide.span(), (0, len(word[: wide.start() - 1].rstrip(" :")))
    for size in (2, 3, 4) if "·" not in word else (len(word) - spaced - 1,):
        name, post = word[-size:], word[:-size].rstrip(" :")
        known = is_person(name, official=True) or (may_be_person(name) and (named or has_surname(name) or len(word) - size == spaced + 1))
        if known and is_title(post):
            return (len(word) - size, len(word)), (0, len(post))
    return None
