-- create table `posts`: 2 columns
CREATE TABLE "posts" (
    "id" bigint NOT NULL,
    "author" varchar(80) NOT NULL,
    CONSTRAINT "posts_pkey" PRIMARY KEY ("id")
);

-- add unique constraint `uq_users_name` on `users`: name
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users_name`
ALTER TABLE "users" ADD CONSTRAINT "uq_users_name" UNIQUE ("name");

-- add foreign key `fk_posts_author` on `posts`: author -> users.name
ALTER TABLE "posts" ADD CONSTRAINT "fk_posts_author" FOREIGN KEY ("author") REFERENCES "users" ("name");
