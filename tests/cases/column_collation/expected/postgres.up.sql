-- alter column `users.name`: collation none -> C
ALTER TABLE "users" ALTER COLUMN "name" TYPE varchar(20) COLLATE "C";

-- alter column `users.city`: collation C -> none
ALTER TABLE "users" ALTER COLUMN "city" TYPE varchar(20);
