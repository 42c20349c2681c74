-- rename value `red` of enum `color` to `crimson`
ALTER TYPE "color" RENAME VALUE 'red' TO 'crimson';

-- create table `wall`: 2 columns
CREATE TABLE "wall" (
    "id" bigint NOT NULL,
    "color" "color" NOT NULL,
    CONSTRAINT "wall_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "fk_wall_color" FOREIGN KEY ("color") REFERENCES "paint" ("color")
);
