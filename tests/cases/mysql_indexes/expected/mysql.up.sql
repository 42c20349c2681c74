-- drop index `ix_start` on `article`
-- add index `ft_both` on `article`: title, body
-- add index `ix_start` on `article`: title(20)
-- add index `sp_place` on `article`: place
ALTER TABLE `article`
    DROP INDEX `ix_start`,
    ADD FULLTEXT INDEX `ft_both` (`title`, `body`),
    ADD INDEX `ix_start` (`title`(20)),
    ADD SPATIAL INDEX `sp_place` (`place`);
