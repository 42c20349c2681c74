-- add column `post.id`: i64, not null, auto increment
-- add column `post.note`: text, null
-- add primary key to `post`: id
-- hazard[primary-key-on-rows]: fails where rows of `post` are not told apart by the new primary key
ALTER TABLE `post`
    ADD COLUMN `id` bigint NOT NULL AUTO_INCREMENT,
    ADD COLUMN `note` longtext NULL,
    ADD PRIMARY KEY (`id`);

-- drop column `post.at`
-- drop column `post.lent`
-- hazard[drop-column]: loses the values of `post.at`
-- hazard[drop-column]: loses the values of `post.lent`
ALTER TABLE `post`
    DROP COLUMN `at`,
    DROP COLUMN `lent`;
