-- create table `posts`: 2 columns
CREATE TABLE "posts" (
    "id" INTEGER NOT NULL,
    "author" VARCHAR(80) NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_posts_author" FOREIGN KEY ("author") REFERENCES "users" ("name")
);

-- add unique constraint `uq_users_name` on `users`: name
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users_name`
CREATE UNIQUE INDEX "uq_users_name" ON "users" ("name");
