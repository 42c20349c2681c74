-- Takes back: create users and notes

-- cargo-schema: foreign-keys=off

-- drop table `notes`
-- hazard[drop-table]: deletes all rows of `notes`
DROP TABLE "notes";

-- drop table `users`
-- hazard[drop-table]: deletes all rows of `users`
DROP TABLE "users";
