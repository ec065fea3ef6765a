"""Numbers: every numeral in one class. In the sentences ⟦numeral|class⟧ marks what is asked for."""

from __future__ import annotations

import re
from datetime import date

import pytest

from extractors.assemble import extract
from extractors.fields.findings import Calendar, NumberFinding
from extractors.fields.numbers import NumberContext, classify
from extractors.fields.times import find_times
from extractors.reading.numerals import find_numerals
from extractors.reading.text import Reading, fold
from pipeline.ingest import read_bytes
from schemas.document import SourceDocument

MARK = re.compile(r"⟦(.+?)\|(\w+)⟧")


def read(text: str) -> Reading:
    return Reading.of(SourceDocument("notice.txt", "", "text/plain", None, text, ()))


def classes(text: str) -> list[tuple[str, str]]:
    """Return numeral and class of every number, with the times known and nothing else."""
    reading = read(text)
    times = find_times(reading, 0, len(text), Calendar(2025, date(2025, 2, 17)))
    return [(text[n.start : n.end], n.number_class) for n in classify(reading, NumberContext(times=times))]


@pytest.mark.parametrize(
    "sentence",
    [
        # reference
        "按照《⟦2025|reference⟧年养老服务⟦三|reference⟧年行动方案》执行",
        "依据（某政办发〔⟦2018|reference⟧〕⟦117|reference⟧号）办理",
        "按照某条例第⟦三十二|reference⟧条的规定",
        "依据甲政办（⟦2019|reference⟧）⟦4|reference⟧号和乙政办[⟦2020|reference⟧]第 ⟦15|reference⟧ 号办理",
        "推广要素清单[⟦3|reference⟧]",
        "见附件⟦1|reference⟧",
        # date and period
        "⟦2025|date⟧年⟦2|date⟧月⟦17|date⟧日召开会议",
        "落实“⟦十五五|period⟧”规划",
        "自⟦2026|date⟧年⟦6|date⟧月⟦1|date⟧日起施行",
        # a day that comes again; a day that is counted is none
        "每月⟦25|date⟧日前报送，每季度首月⟦5|date⟧日前小结",
        "实施⟦三|period⟧年行动",
        "（⟦2025|period⟧—⟦2027|period⟧年）",
        "健康城市⟦2030|date⟧愿景",
        "上午⟦09|date⟧:⟦30|date⟧开始",
        # numbering
        "⟦一|numbering⟧、总体要求",
        "（⟦三|numbering⟧）工作保障",
        "⟦12|numbering⟧. 加强监管",
        "网上办理\t⟦1|numbering⟧.编制清单。\n⟦2|numbering⟧.打通系统。",
        "⟦一|numbering⟧是压实责任，⟦二|numbering⟧是加强督查",
        "第⟦三|numbering⟧章 工作措施",
        "第⟦五|numbering⟧条 本办法自印发之日起施行",
        # name: quotation marks, bare numerals, letters, set phrases, named sets
        "落实“⟦8|name⟧+⟦4|name⟧”政策体系",
        "推进“⟦一|name⟧网通办”",
        "落实“助企⟦30|name⟧条”",
        "围绕⟦3|name⟧大标志性工程",
        "启动⟦1|name⟧+X证书制度试点",
        "沿⟦331|name⟧边防路巡查",
        # medals and what is won; a bank is none
        "省运会上夺得⟦8|context⟧金⟦4|context⟧银⟦2|context⟧铜",
        '推进"⟦一|name⟧网通管"',
        "坚持⟦三|name⟧会⟦一|name⟧课制度",
        "压实⟦一|name⟧岗双责",
        "发放⟦两|name⟧项补贴资金",
        "带动村居⟦三|name⟧支队伍力量",
        "完善⟦一|name⟧件事服务",
        "打好⟦三|name⟧大攻坚战",
        "降低PM⟦2.5|name⟧浓度",
        "推动⟦5|name⟧G网络应用",
        "联通G⟦60|name⟧科创走廊",
        "推出政策⟦4.0|name⟧版",
        "坐⟦18|name⟧号线",
        "引入第⟦三|name⟧方评估",
        "落实第⟦一|name⟧责任人职责",
        "坚持质量第⟦一|name⟧，效益优先",
        "推行⟦零|name⟧押金租借",
        "促进⟦一二三|name⟧产业融合",
        # ordinal
        "办好第⟦十九|ordinal⟧届集体婚典",
        "经第⟦6|ordinal⟧次局长办公会议通过",
        "贯彻党的⟦二十|ordinal⟧大和⟦二十|ordinal⟧届⟦三|ordinal⟧中全会精神",
        "第⟦二|ordinal⟧批示范点",
        # grade
        "增加⟦3|grade⟧A级及以上社会组织",
        "增加 ⟦3|grade⟧A 级及以上社会组织",
        "⟦三|grade⟧级医院",
        "市属⟦二|grade⟧、⟦三|grade⟧级医院",
        "获⟦一|grade⟧等奖",
        "创建⟦三|grade⟧甲医院",
        "引进⟦五|grade⟧星级酒店",
        # condition
        "为⟦60|condition⟧岁以上老年人体检",
        "为⟦0|condition⟧—⟦6|condition⟧岁儿童筛查",
        "从业人员⟦10|condition⟧人以上企业",
        "对⟦20|condition⟧年以上的老旧电梯评估",
        # contact
        "办理⟦12345|contact⟧热线工单",
        "联系电话：⟦021|contact⟧-⟦55550000|contact⟧",
        "邮箱：office⟦2025|contact⟧@example.cn",
        "网址：https://www.example.cn/a_⟦12|contact⟧.html",
        # context
        "落实 ⟦24|context⟧ 小时救助服务",
        "夯实区、街镇、村居⟦三|context⟧级救助网络",
        "日常⟦90|context⟧项指标监测工作",
        "占全国⟦1|context⟧/⟦3|context⟧",
        "用量×⟦100|context⟧%",
        "给每⟦一|context⟧名老人",
        "（责任单位：⟦16|context⟧区政府）",
        "由国家⟦9|context⟧部门联合印发",
        "上榜数居全国第⟦二|context⟧",
        "推进新⟦一|context⟧轮创建",
        "出台⟦一|context⟧个方面的意见",
        # what a plan promises and nobody has read must be seen
        "新建长者食堂⟦3|unexplained⟧家",
        "新建长者食堂⟦3|unexplained⟧家、助餐点⟦5|unexplained⟧个",
        "完成老旧小区改造⟦12|unexplained⟧个",
        "服务率达到⟦60|unexplained⟧%以上",
        "举办宣讲⟦五十|unexplained⟧场以上",
        "新建⟦一|unexplained⟧家社区医院",
        "人均面积⟦30|unexplained⟧平方米以上",
        "力争综合排名进入全市前⟦三|unexplained⟧",
        "保持全市第⟦二|unexplained⟧位",
        "投诉率降至⟦6.08|unexplained⟧。",
    ],
)
def test_a_numeral_gets_the_class_that_its_surroundings_give_it(sentence: str) -> None:
    expected = MARK.findall(sentence)
    text = MARK.sub(lambda match: match[1], sentence)
    assert classes(text) == expected


