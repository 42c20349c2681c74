-- add column `users.id`: i64, not null, auto increment
-- add primary key to `users`: id
-- hazard[primary-key-on-rows]: fails where rows of `users` are not told apart by the new primary key
ALTER TABLE `users`
    ADD COLUMN `id` bigint NOT NULL AUTO_INCREMENT,
    ADD PRIMARY KEY (`id`);
