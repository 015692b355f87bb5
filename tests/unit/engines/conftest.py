"""Tiny models with random weights, and places to install them in."""

from __future__ import annotations

import http.server
import io
import itertools
import json
import shutil
import struct
import threading
import zipfile
from dataclasses import dataclass, field

import numpy as np
import pytest
import sentencepiece
from argostranslate import settings

from workflow.engines.archive import pack
from workflow.engines.convert.package import About, make_package
from workflow.engines.pairs import Pair

WIDTH, HEADS, INNER, LAYERS = 16, 2, 24, 2
SENTENCES = {
    "source": [
        "Le ministre a ouvert la séance.",
        "La séance est levée.",
        "Un accord a été trouvé.",
    ],
    "target": ["The minister opened the meeting.", "The meeting rose.", "A deal was found."],
}


# --- Torch files, written without torch ----------------------------------------------------------


def _text(value):
    data = value.encode()
    return b"X" + struct.pack("<I", len(data)) + data


def _integer(value):
    return b"J" + struct.pack("<i", value)


def _tuple(*parts):
    return b"(" + b"".join(parts) + b"t"


def _global(module, name):
    return f"c{module}\n{name}\n".encode()


_STORAGES = {"f4": "FloatStorage", "f2": "HalfStorage", "i8": "LongStorage"}


class TorchWriter:
    """Writes what ``torch.save`` would, in either layout."""

    def pickle_of(self, tensors, *, legacy, length_of=lambda array: array.size):
        entries = b""
        for key, (name, array) in enumerate(tensors.items()):
            storage = _STORAGES[array.dtype.str[1:]]
            parts = [_text("storage"), _global("torch", storage), _text(str(key)), _text("cpu")]
            parts.append(_integer(length_of(array)))
            pid = _tuple(*parts, *([b"N"] if legacy else [])) + b"Q"
            strides = [stride // array.itemsize for stride in array.strides]
            entries += _text(name) + _global("torch._utils", "_rebuild_tensor_v2")
            entries += _tuple(
                pid,
                _integer(0),
                _tuple(*map(_integer, array.shape)),
                _tuple(*map(_integer, strides)),
                b"\x89",
                _global("collections", "OrderedDict") + b")R",
            )
            entries += b"R"
        # An OrderedDict with an attribute, as the state of a torch module is.
        state = _global("collections", "OrderedDict") + b")R(" + entries + b"u"
        return b"\x80\x02" + state + b"}" + _text("_metadata") + b"}s" + b"b."

    def legacy(self, tensors, **options):
        magic = b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19."
        machine = b"\x80\x02}" + _text("little_endian") + b"\x88s."
        keys = b"\x80\x02](" + b"".join(_text(str(key)) for key in range(len(tensors))) + b"e."
        numbers = b"".join(struct.pack("<q", a.size) + a.tobytes() for a in tensors.values())
        state = self.pickle_of(tensors, legacy=True, **options)
        return magic + b"\x80\x02M\xe9\x03." + machine + state + keys + numbers

    def zipped(self, tensors, *, compression=zipfile.ZIP_STORED, order="little", **options):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", compression) as archive:
            state = self.pickle_of(tensors, legacy=False, **options)
            archive.writestr("archive/data.pkl", state)
            archive.writestr("archive/byteorder", order)
            for key, array in enumerate(tensors.values()):
                archive.writestr(f"archive/data/{key}", array.tobytes())
        return buffer.getvalue()


@pytest.fixture(scope="session")
def torch_writer():
    return TorchWriter()


# --- A tiny Marian checkpoint --------------------------------------------------------------------


def _train(sentences):
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences * 4),
        model_writer=model,
        vocab_size=40,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return model.getvalue()


def _pieces(model):
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def _weights(vocabulary_size):
    random = np.random.default_rng(1)

    def numbers(*shape):
        return random.normal(0, 0.4, shape).astype(np.float32)

    embedding = numbers(vocabulary_size, WIDTH)
    embedding[-1] = 0
    tensors = {
        "final_logits_bias": numbers(1, vocabulary_size),
        "model.shared.weight": embedding,
        "model.encoder.embed_positions.weight": numbers(8, WIDTH),
    }
    for side, number in itertools.product(("encoder", "decoder"), range(LAYERS)):
        name = f"model.{side}.layers.{number}"
        attentions = ["self_attn"] if side == "encoder" else ["self_attn", "encoder_attn"]
        for attention, letter in itertools.product(
            attentions, ("q_proj", "k_proj", "v_proj", "out_proj")
        ):
            tensors[f"{name}.{attention}.{letter}.weight"] = numbers(WIDTH, WIDTH)
            tensors[f"{name}.{attention}.{letter}.bias"] = numbers(WIDTH)
        for norm in [f"{attention}_layer_norm" for attention in attentions] + ["final_layer_norm"]:
            tensors[f"{name}.{norm}.weight"] = 1 + numbers(WIDTH)
            tensors[f"{name}.{norm}.bias"] = numbers(WIDTH)
        tensors[f"{name}.fc1.weight"], tensors[f"{name}.fc1.bias"] = (
            numbers(INNER, WIDTH),
            numbers(INNER),
        )
        tensors[f"{name}.fc2.weight"], tensors[f"{name}.fc2.bias"] = (
            numbers(WIDTH, INNER),
            numbers(WIDTH),
        )
    return tensors


