-- drop primary key of `post`
ALTER TABLE `post` DROP PRIMARY KEY;

-- alter enum `status`: sent, draft -> draft, sent, rows with draft get sent, rows with sent get draft
UPDATE `post` SET `status` = CASE `status` WHEN 'draft' THEN 'sent' WHEN 'sent' THEN 'draft' ELSE `status` END WHERE `status` IS NOT NULL;

-- add primary key to `post`: author, status
-- alter enum `status`: sent, draft -> draft, sent, rows with draft get sent, rows with sent get draft
-- drop primary key of `post`
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `post`
ALTER TABLE `post`
    ADD PRIMARY KEY (`author`, `status`),
    MODIFY COLUMN `status` enum('draft', 'sent') NOT NULL,
    DROP INDEX `fk_post_author`;
