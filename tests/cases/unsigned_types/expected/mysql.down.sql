-- alter column `counter.tiny`: u8 -> i8
-- alter column `counter.small`: i16 -> u16
-- alter column `counter.plain`: u32 -> i32
-- alter column `counter.wide`: u64 -> u32
-- alter column `counter.medium`: u24 -> i24
-- hazard[narrow-type]: fails or truncates values of `counter.tiny` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `counter.small` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `counter.plain` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `counter.wide` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `counter.medium` that do not fit the new type
ALTER TABLE `counter`
    MODIFY COLUMN `tiny` tinyint NOT NULL,
    MODIFY COLUMN `small` smallint unsigned NOT NULL,
    MODIFY COLUMN `plain` int NOT NULL,
    MODIFY COLUMN `wide` int unsigned NOT NULL,
    MODIFY COLUMN `medium` mediumint NOT NULL;
