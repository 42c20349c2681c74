-- alter column `users.at`: timestamptz -> datetime
ALTER TABLE "users" ALTER COLUMN "at" TYPE timestamp USING "at" AT TIME ZONE 'UTC';
