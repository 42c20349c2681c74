-- alter column `notes.body`: bytes -> varchar(80), not null -> null
-- hazard[narrow-type]: fails or truncates values of `notes.body` that do not fit the new type
ALTER TABLE "notes"
    ALTER COLUMN "body" TYPE varchar(80) USING convert_from("body", 'UTF8'),
    ALTER COLUMN "body" DROP NOT NULL;
