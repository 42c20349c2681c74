-- add column `post.lent`: i32, not null
-- add column `post.at`: date, not null
-- hazard[stand-in-value]: existing rows get 0 in `post.lent`, because the original value is unknown
-- hazard[stand-in-value]: existing rows get now() in `post.at`, because the original value is unknown
ALTER TABLE `post`
    ADD COLUMN `lent` int NOT NULL DEFAULT 0,
    ADD COLUMN `at` date NULL;

-- add column `post.at`: date, not null
UPDATE `post` SET `at` = (CURRENT_DATE);

-- drop primary key of `post`
-- add column `post.lent`: i32, not null
-- add column `post.at`: date, not null
-- drop column `post.id`
ALTER TABLE `post`
    DROP PRIMARY KEY,
    ALTER COLUMN `lent` DROP DEFAULT,
    MODIFY COLUMN `at` date NOT NULL,
    MODIFY COLUMN `id` bigint NOT NULL;

-- drop column `post.id`
-- drop column `post.note`
-- hazard[drop-column]: deletes all values of `post.id`
-- hazard[drop-column]: deletes all values of `post.note`
ALTER TABLE `post`
    DROP COLUMN `id`,
    DROP COLUMN `note`;
