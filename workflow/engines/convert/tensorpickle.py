"""Run the pickle of a checkpoint on a machine that can only describe tensors.

A pickle is a program: it may name any function and call it, and even the unpickler of the standard
library allocates whatever a few bytes ask for. This machine knows the instructions that a state
dictionary takes and the few names that rebuild tensors. Anything else is refused, so a hostile file
can do no more than fail.
"""

from __future__ import annotations

import math
import pickle
import pickletools
import warnings
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from workflow.errors import EngineError
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

_DTYPES = {
    "FloatStorage": "<f4",
    "HalfStorage": "<f2",
    "DoubleStorage": "<f8",
    "LongStorage": "<i8",
    "IntStorage": "<i4",
    "ShortStorage": "<i2",
    "CharStorage": "<i1",
    "ByteStorage": "<u1",
    "BoolStorage": "|b1",
}
_CALLS = {
    "collections OrderedDict",
    "torch._utils _rebuild_tensor",
    "torch._utils _rebuild_tensor_v2",
    "torch._utils _rebuild_parameter",
}
_STORAGES = {f"torch {name}": code for name, code in _DTYPES.items()}

_IGNORED = {"PROTO", "FRAME"}
_LITERALS = {
    "BININT",
    "BININT1",
    "BININT2",
    "LONG1",
    "BINFLOAT",
    "BINUNICODE",
    "SHORT_BINUNICODE",
}
_CONSTANTS = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
_EMPTY = {"EMPTY_DICT": dict, "EMPTY_LIST": list, "EMPTY_TUPLE": tuple}
_TUPLES = {"TUPLE1": 1, "TUPLE2": 2, "TUPLE3": 3}
_PUT = {"BINPUT", "LONG_BINPUT", "MEMOIZE"}
_GET = {"BINGET", "LONG_BINGET"}


@dataclass(frozen=True, slots=True)
class Storage:
    """A run of numbers in the file, which tensors view."""

    key: str
    dtype: str
    """NumPy's code of the numbers' type."""
    length: int


@dataclass(frozen=True, slots=True)
class Tensor:
    """A view of a storage; offset and strides count numbers, not bytes."""

    storage: Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    text: str


def load(file: IO[bytes]) -> object:
    """Run the pickle at the file's place, up to its end, and return what it describes.

    Dictionaries, lists, tuples, numbers and text are Python's; tensors are `Tensor`. Raises
    `EngineError` (``model-unsafe``) for what no checkpoint needs, and what Python raises for
    damage (`LookupError`, `TypeError`, `ValueError`, `pickle.UnpicklingError`).
    """
    machine = _Machine()
    with warnings.catch_warnings():
        # Python warns of an escape that it does not know; to a reader of models it says nothing.
        warnings.simplefilter("ignore", DeprecationWarning)
        for opcode, argument, _ in pickletools.genops(file):
            if opcode.name == "STOP":
                break
            machine.step(opcode.name, argument)
    return machine.stack.pop()


