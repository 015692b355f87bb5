"""Read the tensors of a torch checkpoint without torch and without running its pickle.

Tensors are views of the mapped file: a model costs no memory before it is used. Both layouts are
read: the zip that torch writes since 1.6, and the older row of pickles followed by the raw storages
(https://github.com/pytorch/pytorch/blob/main/torch/serialization.py).
"""

from __future__ import annotations

import mmap
import pickle
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from workflow.engines.convert.tensorpickle import load, tensors_of
from workflow.errors import EngineError
from workflow.wording import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import TypeAlias

    from workflow.engines.convert.tensorpickle import Tensor

    Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]

_LEGACY_MAGIC = 0x1950A86A20F9469CFC6C
_LEGACY_PROTOCOL = 1001
_LENGTH_BYTES = 8
"""The older layout repeats each storage's length before its numbers."""
_ZIP_MAGIC = b"PK\x03\x04"
_LOCAL_HEADER_BYTES = 30
"""A zip member's local header, up to its name; the lengths of name and extra field end it."""

# What a damaged pickle, zip or shape makes the standard library and NumPy raise.
_DAMAGE = (
    pickle.UnpicklingError,
    zipfile.BadZipFile,
    zlib.error,
    OSError,  # a seek to a place before the file
    EOFError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
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
            # A zip that is cut short has lost the end by which `is_zipfile` knows it; read as a
            # pickle, its bytes could ask for anything.
            if data[: len(_ZIP_MAGIC)] == _ZIP_MAGIC or zipfile.is_zipfile(file):
                tensors, places = _read_zipped(file)
            else:
                file.seek(0)
                tensors, places = _read_legacy(file)
        return {name: _view(data, tensor, places) for name, tensor in tensors.items()}
    except _DAMAGE as error:
        raise EngineError(
            tr('"{name}" is not a whole torch checkpoint: {error}', name=path.name, error=error),
            slug="model-corrupt",
            hint=tr("fetch the model again"),
        ) from error


def _read_legacy(file: IO[bytes]) -> tuple[Mapping[str, Tensor], dict[str, int]]:
    if load(file) != _LEGACY_MAGIC or load(file) != _LEGACY_PROTOCOL:
        raise pickle.UnpicklingError("it does not begin as one")
    machine = load(file)
    _check_byte_order(little=isinstance(machine, dict) and machine.get("little_endian") is True)
    tensors = tensors_of(load(file))
    storages = {tensor.storage.key: tensor.storage for tensor in tensors.values()}
    keys = load(file)
    if not isinstance(keys, list):
        raise pickle.UnpicklingError("it lists no storages")
    places = {}
    position = file.tell()
    for key in keys:
        places[key] = position + _LENGTH_BYTES
        size = np.dtype(storages[key].dtype).itemsize
        position = places[key] + storages[key].length * size
    return tensors, places


def _read_zipped(file: IO[bytes]) -> tuple[Mapping[str, Tensor], dict[str, int]]:
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        root = next((name for name in names if name.endswith("/data.pkl")), "")[: -len("data.pkl")]
        order = archive.read(f"{root}byteorder") if f"{root}byteorder" in names else b"little"
        _check_byte_order(little=order == b"little")
        with archive.open(f"{root}data.pkl") as pickled:
            tensors = tensors_of(load(pickled))
        keys = {tensor.storage.key for tensor in tensors.values()}
        members = {key: archive.getinfo(f"{root}data/{key}") for key in keys}
    return tensors, {key: _place(file, member) for key, member in members.items()}


def _place(file: IO[bytes], member: zipfile.ZipInfo) -> int:
    if member.compress_type != zipfile.ZIP_STORED:
        raise ValueError(tr("its storages are compressed"))
    file.seek(member.header_offset)
    header = file.read(_LOCAL_HEADER_BYTES)
    name_length, extra_length = (int.from_bytes(header[at : at + 2], "little") for at in (26, 28))
    return member.header_offset + _LOCAL_HEADER_BYTES + name_length + extra_length


def _check_byte_order(*, little: bool) -> None:
    if not little:
        raise ValueError(tr("it was written on a big-endian machine"))


def _view(data: mmap.mmap, tensor: Tensor, places: Mapping[str, int]) -> Array:
    dtype = np.dtype(tensor.storage.dtype)
    numbers = np.frombuffer(data, dtype, tensor.storage.length, places[tensor.storage.key])
    strides = tuple(step * dtype.itemsize for step in tensor.strides)
    return np.lib.stride_tricks.as_strided(
        numbers[tensor.offset :], tensor.shape, strides, writeable=False
    )
