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

-- add index `ix_author` on `article`: author nulls first
CREATE INDEX "ix_author" ON "article" ("author" NULLS FIRST);

-- add index `ix_both` on `article`: author, code
CREATE INDEX "ix_both" ON "article" ("author", "code");

-- add index `ix_code` on `article`: code
CREATE INDEX "ix_code" ON "article" ("code");

-- add index `ix_covers` on `article`: author
CREATE INDEX "ix_covers" ON "article" ("author") INCLUDE ("title");

-- add index `ix_some` on `article`: sql(lower(title))
CREATE INDEX "ix_some" ON "article" ((lower(title))) WHERE author = 'a';

-- add index `ix_sorted` on `article`: code
CREATE INDEX "ix_sorted" ON "article" ("code" COLLATE "C");

-- add index `ix_tags` on `article`: tags
CREATE INDEX "ix_tags" ON "article" USING gin ("tags") WITH (fastupdate = true);

-- add index `ix_title` on `article`: title
CREATE INDEX "ix_title" ON "article" ("title");
