-- alter table `notes`: charset none -> utf8mb4, collation none -> utf8mb4_bin
-- add column `notes.kind`: enum(kind), not null, existing rows get "short"
-- alter column `notes.twice`: generated virtual as size * 2 -> none
ALTER TABLE `notes`
    DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin,
    ADD COLUMN `kind` enum('short', 'long') NOT NULL DEFAULT 'short',
    ADD COLUMN `_schema_new_twice` int NULL;

-- alter column `notes.twice`: generated virtual as size * 2 -> none
UPDATE `notes` SET `_schema_new_twice` = `twice`;

-- alter column `notes.twice`: generated virtual as size * 2 -> none
ALTER TABLE `notes`
    DROP COLUMN `twice`,
    ADD COLUMN `twice` int NULL;

-- alter column `notes.twice`: generated virtual as size * 2 -> none
UPDATE `notes` SET `twice` = `_schema_new_twice`;

-- add column `notes.kind`: enum(kind), not null, existing rows get "short"
-- alter column `notes.twice`: generated virtual as size * 2 -> none
ALTER TABLE `notes`
    ALTER COLUMN `kind` DROP DEFAULT,
    DROP COLUMN `_schema_new_twice`,
    MODIFY COLUMN `twice` int NULL;
