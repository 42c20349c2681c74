-- alter column `notes.body`: varchar(80) -> bytes, null -> not null, existing NULLs get sql('')
-- hazard[narrow-type]: fails or truncates values of `notes.body` that do not fit the new type
ALTER TABLE "notes" ALTER COLUMN "body" TYPE bytea USING convert_to("body", 'UTF8');

-- alter column `notes.body`: varchar(80) -> bytes, null -> not null, existing NULLs get sql('')
UPDATE "notes" SET "body" = '' WHERE "body" IS NULL;

-- alter column `notes.body`: varchar(80) -> bytes, null -> not null, existing NULLs get sql('')
-- hazard[narrow-type]: fails or truncates values of `notes.body` that do not fit the new type
ALTER TABLE "notes" ALTER COLUMN "body" SET NOT NULL;
