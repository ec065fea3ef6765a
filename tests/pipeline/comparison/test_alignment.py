"""Which task is which: near-duplicates, moved tasks, doubts, splits and mergers."""

from __future__ import annotations

from collections.abc import Callable

from schemas.comparison import Comparison

Compare = Callable[[list[str], list[str]], Comparison]


def links(comparison: Comparison) -> set[tuple[str, str, str]]:
    return {
        ("、".join(n or "" for n in task.number.before), "、".join(n or "" for n in task.number.after), task.status)
        for task in comparison.tasks
    }


RIVER = "治理骨干河道。清淤河道12公里，修复生态护岸8公里，建成滨水步道5公里。（责任部门：河道科）"
PIPES = "更新供水管网。改造老旧供水管网20公里，完成二次供水设施改造30处。（责任部门：供水科）"
FLOOD = "做好防汛准备。储备编织袋6万条，开展防汛演练4场，检查泵站18座。（责任部门：防汛办）"


def test_an_inserted_task_changes_no_other(compared: Compare) -> None:
    new = "推进智慧水务。建设水位监测点40个。（责任部门：信息科）"
    assert links(compared([RIVER, PIPES, FLOOD], [new, RIVER, PIPES, FLOOD])) == {
        ("", "1", "added"), ("1", "2", "kept"), ("2", "3", "kept"), ("3", "4", "kept"),
    }  # fmt: skip


def test_formula_titles_do_not_link_unlike_matters(compared: Compare) -> None:
    before = ["加强档案管理工作。完善借阅制度，清点库房卷宗。", "加强车辆管理工作。规范用车审批，公开用车台账。"]
    after = ["加强合同管理工作。健全法务审核，登记履约情况。", "加强车辆管理工作。规范用车审批，公开用车台账。"]
    assert links(compared(before, after)) == {("1", "", "dropped"), ("2", "2", "kept"), ("", "1", "added")}


def test_near_duplicates_find_their_own_counterparts_in_any_order(compared: Compare) -> None:
    kinds = ["学校", "医院", "车站", "商场"]
    tasks = [f"抓好{kind}节水工作。开展{kind}节水宣传，排查{kind}漏损点位，更换{kind}节水器具。" for kind in kinds]
    assert links(compared(tasks, tasks[::-1])) == {(str(at), str(5 - at), "kept") for at in range(1, 5)}


def test_one_that_went_and_one_that_came_are_not_linked_because_they_sound_alike(compared: Compare) -> None:
    task = "加强{0}安全监管。开展{0}安全专项检查，排查风险隐患，检查{1}{2}家。（责任部门：安全科）"
    went, came = task.format("水厂", "取水口", 12), task.format("泵站", "配电房", 30)
    stays = task.format("堤防", "险工险段", 9)
    found = links(compared([went, stays], [came, stays]))
    assert found == {("1", "", "dropped"), ("2", "2", "kept"), ("", "1", "added")}


def test_a_doubtful_pair_is_not_linked_but_named_on_both_sides(compared: Compare) -> None:
    before = ["加强网格员队伍培养。健全网格员选拔机制，完善考核评价办法，激励网格员主动作为。",
              "加强巡河员队伍培养。健全巡河员选拔机制，完善考核评价办法，激励巡河员扎根一线。"]  # fmt: skip
    after = ["加强志愿者队伍培养。健全志愿者选拔机制，完善考核评价办法，激励志愿者服务群众。", before[1]]
    comparison = compared(before, after)
    doubts = [task for task in comparison.tasks if task.uncertain]
    assert [(task.status, [candidate.title for candidate in task.candidates]) for task in doubts] == [
        ("added", ["加强网格员队伍培养"]), ("dropped", ["加强志愿者队伍培养"]),
    ]  # fmt: skip
    assert comparison.summary.kept == 1


def test_a_task_in_two_pieces_is_split_and_two_in_one_are_merged(compared: Compare) -> None:
    whole = "建管并重提升河湖面貌。清淤河道12公里，建成滨水步道5公里，聘请民间河长80名，查处违法排口15处。（责任部门：河道科）"
    parts = ["提升河道面貌。清淤河道14公里，建成滨水步道6公里。（责任部门：河道科）",
             "压实河长责任。聘请民间河长90名，查处违法排口20处。（责任部门：河道科、河长办）"]  # fmt: skip
    assert links(compared([whole, PIPES], [*parts, PIPES])) == {("1", "1、2", "split"), ("2", "3", "kept")}
    assert links(compared([*parts, PIPES], [whole, PIPES])) == {("1、2", "1", "merged"), ("3", "2", "kept")}


