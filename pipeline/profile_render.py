"""Write proposals as a profile (TOML) that a person reads, corrects and hands back with --profile."""

from __future__ import annotations

import json
from collections.abc import Sequence

from extractors.proposals.findings import Proposal, Proposals

_HEAD = """\
# 本单位文件的用语：由 fenjie profile 依据文件提出，请逐条核对修改，再用 fenjie extract --profile 本文件 读取。
#
# meaning（含义）：
#   lead 牵头   responsible 责任   supporting 配合   in_charge 分管   contact 联系   deadline 完成时限
#   ignore 不是责任单位或时限，不读   "?" 不能判断，请填写（不填则按没有本条处理）
# holds（内容）：departments 单位   officials 人员   parties 单位或人员
"""
_COLUMN_HEAD = """
# 表格栏目。meaning 除上列外，还可填：
#   title 任务   measures 措施   target 目标   number 序号   section 类别
"""
_MARKS_HEAD = """
[marks]
# separators：标签与内容之间的符号（冒号之外）。between：两个名称之间的符号（顿号、逗号之外，单个字符）。
"""
_NUMBERING_HEAD = """
[numbering]
# forms：带文字的编号，写一个例子，如 "任务一"、"第1项"。
# tasks：哪一种编号是任务，写一个例子，如 "1."、"（一）"；空着则自动判断。
"""
_LIST = """
[list]
# ends：以这些词开头的一行（或标题）以后不再有任务，如 "工作要求"。
ends = []
"""
_WITHOUT_PARTIES = ("deadline", "ignore", "title", "measures", "target", "number", "section")


def render(proposals: Proposals) -> str:
    """Return the text of a profile file."""
    parts = [_HEAD]
    if proposals.labels:
        parts.append("\n# 标签：写在单位、人员、时限之前的词。\n")
        parts.extend(_entry("label", proposal, "段") for proposal in proposals.labels)
    if proposals.columns:
        parts.append(_COLUMN_HEAD)
        parts.extend(_entry("column", proposal, "行") for proposal in proposals.columns)
    parts.append(_MARKS_HEAD)
    parts.extend(_seen(proposal, "段", proposal.word) for proposal in (*proposals.separators, *proposals.between))
    parts.append(f"separators = {_list(proposals.separators)}\nbetween = {_list(proposals.between)}\n")
    parts.append(_NUMBERING_HEAD)
    parts.extend(_seen(proposal, "段", proposal.word) for proposal in proposals.forms)
    tasks = proposals.forms[0].word if proposals.forms else ""
    parts.append(f"forms = {_list(proposals.forms)}\ntasks = {_text(tasks)}\n")
    parts.append(_LIST)
    return "".join(parts)


def _entry(table: str, proposal: Proposal, unit: str) -> str:
    lines = [_seen(proposal, unit), f"[[{table}]]\n", f"words = [{_text(proposal.word)}]\n", f"meaning = {_text(proposal.meaning)}\n"]
    if proposal.meaning not in _WITHOUT_PARTIES:
        lines.append(f"holds = {_text(proposal.holds)}\n")
    return "\n" + "".join(lines)


def _seen(proposal: Proposal, unit: str, word: str = "") -> str:
    """Return the comment that says where something stands: nothing in it can end the comment."""
    examples = "".join(f"#   例：{_one_line(example)}\n" for example in proposal.examples)
    named = f"{_one_line(word)} " if word else ""
    return f"# {named}见于 {proposal.count} {unit}（共 {proposal.total} {unit}），{proposal.tasks} 项任务\n{examples}"


def _one_line(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)


def _list(proposals: Sequence[Proposal]) -> str:
    return "[" + ", ".join(_text(proposal.word) for proposal in proposals) + "]"


def _text(text: str) -> str:
    # A JSON string of printable text is a TOML string.
    return json.dumps(text, ensure_ascii=False)
