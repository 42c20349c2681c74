-- drop index `the_index` on `other`
DROP INDEX "the_index";

-- add index `the_index` on `users`: name
CREATE INDEX "the_index" ON "users" ("name");
