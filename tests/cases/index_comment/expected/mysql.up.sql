-- drop index `ix_title` on `article`
-- add index `ix_author` on `article`: author
-- add index `ix_title` on `article`: title
ALTER TABLE `article`
    DROP INDEX `ix_title`,
    ADD INDEX `ix_author` (`author`) COMMENT 'For lists; it\'s new',
    ADD INDEX `ix_title` (`title`) COMMENT 'new';
