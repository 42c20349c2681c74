-- drop index `ix_author` on `article`
DROP INDEX "ix_author";

-- drop index `ix_both` on `article`
DROP INDEX "ix_both";

-- drop index `ix_code` on `article`
DROP INDEX "ix_code";

-- drop index `ix_covers` on `article`
DROP INDEX "ix_covers";

-- drop index `ix_some` on `article`
DROP INDEX "ix_some";

-- drop index `ix_sorted` on `article`
DROP INDEX "ix_sorted";

-- drop index `ix_tags` on `article`
DROP INDEX "ix_tags";

-- drop index `ix_title` on `article`
DROP INDEX "ix_title";

-- add index `ix_author` on `article`: author desc nulls last
CREATE INDEX "ix_author" ON "article" ("author" DESC NULLS LAST);

-- add index `ix_both` on `article`: author desc, code
CREATE INDEX "ix_both" ON "article" ("author" DESC, "code");

-- add index `ix_code` on `article`: code
CREATE INDEX "ix_code" ON "article" USING hash ("code");

-- add index `ix_covers` on `article`: author
CREATE INDEX "ix_covers" ON "article" ("author") INCLUDE ("code", "title");

-- add index `ix_some` on `article`: sql(upper(title))
CREATE INDEX "ix_some" ON "article" ((upper(title))) WHERE author <> '';

-- add index `ix_sorted` on `article`: code
CREATE INDEX "ix_sorted" ON "article" ("code" COLLATE "POSIX");

-- add index `ix_tags` on `article`: tags
CREATE INDEX "ix_tags" ON "article" USING gin ("tags") WITH (fastupdate = false);

-- add index `ix_title` on `article`: title
CREATE INDEX "ix_title" ON "article" ("title" text_pattern_ops);
