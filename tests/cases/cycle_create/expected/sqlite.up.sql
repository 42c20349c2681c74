-- create table `egg`: 2 columns
CREATE TABLE "egg" (
    "id" INTEGER NOT NULL,
    "from_hen" INTEGER,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_egg_from_hen" FOREIGN KEY ("from_hen") REFERENCES "hen" ("id")
);

-- create table `chick`: 2 columns
CREATE TABLE "chick" (
    "id" INTEGER NOT NULL,
    "after" INTEGER,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_chick_after" FOREIGN KEY ("after") REFERENCES "chick" ("id") ON DELETE SET NULL,
    CONSTRAINT "fk_chick_id" FOREIGN KEY ("id") REFERENCES "egg" ("id")
);

-- create table `hen`: 2 columns
CREATE TABLE "hen" (
    "id" INTEGER NOT NULL,
    "from_egg" INTEGER,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_hen_from_egg" FOREIGN KEY ("from_egg") REFERENCES "egg" ("id")
);
