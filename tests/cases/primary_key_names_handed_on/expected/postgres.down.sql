-- rename primary key of `heir` from `third` to its own name
ALTER TABLE "heir" RENAME CONSTRAINT "third" TO "heir_pkey";

-- rename primary key of `one` from `second` to `first`
ALTER TABLE "one" RENAME CONSTRAINT "second" TO "_schema_aside_1";

-- rename primary key of `two` from `first` to `second`
ALTER TABLE "two" RENAME CONSTRAINT "first" TO "_schema_aside_2";

-- rename unique constraint `fourth` on `giver` to `uq_code`
ALTER TABLE "giver" RENAME CONSTRAINT "fourth" TO "uq_code";

-- rename primary key of `giver` from `fifth` to `fourth`
ALTER TABLE "giver" RENAME CONSTRAINT "fifth" TO "fourth";

-- rename primary key of `one` from `second` to `first`
ALTER TABLE "one" RENAME CONSTRAINT "_schema_aside_1" TO "first";

-- rename primary key of `two` from `first` to `second`
ALTER TABLE "two" RENAME CONSTRAINT "_schema_aside_2" TO "second";

-- create table `old`: 1 column
CREATE TABLE "old" (
    "id" bigint NOT NULL,
    CONSTRAINT "third" PRIMARY KEY ("id")
);
