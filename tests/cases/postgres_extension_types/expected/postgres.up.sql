-- extension `hstore`, for `places.facts`: where that is refused, an administrator makes it once
CREATE EXTENSION IF NOT EXISTS "hstore";

-- add column `places.facts`: hstore, null
ALTER TABLE "places" ADD COLUMN "facts" hstore;

-- alter column `places.mail`: text -> citext
-- hazard[narrow-type]: fails or cuts where a value of `places.mail` does not fit the new type
ALTER TABLE "places" ALTER COLUMN "mail" TYPE citext USING "mail"::citext;

-- alter column `places.label`: citext -> text
ALTER TABLE "places" ALTER COLUMN "label" TYPE text;

-- add index `ix_places_path` on `places`: path
CREATE INDEX "ix_places_path" ON "places" USING gist ("path");
