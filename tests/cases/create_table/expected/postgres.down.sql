-- drop table `users`
-- hazard[drop-table]: loses the rows of `users`
DROP TABLE "users";
