-- drop index `ix_places_path` on `places`
DROP INDEX "ix_places_path";

-- alter column `places.mail`: citext -> text
ALTER TABLE "places" ALTER COLUMN "mail" TYPE text;

-- alter column `places.label`: text -> citext
-- hazard[narrow-type]: fails or truncates values of `places.label` that do not fit the new type
ALTER TABLE "places" ALTER COLUMN "label" TYPE citext USING "label"::citext;

-- drop column `places.facts`
-- hazard[drop-column]: deletes all values of `places.facts`
ALTER TABLE "places" DROP COLUMN "facts";
