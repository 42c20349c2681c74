-- add column `kinds.note`: i64, null
ALTER TABLE "kinds" ADD COLUMN "note" INTEGER;

-- create table `news`: 2 columns
CREATE TABLE "news" (
    "key" INTEGER NOT NULL,
    "of" INTEGER NOT NULL,
    PRIMARY KEY ("key"),
    CONSTRAINT "fk_news_of" FOREIGN KEY ("of") REFERENCES "kinds" ("id")
);

-- drop table `olds`
-- hazard[drop-table]: deletes all rows of `olds`
DROP TABLE "olds";
