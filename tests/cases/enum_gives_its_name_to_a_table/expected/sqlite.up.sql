-- drop column `a.n`
-- hazard[drop-column]: deletes all values of `a.n`
ALTER TABLE "a" DROP COLUMN "n";

-- create table `note`: 1 column
CREATE TABLE "note" (
    "id" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);
