-- drop primary key of `users`
-- drop unique `uq_users_mail` on `users`
-- add primary key to `users`: mail
-- add unique `uq_users_id` on `users`: id
-- hazard[primary-key-on-rows]: fails where rows of `users` are not told apart by the new primary key
-- hazard[constraint-on-rows]: fails where rows of `users` break `uq_users_id`
ALTER TABLE `users`
    DROP PRIMARY KEY,
    DROP INDEX `uq_users_mail`,
    ADD PRIMARY KEY (`mail`),
    ADD CONSTRAINT `uq_users_id` UNIQUE (`id`);
