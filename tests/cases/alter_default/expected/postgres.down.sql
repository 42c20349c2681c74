-- alter column `users.a`: default 2 -> 1
ALTER TABLE "users" ALTER COLUMN "a" SET DEFAULT 1;

-- alter column `users.b`: default none -> 1
ALTER TABLE "users" ALTER COLUMN "b" SET DEFAULT 1;

-- alter column `users.c`: default 3 -> none
ALTER TABLE "users" ALTER COLUMN "c" DROP DEFAULT;
