-- drop index `ix_n` on `items`
-- add index `ix_n` on `items`: n
COMMENT ON INDEX "ix_n" IS E'it\'s new';
