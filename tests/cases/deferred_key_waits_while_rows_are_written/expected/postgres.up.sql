-- alter column `stay.nights`: i16 -> i64, null -> not null, existing NULLs get 1
ALTER TABLE "stay" ALTER COLUMN "nights" TYPE bigint;

-- alter column `stay.nights`: i16 -> i64, null -> not null, existing NULLs get 1
UPDATE "stay" SET "nights" = 1 WHERE "nights" IS NULL;

-- deferred constraints look at the rows now: a table that waits for that cannot be altered
SET CONSTRAINTS ALL IMMEDIATE;

-- alter column `stay.nights`: i16 -> i64, null -> not null, existing NULLs get 1
ALTER TABLE "stay" ALTER COLUMN "nights" SET NOT NULL;
