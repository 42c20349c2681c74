-- drop foreign key `fk_posts_author` on `posts`
ALTER TABLE "posts" DROP CONSTRAINT "fk_posts_author";

-- add foreign key `fk_posts_author` on `posts`: author -> users.id, on delete restrict, on update cascade
ALTER TABLE "posts" ADD CONSTRAINT "fk_posts_author" FOREIGN KEY ("author") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
