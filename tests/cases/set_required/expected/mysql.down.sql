-- add column `post.asked`: set(rights), not null
-- hazard[stand-in-value]: existing rows get "" in `post.asked`, because the original value is unknown
ALTER TABLE `post` ADD COLUMN `asked` set('read', 'two words', 'it\'s') NOT NULL DEFAULT '';

-- add column `post.asked`: set(rights), not null
ALTER TABLE `post` ALTER COLUMN `asked` DROP DEFAULT;

-- drop column `post.given`
-- hazard[drop-column]: deletes all values of `post.given`
ALTER TABLE `post` DROP COLUMN `given`;
