-- drop primary key of `post`
ALTER TABLE `post`
    DROP PRIMARY KEY,
    ADD INDEX `fk_post_author` (`author`);

-- alter enum `status`: draft, sent -> sent, draft, rows with draft get sent, rows with sent get draft
UPDATE `post` SET `status` = CASE `status` WHEN 'draft' THEN 'sent' WHEN 'sent' THEN 'draft' ELSE `status` END WHERE `status` IS NOT NULL;

-- add primary key to `post`: status, number
-- alter enum `status`: draft, sent -> sent, draft, rows with draft get sent, rows with sent get draft
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `post`
ALTER TABLE `post`
    ADD PRIMARY KEY (`status`, `number`),
    MODIFY COLUMN `status` enum('sent', 'draft') NOT NULL;
