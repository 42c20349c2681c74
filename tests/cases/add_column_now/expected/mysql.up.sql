-- add column `users.seen_at`: timestamptz, not null, default now()
ALTER TABLE `users` ADD COLUMN `seen_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6);
