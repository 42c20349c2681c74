-- make room for `case_from.member`
CREATE SCHEMA IF NOT EXISTS "case_from";

-- rename table `case_to.member` to `case_from.member`
ALTER TABLE "case_to"."member" SET SCHEMA "case_from";
