-- add column `users.seen_at`: timestamptz, not null, default now()
ALTER TABLE "users" ADD COLUMN "seen_at" timestamptz NOT NULL DEFAULT now();
