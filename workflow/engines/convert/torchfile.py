"""Read the tensors of a torch checkpoint without torch and without running its pickle.

A checkpoint is a pickle, which may name any function to call. This reader knows the few names that
rebuild tensors and refuses all others, so a hostile file can do no more than fail. Tensors are
views of the mapped file: a model costs no memory before it is used.

Both layouts are read: the zip that torch writes since 1.6, and the older row of pickles followed by
the raw storages (https://github.com/pytorch/pytorch/blob/main/torch/serialization.py).
"""

from __future__ import annotations

import math
import mmap
import pickle
import zipfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from workflow.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import TypeAlias

    Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]

_LEGACY_MAGIC = 0x1950A86A20F9469CFC6C
_LEGACY_PROTOCOL = 1001
_LENGTH_BYTES = 8
"""The older layout repeats each storage's length before its numbers."""
_LOCAL_HEADER_BYTES = 30
"""A zip member's local header, up to its name; the lengths of name and extra field end it."""

_DTYPES = {
    "FloatStorage": "<f4",
    "HalfStorage": "<f2",
    "DoubleStorage": "<f8",
    "LongStorage": "<i8",
    "IntStorage": "<i4",
    "ShortStorage": "<i2",
    "CharStorage": "<i1",
    "ByteStorage": "<u1",
    "BoolStorage": "?",
}

# What a damaged pickle, zip or shape makes the standard library and NumPy raise.
_DAMAGE = (
    pickle.UnpicklingError,
    zipfile.BadZipFile,
    EOFError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    MemoryError,
)


def read_tensors(path: Path) -> dict[str, Array]:
    """Return the named tensors of the checkpoint at `path`, as read-only views of the file.

    Raises `EngineError`: ``model-unsafe`` when the pickle asks for anything but tensors,
    ``model-corrupt`` when the file is cut short or is no checkpoint.
    """
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            if zipfile.is_zipfile(file):
                tensors, places = _read_zipped(file)
            else:
                file.seek(0)
                tensors, places = _read_legacy(file)
        return {name: _view(data, tensor, places) for name, tensor in tensors.items()}
    except _DAMAGE as error:
        raise EngineError(
            f'"{path.name}" is not a whole torch checkpoint: {error}',
            slug="model-corrupt",
            hint="fetch the model again",
        ) from error


@dataclass(frozen=True, slots=True)
class _Storage:
    """A run of numbers in the file, which tensors view."""

    key: str
    dtype: np.dtype[Any]
    length: int


@dataclass(frozen=True, slots=True)
class _Tensor:
    """A view of a storage; offset and strides count numbers, not bytes."""

    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    """What a permitted name of the pickle stands for; frozen, so that no pickle can alter it."""

    build: Callable[..., object]

    def __call__(self, *args: object) -> object:
        return self.build(*args)


class _StateDict(dict[str, object]):
    """The ``OrderedDict`` of a checkpoint."""

    def __setstate__(self, state: object) -> None:
        """Drop the attributes that torch hangs on it (versions of modules)."""


# `Any`: arguments come from the pickle, and are checked here, where they enter.
def _rebuild_tensor(storage: Any, offset: Any, shape: Any, strides: Any, *_rest: Any) -> _Tensor:  # noqa: ANN401 - see above
    numbers = (offset, *shape, *strides)
    if not isinstance(storage, _Storage) or len(shape) != len(strides):
        raise TypeError("a tensor that views no storage")
    if not all(type(number) is int and number >= 0 for number in numbers):
        raise ValueError("a tensor with an impossible shape")
    last = offset + sum((size - 1) * step for size, step in zip(shape, strides, strict=True))
    count = math.prod(shape)
    if count and (last >= storage.length or count > storage.length):
        raise ValueError("a tensor that reaches beyond its storage")
    return _Tensor(storage, offset, tuple(shape), tuple(strides))


def _rebuild_parameter(tensor: object, *_rest: object) -> object:
    return tensor


