-- add column `posts.old`: varchar(80), not null
-- hazard[stand-in-value]: existing rows get "" in `posts.old`, because the original value is unknown
ALTER TABLE `posts` ADD COLUMN `old` varchar(80) NOT NULL DEFAULT '';

-- add column `posts.old`: varchar(80), not null
-- alter column `posts.title`: not null -> null
ALTER TABLE `posts`
    ALTER COLUMN `old` DROP DEFAULT,
    MODIFY COLUMN `title` varchar(80) NULL;

-- drop column `posts.slug`
-- hazard[drop-column]: deletes all values of `posts.slug`
ALTER TABLE `posts` DROP COLUMN `slug`;
