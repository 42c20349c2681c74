-- rename column `users.b` to `c`
ALTER TABLE "users" RENAME COLUMN "b" TO "c";

-- rename column `users.a` to `b`
ALTER TABLE "users" RENAME COLUMN "a" TO "b";
