-- alter column `place.shape`: native(sqlite = BLOB, postgres = polygon, mysql = geometry, otherwise = text) -> native(sqlite = TEXT, postgres = point, mysql = point, otherwise = text)
-- hazard[narrow-type]: fails or truncates values of `place.shape` that do not fit the new type
ALTER TABLE "place" ALTER COLUMN "shape" TYPE point USING "shape"::text::point;

-- alter column `place.floor`: native(postgres = int4, mysql = int, otherwise = i32) -> native(postgres = int2, mysql = smallint, otherwise = i32)
-- hazard[narrow-type]: fails or truncates values of `place.floor` that do not fit the new type
ALTER TABLE "place" ALTER COLUMN "floor" TYPE int2 USING "floor"::text::int2;
