-- temporarily drop unique constraint `uq_post_status` on `post` while a column under it changes
-- temporarily drop index `ix_post_author_status` on `post` while a column under it changes
ALTER TABLE `post`
    DROP INDEX `uq_post_status`,
    DROP INDEX `ix_post_author_status`;

-- alter enum `status`: draft, sent -> sent, draft, rows with draft get sent, rows with sent get draft
UPDATE `post` SET `status` = CASE `status` WHEN 'draft' THEN 'sent' WHEN 'sent' THEN 'draft' ELSE `status` END WHERE `status` IS NOT NULL;

-- alter enum `status`: draft, sent -> sent, draft, rows with draft get sent, rows with sent get draft
-- create unique constraint `uq_post_status` on `post` again
-- create index `ix_post_author_status` on `post` again
ALTER TABLE `post`
    MODIFY COLUMN `status` enum('sent', 'draft') NOT NULL,
    ADD CONSTRAINT `uq_post_status` UNIQUE (`status`),
    ADD UNIQUE INDEX `ix_post_author_status` (`author`, `status`);
