-- add primary key to `pair`: b, a
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `pair`
ALTER TABLE "pair" ADD CONSTRAINT "pair_pkey" PRIMARY KEY ("b", "a");
