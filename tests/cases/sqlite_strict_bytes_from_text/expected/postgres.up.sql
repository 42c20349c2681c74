-- alter column `notes.body`: varchar(60) -> tinyblob
-- hazard[narrow-type]: fails or truncates values of `notes.body` that do not fit the new type
ALTER TABLE "notes" ALTER COLUMN "body" TYPE bytea USING convert_to("body", 'UTF8');
