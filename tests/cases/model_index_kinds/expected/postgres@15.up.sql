-- add index `ix_article_author_views` on `article`: author, views desc
CREATE INDEX "ix_article_author_views" ON "article" ("author", "views" DESC);

-- add index `ix_article_lower_title` on `article`: sql(lower(title))
CREATE INDEX "ix_article_lower_title" ON "article" ((lower(title)));

-- add index `ix_article_views` on `article`: views desc nulls last
CREATE INDEX "ix_article_views" ON "article" ("views" DESC NULLS LAST);

COMMENT ON INDEX "ix_article_views" IS 'The most read first';

-- add index `ix_live` on `article`: author
CREATE INDEX "ix_live" ON "article" ("author") WHERE deleted IS NULL;

-- add index `ux_title` on `article`: title, nulls not distinct
-- hazard[constraint-on-rows]: fails if existing rows of `article` violate `ux_title`
CREATE UNIQUE INDEX "ux_title" ON "article" ("title") INCLUDE ("views") NULLS NOT DISTINCT WITH (fillfactor = 70);
