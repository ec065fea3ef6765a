"""How times are written: the patterns of years, months, quarters, plans, festivals, lengths and rhythms.

Every pattern runs on folded text, is compiled on first use, and has bounded or possessive quantifiers only.
"""

from __future__ import annotations

import re
from functools import cache

from extractors.lexicons import words

YEAR = r"(?:(?:19|20)\d\d|[一二][零一二三四五六七八九]{3})"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
JOIN = r" ?(?:--?|~|至|到) ?"

# (3月15日)(星期五)   (3月31日)24时   (6月1日)17:00
_HOUR = (
    r"(?: ?\((?:星期|周)[一二三四五六日天]\))?"
    r"(?: ?[0-9]{1,2}(?:时|点|:[0-5][0-9])(?:整|[0-9]{1,2}分)?(?=前|之前|以前))?"
)

# What may follow a numeral that begins a time; the numeral alone decides nothing.
_AFTER_NUMERAL = (
    r"(?= ?(?:年|月|季度|个(?:月|多月|工作日|自然日|小时|星期|季度|学期)|工作日|自然日"
    r"|天|小时|分钟|周|星期|日内|日以内|学年"
    r"|[-~至到./] ?[\d零一二三四五六七八九十]|--[\d]))"
)


_FIRST = (
    "0-9零一二三四五六七八九十两百每今明去本当来后前次年全半上下月"
    # the festivals
    "元春清端中重国教劳主汛开供采寒暑高入冬秋夏雨封枯“"
)
# What comes next in every branch of `anchors`. Seven of ten places that could be a beginning end here, at one look.
_SECOND = (
    r"0-9零一二三四五六七八九十两百年月季个工自天小分周星日学\-~至到./ 隔半旬内底末终初"
    "旦宵节明午秋阳庆师动汛冬夏春考暖假期季耕会播收种冻灌水"
)


@cache
def anchors() -> re.Pattern[str]:
    """Where a time may begin: a numeral before a unit of time, “十四五”, or a word of time.

    The empty group at a branch's end says which branch it was. The pattern begins with one set of characters, over all
    others of which the engine passes without trying a branch; each branch then looks back at the character.
    """
    numeral = "零一二三四五六七八九十两百"
    return re.compile(
        rf"[{_FIRST}](?=[{_SECOND}])(?:"
        # most places are a figure among others, and leave at once
        rf"(?<=[0-9])(?<![0-9][0-9])[0-9]*+{_AFTER_NUMERAL}(?P<digits>)|(?<![0-9])(?:"
        # “十四五”期间
        r"(?<=十)[一二三四五六]?五(?=[”\"’' ]|规划|时期|期间|[期中]?末|以来|计划|开局|收官)(?P<plan>)"
        rf"|(?<=[{numeral}])(?<![{numeral}][{numeral}])[{numeral}]*+{_AFTER_NUMERAL}(?P<chinese>)"
        # 每季度末   每两年   每年2月底前
        r"|(?<=每)(?:个|隔)?(?:半年|季度|学期|学年|年度?|季|月|周(?!边|围)|旬|星期|天|日"
        r"|[0-9一二两三四五六七八九十]{1,3} ?(?:年|个月|个季度|周|天|个工作日))(?P<rhythm>)"
        # 今年   本年度
        r"|(?<=[今明去本当来后前次])年(?:度|(?![级轻龄幼少]))(?P<relative>)"
        # 年内   年底前
        r"|(?<=年)(?=[内底末终初])(?P<year_end>)"
        # 全年   半年
        r"|(?<=[全半])年(?![级龄])(?P<whole>)"
        # 上半年   前三季度
        r"|(?<=[上下])半年(?P<half>)|(?<=前)[一二三两1-3] ?个?季度(?P<quarters>)"
        # 月底前
        r"|(?<=[本当])月[底末](?P<month_end>)|(?<=月)[底末](?P<this_month_end>)"
        # 春节前   国庆节前   汛期前   “五一”前 (which words they are is looked up, not matched)
        r"|(?<=[元春清端中重国教劳五七八六主汛开供采寒暑高入冬两秋夏雨封枯“])(?:[旦宵节明午秋阳庆师动一汛冬夏春学考暖假期季耕会播收种冻灌水]|[五七八六十三][一四八]”)"
        r"[期季]?(?:国际)?(?:劳动|儿童|青年|妇女)?节?(?:前夕|(?P<before>之前|以前|前(?![后往来景]))|期间|后(?=[,。;]))(?P<festival>)"
        r"))"
    )


# 2025-02-17   2025.2.17   2026/7/24
@cache
def iso() -> re.Pattern[str]:
    """A date in figures."""
    return re.compile(r"(?P<y>(?:19|20)\d\d)(?P<s>[-./])(?P<m>1[0-2]|0?[1-9])(?P=s)(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)")


# 2025年   2024年度   2024(-2026年)
@cache
def year() -> re.Pattern[str]:
    """A year, also the first of a range that says 年 once."""
    return re.compile(rf"(?P<y>{YEAR})(?: ?年(?:度(?!假))?|(?= ?(?:--?|~|至|到|、|和) ?{YEAR} ?年))")


