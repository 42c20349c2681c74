-- alter column `users.age`: not null -> null
ALTER TABLE "users" ALTER COLUMN "age" DROP NOT NULL;
