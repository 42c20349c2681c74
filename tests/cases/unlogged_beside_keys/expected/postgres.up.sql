-- temporarily drop foreign key `fk_post_parent` on `post` while `post` changes its storage
ALTER TABLE "post" DROP CONSTRAINT "fk_post_parent";

-- alter table `post`: not unlogged
ALTER TABLE "post" SET LOGGED;

-- create table `note`: 2 columns
CREATE TABLE "note" (
    "id" bigint NOT NULL,
    "post" bigint NOT NULL,
    CONSTRAINT "note_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "fk_note_post" FOREIGN KEY ("post") REFERENCES "post" ("id")
);

-- create foreign key `fk_post_parent` on `post` again
-- validate foreign key `fk_post_parent` on `post`: it holds for all rows
-- hazard[constraint-on-rows]: fails if existing rows of `post` violate `fk_post_parent`
ALTER TABLE "post" ADD CONSTRAINT "fk_post_parent" FOREIGN KEY ("parent") REFERENCES "post" ("id");
