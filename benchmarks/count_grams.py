"""Count pairs of characters over the tasks of many plans: the source of extractors/lexicons/common_pairs.toml.

Run: python -m benchmarks.count_grams FOLDER > common_pairs.toml
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from pathlib import Path

from extractors.reading.text import fold
from pipeline.convert import extract_many

BANDS = (0.15, 0.3, 0.45, 0.6, 0.75, 0.9)
RAREST = 0.008
MOST_TASKS = 80  # a long document must not outvote the others


def main(folder: Path) -> None:
    counts: Counter[str] = Counter()
    total = 0
    files = sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".docx", ".pdf"))
    for outcome in extract_many(files):
        if outcome.breakdown is None:
            continue
        texts = [f"{task.title}。{task.body}" for task in outcome.breakdown.tasks]
        if len(texts) < 5:
            texts = [line for line in outcome.breakdown.text.split("\n") if len(line) > 80]
        for text in texts[:MOST_TASKS]:
            total += 1
            runs = re.findall(r"[\u4e00-\u9fff]+", fold(text))
            counts.update({run[at : at + 2] for run in runs for at in range(len(run) - 1)})
    bands: dict[float, list[str]] = {band: [] for band in BANDS}
    for pair, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if count >= RAREST * total:
            weight = math.log(total / count) / math.log(1 / RAREST)
            bands[next((band for band in BANDS if weight <= band), BANDS[-1])].append(pair)
    for band, pairs in bands.items():
        lines = "\n".join(" ".join(pairs[at : at + 40]) for at in range(0, len(pairs), 40))
        print(f'[[band]]\nweight = {band}\npairs = """\n{lines}\n"""\n')


if __name__ == "__main__":
    main(Path(sys.argv[1]))
