-- drop index `ix_author` on `article`
DROP INDEX "ix_author";
