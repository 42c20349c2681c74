-- add column `post.note`: varchar(20), not null, existing rows get sql(title)
-- alter enum `status`: draft, sent -> sketch, sent, rows with draft get sketch
ALTER TABLE `post`
    ADD COLUMN `note` varchar(20) NULL,
    MODIFY COLUMN `status` enum('draft', 'sent', 'sketch') NOT NULL;

-- alter enum `status`: draft, sent -> sketch, sent, rows with draft get sketch
UPDATE `post` SET `status` = CASE `status` WHEN 'draft' THEN 'sketch' ELSE `status` END WHERE `status` IS NOT NULL;

-- add column `post.note`: varchar(20), not null, existing rows get sql(title)
UPDATE `post` SET `note` = (title);

-- add column `post.note`: varchar(20), not null, existing rows get sql(title)
-- alter enum `status`: draft, sent -> sketch, sent, rows with draft get sketch
ALTER TABLE `post`
    MODIFY COLUMN `note` varchar(20) NOT NULL,
    MODIFY COLUMN `status` enum('sketch', 'sent') NOT NULL;
