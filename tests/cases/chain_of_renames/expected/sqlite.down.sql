-- rename column `users.b` to `a`
ALTER TABLE "users" RENAME COLUMN "b" TO "a";

-- rename column `users.c` to `b`
ALTER TABLE "users" RENAME COLUMN "c" TO "b";