def test_a_task_without_a_body_links_with_one_that_has_its_words_in_the_body(compared: Compare) -> None:
    before = ["完成城南水厂深度处理改造。"]
    after = ["让市民喝上更好的水。加快城南水厂深度处理改造进度，确保年内通水。"]
    assert links(compared(before, after)) == {("1", "1", "changed")}


def test_the_reasons_say_what_moved(compared: Compare) -> None:
    (river, *_) = [task for task in compared([RIVER, PIPES], [PIPES, RIVER]).tasks if task.title.after == ("治理骨干河道",)]
    assert (river.status, river.similarity) == ("kept", 1.0)
    assert river.reasons == ("标题相同", "内容相同（1.00）", "3 项指标对应", "责任主体相同", "序号由 1 变为 2")


INSPECT = "加强{0}监管。开展{0}专项检查，排查风险隐患，检查{1}{2}家。"
PLAN = "编制水务规划。完成规划初稿。"


def test_one_formula_about_two_things_is_never_linked_however_alike(compared: Compare) -> None:
    before, after = INSPECT.format("取水口安全", "养殖场", 12), INSPECT.format("排水口安全", "洗车场", 30)
    assert links(compared([before, PLAN], [after, PLAN])) == {("1", "", "dropped"), ("", "1", "added"), ("2", "2", "kept")}


def test_a_name_in_quotation_marks_is_the_surest_sign(compared: Compare) -> None:
    before = ["广泛举办“水务公开讲”，紧密围绕群众关心的用水问题，开展面对面解读，讲清办事流程。",
              "增强用水政策解读效果。严格落实解读同步原则，形成各科室协同的用水政策问答库，讲清办事流程。"]  # fmt: skip
    after = ["优化“水务公开讲”品牌。围绕热点选题，邀请专家走进园区楼宇。", before[1]]
    assert links(compared(before, after)) == {("1", "1", "changed"), ("2", "2", "kept")}


def test_tasks_word_for_word_alike_keep_their_order(compared: Compare) -> None:
    task = "巡查河道。组织护河志愿者每周巡查。"
    assert links(compared([task, PLAN, task], [task, task, PLAN])) == {("1", "1", "kept"), ("2", "3", "kept"), ("3", "2", "kept")}


def test_another_side_of_one_matter_is_linked(compared: Compare) -> None:
    before, after = "推进节水载体创建。评选节水型小区，推广节水器具。", "推进节水载体管理。复核节水型小区，推广节水器具。"
    assert ("1", "1", "changed") in links(compared([before, PLAN], [after, PLAN]))


def test_of_two_equals_the_one_in_the_nearer_place_is_the_counterpart(compared: Compare) -> None:
    task, other = "巡查河道。组织护河志愿者每周巡查。", "更新管网。完善抢修队伍值守。"
    found = links(compared([PLAN, other, task], [task, PLAN, other, task]))
    assert found == {("", "1", "added"), ("1", "2", "kept"), ("2", "3", "kept"), ("3", "4", "kept")}


def test_likely_tasks_that_count_other_things_are_left_open(compared: Compare) -> None:
    before = "整治违规排水。约谈经营业主，公示失信名单，开展夜间突击，检查洗车场12家。"
    after = "清退违法取用。约谈经营业主，公示失信名单，开展夜间突击，检查养殖场30家。"
    first, *_ = compared([before, PLAN], [after, PLAN]).tasks
    assert (first.status, first.uncertain) == ("added", True)


def test_the_same_day_a_year_later_is_no_change_and_another_day_is_one(compared: Compare) -> None:
    due = "编制水务规划。完成规划初稿。（责任部门：规划科，完成时限：{}底）"
    before = due.format("2024年6月")
    assert [task.status for task in compared([before], [due.format("2025年6月")]).tasks] == ["kept"]
    assert [task.status for task in compared([before], [due.format("2025年9月")]).tasks] == ["changed"]
