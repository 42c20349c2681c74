-- rename primary key of `giver` from `fourth` to `fifth`
ALTER TABLE "giver" RENAME CONSTRAINT "fourth" TO "fifth";

-- rename primary key of `one` from `first` to `second`
ALTER TABLE "one" RENAME CONSTRAINT "first" TO "_schema_aside_1";

-- rename primary key of `two` from `second` to `first`
ALTER TABLE "two" RENAME CONSTRAINT "second" TO "_schema_aside_2";

-- drop table `old`
-- hazard[drop-table]: deletes all rows of `old`
DROP TABLE "old";

-- drop unique constraint `uq_code` on `giver`
ALTER TABLE "giver" DROP CONSTRAINT "uq_code";

-- rename primary key of `heir` from its own name to `third`
ALTER TABLE "heir" RENAME CONSTRAINT "heir_pkey" TO "third";

-- rename primary key of `one` from `first` to `second`
ALTER TABLE "one" RENAME CONSTRAINT "_schema_aside_1" TO "second";

-- rename primary key of `two` from `second` to `first`
ALTER TABLE "two" RENAME CONSTRAINT "_schema_aside_2" TO "first";

-- add unique constraint `fourth` on `giver`: code
-- hazard[constraint-on-rows]: fails if existing rows of `giver` violate `fourth`
ALTER TABLE "giver" ADD CONSTRAINT "fourth" UNIQUE ("code");
