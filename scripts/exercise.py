"""Read the bundled example, so that the compiler of a wheel learns which paths extraction takes (hatch_build.py).

usage: exercise.py FOLDER
"""

import sys
from pathlib import Path

from situate.cli.workshop import workshop
from situate.ingest import read
from situate.model import Original

_TIMES = 5  # enough for every count to stand above noise

if __name__ == "__main__":
    stages = workshop("ukraine").stages
    originals = [found for found in read([Path(sys.argv[1])]) if isinstance(found, Original)]
    documents = [document for original in originals for item in original.items for document in stages.parse(item)]
    claims = sum(len(stages.extract(document)) for _ in range(_TIMES) for document in documents)
    if not claims:
        sys.exit(f"{sys.argv[1]}: no claims in it; give the folder of the bundled examples")
