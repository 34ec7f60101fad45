-- The ledger: originals and what was read from them, what was refused, what people decided, what was derived.
-- A record stands whole as JSON in `record`; the columns beside it are what it is looked up by.
-- Dates and times are ISO 8601 text, which sorts as time does.

CREATE TABLE originals (
    seq INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    media TEXT NOT NULL,
    size INTEGER NOT NULL,
    body BLOB NOT NULL, -- zlib
    notes TEXT NOT NULL,
    limits TEXT NOT NULL, -- those it was read under
    knowledge TEXT NOT NULL, -- digest of theatre, lexicon, gazetteer and code that its claims were extracted with
    claims_digest TEXT NOT NULL
);

CREATE TABLE documents (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL,
    original TEXT NOT NULL REFERENCES originals (sha256),
    part TEXT NOT NULL,
    published TEXT,
    known TEXT, -- the day this version was out: that of its last edit, else of its publication
    title TEXT NOT NULL,
    url TEXT,
    publisher TEXT NOT NULL,
    publisher_id TEXT,
    text TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    record TEXT NOT NULL
);
CREATE INDEX documents_by_key ON documents (key);
CREATE INDEX documents_in_order ON documents (published, id);
CREATE INDEX documents_by_original ON documents (original);

CREATE TABLE passages (
    seq INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id),
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (document, ordinal)
);

CREATE TABLE notes (
    seq INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id),
    ordinal INTEGER NOT NULL,
    mark TEXT NOT NULL,
    urls TEXT NOT NULL,
    UNIQUE (document, ordinal)
);

CREATE TABLE claims (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL REFERENCES documents (id),
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    published TEXT,
    known TEXT,
    valid_first TEXT,
    valid_last TEXT,
    event TEXT NOT NULL,
    stance TEXT NOT NULL,
    evidence TEXT NOT NULL,
    author_view TEXT NOT NULL,
    effort TEXT,
    publisher_id TEXT,
    content TEXT NOT NULL,
    speakers TEXT NOT NULL,
    places TEXT NOT NULL,
    record TEXT NOT NULL
);
CREATE INDEX claims_in_order ON claims (published, document, start, id);
CREATE INDEX claims_by_document ON claims (document, start, id);
CREATE INDEX claims_by_known ON claims (known);
CREATE INDEX claims_by_event ON claims (event, published);

-- Whose words a claim is: each speaker of the chain, outermost first; the publisher where nobody else is named.
CREATE TABLE claim_sources (
    claim INTEGER NOT NULL REFERENCES claims (seq),
    ordinal INTEGER NOT NULL,
    source_id TEXT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    PRIMARY KEY (claim, ordinal)
) WITHOUT ROWID;
CREATE INDEX claim_sources_by_id ON claim_sources (source_id);
CREATE INDEX claim_sources_by_name ON claim_sources (name_key);

CREATE TABLE claim_places (
    claim INTEGER NOT NULL REFERENCES claims (seq),
    ordinal INTEGER NOT NULL,
    name_key TEXT NOT NULL,
    text_key TEXT NOT NULL,
    place_key TEXT, -- gazetteer id, or learned:<name>@lat,lon
    PRIMARY KEY (claim, ordinal)
) WITHOUT ROWID;
CREATE INDEX claim_places_by_name ON claim_places (name_key);
CREATE INDEX claim_places_by_text ON claim_places (text_key);
CREATE INDEX claim_places_by_key ON claim_places (place_key);

CREATE VIRTUAL TABLE claims_fts USING fts5 (
    content, speakers, places, content = 'claims', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER claims_indexed AFTER INSERT ON claims BEGIN
    INSERT INTO claims_fts (rowid, content, speakers, places) VALUES (new.seq, new.content, new.speakers, new.places);
END;

CREATE VIRTUAL TABLE passages_fts USING fts5 (
    text, content = 'passages', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER passages_indexed AFTER INSERT ON passages BEGIN
    INSERT INTO passages_fts (rowid, text) VALUES (new.seq, new.text);
END;

CREATE TABLE refusals (
    seq INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    place TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    remedy TEXT NOT NULL,
    UNIQUE (name, place, kind, reason)
);

CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('confirm', 'reject', 'merge', 'split', 'regrade')),
    subject TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX journal_by_subject ON journal (subject);
CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal BEGIN
    SELECT RAISE (ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal BEGIN
    SELECT RAISE (ABORT, 'the journal is append-only');
END;

-- Everything below can be derived again from what stands above.
CREATE TABLE derivations (
    name TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    rows INTEGER NOT NULL
);

CREATE TABLE propositions (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    event TEXT NOT NULL,
    first TEXT,
    last TEXT,
    place TEXT,
    side TEXT,
    effort TEXT,
    record TEXT NOT NULL
);
CREATE INDEX propositions_by_place ON propositions (place);

CREATE TABLE proposition_claims (
    proposition TEXT NOT NULL REFERENCES propositions (id),
    claim TEXT NOT NULL,
    denies INTEGER NOT NULL,
    PRIMARY KEY (proposition, claim, denies)
) WITHOUT ROWID;
CREATE INDEX proposition_claims_by_claim ON proposition_claims (claim);

CREATE TABLE judgments (
    seq INTEGER PRIMARY KEY,
    proposition TEXT NOT NULL UNIQUE REFERENCES propositions (id),
    credibility INTEGER NOT NULL,
    record TEXT NOT NULL
);

CREATE TABLE controls (
    seq INTEGER PRIMARY KEY,
    place TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    known_from TEXT NOT NULL,
    record TEXT NOT NULL
);
CREATE INDEX controls_by_place ON controls (place, valid_from);
