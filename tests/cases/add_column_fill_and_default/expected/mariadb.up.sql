-- add column `users.score`: i32, not null, default 0, existing rows get 9
ALTER TABLE `users` ADD COLUMN `score` int NOT NULL DEFAULT 9;

-- add column `users.score`: i32, not null, default 0, existing rows get 9
ALTER TABLE `users` ALTER COLUMN `score` SET DEFAULT 0;
