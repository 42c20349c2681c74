-- create table `items`: 3 columns
CREATE TABLE "items" (
    "id" bigint NOT NULL,
    "twice" integer GENERATED ALWAYS AS (price * 2) STORED,
    "price" integer NOT NULL DEFAULT (1 + 1),
    CONSTRAINT "items_pkey" PRIMARY KEY ("id")
);
