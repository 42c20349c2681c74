-- Takes back: addresses, measures and invoices

-- drop table `visits`
-- hazard[drop-table]: deletes all rows of `visits`
DROP TABLE "visits";

-- drop table `sensors`
-- hazard[drop-table]: deletes all rows of `sensors`
DROP TABLE "sensors";

-- drop table `invoices`
-- hazard[drop-table]: deletes all rows of `invoices`
DROP TABLE "invoices";

-- alter column `sessions.address`: native(postgres = inet, otherwise = varchar(45)) -> text, null -> not null
-- hazard[stand-in-value]: existing rows get "" in `sessions.address`, because the original value is unknown
ALTER TABLE "sessions" ALTER COLUMN "address" TYPE text USING "address"::text::text;

-- alter column `sessions.address`: native(postgres = inet, otherwise = varchar(45)) -> text, null -> not null
UPDATE "sessions" SET "address" = '' WHERE "address" IS NULL;

-- alter column `sessions.address`: native(postgres = inet, otherwise = varchar(45)) -> text, null -> not null
-- hazard[stand-in-value]: existing rows get "" in `sessions.address`, because the original value is unknown
ALTER TABLE "sessions" ALTER COLUMN "address" SET NOT NULL;
