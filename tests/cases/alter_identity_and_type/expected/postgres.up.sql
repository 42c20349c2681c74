-- alter column `post.id`: i64 -> decimal(20,0), no auto increment
ALTER TABLE "post" ALTER COLUMN "id" DROP IDENTITY;

-- alter column `post.id`: i64 -> decimal(20,0), no auto increment
ALTER TABLE "post" ALTER COLUMN "id" TYPE numeric(20,0);
