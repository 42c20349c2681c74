-- alter enum `pet`: cat, 🦀 -> cat
-- hazard[remove-enum-value]: fails where a row still has `🦀` of enum `pet`
ALTER TABLE `owner` MODIFY COLUMN `pet` enum('cat') CHARACTER SET utf8mb3 NOT NULL;
