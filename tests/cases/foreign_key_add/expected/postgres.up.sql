-- add foreign key `fk_posts_author` on `posts`: author -> users.id, on delete cascade
-- hazard[constraint-on-rows]: fails if existing rows of `posts` violate `fk_posts_author`
ALTER TABLE "posts" ADD CONSTRAINT "fk_posts_author" FOREIGN KEY ("author") REFERENCES "users" ("id") ON DELETE CASCADE;
