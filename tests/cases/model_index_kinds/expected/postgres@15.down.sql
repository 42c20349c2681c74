-- drop index `ix_article_author_views` on `article`
DROP INDEX "ix_article_author_views";

-- drop index `ix_article_lower_title` on `article`
DROP INDEX "ix_article_lower_title";

-- drop index `ix_article_views` on `article`
DROP INDEX "ix_article_views";

-- drop index `ix_live` on `article`
DROP INDEX "ix_live";

-- drop index `ux_title` on `article`: nulls not distinct
DROP INDEX "ux_title";
