-- drop index `ft_both` on `article`
-- drop index `ix_start` on `article`
-- drop index `sp_place` on `article`
-- add index `ix_start` on `article`: title(10)
ALTER TABLE `article`
    DROP INDEX `ft_both`,
    DROP INDEX `ix_start`,
    DROP INDEX `sp_place`,
    ADD INDEX `ix_start` (`title`(10));
