-- temporarily drop foreign key `fk_posts_author` on `posts` while `posts.author` changes its type
ALTER TABLE "posts" DROP CONSTRAINT "fk_posts_author";

-- alter column `posts.id`: i32 -> i64
ALTER TABLE "posts" ALTER COLUMN "id" TYPE bigint;

-- alter column `posts.id`: i32 -> i64
-- its sequence ends where the type does, which that of a `serial` does not by itself
DO $numbers$ BEGIN EXECUTE 'ALTER SEQUENCE ' || pg_get_serial_sequence('"posts"', 'id') || ' AS bigint'; END $numbers$;

-- alter column `posts.author`: i32 -> i64
ALTER TABLE "posts" ALTER COLUMN "author" TYPE bigint;

-- alter column `users.id`: i32 -> i64
ALTER TABLE "users" ALTER COLUMN "id" TYPE bigint;

-- alter column `users.id`: i32 -> i64
-- its sequence ends where the type does, which that of a `serial` does not by itself
DO $numbers$ BEGIN EXECUTE 'ALTER SEQUENCE ' || pg_get_serial_sequence('"users"', 'id') || ' AS bigint'; END $numbers$;

-- create foreign key `fk_posts_author` on `posts` again
ALTER TABLE "posts" ADD CONSTRAINT "fk_posts_author" FOREIGN KEY ("author") REFERENCES "users" ("id") ON DELETE CASCADE;