def test_a_target_outweighs_every_other_reading() -> None:
    text = "推广“8+4”服务，覆盖60岁以上老人2000名"
    at = text.index("2000")
    (only,) = [n for n in classify(read(text), NumberContext(targets=((at, at + 4),))) if n.number_class == "target"]
    assert only == NumberFinding(at, at + 4, "target", "numbers.target")


def test_labels_declared_totals_and_the_document_number_come_from_the_context() -> None:
    text = "某民〔2025〕6号 共7方面 1. 新增"
    context = NumberContext(labels=((16, 18),), declared=((12, 13),), document_number=(0, 10))
    assert [n.number_class for n in classify(read(text), context)] == [
        "document_number",
        "document_number",
        "declared",
        "numbering",
    ]


def test_what_the_quantity_reader_refused_keeps_its_class_and_rule() -> None:
    text = "新建食堂3家"
    refused = NumberFinding(4, 5, "context", "targets.refused.existing")
    assert classify(read(text), NumberContext(refused=(refused,))) == (refused,)


def test_a_time_is_a_date_even_where_the_quantity_reader_refused_it() -> None:
    text = "6月底前完成"
    reading = read(text)
    times = find_times(reading, 0, len(text), Calendar(2025))
    refused = NumberFinding(0, 1, "context", "targets.refused")
    assert [n.number_class for n in classify(reading, NumberContext(times=times, refused=(refused,)))] == ["date"]


def test_a_name_stands_against_a_refusal() -> None:
    text = "办理12345热线工单"
    refused = NumberFinding(2, 7, "name", "targets.refused")
    assert classify(read(text), NumberContext(refused=(refused,))) == (
        NumberFinding(2, 7, "contact", "numbers.hotline"),
    )


def test_a_refusal_without_a_reason_hides_no_promise() -> None:
    text = "新建食堂3家"
    refused = NumberFinding(4, 5, "context", "targets.nothing_counted")
    assert classify(read(text), NumberContext(refused=(refused,))) == (
        NumberFinding(4, 5, "unexplained", "numbers.promised"),
    )


def test_a_result_is_no_target() -> None:
    text = "建成12家"
    assert [n.number_class for n in classify(read(text), NumberContext(results=((2, 4),)))] == ["result"]


def test_a_quantity_beside_a_read_target_in_its_list_is_not_hidden() -> None:
    text = "食堂2家、助餐点5家"
    found = classify(read(text), NumberContext(targets=((2, 3),)))
    assert [(n.number_class, n.rule) for n in found] == [
        ("target", "numbers.target"),
        ("unexplained", "numbers.sibling"),
    ]


def test_every_numeral_stands_once_and_in_order() -> None:
    text = "一、2025年新建3家“8+4”站，第十九届、三会一课、12345热线、60岁以上、10-15个、《2024年方案》"
    found = classify(read(text), NumberContext())
    assert [(n.start, n.end) for n in found] == [(n.start, n.end) for n in find_numerals(fold(text), 0, len(text))]


def test_full_and_half_width_give_the_same_classes() -> None:
    text = "（一）新建３家，办理１２３４５热线，按〔２０１８〕１１７号，第十九届；６０岁以上"
    assert [c for _, c in classes(text)] == [c for _, c in classes(fold(text))]


@pytest.mark.parametrize(
    "unit", ["（", "9", "、", "一", "第", "“", "《", "1/", "9:", "[1", "〔2018〕", "a@", "电话", "/2018-", "三级", "1."]
)
def test_twenty_thousand_of_anything_is_classified_without_growing_out_of_hand(unit: str) -> None:
    text = unit * 20_000
    found = classify(read(text), NumberContext())
    assert len(found) == len(find_numerals(fold(text), 0, len(text)))


def test_numerals_of_parties_are_names_and_those_that_count_them_numbers() -> None:
    text = "2025年工作要点\n一、任务\n1. 建好站点。（牵头领导：张三；责任单位：1.区教育局 2.市第三医院）"
    breakdown = extract(read_bytes("notice.txt", text.encode()))
    found = [(number.text, number.number_class) for number in breakdown.numbers if number.evidence.start > text.index("牵头")]
    assert found == [("三", "name"), ("1", "numbering"), ("2", "numbering"), ("三", "name")]
    assert not breakdown.diagnostics
