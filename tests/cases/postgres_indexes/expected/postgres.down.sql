-- drop index `ix_brin` on `items`
DROP INDEX "ix_brin";

-- drop index `ix_hash` on `items`
DROP INDEX "ix_hash";

-- drop index `ix_part` on `items`
DROP INDEX "ix_part";

-- drop index `ix_rich` on `items`
DROP INDEX "ix_rich";
