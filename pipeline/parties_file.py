"""What a user knows of units and people, read from a TOML file: full names, members of collectives, posts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.evaluate_gold import plain
from schemas.breakdown import Department, Diagnostic, Official, Task, TaskBreakdown
from schemas.diagnostics import diagnose
from schemas.errors import RuleError

_KEYS: dict[str, dict[str, type]] = {
    "department": {"name": str, "aliases": list, "full_name": str},
    "collective": {"name": str, "aliases": list, "members": list},
    "official": {"name": str, "post": str},
}
_NEEDED = {"department": "full_name", "collective": "members", "official": "post"}


@dataclass(frozen=True, slots=True)
class Parties:
    """A parties file: what is known of a name, by the name without spaces and in half width."""

    full_names: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]
    posts: Mapping[str, str]


def load_parties(path: str | Path) -> Parties:
    """Return what a parties file says.

    Raises RuleError, naming the entry, where one is wrong or two speak of one name, and where the file cannot be read.
    """
    path = Path(path)
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(str(path), f"cannot be read as UTF-8 text ({error}). Check its name and encoding.") from error
    except tomllib.TOMLDecodeError as error:
        raise RuleError(str(path), f"is no valid TOML ({error}). Correct it there.") from error
    unknown = sorted(set(raw) - set(_KEYS))
    if unknown:
        raise RuleError(str(path), f"{unknown[0]!r} is not known. Use [[department]], [[collective]] or [[official]].")
    known: dict[str, dict[str, Any]] = {kind: {} for kind in _KEYS}  # Any: a full name, members or a post
    for kind, keys in _KEYS.items():
        entries = raw.get(kind, [])
        for number, entry in enumerate(entries if isinstance(entries, list) else [entries], 1):
            wrong = _wrong(entry, keys, _NEEDED[kind])
            if wrong is not None:
                raise RuleError(str(path), f"[[{kind}]] number {number}: {wrong}")
            for name in (entry["name"], *entry.get("aliases", ())):
                if plain(name) in known[kind]:
                    raise RuleError(str(path), f"[[{kind}]] number {number}: {name} stands in the file twice.")
                known[kind][plain(name)] = entry[_NEEDED[kind]]
    members = {name: tuple(listed) for name, listed in known["collective"].items()}
    return Parties(known["department"], members, known["official"])


def apply_parties(breakdown: TaskBreakdown, parties: Parties) -> TaskBreakdown:
    """Return the breakdown with full names, members and posts added; no name is changed.

    A name that the file does not hold is listed once, as the diagnostic P304. People are listed only where the file
    names people at all.
    """
    unseen: dict[str, Diagnostic] = {}
    tasks = tuple(_with_parties(task, parties, unseen) for task in breakdown.tasks)
    return replace(breakdown, tasks=tasks, diagnostics=(*breakdown.diagnostics, *unseen.values()))


def _with_parties(task: Task, parties: Parties, unseen: dict[str, Diagnostic]) -> Task:
    """Return a task whose parties carry what the file says."""
    for name, found in _unknown(task, parties):
        unseen.setdefault(name, diagnose("P304", task=task.number, evidence=found.evidence, name=found.name))
    departments = tuple(
        replace(
            department,
            full_name=parties.full_names.get(plain(department.name)),
            members=parties.members.get(plain(department.name), ()),
        )
        for department in task.departments
    )
    officials = tuple(
        replace(official, post=None if official.title else parties.posts.get(plain(official.name)))
        for official in task.lead_officials
    )
    return replace(task, departments=departments, lead_officials=officials)


def _unknown(task: Task, parties: Parties) -> Iterable[tuple[str, Department | Official]]:
    """Yield the parties of a task that the file does not hold, each with its name as it is looked up."""
    for department in task.departments:
        name = plain(department.name)
        if name not in parties.full_names and name not in parties.members:
            yield name, department
    for official in task.lead_officials if parties.posts else ():
        if plain(official.name) not in parties.posts:
            yield plain(official.name), official


def _wrong(entry: object, keys: Mapping[str, type], needed: str) -> str | None:
    """Return what is wrong with an entry and what to write instead, or None."""
    if not isinstance(entry, dict):
        return "is no table. Write [[…]] in double brackets."
    unknown = sorted(set(entry) - set(keys))
    if unknown:
        return f"{unknown[0]!r} is not known. Use {', '.join(keys)}."
    for key, kind in keys.items():
        value = entry.get(key, [] if kind is list and key != needed else None)
        texts = value if isinstance(value, list) else [value]
        if not isinstance(value, kind) or not all(isinstance(text, str) and text.strip() for text in texts):
            return f"{key} must be {'a list of texts' if kind is list else 'a text'}, and not empty."
    return None
