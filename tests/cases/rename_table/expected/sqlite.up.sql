-- rename table `users` to `people`
ALTER TABLE "users" RENAME TO "people";

-- rename unique `uq_users_name` on `people` to `uq_people_name`
DROP INDEX "uq_users_name";

-- rename index `ix_users_boss` on `people` to `ix_people_boss`
DROP INDEX "ix_users_boss";

-- rename unique `uq_users_name` on `people` to `uq_people_name`
CREATE UNIQUE INDEX "uq_people_name" ON "people" ("name");

-- rename index `ix_users_boss` on `people` to `ix_people_boss`
CREATE INDEX "ix_people_boss" ON "people" ("boss");
