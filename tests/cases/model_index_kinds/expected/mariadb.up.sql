-- add index `ft_title` on `article`: title
-- add index `ix_article_author_views` on `article`: author, views desc
-- add index `ix_article_views` on `article`: views desc
-- add index `ix_start` on `article`: title(10)
ALTER TABLE `article`
    ADD FULLTEXT INDEX `ft_title` (`title`),
    ADD INDEX `ix_article_author_views` (`author`, `views` DESC),
    ADD INDEX `ix_article_views` (`views` DESC) COMMENT 'The most read first',
    ADD INDEX `ix_start` (`title`(10));
