-- drop column `users.seen_at`
-- hazard[drop-column]: deletes all values of `users.seen_at`
ALTER TABLE "users" DROP COLUMN "seen_at";
