-- When each text of a post was seen, and what tells that a post is gone. A deletion is evidence that enters by a file or
-- by a person; nothing of what was deleted is lost.
ALTER TABLE originals ADD COLUMN captured TEXT NOT NULL DEFAULT ''; -- when its bytes were as they are, where somebody says
ALTER TABLE originals ADD COLUMN modified TEXT NOT NULL DEFAULT ''; -- its file's date, by which its bytes were so
CREATE TABLE sightings (
    document TEXT NOT NULL,
    original TEXT NOT NULL,
    seen TEXT NOT NULL, -- as its container says; '' where it does not
    PRIMARY KEY (document, original)
) WITHOUT ROWID;
INSERT INTO sightings (document, original, seen) SELECT id, original, '' FROM documents;
-- The numbers of the posts that an export of a channel holds, as ranges.
CREATE TABLE listings (
    original TEXT NOT NULL,
    channel TEXT NOT NULL,
    at TEXT NOT NULL,
    posts TEXT NOT NULL,
    silent TEXT NOT NULL,
    PRIMARY KEY (original, channel)
) WITHOUT ROWID;
CREATE TABLE losses (
    original TEXT NOT NULL,
    key TEXT NOT NULL,
    at TEXT NOT NULL,
    how TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (original, key)
) WITHOUT ROWID;
-- Derived from those: the days on which a text did not stand, and from when on a later text without a stamp was there.
CREATE TABLE lapses (
    document TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    how TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (document, since)
) WITHOUT ROWID;
CREATE TABLE changed (
    document TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    shown INTEGER NOT NULL -- is it told as the document's edit too?
) WITHOUT ROWID;
-- Where posts have several texts, what was derived knows nothing of lapses yet.
DELETE FROM derivations WHERE EXISTS (SELECT key FROM documents GROUP BY key HAVING count(*) > 1);
-- What an analyst saw of a deletion is an entry of the journal too. SQLite cannot change a CHECK.
CREATE TABLE journal_with_deletions (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    action TEXT NOT NULL CHECK (
        action IN ('confirm', 'reject', 'merge', 'split', 'regrade', 'file', 'deleted', 'restored')
    ),
    subject TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL
);
INSERT INTO journal_with_deletions (seq, at, by, action, subject, reason, detail)
SELECT seq, at, by, action, subject, reason, detail FROM journal ORDER BY seq;
DROP TABLE journal;
ALTER TABLE journal_with_deletions RENAME TO journal;
CREATE INDEX journal_by_subject ON journal (subject);
CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal BEGIN
    SELECT RAISE (ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal BEGIN
    SELECT RAISE (ABORT, 'the journal is append-only');
END;
