-- alter column `notes.body`: varchar(60) -> tinyblob
-- hazard[narrow-type]: fails or cuts where a value of `notes.body` does not fit the new type
ALTER TABLE "notes" ALTER COLUMN "body" TYPE bytea USING convert_to("body", 'UTF8');
