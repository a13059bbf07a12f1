"""One small transformer that reads the article once, for names and for quotes.

MiniLM-L6 with casing, spacing and quotation marks as features and a head for each task, trained by `training/`. The
way through: `features` (word pieces and what goes with them), `windows`, `network` (onnxruntime), then `chain` and
`tagging` (the best tags), `names`, `pointers` and `attributions`; `component` puts them on the document.
"""

from newsfacts.encoder.component import EncoderComponent

__all__ = ["EncoderComponent"]
