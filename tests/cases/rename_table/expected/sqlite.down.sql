-- rename table `people` to `users`
ALTER TABLE "people" RENAME TO "users";

-- rename unique `uq_people_name` on `users` to `uq_users_name`
DROP INDEX "uq_people_name";

-- rename index `ix_people_boss` on `users` to `ix_users_boss`
DROP INDEX "ix_people_boss";

-- rename unique `uq_people_name` on `users` to `uq_users_name`
CREATE UNIQUE INDEX "uq_users_name" ON "users" ("name");

-- rename index `ix_people_boss` on `users` to `ix_users_boss`
CREATE INDEX "ix_users_boss" ON "users" ("boss");
