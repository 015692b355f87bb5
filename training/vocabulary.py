"""Text pieces of one side and their numbers, the same for training and for CTranslate2.

The first four are ours; the pieces of a SentencePiece model follow in its order, without its own
control pieces. That holds for a parent's model as for one of our own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import sentencepiece

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

PAD, UNK, BOS, EOS = range(4)
SPECIAL = ("<pad>", "<unk>", "<s>", "</s>")


class Vocabulary:
    """The pieces of a SentencePiece model."""

    def __init__(self, path: Path) -> None:
        """Load the model."""
        self._processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
        size = self._processor.get_piece_size()
        kept = [
            at
            for at in range(size)
            if not (self._processor.is_control(at) or self._processor.is_unknown(at))
        ]
        self.tokens: tuple[str, ...] = (
            *SPECIAL,
            *(self._processor.id_to_piece(at) for at in kept),
        )
        self._numbers = np.full(size, UNK, np.int64)
        self._numbers[kept] = np.arange(len(SPECIAL), len(self.tokens))

    def __len__(self) -> int:
        return len(self.tokens)

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the numbers of the pieces of each text."""
        return [self._numbers[ids].tolist() for ids in self._processor.encode(list(texts))]

    def decode(self, numbers: Iterable[int]) -> str:
        """Return the text of some pieces; our four first say nothing."""
        pieces = [self.tokens[number] for number in numbers if number >= len(SPECIAL)]
        return "".join(pieces).replace("▁", " ").strip()


def train_vocabulary(lines: Iterable[str], model: Path, *, size: int) -> None:
    """Write a SentencePiece model; digits stand alone, so that numbers are copied by digits."""
    with model.open("wb") as file:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(lines),
            model_writer=file,
            vocab_size=size,
            hard_vocab_limit=False,
            character_coverage=0.9999,
            split_digits=True,
            normalization_rule_name="identity",  # NFKC would turn № into No
            required_chars="".join(map(chr, range(33, 127))) + "«»—–№…",
            num_threads=1,
            minloglevel=1,
        )
