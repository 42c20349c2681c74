-- create table `egg`: 2 columns
CREATE TABLE "egg" (
    "id" bigint NOT NULL,
    "from_hen" bigint,
    CONSTRAINT "egg_pkey" PRIMARY KEY ("id")
);

-- create table `chick`: 2 columns
CREATE TABLE "chick" (
    "id" bigint NOT NULL,
    "after" bigint,
    CONSTRAINT "chick_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "fk_chick_after" FOREIGN KEY ("after") REFERENCES "chick" ("id") ON DELETE SET NULL,
    CONSTRAINT "fk_chick_id" FOREIGN KEY ("id") REFERENCES "egg" ("id")
);

-- create table `hen`: 2 columns
CREATE TABLE "hen" (
    "id" bigint NOT NULL,
    "from_egg" bigint,
    CONSTRAINT "hen_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "fk_hen_from_egg" FOREIGN KEY ("from_egg") REFERENCES "egg" ("id")
);

-- add foreign key `fk_egg_from_hen` on `egg`: from_hen -> hen.id
ALTER TABLE "egg" ADD CONSTRAINT "fk_egg_from_hen" FOREIGN KEY ("from_hen") REFERENCES "hen" ("id");
