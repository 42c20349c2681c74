-- add index `ix_brin` on `items`: at
CREATE INDEX "ix_brin" ON "items" USING brin ("at") WITH (pages_per_range = 64);

-- add index `ix_hash` on `items`: name
CREATE INDEX "ix_hash" ON "items" USING hash ("name");

-- add index `ix_part` on `items`: name
-- hazard[constraint-on-rows]: fails if existing rows of `items` violate `ix_part`
CREATE UNIQUE INDEX "ix_part" ON "items" ("name") WHERE day is not null;

-- add index `ix_rich` on `items`: sql(lower(name)), at desc nulls last, name
CREATE INDEX "ix_rich" ON "items" ((lower(name)), "at" DESC NULLS LAST, "name" COLLATE "C" text_pattern_ops) INCLUDE ("day");

COMMENT ON INDEX "ix_rich" IS 'for the search';
