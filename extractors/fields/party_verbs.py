"""Read who does what from verbs: 区民政局牵头，区财政局、各镇按职责分工负责，年底前完成."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from extractors.fields.party_lists import Part, read_list
from extractors.fields.party_members import moved
from extractors.fields.party_words import (
    alternatives,
    is_collective,
    is_kind,
    is_place,
    is_strong_unit,
    is_time,
    is_unit,
    lexicon_words,
    without_note,
)
from extractors.lexicons import load
from schemas.breakdown import DepartmentRole
from schemas.records import maker, quick


@quick
@dataclass(frozen=True, slots=True)
class Duty:
    """A member of a verb clause with its role; `verb` is the span of the words that gave it, from the text's start."""

    part: Part
    role: DepartmentRole
    verb: tuple[int, int] | None


@quick
@dataclass(frozen=True, slots=True)
class VerbClause:
    """Everything a verb clause says; `sure` is False where a list had no verb of its own."""

    duties: tuple[Duty, ...]
    times: tuple[tuple[int, int], ...]
    sure: bool


_duty_of = maker(Duty)
_LONGEST_NAME = 60


@cache
def _verb_roles() -> dict[str, DepartmentRole]:
    return {word: entry["role"] for entry in load("roles")["verb"] for word in entry["words"]}


_HOW = (
    "分别", "共同", "具体", "联合", "主要", "统一", "统筹", "总", "积极", "全力", "密切", "做好", "协同", "牵头抓", "同时", "一并", "并",
)
_GROUNDS = ("按照", "按", "依据", "依照", "依", "根据", "结合", "在")
"""What leads from the parties to their verb: how they act, and on what ground (按职责分工)."""


@cache
def _cue() -> re.Pattern[str]:
    """A verb that ends a list of parties, or a word that joins a second list to the first (会同)."""
    verb = alternatives(lexicon_words("roles", "verb"))
    tail = alternatives(lexicon_words("roles", "tail"))
    how = (
        rf"{alternatives(_HOW)}"
        # 按职责分工   依职责分别   按分管领域   根据各自职能   结合职责
        rf"|{alternatives(_GROUNDS)}(?:各自|本|其|所属|部门|有关|相关|自身){{0,2}}(?:的)?"
        r"(?:职责|职能|分工|职权|权限|分管|管理|工作|业务|领域|范围|任务|属地|责任|原则|行业|条线|规定|内){1,5}"
    )
    # What any of these can begin with: one look at a character spares the tries at most places.
    begins = "".join(sorted({word[0] for word in (*_HOW, *_GROUNDS, *lexicon_words("roles", "verb"))}))
    return re.compile(
        # a bracket inside a list belongs to the name before it
        rf"\((?:[^()]|\([^()]*+\))*+\)"
        rf"|(?=[{begins}])(?P<verb>(?:{how}){{0,3}}(?P<word>{verb})(?!的|人|制|同志|单位|部门|领导|组(?!织)|者|方|任)(?:{tail}){{0,3}}(?:工作|任务)?)"
        rf"(?=(?P<end>[、,;。\s)\]】〕]|$)|(?P<join>会同|商|联合|协同|由)|)"
        # A会同B负责   A牵头商B研究提出
        rf"|(?=[会商协联])(?P<with>会同|会商|商请|(?:协同|联合)(?=[省市区县各]|有关|相关)|(?:(?<=牵头)|(?<=负责)|(?<=[,;、]))商(?=[省市区县各自]|有关|相关|国家))"
        # 由A牵头   具体工作由A负责
        rf"|(?<![^,;。\s])(?P<by>[^、,;。\s由]{{0,16}}(?<![自理缘经事来])由)"
    )


@cache
def _act() -> re.Pattern[str]:
    # 区财政局研究提出: what the joined parties do, from its verb to the next separator
    return re.compile(alternatives(lexicon_words("roles", "act")))


@cache
def _stretch() -> re.Pattern[str]:
    return re.compile(r"[^、,;。\n]+")


