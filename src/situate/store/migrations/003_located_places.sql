-- Where the locators of the claims put places, with the claims that say so. A derived table: none stands until the next
-- derivation, so the ones before are declared out of date.
CREATE TABLE located (
    seq INTEGER PRIMARY KEY,
    name_key TEXT NOT NULL,
    gazetteer_id TEXT, -- of the place that the locators chose; null where no gazetteer has it
    record TEXT NOT NULL
);
CREATE INDEX located_by_name ON located (name_key);
DELETE FROM derivations;
