-- temporarily drop foreign key `fk_posts_author` on `posts` while `posts.author` changes its type
ALTER TABLE "posts" DROP CONSTRAINT "fk_posts_author";

-- alter column `posts.id`: i64 -> i32
-- hazard[narrow-type]: fails or truncates values of `posts.id` that do not fit the new type
ALTER TABLE "posts" ALTER COLUMN "id" TYPE integer;

-- alter column `posts.id`: i64 -> i32
-- its sequence ends where the type does, which that of a `serial` does not by itself
DO $numbers$ BEGIN EXECUTE 'ALTER SEQUENCE ' || pg_get_serial_sequence('"posts"', 'id') || ' AS integer'; END $numbers$;

-- alter column `posts.author`: i64 -> i32
-- hazard[narrow-type]: fails or truncates values of `posts.author` that do not fit the new type
ALTER TABLE "posts" ALTER COLUMN "author" TYPE integer;

-- alter column `users.id`: i64 -> i32
-- hazard[narrow-type]: fails or truncates values of `users.id` that do not fit the new type
ALTER TABLE "users" ALTER COLUMN "id" TYPE integer;

-- alter column `users.id`: i64 -> i32
-- its sequence ends where the type does, which that of a `serial` does not by itself
DO $numbers$ BEGIN EXECUTE 'ALTER SEQUENCE ' || pg_get_serial_sequence('"users"', 'id') || ' AS integer'; END $numbers$;

-- create foreign key `fk_posts_author` on `posts` again
ALTER TABLE "posts" ADD CONSTRAINT "fk_posts_author" FOREIGN KEY ("author") REFERENCES "users" ("id") ON DELETE CASCADE;
