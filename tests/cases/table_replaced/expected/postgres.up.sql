-- add column `kinds.note`: i64, null
ALTER TABLE "kinds" ADD COLUMN "note" bigint;

-- create table `news`: 2 columns
CREATE TABLE "news" (
    "key" bigint NOT NULL,
    "of" bigint NOT NULL,
    CONSTRAINT "news_pkey" PRIMARY KEY ("key"),
    CONSTRAINT "fk_news_of" FOREIGN KEY ("of") REFERENCES "kinds" ("id")
);

-- drop table `olds`
-- hazard[drop-table]: deletes all rows of `olds`
DROP TABLE "olds";

-- drop enum `state`
DROP TYPE "state";
