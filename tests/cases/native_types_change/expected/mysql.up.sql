-- alter column `place.shape`: native(sqlite = TEXT, postgres = point, mysql = point, otherwise = text) -> native(sqlite = BLOB, postgres = polygon, mysql = geometry, otherwise = text)
-- alter column `place.floor`: native(postgres = int2, mysql = smallint, otherwise = i32) -> native(postgres = int4, mysql = int, otherwise = i32)
-- hazard[narrow-type]: fails or truncates values of `place.shape` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `place.floor` that do not fit the new type
ALTER TABLE `place`
    MODIFY COLUMN `shape` geometry NULL,
    MODIFY COLUMN `floor` int NOT NULL;
