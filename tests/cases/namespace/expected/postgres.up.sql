-- make room for `case_auth.users`
CREATE SCHEMA IF NOT EXISTS "case_auth";

-- create table `case_auth.users`: 2 columns
CREATE TABLE "case_auth"."users" (
    "id" bigint NOT NULL,
    "name" varchar(80) NOT NULL,
    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- index `ix_users_name`
CREATE INDEX "ix_users_name" ON "case_auth"."users" ("name");
