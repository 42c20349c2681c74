-- add column `posts.slug`: varchar(200), not null, existing rows get sql(concat(posts.title, '-', old))
ALTER TABLE `posts` ADD COLUMN `slug` varchar(200) NULL;

-- alter column `posts.title`: null -> not null, existing NULLs get "none"
UPDATE `posts` SET `title` = 'none' WHERE `title` IS NULL;

-- add column `posts.slug`: varchar(200), not null, existing rows get sql(concat(posts.title, '-', old))
UPDATE `posts` SET `slug` = (concat(posts.title, '-', old));

-- add column `posts.slug`: varchar(200), not null, existing rows get sql(concat(posts.title, '-', old))
-- alter column `posts.title`: null -> not null, existing NULLs get "none"
ALTER TABLE `posts`
    MODIFY COLUMN `slug` varchar(200) NOT NULL,
    MODIFY COLUMN `title` varchar(80) NOT NULL;

-- drop column `posts.old`
-- hazard[drop-column]: deletes all values of `posts.old`
ALTER TABLE `posts` DROP COLUMN `old`;
