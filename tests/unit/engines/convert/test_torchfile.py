from __future__ import annotations

import pickle
import zipfile

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from workflow.engines.convert.torchfile import read_tensors
from workflow.errors import EngineError

TENSORS = {
    "matrix": np.arange(12, dtype="<f4").reshape(3, 4),
    "transposed": np.arange(6, dtype="<f4").reshape(2, 3, order="F"),
    "half": np.array([0.5, -2], dtype="<f2"),
    "numbers": np.array([[1 << 40]], dtype="<i8"),
    "empty": np.zeros((0, 4), dtype="<f4"),
}


@pytest.fixture
def write(tmp_path):
    def write(data):
        path = tmp_path / "pytorch_model.bin"
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize("layout", ["legacy", "zipped"])
def test_tensors_come_back_as_written(layout, torch_writer, write):
    path = write(getattr(torch_writer, layout)(_plain(TENSORS)))

    actual = read_tensors(path)

    assert {name: array.tolist() for name, array in actual.items()} == {
        name: array.tolist() for name, array in TENSORS.items()
    }
    assert not any(array.flags.writeable for array in actual.values())


def _plain(tensors):
    # `tobytes` of a transposed array is in C order; the storage must be in the order of memory.
    class InMemoryOrder(np.ndarray):
        def tobytes(self):
            return super().tobytes(order="A")

    return {name: array.view(InMemoryOrder) for name, array in tensors.items()}


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("os", "system"),
        ("builtins", "eval"),
        ("builtins", "getattr"),
        ("torch", "load"),
        ("torch.storage", "_load_from_bytes"),
        ("numpy", "load"),
    ],
)
def test_a_pickle_that_asks_to_run_something_is_refused(module, name, write, torch_writer):
    call = b"c" + f"{module}\n{name}\n".encode() + b"(X\x02\x00\x00\x00lst."
    legacy = torch_writer.legacy({})
    path = write(legacy[: legacy.index(b"ccollections")] + call)

    with pytest.raises(EngineError, match=f"{module}.{name}") as caught:
        read_tensors(path)

    assert caught.value.slug == "model-unsafe"


def test_a_name_with_an_unknown_escape_is_refused_without_a_warning(write):
    with pytest.raises(EngineError) as caught:
        read_tensors(write(b"c\\w\nload\n."))

    assert caught.value.slug == "model-unsafe"


def test_nothing_runs_while_a_hostile_pickle_is_read(write, tmp_path, torch_writer):
    class Bomb:
        def __reduce__(self):
            return (open, (str(tmp_path / "ran"), "w"))

    legacy = torch_writer.legacy({})
    path = write(legacy[: legacy.index(b"\x80\x02ccollections")] + pickle.dumps(Bomb(), 2))

    with pytest.raises(EngineError):
        read_tensors(path)

    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="empty file"),
        pytest.param(lambda _: b"not a checkpoint", id="text"),
        pytest.param(lambda w: w.legacy(TENSORS)[:-9], id="legacy cut short"),
        pytest.param(lambda w: w.legacy(TENSORS)[:200], id="legacy pickle cut short"),
        pytest.param(lambda w: w.zipped(TENSORS)[:-30], id="zip cut short"),
        pytest.param(lambda w: w.zipped(TENSORS, order="big"), id="big-endian"),
        pytest.param(
            lambda w: w.zipped(TENSORS, compression=zipfile.ZIP_DEFLATED), id="compressed"
        ),
        pytest.param(
            lambda w: w.legacy(TENSORS, length_of=lambda a: a.size - 1), id="storage too short"
        ),
        pytest.param(lambda w: w.legacy(TENSORS, length_of=lambda _: -1), id="negative length"),
        pytest.param(lambda w: w.legacy({}).replace(b"\x88s.", b"\x89s."), id="legacy big-endian"),
        pytest.param(lambda _: b"PK\x03\x04\\w\n.", id="zip cut to an unknown escape"),
    ],
)
def test_a_damaged_checkpoint_is_refused(damage, torch_writer, write):
    with pytest.raises(EngineError) as caught:
        read_tensors(write(damage(torch_writer)))

    assert caught.value.slug == "model-corrupt"


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(place=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255), zipped=st.booleans())
@example(place=0.75, byte=0, zipped=True)
def test_a_changed_byte_never_does_more_than_fail(place, byte, zipped, torch_writer, write):
    small = {"matrix": TENSORS["matrix"], "half": TENSORS["half"]}
    data = bytearray(torch_writer.zipped(small) if zipped else torch_writer.legacy(small))
    data[int(place * len(data))] = byte

    try:
        tensors = read_tensors(write(bytes(data)))
    except EngineError as error:
        assert error.slug in {"model-corrupt", "model-unsafe"}  # noqa: PT017 - either outcome is right
    else:
        assert all(isinstance(array, np.ndarray) for array in tensors.values())
