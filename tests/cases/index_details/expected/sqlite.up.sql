-- drop index `ix_both` on `article`
DROP INDEX "ix_both";

-- drop index `ix_some` on `article`
DROP INDEX "ix_some";

-- add index `ix_both` on `article`: author desc, code
CREATE INDEX "ix_both" ON "article" ("author" DESC, "code");

-- add index `ix_some` on `article`: sql(upper(title))
CREATE INDEX "ix_some" ON "article" ((upper(title))) WHERE author <> '';
