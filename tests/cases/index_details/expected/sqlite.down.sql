-- drop index `ix_both` on `article`
DROP INDEX "ix_both";

-- drop index `ix_some` on `article`
DROP INDEX "ix_some";

-- add index `ix_both` on `article`: author, code
CREATE INDEX "ix_both" ON "article" ("author", "code");

-- add index `ix_some` on `article`: sql(lower(title))
CREATE INDEX "ix_some" ON "article" ((lower(title))) WHERE author = 'a';
