-- alter table `notes`: charset none -> utf8mb4, collation none -> utf8mb4_bin
-- add column `notes.code`: char(8), not null, existing rows get "none"
ALTER TABLE `notes`
    DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin,
    ADD COLUMN `code` char(8) NOT NULL DEFAULT 'none';

-- add column `notes.code`: char(8), not null, existing rows get "none"
-- alter table `notes`: charset none -> utf8mb4, collation none -> utf8mb4_bin
ALTER TABLE `notes`
    ALTER COLUMN `code` DROP DEFAULT,
    MODIFY COLUMN `title` varchar(80) NOT NULL;
