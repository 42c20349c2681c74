-- create table `olds`: 3 columns
CREATE TABLE "olds" (
    "id" INTEGER NOT NULL,
    "kind" INTEGER NOT NULL,
    "state" TEXT NOT NULL CONSTRAINT "ck_olds_state" CHECK ("state" IN ('open', 'shut')),
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_olds_kind" FOREIGN KEY ("kind") REFERENCES "kinds" ("id")
);

-- drop column `kinds.note`
-- hazard[drop-column]: deletes all values of `kinds.note`
ALTER TABLE "kinds" DROP COLUMN "note";

-- drop table `news`
-- hazard[drop-table]: deletes all rows of `news`
DROP TABLE "news";
