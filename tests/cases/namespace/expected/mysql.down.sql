-- drop table `case_auth.users`
-- hazard: loses the rows of `case_auth.users`
DROP TABLE `case_auth`.`users`;