def _time_stretches(text: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches between separators that name a time: a verb in 持续推进 gives no role."""
    return tuple(match.span() for match in _stretch().finditer(text) if is_time(match.group().strip()))


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(alternatives(lexicon_words("roles", "verb")))


def read_verbs(text: str, default: DepartmentRole | None = None, *, objects: bool = True) -> VerbClause | None:
    """Return who does what in a folded stretch, or None where it is no verb clause through and through, or has no verb.

    `default` is the role of a list without a verb, under a label; without it such a list is responsible and not sure.
    `objects` says whether a verb may have one (区教育局负责校园安全), as it may in a bracket and not in running text.

    >>> clause = read_verbs("区民政局牵头,区财政局、各镇按职责分工负责,年底前完成")
    >>> [(duty.part.start, duty.role) for duty in clause.duties], clause.times
    ([(0, 'lead'), (7, 'responsible'), (12, 'responsible')], ((22, 27),))
    """
    joined = "会同" in text
    if not joined and _verb().search(text) is None:  # most lists hold no such word at all
        return None
    cues = cues_of(text)
    if not joined and not any(cue["word"] for cue in cues):
        return None
    reader = _VerbReader(text, default, objects=objects)
    timed = _time_stretches(text)
    for cue in cues:
        if timed and any(start <= cue.start() < end for start, end in timed):
            continue
        if not (reader.join(cue) if cue.lastgroup in ("with", "by") else reader.assign(cue)):
            return None
    return reader.finish()


def cues_of(text: str) -> list[re.Match[str]]:
    """Return the verbs of a folded stretch, and the words that join or open its lists, in order."""
    return [match for match in _cue().finditer(text) if match.lastgroup is not None]


def role_of_verb(word: str) -> DepartmentRole:
    """Return the role that a verb gives: the `word` of a cue."""
    return _verb_roles()[word]


class _VerbReader:
    """The state of one reading from left to right: who waits for a verb, and where the next list begins."""

    def __init__(self, text: str, default: DepartmentRole | None, *, objects: bool) -> None:
        self.text = text
        self.default = default
        self.objects = objects
        self.at = 0
        self.duties: list[Duty] = []
        self.times: list[tuple[int, int]] = []
        self.pending: list[Part] = []
        self.joined: str | None = None

    def take(self, end: int) -> bool:
        """Read the list before `end`; False if it holds what is no party."""
        text = self.text
        parts = read_list(text[self.at : end], "departments")
        for part in parts:
            placed = moved(part, self.at) if self.at else part
            if part.kind == "time":
                self.times.append((placed.start, placed.end))
                continue
            name = "".join(text[placed.start : placed.end].split())
            if not (self.objects if part.kind == "person" else is_unit(name)):
                return False
            self.pending.append(placed)
        return _accounts_for_all(text[self.at : end], parts)

    def join(self, match: re.Match[str]) -> bool:
        """Read the list before 会同 or 由; the list after it shares its verb or has its own."""
        if not self.take(match.start()):
            return False
        if match["with"]:
            if not self.duties and not self.pending:
                return False
            self.joined = match["with"]
        self.at = match.end()
        return True

    def assign(self, match: re.Match[str]) -> bool:
        """Give the waiting parties the role of a verb."""
        text = self.text
        object_end = match.end()
        if match["end"] is None and match["join"] is None and not _starts_unit(text, match.end()):
            # 负责 and its object: 区教育局负责校园安全. A verb within a name (各对口协同发展区) is none.
            if not self.objects or not match["word"].startswith(("负责", "牵头")):
                return True
            object_end = _object().match(text, match.end()).end()  # type: ignore[union-attr]  # matches the empty string too
            if _holds_verb(text[match.end() : object_end]) or not _may_be_parties(text[self.at : match.start()]):
                return True
        if not self.take(match.start()):
            return False
        self.at = object_end
        if not self.pending:
            return bool(self.duties)
        role = role_of_verb(match["word"])
        if self.joined and self.duties and match["verb"].startswith("协同"):
            role = "supporting"
        if self.default is not None and not self.joined:
            # 牵头单位:区教育局,各镇配合 — what stands before the comma keeps the label's role
            comma = max(text.rfind(mark, 0, match.start()) for mark in ",;")
            self.duties.extend([_duty_of(part, self.default, None) for part in self.pending if part.end <= comma])
            self.pending = [part for part in self.pending if part.end > comma]
        verb = match.span("verb")
        self.duties.extend([_duty_of(part, role, verb) for part in self.pending])
        self.pending.clear()
        self.joined = None
        return True

    def finish(self) -> VerbClause | None:
        """Read what stands after the last verb and return the whole."""
        end = len(self.text)
        if not self.take(_list_end(self.text, self.at) if self.joined else end):
            return None
        if self.pending and not self.duties and not self.joined:
            return None
        consulted = self.joined is not None and self.joined.startswith("商")
        role: DepartmentRole = self.default or ("supporting" if consulted else "responsible")
        sure = not self.pending or self.default is not None or self.joined is not None
        self.duties.extend([_duty_of(part, role, None) for part in self.pending])
        return VerbClause(tuple(self.duties), tuple(self.times), sure) if self.duties else None


def _holds_verb(text: str) -> bool:
    return _verb().search(text) is not None and any(match["word"] for match in _cue().finditer(text))


def _list_end(text: str, at: int) -> int:
    """Return where the list of joined parties ends: at the first verb behind whole names (市城乡建设局 holds none)."""
    for act in _act().finditer(text, at + 1):
        begin = max(at, act.start() - _LONGEST_NAME)
        begin = max(begin, *(text.rfind(mark, begin, act.start()) + 1 for mark in "、,;"))
        last = "".join(text[begin : act.start()].split())
        if not last or is_unit(last):
            return act.start()
    return len(text)


@cache
def _object() -> re.Pattern[str]:
    return re.compile(r"[^,;。\n]{0,60}")


def _starts_unit(text: str, at: int) -> bool:
    """Tell whether a unit's name seems to begin right behind a verb: 区教育局牵头区财政局配合."""
    return bool(_next_unit().match(text, at))


@cache
def _next_unit() -> re.Pattern[str]:
    return re.compile(r"(?:[省市区县局各]|有关|相关|国家)[^,;。\n]{1,40}(?:配合|负责|参与|协助|落实|支持)")


def _may_be_parties(text: str) -> bool:
    """Tell whether the stretch before a verb can be a list of parties."""
    return any(part.kind != "time" for part in read_list(text, "departments"))


@cache
def _fillers() -> re.Pattern[str]:
    # What may stand between and behind the members of a list: separators, 等12个部门, 以及, 同志.
    return re.compile(
        r"[、,;。:.!\s]|等(?:\d{0,3}个?)?(?:有关|相关|各)?(?:部门|单位|机构)?[和及与、]?(?:部门|单位)?|以及|[和及与]|下同|分别|同志"
    )


def _accounts_for_all(text: str, parts: tuple[Part, ...]) -> bool:
    """Tell whether a list holds nothing besides its members, separators and 等."""
    left: list[str] = []
    at = 0
    for part in parts:
        if at < part.start and text[at : part.start] not in "、,":
            left.append(text[at : part.start])
        at = part.end + (len(part.mark) + 2 if part.mark else 0)
    left.append(text[at:])
    return not _fillers().sub("", "\n".join(left)).strip()


@cache
def _no_name() -> re.Pattern[str]:
    # What begins a sentence and no name: 成立专班, 包括…; what a name does not hold: 对本级预算负责 (but 对外, 应急).
    return re.compile(
        r"(?:成立|组建|建立|设立|包括|以上|以下|具体|上述|该|本(?!级|溪|钢)|由|对(?!口|外)|向|为|以|在|从|经(?!济|开|信|发|贸|委|管|适|科)|将|把|并|或|如|其中"
        r"|原则上|强化|加强|推进|开展|做好|完善|健全|发挥|依托|充分|整合|鼓励|引导|谁|请)"
        r"|.*?(?:[的了被由谁]|对(?!口|外|台|接|俄|越)|应(?!急|对|用|届)|要(?!素|闻)|负责|并(?!购))"
    )


def is_certain(text: str, duties: tuple[Duty, ...]) -> bool:
    """Tell whether every party has the form of a unit, and one at least that of a named unit or a marked collective."""
    found = False
    for duty in duties:
        if duty.part.kind == "person":
            # 全民参与 has the form of a name, 李明牵头 is one
            if duty.role == "supporting" or duty.verb is None:
                return False
            continue
        stands = standing("".join(text[duty.part.start : duty.part.end].split()))
        if stands is None:
            return False
        found = found or stands == "named"
    return found


@lru_cache(8192)
def standing(name: str) -> Literal["named", "unit"] | None:
    """Tell a named unit or a marked collective from what only has the form of a unit; None for what has not even that."""
    if not is_unit(name) or _no_name().match(without_note(name)):
        return None
    named = is_strong_unit(name) or (is_collective(name) and not is_kind(name)) or is_place(name)
    return "named" if named else "unit"
