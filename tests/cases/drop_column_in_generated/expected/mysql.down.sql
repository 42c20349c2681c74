-- add column `line.amount`: i64, not null
-- hazard[stand-in-value]: existing rows get 0 in `line.amount`, because the original value is unknown
ALTER TABLE `line` ADD COLUMN `amount` bigint NOT NULL DEFAULT 0;

-- add column `line.amount`: i64, not null
ALTER TABLE `line` ALTER COLUMN `amount` DROP DEFAULT;
