-- add primary key to `pair`: b, a
-- hazard: fails where rows of `pair` break `primary key`
ALTER TABLE "pair" ADD CONSTRAINT "pair_pkey" PRIMARY KEY ("b", "a");
