-- alter enum `status`: sent, draft -> draft, sent, rows with draft get sent, rows with sent get draft
UPDATE `note` SET `status` = CASE `status` WHEN 'draft' THEN 'sent' WHEN 'sent' THEN 'draft' ELSE `status` END WHERE `status` IS NOT NULL;

-- alter enum `status`: sent, draft -> draft, sent, rows with draft get sent, rows with sent get draft
UPDATE `post` SET `status` = CASE `status` WHEN 'draft' THEN 'sent' WHEN 'sent' THEN 'draft' ELSE `status` END WHERE `status` IS NOT NULL;

-- drop unique constraint `uq_note` on `note`
-- add unique constraint `uq_note` on `note`: id, status
-- alter enum `status`: sent, draft -> draft, sent, rows with draft get sent, rows with sent get draft
-- hazard[constraint-on-rows]: fails if existing rows of `note` violate `uq_note`
ALTER TABLE `note`
    DROP INDEX `uq_note`,
    ADD CONSTRAINT `uq_note` UNIQUE (`id`, `status`),
    MODIFY COLUMN `status` enum('draft', 'sent') NOT NULL;

-- drop primary key of `post`
-- add primary key to `post`: id, status
-- alter enum `status`: sent, draft -> draft, sent, rows with draft get sent, rows with sent get draft
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `post`
ALTER TABLE `post`
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (`id`, `status`),
    MODIFY COLUMN `status` enum('draft', 'sent') NOT NULL;
