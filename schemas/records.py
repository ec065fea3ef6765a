"""Make frozen dataclasses quick to create: a breakdown is thousands of small values."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TypeVar

Record = TypeVar("Record")


def quick(cls: type[Record]) -> type[Record]:
    """Return a frozen, slotted dataclass with an `__init__` that takes half the time; nothing else of it changes.

    The generated `__init__` of a frozen dataclass calls `object.__setattr__` for every field. Here the new object is
    for a moment of a class with the same slots that lets itself be assigned to, and of its own class before anybody
    sees it.

    >>> from dataclasses import dataclass
    >>> @quick
    ... @dataclass(frozen=True, slots=True)
    ... class Point:
    ...     x: int
    ...     y: int = 0
    >>> Point(1) == Point(x=1, y=0), Point(2)
    (True, Point(x=2, y=0))
    """
    plain_fields = fields(cls)  # type: ignore[arg-type]  # the decorator below has made it a dataclass
    if any(field.default_factory is not MISSING or not field.init for field in plain_fields) or hasattr(cls, "__post_init__"):
        raise TypeError(f"{cls.__name__} does more in __init__ than take its fields")
    names = [field.name for field in plain_fields]
    assigned = "".join(f"    self.{name} = {name}\n" for name in names)
    source = f"def __init__(self, {', '.join(names)}):\n    become(self, Open)\n{assigned}    self.__class__ = Closed\n"
    scope = {
        "become": object.__dict__["__class__"].__set__,
        "Open": type(cls.__name__, (), {"__slots__": tuple(names)}),
        "Closed": cls,
    }
    exec(source, scope)  # as the dataclasses module does; the names are those of our own fields
    made, slow = scope["__init__"], cls.__init__
    for attribute in ("__defaults__", "__annotations__", "__qualname__", "__module__", "__doc__"):
        setattr(made, attribute, getattr(slow, attribute))
    setattr(cls, "__init__", made)  # noqa: B010  # mypy refuses the plain assignment
    return cls
