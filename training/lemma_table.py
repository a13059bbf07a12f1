"""Makes `newsfacts/lexicon/lemmas.tsv`: python -m training.lemma_table

The tables are those of the lemmatizer in spaCy's `en_core_web_sm`: verbs and nouns alone, no terms of several words.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.lookups import Lookups
from spacy.util import get_package_path

from training.labels import SM

TABLE = Path(__file__).parent.parent / "newsfacts/lexicon/lemmas.tsv"
PARTS = ("verb", "noun")
HEAD = """\
# Base forms of English verbs and nouns: = where the form is one itself, else the base of an irregular form, or both.
# Regular forms are not here (`lemmas.py` has their endings). Made by training/lemma_table.py from the tables of the
# lemmatizer in spaCy's en_core_web_sm 3.8.0 (MIT License, by Explosion), which are those of WordNet 3.0:
"""


def main() -> None:
    """Writes the table."""
    lookups = Lookups()
    lookups.from_disk(next(get_package_path(SM).glob("*/lemmatizer")) / "lookups")
    cells: dict[str, dict[str, str]] = {}
    for part in PARTS:
        exceptions: Any = lookups.get_table("lemma_exc")[part]
        for form in lookups.get_table("lemma_index")[part]:
            cells.setdefault(form, {})[part] = "="
        for form, (base, *_) in exceptions.items():
            if "_" not in form:
                own = " =" if part in cells.setdefault(form, {}) else ""
                cells[form][part] = f"{base}{own}"
    rows = [
        "\t".join((form, *(found.get(part, "") for part in PARTS))).rstrip("\t")
        for form, found in sorted(cells.items())
    ]
    TABLE.write_text(HEAD + licence() + "\t".join(("form", *PARTS)) + "\n" + "\n".join(rows) + "\n", encoding="utf-8")


def licence() -> str:
    """RETURNS: WordNet's licence as comments. It asks to stand on every copy; the model's package has it."""
    text = next(get_package_path(SM).parent.glob(f"{SM}-*.dist-info/LICENSES_SOURCES")).read_text("utf-8")
    lines = text.partition("# WordNet 3.0")[2].split("```")[1].splitlines()
    return "".join(f"# {line.strip()}\n" for line in lines if line.strip())


if __name__ == "__main__":
    main()