_NAMES: Mapping[tuple[str, str], object] = {
    ("collections", "OrderedDict"): _Name(_StateDict),
    ("torch._utils", "_rebuild_tensor"): _Name(_rebuild_tensor),
    ("torch._utils", "_rebuild_tensor_v2"): _Name(_rebuild_tensor),
    ("torch._utils", "_rebuild_parameter"): _Name(_rebuild_parameter),
    **{("torch", name): np.dtype(code) for name, code in _DTYPES.items()},
}


class _Unpickler(pickle.Unpickler):
    """An unpickler that builds tensors, dictionaries, lists, numbers and text, nothing else."""

    def find_class(self, module: str, name: str, /) -> object:
        """Return the permitted meaning of a name; refuse all others."""
        if (module, name) not in _NAMES:
            raise EngineError(
                f'the checkpoint asks to run "{module}.{name}"',
                slug="model-unsafe",
                hint="do not use this file: weights have no reason to ask for that",
            )
        return _NAMES[module, name]

    def persistent_load(self, pid: Any, /) -> _Storage:  # noqa: ANN401 - checked here
        """Return the storage that a persistent id names."""
        kind, dtype, key, _device, length = pid[:5]
        if kind != "storage" or not isinstance(dtype, np.dtype) or type(length) is not int:
            raise pickle.UnpicklingError("an unknown persistent id")
        return _Storage(str(key), dtype, length)


def _load(file: IO[bytes]) -> object:
    return _Unpickler(file).load()


def _read_legacy(file: IO[bytes]) -> tuple[dict[str, _Tensor], dict[str, int]]:
    if _load(file) != _LEGACY_MAGIC or _load(file) != _LEGACY_PROTOCOL:
        raise pickle.UnpicklingError("it does not begin as one")
    machine = _load(file)
    _check_byte_order(little=isinstance(machine, dict) and machine.get("little_endian") is True)
    tensors = _tensors_of(_load(file))
    storages = {tensor.storage.key: tensor.storage for tensor in tensors.values()}
    keys = _load(file)
    if not isinstance(keys, list):
        raise pickle.UnpicklingError("it lists no storages")
    places = {}
    position = file.tell()
    for key in keys:
        places[key] = position + _LENGTH_BYTES
        position = places[key] + storages[key].length * storages[key].dtype.itemsize
    return tensors, places


def _read_zipped(file: IO[bytes]) -> tuple[dict[str, _Tensor], dict[str, int]]:
    with zipfile.ZipFile(file) as archive:
        root = next(name for name in archive.namelist() if name.endswith("/data.pkl"))[:-8]
        names = set(archive.namelist())
        order = archive.read(f"{root}byteorder") if f"{root}byteorder" in names else b"little"
        _check_byte_order(little=order == b"little")
        with archive.open(f"{root}data.pkl") as pickled:
            tensors = _tensors_of(_load(pickled))
        keys = {tensor.storage.key for tensor in tensors.values()}
        members = {key: archive.getinfo(f"{root}data/{key}") for key in keys}
    return tensors, {key: _place(file, member) for key, member in members.items()}


def _place(file: IO[bytes], member: zipfile.ZipInfo) -> int:
    if member.compress_type != zipfile.ZIP_STORED:
        raise ValueError("its storages are compressed")
    file.seek(member.header_offset)
    header = file.read(_LOCAL_HEADER_BYTES)
    name_length, extra_length = (int.from_bytes(header[at : at + 2], "little") for at in (26, 28))
    return member.header_offset + _LOCAL_HEADER_BYTES + name_length + extra_length


def _check_byte_order(*, little: bool) -> None:
    if not little:
        raise ValueError("it was written on a big-endian machine")


def _tensors_of(state: object) -> dict[str, _Tensor]:
    if not isinstance(state, dict):
        raise pickle.UnpicklingError("it holds no dictionary of tensors")
    return {str(name): value for name, value in state.items() if isinstance(value, _Tensor)}


def _view(data: mmap.mmap, tensor: _Tensor, places: Mapping[str, int]) -> Array:
    storage = tensor.storage
    numbers = np.frombuffer(data, storage.dtype, storage.length, places[storage.key])
    strides = tuple(step * storage.dtype.itemsize for step in tensor.strides)
    return np.lib.stride_tricks.as_strided(
        numbers[tensor.offset :], tensor.shape, strides, writeable=False
    )
