-- rename table `case_to.member` to `case_from.member`
ALTER TABLE "case_to"."member" RENAME TO "case_from"."member";
