-- alter column `users.at`: datetime -> timestamptz
ALTER TABLE "users" ALTER COLUMN "at" TYPE timestamptz USING "at" AT TIME ZONE 'UTC';
