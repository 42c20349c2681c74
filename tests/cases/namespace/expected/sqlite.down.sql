-- drop table `case_auth.users`
-- hazard[drop-table]: deletes all rows of `case_auth.users`
DROP TABLE "case_auth"."users";
