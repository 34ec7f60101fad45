-- The path by which an original was given, so that its refusals can be found and cleared; '' for older ones.
ALTER TABLE originals ADD COLUMN path TEXT NOT NULL DEFAULT '';
-- The digest of the claims that the derived tables follow from, so that one sees without a pipeline whether they stand.
ALTER TABLE derivations ADD COLUMN claims TEXT NOT NULL DEFAULT '';
