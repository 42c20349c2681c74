-- alter column `users.a`: default 1 -> 2
ALTER TABLE "users" ALTER COLUMN "a" SET DEFAULT 2;

-- alter column `users.b`: default 1 -> none
ALTER TABLE "users" ALTER COLUMN "b" DROP DEFAULT;

-- alter column `users.c`: default none -> 3
ALTER TABLE "users" ALTER COLUMN "c" SET DEFAULT 3;
