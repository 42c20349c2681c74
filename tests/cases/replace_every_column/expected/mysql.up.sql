-- add column `post.id`: i64, not null, auto increment
-- add column `post.note`: text, null
-- add primary key to `post`: id
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `post`
ALTER TABLE `post`
    ADD COLUMN `id` bigint NOT NULL AUTO_INCREMENT,
    ADD COLUMN `note` longtext NULL,
    ADD PRIMARY KEY (`id`);

-- drop column `post.at`
-- drop column `post.lent`
-- hazard[drop-column]: deletes all values of `post.at`
-- hazard[drop-column]: deletes all values of `post.lent`
ALTER TABLE `post`
    DROP COLUMN `at`,
    DROP COLUMN `lent`;
