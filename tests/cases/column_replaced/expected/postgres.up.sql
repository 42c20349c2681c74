-- drop check constraint `ck_shops_address` on `shops`
ALTER TABLE "shops" DROP CONSTRAINT "ck_shops_address";

-- alter column `people.height`: i32 -> i64
ALTER TABLE "people" ALTER COLUMN "height" TYPE bigint;

-- create table `addresses`: 3 columns
CREATE TABLE "addresses" (
    "key" bigint NOT NULL,
    "person" bigint,
    "address" text NOT NULL,
    CONSTRAINT "addresses_pkey" PRIMARY KEY ("key"),
    CONSTRAINT "fk_addresses_person" FOREIGN KEY ("person") REFERENCES "people" ("id")
);

-- drop column `people.address`
-- hazard[drop-column]: deletes all values of `people.address`
ALTER TABLE "people" DROP COLUMN "address";

-- drop column `shops.address`
-- hazard[drop-column]: deletes all values of `shops.address`
ALTER TABLE "shops" DROP COLUMN "address";

-- drop table `olds`
-- hazard[drop-table]: deletes all rows of `olds`
DROP TABLE "olds";
