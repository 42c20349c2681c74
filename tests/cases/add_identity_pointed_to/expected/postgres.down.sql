-- alter column `users.id`: no auto increment
ALTER TABLE "users" ALTER COLUMN "id" DROP IDENTITY;
