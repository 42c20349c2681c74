-- rename table `case_from.member` to `case_to.member`
ALTER TABLE "case_from"."member" RENAME TO "case_to"."member";