class _Machine:
    def __init__(self) -> None:
        # `Any`: what the pickle builds; each use below checks or fails.
        self.stack: list[Any] = []
        self._marks: list[int] = []
        self._memo: dict[int, Any] = {}

    def step(self, name: str, argument: Any) -> None:  # noqa: ANN401 - see above
        """Run one instruction."""
        if name in _LITERALS:
            self.stack.append(argument)
        elif name in _CONSTANTS:
            self.stack.append(_CONSTANTS[name])
        elif name in _EMPTY:
            self.stack.append(_EMPTY[name]())
        elif name in _TUPLES:
            self._push_tuple(len(self.stack) - _TUPLES[name])
        elif name in _PUT:
            self._memo[len(self._memo) if argument is None else argument] = self.stack[-1]
        elif name in _GET:
            self.stack.append(self._memo[argument])
        elif name not in _IGNORED:
            self._act(name, argument)

    def _act(self, name: str, argument: Any) -> None:  # noqa: ANN401 - see above
        match name:
            case "MARK":
                self._marks.append(len(self.stack))
            case "TUPLE":
                self._push_tuple(self._marks.pop())
            case "APPEND" | "APPENDS":
                items = self._taken(marked=name == "APPENDS", count=1)
                self.stack[-1].extend(items)
            case "SETITEM" | "SETITEMS":
                items = self._taken(marked=name == "SETITEMS", count=2)
                self.stack[-1].update(zip(items[::2], items[1::2], strict=True))
            case "GLOBAL":
                self.stack.append(_permitted(argument))
            case "STACK_GLOBAL":
                module, attribute = self._taken(marked=False, count=2)
                self.stack.append(_permitted(f"{module} {attribute}"))
            case "BINPERSID":
                self.stack.append(_storage(self.stack.pop()))
            case "REDUCE":
                arguments = self.stack.pop()
                self.stack.append(_call(self.stack.pop(), arguments))
            case "BUILD":
                self.stack.pop()  # attributes that torch hangs on the dictionary
            case _:
                raise _unsafe(tr('holds the instruction "{name}"', name=name))

    def _push_tuple(self, start: int) -> None:
        if not 0 <= start <= len(self.stack):
            raise IndexError(tr("its stack is empty"))
        self.stack[start:] = [tuple(self.stack[start:])]

    def _taken(self, *, marked: bool, count: int) -> list[Any]:
        start = self._marks.pop() if marked else len(self.stack) - count
        if not 0 <= start <= len(self.stack):
            raise IndexError(tr("its stack is empty"))
        items = self.stack[start:]
        del self.stack[start:]
        return items


def _permitted(name: str) -> _Name:
    if name not in _CALLS and name not in _STORAGES:
        raise _unsafe(tr('asks to run "{name}"', name=name.replace(" ", ".")))
    return _Name(name)


def _unsafe(what: str) -> EngineError:
    return EngineError(
        tr("the checkpoint {what}", what=what),
        slug="model-unsafe",
        hint=tr("do not use this file: weights have no reason for that"),
    )


def _storage(pid: Any) -> Storage:  # noqa: ANN401 - checked here, where it enters
    kind, name, key, _device, length = pid[:5]
    if kind != "storage" or type(length) is not int or length < 0:
        raise pickle.UnpicklingError("an unknown kind of storage")
    return Storage(str(key), _STORAGES[name.text], length)


def _call(function: _Name, arguments: Any) -> object:  # noqa: ANN401 - as above
    match function.text.rpartition(" ")[2]:
        case "OrderedDict":
            return dict(*arguments)
        case "_rebuild_parameter":
            return arguments[0]
        case "_rebuild_tensor" | "_rebuild_tensor_v2":
            return _tensor(*arguments[:4])
        case _:
            raise pickle.UnpicklingError("it calls what is no function")


def _tensor(storage: Any, offset: Any, shape: Any, strides: Any) -> Tensor:  # noqa: ANN401 - as above
    if not isinstance(storage, Storage) or len(shape) != len(strides):
        raise TypeError(tr("a tensor that views no storage"))
    if not all(type(number) is int and number >= 0 for number in (offset, *shape, *strides)):
        raise ValueError(tr("a tensor with an impossible shape"))
    last = offset + sum((size - 1) * step for size, step in zip(shape, strides, strict=True))
    count = math.prod(shape)
    if count and (last >= storage.length or count > storage.length):
        raise ValueError(tr("a tensor that reaches beyond its storage"))
    return Tensor(storage, offset, tuple(shape), tuple(strides))


def tensors_of(state: object) -> Mapping[str, Tensor]:
    """Return the named tensors of a state dictionary; other entries are left out."""
    if not isinstance(state, dict):
        raise pickle.UnpicklingError("it holds no dictionary of tensors")
    return {str(name): value for name, value in state.items() if isinstance(value, Tensor)}
