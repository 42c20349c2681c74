-- extension `hstore`, for `places.facts`: if this is refused, an administrator must create it once
CREATE EXTENSION IF NOT EXISTS "hstore";

-- add column `places.facts`: hstore, null
ALTER TABLE "places" ADD COLUMN "facts" hstore;

-- alter column `places.mail`: text -> citext
-- hazard[narrow-type]: fails or truncates values of `places.mail` that do not fit the new type
ALTER TABLE "places" ALTER COLUMN "mail" TYPE citext USING "mail"::citext;

-- alter column `places.label`: citext -> text
ALTER TABLE "places" ALTER COLUMN "label" TYPE text;

-- add index `ix_places_path` on `places`: path
CREATE INDEX "ix_places_path" ON "places" USING gist ("path");
