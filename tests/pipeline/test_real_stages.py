"""The real stages over real documents: nothing refused, nothing new the second time, the same when read again."""

from contextlib import closing
from pathlib import Path

import pytest
from tests.pipeline.fakes import claims_jsonl

from situate.config import data_folder, read_folder
from situate.pipeline import Pipeline
from situate.store import Ledger
from situate.store.gazetteers import StoredGazetteer
from situate.theatre import read_theatre

SHARED = Path(__file__).parents[3] / "shared"
REPORTS = ("2022-02-24.html", "2022-05-09.html", "2022-08-31.html")


@pytest.mark.corpus
def test_reports_and_seeds(tmp_path):
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    theatre = read_theatre(read_folder(data_folder("theatres", "ukraine")))
    places = StoredGazetteer(tmp_path, theatre.countries)
    with closing(places) as gazetteer, Ledger.open(tmp_path / "situate.db") as ledger:
        pipeline = Pipeline(theatre, read_folder(data_folder("lexicon")), gazetteer)
        paths = [SHARED / "seeds", *(p for name in REPORTS if (p := SHARED / "corpus" / "roca-2022" / name).is_file())]
        first = pipeline.ingest(ledger, paths)
        assert first.refused == () and first.new == len(paths) + 1
        assert first.documents == first.new + 1  # one seed is a page of two documents
        assert first.claims > 50 * first.new
        before = claims_jsonl(ledger)
        assert pipeline.ingest(ledger, paths).new == 0 and claims_jsonl(ledger) == before
        assert pipeline.derive(ledger) is True
        derived = ledger.propositions(), ledger.judgments(), ledger.controls()
        assert all(derived)
        pipeline.rebuild(ledger)
        assert claims_jsonl(ledger) == before
        assert (ledger.propositions(), ledger.judgments(), ledger.controls()) == derived
        for document in ledger.documents():
            assert all(document.text[p.start : p.end].strip() for p in document.passages)
