-- drop table `users`
-- hazard[drop-table]: deletes all rows of `users`
DROP TABLE "users";
