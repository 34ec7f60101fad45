-- An analyst's filing of a claim on a warning board is a decision too. SQLite cannot change a CHECK: the journal is
-- written anew, entry by entry, in its order.
CREATE TABLE journal_with_filings (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('confirm', 'reject', 'merge', 'split', 'regrade', 'file')),
    subject TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL
);
INSERT INTO journal_with_filings (seq, at, by, action, subject, reason, detail)
SELECT seq, at, by, action, subject, reason, detail FROM journal ORDER BY seq;
DROP TABLE journal;
ALTER TABLE journal_with_filings RENAME TO journal;
CREATE INDEX journal_by_subject ON journal (subject);
CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal BEGIN
    SELECT RAISE (ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal BEGIN
    SELECT RAISE (ABORT, 'the journal is append-only');
END;
