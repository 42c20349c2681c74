-- drop table `users`
-- hazard: loses the rows of `users`
DROP TABLE "users";
