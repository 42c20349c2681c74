-- alter column `counter.tiny`: i8 -> u8
-- alter column `counter.small`: u16 -> i16
-- alter column `counter.plain`: i32 -> u32
-- alter column `counter.wide`: u32 -> u64
-- alter column `counter.medium`: i24 -> u24
-- hazard[narrow-type]: fails or truncates values of `counter.tiny` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `counter.small` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `counter.plain` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `counter.medium` that do not fit the new type
ALTER TABLE `counter`
    MODIFY COLUMN `tiny` tinyint unsigned NOT NULL,
    MODIFY COLUMN `small` smallint NOT NULL,
    MODIFY COLUMN `plain` int unsigned NOT NULL,
    MODIFY COLUMN `wide` bigint unsigned NOT NULL,
    MODIFY COLUMN `medium` mediumint unsigned NOT NULL;
