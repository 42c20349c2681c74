-- add index `ix_article_author_views` on `article`: author, views desc
CREATE INDEX "ix_article_author_views" ON "article" ("author", "views" DESC);

-- add index `ix_article_lower_title` on `article`: sql(lower(title))
CREATE INDEX "ix_article_lower_title" ON "article" ((lower(title)));

-- add index `ix_article_views` on `article`: views desc
CREATE INDEX "ix_article_views" ON "article" ("views" DESC);

-- add index `ix_live` on `article`: author
CREATE INDEX "ix_live" ON "article" ("author") WHERE deleted IS NULL;
