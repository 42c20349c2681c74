-- drop column `a.n`
-- hazard[drop-column]: deletes all values of `a.n`
ALTER TABLE "a" DROP COLUMN "n";

-- drop enum `note`
DROP TYPE "note";

-- create table `note`: 1 column
CREATE TABLE "note" (
    "id" bigint NOT NULL,
    CONSTRAINT "note_pkey" PRIMARY KEY ("id")
);