# 10月底   12月31日   第三季度末   前三季度   上半年   (2025年)底
@cache
def part() -> re.Pattern[str]:
    """What stands after a year, or alone: a month, day, ten days, quarter, half, or an end."""
    return re.compile(
        rf" ?(?:(?P<m>{MONTH}) ?月(?:份)?(?: ?(?P<d>{DAY}) ?[日号]{_HOUR}"
        r"|(?P<x>[上中下]旬|初(?![步级中])|[底末](?![线部层数]))| ?(?P<only>))"
        r"|第?(?P<q>[一二三四1-4]) ?季度(?P<qx>[初末底](?!步))?"
        r"|前(?P<f>[一二三两1-3]) ?个?季度"
        r"|(?P<h>[上下])半年"
        r"|年?(?P<e>[底末终](?![线部层数端])|初(?![步级中])|内(?![蒙部容外地控需生河涵])))"
    )


# (2024年1月)至2025年6月   (1月1日)至3日   (2024年)-2026年
@cache
def range_end() -> re.Pattern[str]:
    """The second end of a range, up to where `part` goes on."""
    return re.compile(
        rf"{JOIN}(?:(?P<y>{YEAR}) ?年(?:度)?|(?={MONTH} ?月)|(?P<d>{DAY}) ?[日号]|(?=[一二三四1-4] ?季度))"
    )


# 1-6月   3至5月底
@cache
def months() -> re.Pattern[str]:
    """A range of months that says 月 once."""
    return re.compile(rf"(?P<a>{MONTH}){JOIN}(?P<b>{MONTH}) ?月(?:份)?(?P<x>[底末])?")


# (6月底)前   (2026年)起   (2012年)以来   (“十五五”)期间
@cache
def side() -> re.Pattern[str]:
    """On which side of the time the work lies."""
    return re.compile(
        r" ?(?:(?P<before>之前|以前|前(?![后述期列沿往来景身一二三两1-3]))"
        r"|(?P<since>以来|起(?![来步草源飞重])|开始(?=[,。;]))"
        r"|(?P<after>之后|以后)|(?P<during>期间)|(?P<inside>之内|以内|内(?![蒙部容外地控需生河涵])))"
    )


# 15个工作日   3个月内   三年   24小时
@cache
def length() -> re.Pattern[str]:
    """A length of time; years are told from 年级, 年代 and 年度."""
    return re.compile(
        r"(?P<n>\d++(?:\.\d++)?|[零一二三四五六七八九十两百]++) ?(?P<u>个?工作日|个?自然日|个多?月|周年|学年"
        r"|年(?:度|(?![级轻龄均产检货第]|代(?!码)))|天(?![然津气文])|个?小时|分钟|周(?![岁边围全口转])|个?星期|个?季度|个?学期|日(?=以?内))"
        r"(?:以内|之内|内(?![蒙部容外地控需生河涵])|以来|来)?"
    )


# 底   末   年底前   规划末
@cache
def plan_end() -> re.Pattern[str]:
    """What follows the numerals of a five-year plan."""
    return re.compile(
        r"[”\"’']? ?(?:(?P<end>(?:规划|时期|期)?末)|(?P<during>规划(?:期间|期内|期|时期)|期间|时期)|规划|计划)?"
    )


LEAD_ENDS = frozenset("到至在于取争保求划计拟要止较比自从由过“\" ")
"""What the words end in that `lead` knows: one look spares most times the search."""


# 到(2025年)   力争(年内)   在(6月底)   (从)…到2025年
@cache
def lead() -> re.Pattern[str]:
    """The words before a time that make it a term; run on the few characters before it."""
    return re.compile(
        r"(?P<until>(?<![达得提看想回追收拿])到|(?<![截甚以乃])至|赶在"
        r"|(?<![关对位基由鉴处终限属用高低多少小大善忠])于)[“\" ]{0,2}$"
        r"|(?P<hope>力争|争取|确保|力求|计划|预计|拟|要)(?:在|于|到)?[“\" ]{0,2}$"
        r"|(?P<apart>截至|截止到?|较|(?<![占配])比|自|从|由|相比|不[低高]于|[低高]于|多于|超过|对比)[“\" ]{0,2}$"
    )


# (上半年)全面完成   (第三季度)正式启动
@cache
def accomplished() -> re.Pattern[str]:
    """A verb right after a time that says the work is done or begun by then."""
    return re.compile(
        r"[,]?(?:全面|基本|全部|正式|如期|率先|力争|确保|争取|前|顺利|初步|首批|分批|集中|组织){0,2}"
        r"(?:完成|启动|建成|开工|投产|投用|投入使用|印发|出台|竣工|验收|上线|通车|实现|达到|开通|启用|交付|完工"
        r"|报送|上报|开放|运行|召开|举办|开展|制定|制订|编制|修订|发布|推出|组织|部署|评选|评定)"
    )


# 持续推进   长期坚持   立即整改
@cache
def dateless() -> re.Pattern[str]:
    """A term that names no day."""
    return re.compile("|".join(re.escape(word) for word in words("times")))
