-- add primary key to `pair`: b, a
-- hazard[primary-key-on-rows]: fails where rows of `pair` are not told apart by the new primary key
ALTER TABLE "pair" ADD CONSTRAINT "pair_pkey" PRIMARY KEY ("b", "a");
