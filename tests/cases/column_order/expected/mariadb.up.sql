-- add column `users.first`: i32, not null, default 1
-- add column `users.middle`: i32, null
ALTER TABLE `users`
    ADD COLUMN `first` int NOT NULL DEFAULT 1,
    ADD COLUMN `middle` int NULL;
