-- rename column `users.level` to `order`
ALTER TABLE "users" RENAME COLUMN "level" TO "order";

-- rename check constraint `ck_users_level` on `users` to `ck_users_order`
ALTER TABLE "users" RENAME CONSTRAINT "ck_users_level" TO "ck_users_order";
