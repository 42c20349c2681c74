-- alter column `notes.body`: bytes -> varchar(80), not null -> null
-- hazard[narrow-type]: fails or cuts where a value of `notes.body` does not fit the new type
ALTER TABLE "notes"
    ALTER COLUMN "body" TYPE varchar(80) USING convert_from("body", 'UTF8'),
    ALTER COLUMN "body" DROP NOT NULL;
