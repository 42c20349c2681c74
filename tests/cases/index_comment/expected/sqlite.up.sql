-- add index `ix_author` on `article`: author
CREATE INDEX "ix_author" ON "article" ("author");
