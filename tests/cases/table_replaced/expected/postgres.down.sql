-- create enum `state`: open, shut
CREATE TYPE "state" AS ENUM ('open', 'shut');

-- create table `olds`: 3 columns
CREATE TABLE "olds" (
    "id" bigint NOT NULL,
    "kind" bigint NOT NULL,
    "state" "state" NOT NULL,
    CONSTRAINT "olds_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "fk_olds_kind" FOREIGN KEY ("kind") REFERENCES "kinds" ("id")
);

-- drop column `kinds.note`
-- hazard[drop-column]: deletes all values of `kinds.note`
ALTER TABLE "kinds" DROP COLUMN "note";

-- drop table `news`
-- hazard[drop-table]: deletes all rows of `news`
DROP TABLE "news";
