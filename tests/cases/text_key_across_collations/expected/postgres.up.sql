-- create table `p`: 1 column
CREATE TABLE "p" (
    "code" varchar(9) NOT NULL,
    CONSTRAINT "p_pkey" PRIMARY KEY ("code")
);

-- create table `k`: 2 columns
CREATE TABLE "k" (
    "id" bigint NOT NULL,
    "p" varchar(9) NOT NULL,
    CONSTRAINT "k_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "fk_k_p" FOREIGN KEY ("p") REFERENCES "p" ("code")
);
