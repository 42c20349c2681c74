-- alter column `notes.body`: tinyblob -> varchar(60)
-- hazard[narrow-type]: fails or truncates values of `notes.body` that do not fit the new type
ALTER TABLE "notes" ALTER COLUMN "body" TYPE varchar(60) USING convert_from("body", 'UTF8');
