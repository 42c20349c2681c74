-- create table `p`: 1 column
CREATE TABLE "p" (
    "code" VARCHAR(9) NOT NULL,
    PRIMARY KEY ("code")
);

-- create table `k`: 2 columns
CREATE TABLE "k" (
    "id" INTEGER NOT NULL,
    "p" VARCHAR(9) NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_k_p" FOREIGN KEY ("p") REFERENCES "p" ("code")
);
