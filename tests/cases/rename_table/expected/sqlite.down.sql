-- rename unique `uq_people_name` on `people` to `uq_users_name`
DROP INDEX "uq_people_name";

-- rename index `ix_people_boss` on `people` to `ix_users_boss`
DROP INDEX "ix_people_boss";

-- rename unique `uq_people_name` on `people` to `uq_users_name`
CREATE UNIQUE INDEX "uq_users_name" ON "people" ("name");

-- rename index `ix_people_boss` on `people` to `ix_users_boss`
CREATE INDEX "ix_users_boss" ON "people" ("boss");

-- rename table `people` to `users`
ALTER TABLE "people" RENAME TO "users";
