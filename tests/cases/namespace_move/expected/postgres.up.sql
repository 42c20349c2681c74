-- make room for `case_to.member`
CREATE SCHEMA IF NOT EXISTS "case_to";

-- rename table `case_from.member` to `case_to.member`
ALTER TABLE "case_from"."member" SET SCHEMA "case_to";
