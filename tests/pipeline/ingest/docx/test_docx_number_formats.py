"""Each number format writes what Word prints."""

from __future__ import annotations

import pytest

from pipeline.ingest.docx_number_formats import format_number


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("decimal", {1: "1", 120: "120"}),
        ("chineseCounting", {0: "〇", 1: "一", 10: "十", 11: "十一", 20: "二十", 32: "三十二", 100: "一〇〇"}),
        ("taiwaneseCounting", {10: "十", 21: "二十一"}),
        (
            "chineseCountingThousand",
            {10: "十", 19: "十九", 100: "一百", 101: "一百零一", 110: "一百一十", 1005: "一千零五"},
        ),
        ("chineseCountingThousand", {10000: "一万", 10010: "一万零一十", 12345: "一万二千三百四十五"}),
        ("taiwaneseCountingThousand", {32: "三十二"}),
        ("taiwaneseDigital", {10: "一〇", 32: "三二"}),
        ("ideographDigital", {10: "一〇"}),
        ("japaneseCounting", {10: "十", 101: "百一", 1200: "千二百"}),
        ("chineseLegalSimplified", {1: "壹", 2: "贰", 10: "壹拾", 21: "贰拾壹"}),
        ("ideographLegalTraditional", {2: "貳", 10: "壹拾"}),
        ("japaneseLegal", {1: "壱", 10: "壱拾"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
        ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥", 61: "61"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉", 11: "11"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {3: "③"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("numberInDash", {3: "- 3 -"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb", 53: "aaa"}),
        ("upperLetter", {2: "B", 27: "AA"}),
        ("lowerRoman", {4: "iv", 9: "ix", 40: "xl"}),
        ("upperRoman", {14: "XIV", 1994: "MCMXCIV"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 21: "21st"}),
        ("hex", {10: "A"}),
        ("none", {5: ""}),
        ("hebrew1", {5: "5"}),
    ],
)
def test_a_format_writes_its_numbers(name, written):
    assert {number: format_number(number, name) for number in written} == written


@pytest.mark.parametrize(
    ("pattern", "written"), [("01, 02, 03, ...", "07"), ("0001, 0002", "0007"), ("甲, 乙", "7"), (None, "7")]
)
def test_a_custom_format_is_as_wide_as_its_sample(pattern, written):
    assert format_number(7, "custom", pattern) == written


def test_a_number_too_great_for_letters_costs_no_memory():
    assert format_number(2_000_000_000, "lowerLetter") == "2000000000"
