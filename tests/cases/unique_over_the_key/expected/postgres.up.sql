-- create table `users`: 2 columns
CREATE TABLE "users" (
    "id" bigint NOT NULL,
    "email" varchar(80) NOT NULL,
    CONSTRAINT "users_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "uq_users_email" UNIQUE ("email")
);

-- unique constraint `uq_users_id`
ALTER TABLE "users" ADD CONSTRAINT "uq_users_id" UNIQUE ("id");

-- unique constraint `uq_users_mail`
ALTER TABLE "users" ADD CONSTRAINT "uq_users_mail" UNIQUE ("email");
