-- drop index `ft_title` on `article`
-- drop index `ix_article_author_views` on `article`
-- drop index `ix_article_views` on `article`
-- drop index `ix_start` on `article`
ALTER TABLE `article`
    DROP INDEX `ft_title`,
    DROP INDEX `ix_article_author_views`,
    DROP INDEX `ix_article_views`,
    DROP INDEX `ix_start`;
