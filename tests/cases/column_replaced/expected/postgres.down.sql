-- add column `people.address`: text, not null
-- hazard[stand-in-value]: existing rows get "" in `people.address`, because the original value is unknown
ALTER TABLE "people" ADD COLUMN "address" text NOT NULL DEFAULT '';

-- alter column `people.height`: i64 -> i32
-- hazard[narrow-type]: fails or truncates values of `people.height` that do not fit the new type
ALTER TABLE "people" ALTER COLUMN "height" TYPE integer;

-- add column `shops.address`: text, not null
-- hazard[stand-in-value]: existing rows get "" in `shops.address`, because the original value is unknown
ALTER TABLE "shops" ADD COLUMN "address" text NOT NULL DEFAULT '';

-- add column `people.address`: text, not null
ALTER TABLE "people" ALTER COLUMN "address" DROP DEFAULT;

-- add column `shops.address`: text, not null
ALTER TABLE "shops" ALTER COLUMN "address" DROP DEFAULT;

-- create table `olds`: 2 columns
CREATE TABLE "olds" (
    "id" bigint NOT NULL,
    "person" bigint NOT NULL,
    CONSTRAINT "olds_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "fk_olds_person" FOREIGN KEY ("person") REFERENCES "people" ("id")
);

-- add check constraint `ck_shops_address` on `shops`: address <> 'nowhere'
-- hazard[constraint-on-rows]: fails if existing rows of `shops` violate `ck_shops_address`
ALTER TABLE "shops" ADD CONSTRAINT "ck_shops_address" CHECK (address <> 'nowhere');

-- drop table `addresses`
-- hazard[drop-table]: deletes all rows of `addresses`
DROP TABLE "addresses";
