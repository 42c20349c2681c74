-- drop index `the_index` on `users`
DROP INDEX "the_index";

-- add index `the_index` on `other`: a
CREATE INDEX "the_index" ON "other" ("a");
