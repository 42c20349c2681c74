-- drop index `ix_author` on `article`
-- drop index `ix_title` on `article`
-- add index `ix_title` on `article`: title
ALTER TABLE `article`
    DROP INDEX `ix_author`,
    DROP INDEX `ix_title`,
    ADD INDEX `ix_title` (`title`) COMMENT 'old';
