-- alter column `counter.tiny`: u8 -> i8
-- alter column `counter.small`: i16 -> u16
-- alter column `counter.plain`: u32 -> i32
-- alter column `counter.wide`: u64 -> u32
-- alter column `counter.medium`: u24 -> i24
-- hazard[narrow-type]: fails or cuts where a value of `counter.tiny` does not fit the new type
-- hazard[narrow-type]: fails or cuts where a value of `counter.small` does not fit the new type
-- hazard[narrow-type]: fails or cuts where a value of `counter.plain` does not fit the new type
-- hazard[narrow-type]: fails or cuts where a value of `counter.wide` does not fit the new type
-- hazard[narrow-type]: fails or cuts where a value of `counter.medium` does not fit the new type
ALTER TABLE `counter`
    MODIFY COLUMN `tiny` tinyint NOT NULL,
    MODIFY COLUMN `small` smallint unsigned NOT NULL,
    MODIFY COLUMN `plain` int NOT NULL,
    MODIFY COLUMN `wide` int unsigned NOT NULL,
    MODIFY COLUMN `medium` mediumint NOT NULL;
