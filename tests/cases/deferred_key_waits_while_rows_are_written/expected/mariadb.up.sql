-- alter column `stay.nights`: i16 -> i64, null -> not null, existing NULLs get 1
ALTER TABLE `stay` MODIFY COLUMN `nights` bigint NULL;

-- alter column `stay.nights`: i16 -> i64, null -> not null, existing NULLs get 1
UPDATE `stay` SET `nights` = 1 WHERE `nights` IS NULL;

-- alter column `stay.nights`: i16 -> i64, null -> not null, existing NULLs get 1
ALTER TABLE `stay` MODIFY COLUMN `nights` bigint NOT NULL;
