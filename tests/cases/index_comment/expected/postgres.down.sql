-- drop index `ix_author` on `article`
DROP INDEX "ix_author";

-- drop index `ix_title` on `article`
-- add index `ix_title` on `article`: title
COMMENT ON INDEX "ix_title" IS 'old';
