-- create table `items`: 3 columns
CREATE TABLE "items" (
    "id" INTEGER NOT NULL,
    "twice" INTEGER GENERATED ALWAYS AS (price * 2) STORED,
    "price" INTEGER NOT NULL DEFAULT (1 + 1),
    PRIMARY KEY ("id")
);
