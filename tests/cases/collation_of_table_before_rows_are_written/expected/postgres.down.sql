-- drop column `notes.kind`
-- hazard[drop-column]: deletes all values of `notes.kind`
ALTER TABLE "notes" DROP COLUMN "kind";

-- alter column `notes.twice`: none -> generated stored as size * 2
-- hazard[drop-column]: deletes all values of `notes.twice`
ALTER TABLE "notes" DROP COLUMN "twice";

-- drop enum `kind`
DROP TYPE "kind";

-- alter column `notes.twice`: none -> generated stored as size * 2
ALTER TABLE "notes" ADD COLUMN "twice" integer GENERATED ALWAYS AS (size * 2) STORED;
