-- add index `ix_author` on `article`: author
CREATE INDEX "ix_author" ON "article" ("author");

COMMENT ON INDEX "ix_author" IS E'For lists; it\'s new';

-- drop index `ix_title` on `article`
-- add index `ix_title` on `article`: title
COMMENT ON INDEX "ix_title" IS 'new';
