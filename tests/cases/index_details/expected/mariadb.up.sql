-- drop index `ix_both` on `article`
-- add index `ix_both` on `article`: author desc, code
ALTER TABLE `article`
    DROP INDEX `ix_both`,
    ADD INDEX `ix_both` (`author` DESC, `code`);
