-- make room before `note` is dropped
ALTER TABLE "note" DROP CONSTRAINT "fk_note_post";

-- make foreign key `fk_post_parent` on `post` not valid: it holds for rows that are written from then on
ALTER TABLE "post" DROP CONSTRAINT "fk_post_parent";

-- alter table `post`: unlogged
ALTER TABLE "post" SET UNLOGGED;

-- make foreign key `fk_post_parent` on `post` not valid: it holds for rows that are written from then on
ALTER TABLE "post" ADD CONSTRAINT "fk_post_parent" FOREIGN KEY ("parent") REFERENCES "post" ("id") NOT VALID;

-- drop table `note`
-- hazard[drop-table]: deletes all rows of `note`
DROP TABLE "note";
