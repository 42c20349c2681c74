-- add column `users.id`: i64, not null, auto increment
-- add primary key to `users`: id
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `users`
ALTER TABLE `users`
    ADD COLUMN `id` bigint NOT NULL AUTO_INCREMENT,
    ADD PRIMARY KEY (`id`);