@dataclass
class Checkpoint:
    """The files of a checkpoint and the tensors in it."""

    tensors: dict
    files: dict
    config: dict = field(init=False)

    def __post_init__(self):
        self.config = json.loads(self.files["config.json"])

    def write(self, folder, **replaced):
        """Write the files to a new folder; `replaced` are keys of the configuration."""
        folder.mkdir(parents=True)
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
        (folder / "config.json").write_text(json.dumps(self.config | replaced), "utf-8")
        return folder


@pytest.fixture(scope="session")
def checkpoint(torch_writer):
    spm = {side: _train(sentences) for side, sentences in SENTENCES.items()}
    pieces = dict.fromkeys(itertools.chain(*(_pieces(model)[3:] for model in spm.values())))
    tokens = ["</s>", "<unk>", *pieces, "<pad>"]
    config = {
        "model_type": "marian",
        "activation_function": "swish",
        "d_model": WIDTH,
        "encoder_layers": LAYERS,
        "decoder_layers": LAYERS,
        "encoder_ffn_dim": INNER,
        "decoder_ffn_dim": INNER,
        "encoder_attention_heads": HEADS,
        "normalize_before": False,
        "normalize_embedding": False,
        "scale_embedding": True,
        "static_position_embeddings": True,
        "vocab_size": len(tokens),
        "decoder_vocab_size": len(tokens),
    }
    tensors = _weights(len(tokens))
    return Checkpoint(
        tensors=tensors,
        files={
            "config.json": json.dumps(config).encode(),
            "pytorch_model.bin": torch_writer.legacy(tensors),
            "source.spm": spm["source"],
            "target.spm": spm["target"],
            "vocab.json": json.dumps({token: n for n, token in enumerate(tokens)}).encode(),
        },
    )


# --- Packages ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def package_folder(checkpoint, tmp_path_factory):
    """A package for French→English, unpacked."""
    root = tmp_path_factory.mktemp("package")
    about = About(
        pair=Pair("fr", "en"), version="1.0", licence="Apache-2.0", origin="The Tiny Project"
    )
    make_package(checkpoint.write(root / "checkpoint"), root / "package", about=about)
    return root / "package"


@pytest.fixture
def make_archive(package_folder, tmp_path):
    """Write an .argosmodel whose metadata differ from `package_folder`'s as asked."""

    def make(name="translate-fr_en-1_0.argosmodel", **metadata):
        folder = tmp_path / f"{name}.folder"
        shutil.copytree(package_folder, folder)
        path = folder / "metadata.json"
        path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | metadata), "utf-8")
        target = tmp_path / name
        pack(folder, target, name="tiny")
        shutil.rmtree(folder)
        return target

    return make


@pytest.fixture
def packages_folder(tmp_path, monkeypatch):
    """The folder of installed models, empty, for this test alone."""
    folder = tmp_path / "data" / "packages"
    folder.mkdir(parents=True)
    monkeypatch.setattr(settings, "package_dirs", [folder])
    return folder


# --- A server ------------------------------------------------------------------------------------


@dataclass
class Server:
    """An HTTP server on the loopback interface, with faults on demand."""

    url: str = ""
    files: dict = field(default_factory=dict)
    cuts: dict = field(default_factory=dict)
    """Path → byte counts after which the next answers are cut."""
    silent: threading.Event = field(default_factory=threading.Event)
    """While set, answers wait for `released`."""
    released: threading.Event = field(default_factory=threading.Event)
    ranges: list = field(default_factory=list)
    """The ``Range`` header of each request for a file."""
    etag: str = '"1"'
    shift: int = 0
    """How far from the asked place an answer claims to begin."""


def _handler(state):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            if state.silent.is_set():
                state.released.wait(10)
            data = state.files.get(self.path)
            if data is None:
                self.send_error(404)
                return
            state.ranges.append(self.headers.get("Range"))
            start = 0
            if self.headers.get("Range") and self.headers.get("If-Range") == state.etag:
                start = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
            if start >= len(data) > 0:
                self.send_error(416)
                return
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(data) - start))
            self.send_header("ETag", state.etag)
            if start:
                shown = start + state.shift
                self.send_header("Content-Range", f"bytes {shown}-{len(data) - 1}/{len(data)}")
            self.end_headers()
            cuts = state.cuts.get(self.path)
            self.wfile.write(data[start : cuts.pop(0)] if cuts else data[start:])

        def log_message(self, *_):
            pass

    return Handler


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    state = Server()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(state)) as httpd:
        state.url = f"http://127.0.0.1:{httpd.server_port}"
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield state
        state.released.set()
        httpd.shutdown()
        thread.join()
