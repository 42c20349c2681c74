-- drop foreign key `fk_author` on `post`
ALTER TABLE "post" DROP CONSTRAINT "fk_author";

-- drop foreign key `fk_post` on `post`
ALTER TABLE "post" DROP CONSTRAINT "fk_post";

-- drop column `post.author`
-- hazard[drop-column]: deletes all values of `post.author`
ALTER TABLE "post" DROP COLUMN "author";
